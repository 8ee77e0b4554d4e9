#include "imaging/report.h"

#include "object_access_p.h"

#include <QRegularExpression>

namespace twinward::imaging {

namespace {

QString dateText(const base::Moment& moment, const QString& asWritten)
{
    return moment.isNull() ? asWritten : moment.toString();
}

// "114243.273" as a clock shows it.
QString timeText(const QString& asWritten)
{
    const QTime time = QTime::fromString(asWritten.left(6), QStringLiteral("HHmmss"));
    return time.isValid() ? time.toString(QStringLiteral("HH:mm:ss")) : asWritten;
}

void readReference(DcmItem& item, ReportItem& to)
{
    DcmItem* reference = firstItemOf(item, DCM_ReferencedSOPSequence);
    if (!reference)
        return;
    ReportReference found{
        textOf(*reference, DCM_ReferencedSOPClassUID), textOf(*reference, DCM_ReferencedSOPInstanceUID), {}};
    for (const double frame : numbersOf(*reference, DCM_ReferencedFrameNumber))
        found.frames.push_back(static_cast<int>(frame));
    to.reference = std::move(found);
}

void readNumber(DcmItem& item, ReportItem& to)
{
    DcmItem* measured = firstItemOf(item, DCM_MeasuredValueSequence);
    if (!measured) {
        to.value = codeOf(item, DCM_NumericValueQualifierCodeSequence).meaning; // why there is none
        return;
    }
    to.value = textOf(*measured, DCM_NumericValue);
    const CodedText unit = codeOf(*measured, DCM_MeasurementUnitsCodeSequence);
    to.unit = unit.value == QLatin1String("1") ? QString() : unit.value;
}

void readValue(DcmItem& item, ReportItem& to)
{
    const QString& type = to.valueType;
    if (type == QLatin1String("TEXT")) {
        to.value = wholeTextOf(item, DCM_TextValue);
    } else if (type == QLatin1String("NUM")) {
        readNumber(item, to);
    } else if (type == QLatin1String("CODE")) {
        const CodedText code = codeOf(item, DCM_ConceptCodeSequence);
        to.value = code.meaning;
        to.valueCode = code.value;
        to.valueScheme = code.scheme;
    } else if (type == QLatin1String("PNAME")) {
        to.value = personName(textOf(item, DCM_PersonName));
    } else if (type == QLatin1String("UIDREF")) {
        to.value = textOf(item, DCM_UID);
    } else if (type == QLatin1String("DATE")) {
        const QString date = textOf(item, DCM_Date);
        to.value = dateText(momentFrom(date, {}, {}), date);
    } else if (type == QLatin1String("TIME")) {
        to.value = timeText(textOf(item, DCM_Time));
    } else if (type == QLatin1String("DATETIME")) {
        const QString time = textOf(item, DCM_DateTime);
        to.value = dateText(momentFrom(time, {}), time);
    } else if (type.startsWith(QLatin1String("SCOORD"))) {
        to.graphic = textOf(item, DCM_GraphicType);
        to.points = numbersOf(item, DCM_GraphicData);
    } else if (type == QLatin1String("TCOORD")) {
        to.value = textsOf(item, DCM_ReferencedSamplePositions).join(QLatin1String(", "));
    }
}

ReportItem itemFrom(DcmItem& item)
{
    ReportItem made;
    made.valueType = textOf(item, DCM_ValueType);
    made.relationship = textOf(item, DCM_RelationshipType);
    const CodedText name = codeOf(item, DCM_ConceptNameCodeSequence);
    made.name = name.meaning;
    made.nameCode = name.value;
    made.nameScheme = name.scheme;
    readReference(item, made);
    readValue(item, made);
    for (DcmItem* child : itemsOf(item, DCM_ContentSequence))
        made.items.push_back(itemFrom(*child)); // no deeper than sequences may be nested
    return made;
}

// The line of an item: what it is about and what it says.
QString lineOf(const ReportItem& item)
{
    QString value = item.unit.isEmpty() ? item.value : QStringLiteral("%1 %2").arg(item.value, item.unit);
    if (value.isEmpty() && item.reference)
        value = item.reference->sopInstanceUid;
    if (value.isEmpty())
        value = item.graphic;
    const bool isText = item.valueType == QLatin1String("TEXT") || item.valueType == QLatin1String("CODE");
    const QString name = item.name.isEmpty() && !isText ? item.valueType.toLower() : item.name;
    if (item.valueType == QLatin1String("CONTAINER") || value.isEmpty())
        return name;
    return name.isEmpty() ? value : QStringLiteral("%1: %2").arg(name, value);
}

// An image of a list: nothing is said of it.
bool isBareImage(const ReportItem& item)
{
    return item.valueType == QLatin1String("IMAGE") && item.name.isEmpty() && item.items.empty();
}

void write(const ReportItem& item, int depth, QString& text);

void writeItems(const std::vector<ReportItem>& items, int depth, QString& text)
{
    for (size_t i = 0; i < items.size(); ++i) {
        size_t images = 0;
        while (i + images < items.size() && isBareImage(items[i + images]))
            ++images;
        if (images < 2) {
            write(items[i], depth, text);
            continue;
        }
        text += QString(depth * 2, QLatin1Char(' ')) + QStringLiteral("%1 images\n").arg(images);
        i += images - 1;
    }
}

void write(const ReportItem& item, int depth, QString& text)
{
    static const QRegularExpression lineEnd(QStringLiteral("\r?\n|\r"));
    const QString indent(depth * 2, QLatin1Char(' '));
    for (const QString& line : lineOf(item).split(lineEnd))
        text += indent + line + QLatin1Char('\n');
    writeItems(item.items, depth + 1, text);
}

} // namespace

base::Result<Report> readReport(const DicomObject& object)
{
    const auto dataset = itemOf(object);
    if (!dataset)
        return base::fail(dataset.error());
    DcmItem& item = **dataset;
    Report report;
    report.root = itemFrom(item);
    if (report.root.valueType.isEmpty() && report.root.items.empty())
        return base::fail(base::ErrorCode::InvalidInput, QStringLiteral("There is no report in the object"));
    report.isComplete = textOf(item, DCM_CompletionFlag) == QLatin1String("COMPLETE");
    report.isVerified = textOf(item, DCM_VerificationFlag) == QLatin1String("VERIFIED");
    if (DcmItem* observer = firstItemOf(item, DCM_VerifyingObserverSequence))
        report.verifiedBy = personName(textOf(*observer, DCM_VerifyingObserverName));
    report.written = momentFrom(textOf(item, DCM_ContentDate), textOf(item, DCM_ContentTime), zoneOf(item));
    return report;
}

QString plainText(const Report& report)
{
    QString text;
    write(report.root, 0, text);
    return text;
}

} // namespace twinward::imaging
