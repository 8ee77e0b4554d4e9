#include "fhir_read_p.h"

#include "base/unit.h"

namespace twinward::interop::fhir {

namespace {

QString named(std::string_view key)
{
    return QString::fromLatin1(key.data(), static_cast<qsizetype>(key.size()));
}

[[noreturn]] void refuseShape(JsonView at, const QString& expected)
{
    throw Unusable{at, QStringLiteral("R4 has %1 here").arg(expected)};
}

record::Concept readConcept(JsonView object)
{
    record::Concept read;
    const JsonView coding = arrayAt(object, "coding").first();
    read.coding = {textAt(coding, "system"), textAt(coding, "code"), textAt(coding, "display")};
    read.text = textAt(object, "text");
    return read;
}

} // namespace

JsonView objectAt(JsonView parent, std::string_view key)
{
    const JsonView found = parent[key];
    if (found && !found.isObject())
        refuseShape(found, QStringLiteral("an object; a plain value is another FHIR version's"));
    return found;
}

JsonView arrayAt(JsonView parent, std::string_view key)
{
    const JsonView found = parent[key];
    if (!found)
        return found;
    if (!found.isArray())
        refuseShape(found, QStringLiteral("a list"));
    for (const JsonView element : found) {
        if (!element.isObject() && !element.isString())
            refuseShape(element, QStringLiteral("a list of elements"));
    }
    return found;
}

QString textAt(JsonView parent, std::string_view key)
{
    const JsonView found = parent[key];
    if (found && !found.isString())
        refuseShape(found, QStringLiteral("a text"));
    return found.string();
}

bool trueAt(JsonView parent, std::string_view key)
{
    const JsonView found = parent[key];
    if (found && !found.isBoolean())
        refuseShape(found, QStringLiteral("true or false"));
    return found.isTrue();
}

base::Moment momentAt(JsonView parent, std::string_view key)
{
    const QString text = textAt(parent, key);
    if (text.isEmpty())
        return {};
    const auto moment = base::Moment::fromString(text);
    if (!moment)
        throw Unusable{parent[key], QStringLiteral("\"%1\" is no date or time").arg(text.left(40))};
    return *moment;
}

QString requiredText(JsonView parent, std::string_view key)
{
    QString text = textAt(parent, key);
    if (text.isEmpty())
        throw Unusable{parent, QStringLiteral("It has no %1, which R4 requires").arg(named(key))};
    return text;
}

record::Concept requiredConcept(JsonView parent, std::string_view key)
{
    record::Concept found = conceptAt(parent, key);
    if (found.isEmpty())
        throw Unusable{
            parent, QStringLiteral("It has no %1, or one without a code and without words").arg(named(key))};
    return found;
}

record::Concept conceptAt(JsonView parent, std::string_view key)
{
    return readConcept(objectAt(parent, key));
}

record::Concept firstConceptAt(JsonView parent, std::string_view key)
{
    return readConcept(arrayAt(parent, key).first());
}

QString firstCodeAt(JsonView parent, std::string_view key)
{
    return textAt(arrayAt(objectAt(parent, key), "coding").first(), "code");
}

Period periodAt(JsonView parent, std::string_view key)
{
    const JsonView period = objectAt(parent, key);
    return {momentAt(period, "start"), momentAt(period, "end")};
}

Reference readReference(JsonView object)
{
    if (object && !object.isObject())
        refuseShape(object, QStringLiteral("a reference"));
    return {textAt(object, "reference"), readIdentifier(objectAt(object, "identifier")),
        textAt(object, "display"), object};
}

Reference referenceAt(JsonView parent, std::string_view key)
{
    return readReference(objectAt(parent, key));
}

record::Identifier readIdentifier(JsonView object)
{
    return {textAt(object, "system"), textAt(object, "value"), conceptAt(object, "type").label()};
}

std::optional<base::Decimal> exactDecimal(JsonView number)
{
    if (!number.isNumber())
        refuseShape(number, QStringLiteral("a number"));
    const auto raw = number.raw();
    const auto decimal
        = base::Decimal::fromString(QString::fromLatin1(raw.data(), static_cast<qsizetype>(raw.size())));
    if (!decimal || decimal->toString().toDouble() != decimal->value())
        return std::nullopt;
    return decimal;
}

base::Decimal readDecimal(JsonView number)
{
    const auto decimal = exactDecimal(number);
    if (!decimal)
        throw Unusable{number, QStringLiteral("The number can't be kept exactly as it is written")};
    return *decimal;
}

std::optional<record::Quantity> quantityAt(JsonView parent, std::string_view key)
{
    const JsonView object = objectAt(parent, key);
    if (!object["value"])
        return std::nullopt;
    record::Quantity quantity;
    quantity.value = readDecimal(object["value"]);
    quantity.comparator = textAt(object, "comparator");
    const QString code = textAt(object, "code");
    const bool ucum = textAt(object, "system") == record::code_system::ucum;
    quantity.unit = ucum && !code.isEmpty() ? code : textAt(object, "unit");
    if (quantity.unit.isEmpty())
        quantity.unit = code;
    return quantity;
}

QString quantityText(const record::Quantity& quantity)
{
    QString text = quantity.comparator.isEmpty() ? QString() : quantity.comparator + u' ';
    text += quantity.value.toString();
    if (!quantity.unit.isEmpty())
        text += u' ' + base::unitForDisplay(quantity.unit);
    return text;
}

QString rangeText(JsonView range)
{
    const auto low = quantityAt(range, "low");
    const auto high = quantityAt(range, "high");
    if (low && high)
        return low->value.toString() + QStringLiteral(" – ") + quantityText(*high);
    if (low)
        return QStringLiteral("≥ ") + quantityText(*low);
    return high ? QStringLiteral("≤ ") + quantityText(*high) : QString();
}

QString ratioText(JsonView ratio)
{
    const auto numerator = quantityAt(ratio, "numerator");
    const auto denominator = quantityAt(ratio, "denominator");
    QStringList parts;
    if (numerator)
        parts << quantityText(*numerator);
    if (denominator)
        parts << quantityText(*denominator);
    return parts.join(QStringLiteral(" / "));
}

QString notesAt(JsonView parent, std::string_view key)
{
    QStringList notes;
    for (const JsonView note : arrayAt(parent, key))
        notes << textAt(note, "text");
    return notes.join(u'\n');
}

QString plainText(QStringView xhtml)
{
    QString text;
    text.reserve(xhtml.size());
    bool inTag = false;
    qsizetype tagBegin = 0;
    for (qsizetype i = 0; i < xhtml.size(); ++i) {
        const QChar c = xhtml[i];
        if (c == u'<') {
            inTag = true;
            tagBegin = i;
        } else if (c == u'>' && inTag) {
            inTag = false;
            const QStringView tag = xhtml.sliced(tagBegin, i - tagBegin);
            const bool line = tag.startsWith(u"</p") || tag.startsWith(u"<br") || tag.startsWith(u"</li")
                || tag.startsWith(u"</tr") || tag.startsWith(u"</div") || tag.startsWith(u"</h");
            text += line ? u'\n' : u' ';
        } else if (!inTag) {
            text += c == u'\n' || c == u'\r' || c == u'\t' ? QChar(u' ') : c;
        }
    }
    text.replace(QLatin1String("&lt;"), QLatin1String("<"))
        .replace(QLatin1String("&gt;"), QLatin1String(">"));
    text.replace(QLatin1String("&quot;"), QLatin1String("\""))
        .replace(QLatin1String("&#39;"), QLatin1String("'"));
    text.replace(QLatin1String("&nbsp;"), QLatin1String(" "))
        .replace(QLatin1String("&amp;"), QLatin1String("&"));
    QStringList lines;
    for (const QString& line : text.split(u'\n')) {
        const QString simple = line.simplified();
        if (!simple.isEmpty())
            lines << simple;
    }
    return lines.join(u'\n');
}

base::Moment firstMoment(JsonView resource, std::initializer_list<std::string_view> keys)
{
    for (const std::string_view key : keys) {
        const JsonView found = resource[key];
        const base::Moment moment = found.isObject() ? periodAt(resource, key).start
            : found.isString()                       ? momentAt(resource, key)
                                                     : base::Moment();
        if (!moment.isNull())
            return moment;
    }
    return {};
}

} // namespace twinward::interop::fhir
