#include "json_tree_p.h"

#include <algorithm>

namespace twinward::interop {

namespace ondemand = simdjson::ondemand;

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view trimmedRight(std::string_view text)
{
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

QString describe(simdjson::error_code code)
{
    switch (code) {
    case simdjson::EMPTY:
        return QStringLiteral("There is nothing in it");
    case simdjson::UTF8_ERROR:
        return QStringLiteral("It is not UTF-8 text");
    case simdjson::DEPTH_ERROR:
        return QStringLiteral("Its values are nested too deeply");
    case simdjson::NUMBER_ERROR:
    case simdjson::INCORRECT_TYPE:
        return QStringLiteral("A value is not what JSON allows");
    case simdjson::STRING_ERROR:
    case simdjson::UNESCAPED_CHARS:
        return QStringLiteral("A text holds characters that JSON does not allow");
    case simdjson::UNCLOSED_STRING:
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
        return QStringLiteral("It ends in the middle: it was cut off");
    case simdjson::TRAILING_CONTENT:
        return QStringLiteral("Something follows the end of the JSON");
    default:
        return QStringLiteral("It is not JSON");
    }
}

QString firstLineNotUtf8(QByteArrayView bytes)
{
    qsizetype line = 1;
    for (qsizetype begin = 0; begin < bytes.size(); ++line) {
        const void* found
            = std::memchr(bytes.data() + begin, '\n', static_cast<size_t>(bytes.size() - begin));
        const qsizetype end
            = found != nullptr ? static_cast<const char*>(found) - bytes.data() : bytes.size();
        if (!simdjson::validate_utf8(bytes.data() + begin, static_cast<size_t>(end - begin)))
            break;
        begin = end + 1;
    }
    return QStringLiteral("line %1").arg(line);
}

struct Broken
{
    simdjson::error_code code;
};

template <class T> T checked(simdjson::simdjson_result<T> result)
{
    T value;
    if (const auto code = std::move(result).get(value); code != simdjson::SUCCESS)
        throw Broken{code};
    return value;
}

} // namespace

// Walks simdjson's forward-only reader once, from the first value to the last.
class JsonTreeBuilder
{
public:
    JsonTreeBuilder(std::vector<JsonTree::Node>& nodes, std::vector<quint32>& saidTwice, int maximumDepth)
        : m_nodes(nodes)
        , m_saidTwice(saidTwice)
        , m_maximumDepth(maximumDepth)
    { }

    void document(ondemand::document& document)
    {
        m_nodes.emplace_back();
        if (checked(document.is_scalar()))
            throw Broken{simdjson::INCORRECT_TYPE};
        m_begin = checked(document.raw_json_token()).data();
        if (checked(document.type()) == ondemand::json_type::object)
            object(0, checked(document.get_object()), m_begin, 1);
        else
            array(0, checked(document.get_array()), m_begin, 1);
        if (document.current_location().error() == simdjson::SUCCESS)
            throw Broken{simdjson::TRAILING_CONTENT};
    }

private:
    quint32 child(quint32 parent, quint32 previous, std::string_view key)
    {
        const auto index = static_cast<quint32>(m_nodes.size());
        JsonTree::Node& node = m_nodes.emplace_back();
        node.key = key;
        node.parent = parent;
        (previous == 0 ? m_nodes[parent].firstChild : m_nodes[previous].nextSibling) = index;
        return index;
    }

    void object(quint32 index, ondemand::object object, const char* begin, int depth)
    {
        enter(index, JsonTree::Kind::Object, depth);
        quint32 previous = 0;
        for (auto result : object) {
            ondemand::field field = checked(std::move(result));
            const std::string_view key = checked(field.unescaped_key());
            previous = child(index, previous, key);
            value(previous, field.value(), depth);
        }
        leave(index, previous, begin);
        noteKeySaidTwice(index);
    }

    void array(quint32 index, ondemand::array array, const char* begin, int depth)
    {
        enter(index, JsonTree::Kind::Array, depth);
        quint32 previous = 0;
        for (auto result : array) {
            ondemand::value element = checked(result);
            previous = child(index, previous, {});
            value(previous, element, depth);
        }
        leave(index, previous, begin);
    }

    void value(quint32 index, ondemand::value value, int depth)
    {
        const std::string_view token = value.raw_json_token();
        switch (checked(value.type())) {
        case ondemand::json_type::object:
            return object(index, checked(value.get_object()), token.data(), depth + 1);
        case ondemand::json_type::array:
            return array(index, checked(value.get_array()), token.data(), depth + 1);
        case ondemand::json_type::string:
            m_nodes[index].kind = JsonTree::Kind::String;
            m_nodes[index].text = checked(value.get_string());
            break;
        case ondemand::json_type::number:
            m_nodes[index].kind = JsonTree::Kind::Number;
            static_cast<void>(checked(value.get_double()));
            break;
        case ondemand::json_type::boolean:
            m_nodes[index].kind = JsonTree::Kind::Boolean;
            static_cast<void>(checked(value.get_bool()));
            break;
        case ondemand::json_type::null:
            if (!checked(simdjson::simdjson_result<bool>(value.is_null())))
                throw Broken{simdjson::INCORRECT_TYPE};
            break;
        }
        m_nodes[index].raw = trimmedRight(token);
    }

    void enter(quint32 index, JsonTree::Kind kind, int depth)
    {
        if (depth > m_maximumDepth)
            throw Broken{simdjson::DEPTH_ERROR};
        m_nodes[index].kind = kind;
    }

