#include "hl7_map_p.h"

#include <algorithm>

namespace twinward::interop {

using namespace record;

namespace {

// Where a segment stands: its order (OBR) and its place in it.
struct ResultContext
{
    const Hl7Message& message;
    const Hl7Segment* order = nullptr;
    int orderNumber = 0;
    int resultNumber = 0;
    int localOffset = 0;

    [[nodiscard]] QString place() const
    {
        return orderNumber == 0 ? QStringLiteral("OBX %1").arg(resultNumber)
                                : QStringLiteral("OBR %1, OBX %2").arg(orderNumber).arg(resultNumber);
    }
};

Concept conceptFrom(const Hl7Segment& segment, int field)
{
    Concept found;
    const QString code = segment.text(field, 1);
    const QString name = segment.text(field, 2);
    const QString system = segment.text(field, 3);
    // The alternative coding (components 4 to 6) counts where it is LOINC and the first is not.
    if (system != u"LN" && segment.text(field, 6) == u"LN")
        return {{code_system::loinc, segment.text(field, 4), segment.text(field, 5)}, name};
    const MonitorCode* known = system == u"MDC" || name.startsWith(u"MDC_") ? monitorCode(code) : nullptr;
    if (known != nullptr)
        return {{code_system::loinc, known->loinc, known->display}, {}};
    found.coding = {system == u"LN" ? code_system::loinc
            : system == u"SCT"      ? code_system::snomed
            : system.isEmpty()      ? QString()
                                    : QStringLiteral("urn:hl7v2:") + system,
        code, name};
    return found;
}

// The value of one OBX, by its type (OBX-2); none where it can't be read, with why.
base::Result<Value> valueFrom(const Hl7Segment& obx)
{
    const auto unreadable = [](const QString& why) { return base::fail(base::ErrorCode::InvalidInput, why); };
    const QString type = obx.text(2);
    QString unit = obx.text(6, 1);
    unit = obx.text(6, 3) == u"UCUM"
        ? unit
        : ucumUnit(obx.text(6, 2).startsWith(u"MDC_DIM_") ? obx.text(6, 2) : unit);
    if (type == u"NM") {
        const auto number = base::Decimal::fromString(obx.text(5));
        if (!number)
            return unreadable(
                QStringLiteral("The value «%1» is no number (OBX-5)").arg(obx.text(5).left(40)));
        return Quantity{*number, unit, {}};
    }
    if (type == u"SN") {
        const QString comparator = obx.text(5, 1);
        const auto number = base::Decimal::fromString(obx.text(5, 2));
        const bool plain = obx.text(5, 3).isEmpty() && obx.text(5, 4).isEmpty();
        if (number && plain
            && (comparator.isEmpty() || comparator == u"=" || comparator.startsWith(u'<')
                || comparator.startsWith(u'>')))
            return Quantity{*number, unit, comparator == u"=" ? QString() : comparator};
        // A ratio, a range or a titre (1:128) is kept as it was written.
        const QString words = comparator + obx.text(5, 2) + obx.text(5, 3) + obx.text(5, 4)
            + (unit.isEmpty() ? QString() : u' ' + unit);
        return words.isEmpty() ? base::Result<Value>(Value()) : base::Result<Value>(words);
    }
    if (type == u"CE" || type == u"CWE" || type == u"CNE" || type == u"CF") {
        const Concept answer = conceptFrom(obx, 5);
        return answer.isEmpty() ? base::Result<Value>(Value()) : base::Result<Value>(answer);
    }
    static const QStringList words{QStringLiteral("ST"), QStringLiteral("TX"), QStringLiteral("FT"),
        QStringLiteral("DT"), QStringLiteral("TM"), QStringLiteral("TS"), QStringLiteral("DTM"),
        QStringLiteral("IS"), QStringLiteral("ID")};
    if (!words.contains(type))
        return unreadable(QStringLiteral("Values of type «%1» are not taken (OBX-2)").arg(type));
    QStringList lines;
    for (int i = 0; i < obx.repetitions(5); ++i)
        lines << obx.text(5, 1, 1, i);
    const QString text = lines.join(u'\n');
    return text.isEmpty() ? base::Result<Value>(Value()) : base::Result<Value>(text);
}

ReferenceRange rangeFrom(const QString& text)
{
    ReferenceRange range;
    range.text = text;
    for (const QChar separator : {QChar(u'-'), QChar(u'_'), QChar(u'–')}) {
        const qsizetype at = text.indexOf(separator, 1);
        if (at < 0)
            continue;
        const auto low = base::Decimal::fromString(QStringView(text).left(at).trimmed());
        const auto high = base::Decimal::fromString(QStringView(text).mid(at + 1).trimmed());
        if (low && high) {
            range.low = low;
            range.high = high;
            break;
        }
    }
    return range;
}

// A base64 document in the message (OBX-2 ED), a PDF most often.
base::Result<Hl7Statement> documentFrom(const Hl7Segment& obx, const Concept& code)
{
    Hl7Statement statement;
    if (obx.text(5, 4) != u"Base64")
        return base::fail(
            base::ErrorCode::Unsupported, QStringLiteral("The enclosed document is not in Base64 (OBX-5.4)"));
    const auto decoded
        = QByteArray::fromBase64Encoding(obx.text(5, 5).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.isEmpty())
        return base::fail(
            base::ErrorCode::InvalidInput, QStringLiteral("The enclosed document is damaged (OBX-5.5)"));
    Document document;
    document.type = code;
    document.title = code.label();
    document.contentType = QString(obx.text(5, 2) + u'/' + obx.text(5, 3)).toLower();
    document.size = decoded.decoded.size();
    statement.content = decoded.decoded;
    statement.body = document;
    return statement;
}

void mapResult(const ResultContext& context, const Hl7Segment& obx, Hl7Statements& out)
{
    const QString status = obx.text(11); // table 0085
    const Concept code = conceptFrom(obx, 3);
    if (code.isEmpty()) {
        out.refused.push_back({context.place(), QStringLiteral("It does not say what was observed (OBX-3)")});
        return;
    }
    Hl7Statement statement;
    if (obx.text(2) == u"ED") {
        auto document = documentFrom(obx, code);
        if (!document) {
            out.refused.push_back({context.place(), document.error().what});
            return;
        }
        statement = std::move(*document);
    } else {
        const auto value = valueFrom(obx);
        if (!value) {
            out.refused.push_back({context.place(), value.error().what});
            return;
        }
        if (std::holds_alternative<std::monostate>(*value) && status != u"D" && status != u"W")
            return; // a heading or a pending result: it says nothing yet
        Observation observation;
        observation.code = code;
        observation.value = *value;
        observation.group
            = isVitalSign(code.coding.code) ? Observation::Group::Vital : Observation::Group::Laboratory;
        observation.reference = rangeFrom(obx.text(7));
        observation.interpretation = obx.text(8);
        observation.status = status == u"C" ? QStringLiteral("corrected")
            : status == u"P"                ? QStringLiteral("preliminary")
                                            : QStringLiteral("final");
        observation.method = obx.text(18).isEmpty() ? obx.text(17, 2) : obx.text(18);
        statement.body = std::move(observation);
    }
    statement.place = context.place();
    statement.occurred = context.message.time(obx.text(14), context.localOffset);
    if (statement.occurred.isNull() && context.order != nullptr)
        statement.occurred = context.message.time(context.order->text(7), context.localOffset);
    if (statement.occurred.isNull())
        statement.occurred = context.message.time(context.message.header().text(7), context.localOffset);
    const QString filler = context.order != nullptr ? context.order->text(3) : QString();
    const QString orderOrMessage = filler.isEmpty() ? context.message.header().text(3) + u'/'
            + context.message.header().text(4) + u'/' + context.message.controlId()
                                                    : filler;
    statement.key = QStringLiteral("result|%1|%2|%3|%4|%5")
                        .arg(orderOrMessage, code.coding.code.isEmpty() ? code.label() : code.coding.code,
                            obx.text(4), statement.occurred.toString())
                        .arg(filler.isEmpty() ? context.resultNumber : 0)
                        .toUtf8();
    if (status == u"D" || status == u"W" || status == u"X") {
        statement.action = Hl7Statement::Action::Retract;
        statement.body = Retraction{QStringLiteral("The sender took the result back")};
    }
    out.statements.push_back(std::move(statement));
}

} // namespace

void mapResults(const Hl7Message& message, int localOffset, Hl7Statements& out)
{
    ResultContext context{message, nullptr, 0, 0, localOffset};
    for (const Hl7Segment& segment : message.segments()) {
        if (segment.name() == u"OBR") {
            context.order = &segment;
            ++context.orderNumber;
            context.resultNumber = 0;
        } else if (segment.name() == u"OBX") {
            ++context.resultNumber;
            mapResult(context, segment, out);
        }
    }
}

} // namespace twinward::interop
