#include "fhir_document_p.h"

#include "fhir_map_p.h"

namespace twinward::interop::fhir {

namespace {

constexpr int deepestBundle = 4; // bundles inside bundles: a batch response of searches is two

bool isId(const QString& id)
{
    const auto allowed = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-'
            || c == u'.';
    };
    return !id.isEmpty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), allowed);
}

QString quoted(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).left(60);
}

} // namespace

QString typeAndIdOf(const QString& reference)
{
    QStringView path = QStringView(reference).split(u'|').front();
    const qsizetype history = path.indexOf(u"/_history/");
    if (history >= 0)
        path = path.left(history);
    const qsizetype lastSlash = path.lastIndexOf(u'/');
    if (lastSlash <= 0)
        return {};
    const QStringView before = path.left(lastSlash);
    const QStringView type = before.sliced(before.lastIndexOf(u'/') + 1);
    const QStringView id = path.sliced(lastSlash + 1);
    if (!isResourceType(type.toLatin1().toStdString()) || !isId(id.toString()))
        return {};
    return type.toString() + u'/' + id.toString();
}

QString baseOf(const QString& fullUrl)
{
    const QString tail = typeAndIdOf(fullUrl);
    const qsizetype place = tail.isEmpty() ? -1 : fullUrl.indexOf(tail);
    return fullUrl.startsWith(QLatin1String("http")) && place > 0 ? fullUrl.left(place - 1) : QString();
}

QString uuidOf(const QString& reference)
{
    return reference.startsWith(QLatin1String("urn:uuid:")) ? reference.mid(9) : QString();
}

Document::Document(JsonTree tree, QString file, quint64 line, const ImportLimits& limits)
    : m_tree(std::move(tree))
    , m_file(std::move(file))
    , m_line(line)
    , m_maximumEntries(limits.entriesPerFile)
    , m_scopes(1)
{
    readResource(m_tree.root(), {}, 0, 0);
}

void Document::readBundle(JsonView bundle, size_t scope, int depth)
{
    const JsonView entries = bundle["entry"];
    if (entries && !entries.isArray())
        return refuse(entries, {}, QStringLiteral("The entries of a Bundle are a list"));
    std::vector<std::pair<JsonView, quint64>> inOrder;
    for (const JsonView entry : entries)
        inOrder.emplace_back(entry, inOrder.size() + 1);
    // A history tells the newest first; versions are taken in oldest first.
    if (bundle["type"].text() == "history")
        std::reverse(inOrder.begin(), inOrder.end());
    for (const auto& [entry, number] : inOrder) {
        m_entry = number;
        if (++m_entriesSeen > m_maximumEntries)
            return refuse(
                entry, {}, QStringLiteral("The file has more than %1 entries").arg(m_maximumEntries));
        readEntry(entry, scope, depth);
    }
}

void Document::readEntry(JsonView entry, size_t scope, int depth)
{
    const QString fullUrl = entry["fullUrl"].string();
    if (!entry.isObject())
        return refuse(entry, fullUrl, QStringLiteral("An entry of a Bundle is an object"));
    const JsonView twice = m_tree.saidTwiceIn(entry);
    if (twice && (!entry["resource"] || !m_tree.saidTwiceIn(entry["resource"])))
        return refuse(twice, fullUrl, QStringLiteral("An object says the same key twice"));
    if (entry["request"]["method"].text() == "DELETE")
        return refuse(entry, fullUrl, QStringLiteral("It asks for a deletion: an import takes nothing away"));
    if (entry["resource"])
        return readResource(entry["resource"], fullUrl, scope, depth);
    if (entry["request"] || entry["response"])
        ++m_withoutResource;
    else
        refuse(entry, fullUrl, QStringLiteral("The entry holds no resource"));
}