    // The reader stands behind the closing bracket; it is the next thing but white space after the last
    // child.
    void leave(quint32 index, quint32 lastChild, const char* begin)
    {
        const char* end = begin + 1;
        if (lastChild != 0) {
            const std::string_view last = m_nodes[lastChild].raw;
            end = last.data() + last.size();
        }
        while (isSpace(*end))
            ++end;
        m_nodes[index].raw = {begin, static_cast<size_t>(end + 1 - begin)};
    }

    void noteKeySaidTwice(quint32 index)
    {
        m_keys.clear();
        for (quint32 i = m_nodes[index].firstChild; i != 0; i = m_nodes[i].nextSibling)
            m_keys.push_back(m_nodes[i].key);
        std::sort(m_keys.begin(), m_keys.end());
        if (std::adjacent_find(m_keys.begin(), m_keys.end()) != m_keys.end())
            m_saidTwice.push_back(index);
    }

    std::vector<JsonTree::Node>& m_nodes;
    std::vector<quint32>& m_saidTwice;
    std::vector<std::string_view> m_keys;
    const char* m_begin = nullptr;
    int m_maximumDepth;
};

base::Result<JsonTree> JsonTree::parse(QByteArrayView bytes, int maximumDepth)
{
    if (bytes.startsWith("\xEF\xBB\xBF"))
        bytes = bytes.sliced(3);
    const auto refuse = [&](const QString& what, const QString& where) {
        return base::fail(base::ErrorCode::InvalidInput, what, where);
    };
    JsonTree tree;
    tree.m_storage = std::make_unique<Storage>();
    tree.m_storage->bytes = simdjson::padded_string(bytes.data(), static_cast<size_t>(bytes.size()));
    const char* const start = tree.m_storage->bytes.data();
    const auto place = [&](const char* at) {
        const qsizetype offset
            = at != nullptr ? std::clamp<qsizetype>(at - start, 0, bytes.size()) : bytes.size();
        return QStringLiteral("byte %1").arg(offset);
    };
    ondemand::document document;
    auto code = tree.m_storage->parser.iterate(tree.m_storage->bytes).get(document);
    if (code == simdjson::UTF8_ERROR)
        return refuse(describe(code), firstLineNotUtf8(bytes));
    if (code != simdjson::SUCCESS)
        return refuse(describe(code), place(code == simdjson::EMPTY ? start : nullptr));
    // About 20 bytes to a value in FHIR as it is written in the field.
    tree.m_storage->nodes.reserve(static_cast<size_t>(bytes.size() / 20 + 16));
    try {
        JsonTreeBuilder(tree.m_storage->nodes, tree.m_storage->saidTwice, maximumDepth).document(document);
    } catch (const Broken& broken) {
        const char* at = nullptr;
        if (broken.code == simdjson::INCOMPLETE_ARRAY_OR_OBJECT
            || document.current_location().get(at) != simdjson::SUCCESS)
            at = nullptr;
        return refuse(describe(broken.code), place(at));
    }
    return tree;
}

JsonView JsonTree::root() const
{
    return {m_storage.get(), 0};
}

JsonView JsonTree::saidTwiceIn(const JsonView& value) const
{
    const char* const begin = value.raw().data();
    const char* const end = begin + value.raw().size();
    for (const quint32 index : m_storage->saidTwice) {
        const char* const at = m_storage->nodes[index].raw.data();
        if (at >= begin && at < end)
            return {m_storage.get(), index};
    }
    return {};
}

bool JsonTree::saysTwice(const JsonView& object) const
{
    const auto& saidTwice = m_storage->saidTwice;
    return object.exists()
        && std::find(saidTwice.begin(), saidTwice.end(), object.m_index) != saidTwice.end();
}

JsonView JsonView::operator[](std::string_view key) const
{
    if (isObject()) {
        for (quint32 i = node().firstChild; i != 0; i = m_tree->nodes[i].nextSibling) {
            if (m_tree->nodes[i].key == key)
                return {m_tree, i};
        }
    }
    return {};
}

QString JsonView::string() const
{
    if (!isString())
        return {};
    return QString::fromUtf8(node().text.data(), static_cast<qsizetype>(node().text.size()));
}

QByteArray JsonView::source() const
{
    return {raw().data(), static_cast<qsizetype>(raw().size())};
}

QString JsonView::pointer() const
{
    return pointerFrom(exists() ? JsonView(m_tree, 0) : JsonView());
}

QString JsonView::pointerFrom(const JsonView& ancestor) const
{
    QString path;
    for (quint32 i = m_index; exists() && i != ancestor.m_index && i != 0; i = m_tree->nodes[i].parent) {
        const JsonTree::Node& parent = m_tree->nodes[m_tree->nodes[i].parent];
        QString step;
        if (parent.kind == JsonTree::Kind::Array) {
            qsizetype place = 0;
            for (quint32 sibling = parent.firstChild; sibling != i;
                 sibling = m_tree->nodes[sibling].nextSibling)
                ++place;
            step = QString::number(place);
        } else {
            const std::string_view key = m_tree->nodes[i].key;
            step = QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size()));
            step.replace(u'~', QLatin1String("~0")).replace(u'/', QLatin1String("~1"));
        }
        path.prepend(u'/' + step);
    }
    return path;
}

QByteArray minified(std::string_view json)
{
    QByteArray small(static_cast<qsizetype>(json.size()), Qt::Uninitialized);
    size_t size = 0;
    if (simdjson::minify(json.data(), json.size(), small.data(), size) != simdjson::SUCCESS)
        return {json.data(), static_cast<qsizetype>(json.size())};
    small.truncate(static_cast<qsizetype>(size));
    return small;
}

} // namespace twinward::interop