void Document::readResource(JsonView json, const QString& fullUrl, size_t scope, int depth)
{
    const JsonView type = json["resourceType"];
    const JsonView twice = m_tree.saidTwiceIn(json);
    // What is wrong with an entry is that entry's alone.
    if (twice && (type.text() != "Bundle" || m_tree.saysTwice(json)))
        return refuse(twice, fullUrl, QStringLiteral("An object says the same key twice"));
    if (!json.isObject() || !type)
        return refuse(json, fullUrl, QStringLiteral("It is no FHIR resource: it has no resourceType"));
    if (!type.isString() || !isResourceType(type.text())) {
        return refuse(type, fullUrl,
            QStringLiteral(
                "FHIR R4 has no resource called \"%1\": it is from another FHIR version, or not FHIR")
                .arg(quoted(type.isString() ? type.text() : type.raw())));
    }
    if (type.text() == "Bundle") {
        if (depth >= deepestBundle)
            return refuse(json, fullUrl, QStringLiteral("Bundles are nested too deeply"));
        m_scopes.push_back({scope, {}, {}});
        return readBundle(json, m_scopes.size() - 1, depth + 1);
    }
    const JsonView id = json["id"];
    if (id && (!id.isString() || !isId(id.string())))
        return refuse(
            id, fullUrl, QStringLiteral("The id is not one FHIR allows: up to 64 letters, digits, - and ."));

    Resource resource{json, type.text(), id.string(), fullUrl, scope, m_entry};
    if (resource.id.isEmpty())
        resource.id = uuidOf(fullUrl);
    const size_t index = m_resources.size();
    Scope& here = m_scopes[scope];
    if (!fullUrl.isEmpty())
        here.byFullUrl.try_emplace(fullUrl, index);
    if (!resource.id.isEmpty()) {
        const auto [found, isNew]
            = here.byTypeAndId.try_emplace(quoted(resource.type) + u'/' + resource.id, index);
        // Versions of one resource may stand side by side; the same number on two servers is two resources.
        if (!isNew && found->second != SIZE_MAX
            && baseOf(m_resources[found->second].fullUrl) != baseOf(fullUrl))
            found->second = SIZE_MAX;
    }
    m_resources.push_back(std::move(resource));
}

void Document::refuse(JsonView at, const QString& fullUrl, const QString& why)
{
    m_refused.push_back({m_file, place(at, m_entry, fullUrl), why});
}

QString Document::place(JsonView at, quint64 entry, const QString& fullUrl) const
{
    QStringList parts;
    if (m_line != 0)
        parts << QStringLiteral("line %1").arg(m_line);
    if (entry != 0)
        parts << (fullUrl.isEmpty() ? QStringLiteral("entry %1").arg(entry)
                                    : QStringLiteral("entry %1 (%2)").arg(entry).arg(fullUrl.left(200)));
    const QString pointer = at.pointer();
    if (!pointer.isEmpty())
        parts << pointer;
    return parts.join(QStringLiteral(", "));
}

QString Document::placeOf(const Resource& resource, JsonView at) const
{
    return place(at ? at : resource.json, resource.entry, resource.fullUrl);
}

const Resource* Document::find(const QString& reference, const Resource& from) const
{
    if (reference.isEmpty() || reference.startsWith(u'#'))
        return nullptr;
    const QString typeAndId = typeAndIdOf(reference);
    const bool relative = !reference.contains(u':');
    const QString base = baseOf(from.fullUrl);
    for (size_t scope = from.scope;; scope = m_scopes[scope].parent) {
        const Scope& here = m_scopes[scope];
        const auto byUrl = [&](const QString& url) {
            const auto found = here.byFullUrl.find(url);
            return found == here.byFullUrl.end() ? nullptr : &m_resources[found->second];
        };
        if (const Resource* found = byUrl(reference))
            return found;
        if (relative && !typeAndId.isEmpty()) {
            if (const Resource* found = base.isEmpty() ? nullptr : byUrl(base + u'/' + typeAndId))
                return found;
            const auto found = here.byTypeAndId.find(typeAndId);
            // Another server's resource of the same number is another resource.
            if (found != here.byTypeAndId.end() && found->second != SIZE_MAX) {
                const QString otherBase = baseOf(m_resources[found->second].fullUrl);
                if (base.isEmpty() || otherBase.isEmpty() || base == otherBase)
                    return &m_resources[found->second];
            }
        }
        if (scope == 0)
            return nullptr;
    }
}

JsonView Document::containedIn(const Resource& holder, const QString& fragment)
{
    for (const JsonView contained : holder.json["contained"]) {
        if (fragment.size() > 1 && contained["id"].isString()
            && contained["id"].string() == QStringView(fragment).sliced(1))
            return contained;
    }
    return {};
}

} // namespace twinward::interop::fhir
