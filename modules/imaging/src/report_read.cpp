#include "attributes_p.h"
#include "imaging/dicom_object.h"
#include "imaging/finding.h"
#include "report_p.h"

#include <QHash>

namespace twinward::imaging {

namespace {

using record::Component;
using record::ImagingFinding;
using Shape = ImagingFinding::Shape;

constexpr int deepest = 32; // levels of content that are followed

struct Series
{
    QString studyUid;
    QString seriesUid;
};

// Which series the images that are spoken of belong to.
QHash<QString, Series> evidenceOf(DcmItem& dataset)
{
    QHash<QString, Series> series;
    for (const DcmTagKey& tag :
        {DCM_CurrentRequestedProcedureEvidenceSequence, DCM_PertinentOtherEvidenceSequence}) {
        for (DcmItem* study : itemsOf(dataset, tag)) {
            for (DcmItem* one : itemsOf(*study, DCM_ReferencedSeriesSequence)) {
                for (DcmItem* instance : itemsOf(*one, DCM_ReferencedSOPSequence))
                    series.insert(textOf(*instance, DCM_ReferencedSOPInstanceUID),
                        {textOf(*study, DCM_StudyInstanceUID), textOf(*one, DCM_SeriesInstanceUID)});
            }
        }
    }
    return series;
}

bool isNamed(DcmItem& item, const QString& code)
{
    const CodedText name = codeOf(item, DCM_ConceptNameCodeSequence);
    return name.value == code && name.scheme == QLatin1String("DCM");
}

// What one measurement group says.
class GroupReader
{
public:
    explicit GroupReader(const QHash<QString, Series>& evidence)
        : m_evidence(evidence)
    { }

    // Nothing where there are no coordinates or no image.
    std::optional<ImagingFinding> read(DcmItem& group)
    {
        readItems(group, 0);
        if (m_finding.points.empty() || m_finding.sopInstanceUid.isEmpty())
            return std::nullopt;
        const Series series = m_evidence.value(m_finding.sopInstanceUid);
        m_finding.studyUid = series.studyUid;
        m_finding.seriesUid = series.seriesUid;
        m_finding.shape = shapeNamed(m_tracking).value_or(guessedShape());
        return m_finding;
    }

private:
    void readItems(DcmItem& parent, int depth)
    {
        if (depth > deepest)
            return;
        for (DcmItem* item : itemsOf(parent, DCM_ContentSequence)) {
            const QString type = textOf(*item, DCM_ValueType);
            if (type == QLatin1String("TEXT"))
                readText(*item);
            else if (type == QLatin1String("NUM"))
                readNumber(*item);
            else if (type == QLatin1String("IMAGE"))
                readImage(*item);
            else if ((type == QLatin1String("SCOORD") || type == QLatin1String("SCOORD3D"))
                && m_finding.points.empty())
                readCoordinates(*item, type == QLatin1String("SCOORD") ? 2 : 3);
            readItems(*item, depth + 1);
        }
    }

    void readText(DcmItem& item)
    {
        if (isNamed(item, QStringLiteral("112039")))
            m_tracking = wholeTextOf(item, DCM_TextValue);
        else if (isNamed(item, QStringLiteral("121106")))
            m_finding.text = wholeTextOf(item, DCM_TextValue);
    }

    void readNumber(DcmItem& item)
    {
        DcmItem* measured = firstItemOf(item, DCM_MeasuredValueSequence);
        if (measured == nullptr)
            return;
        const auto value = base::Decimal::fromString(textOf(*measured, DCM_NumericValue));
        if (!value)
            return;
        CodedText name = codeOf(item, DCM_ConceptNameCodeSequence);
        for (DcmItem* below : itemsOf(item, DCM_ContentSequence)) {
            if (isNamed(*below, QStringLiteral("121401")))
                name = codeOf(*below, DCM_ConceptCodeSequence);
        }
        Component component;
        component.code = {{systemOf(name.scheme), name.value, name.meaning}, name.meaning};
        component.value
            = record::Quantity{*value, codeOf(*measured, DCM_MeasurementUnitsCodeSequence).value, {}};
        m_finding.values.push_back(std::move(component));
    }

    void readImage(DcmItem& item)
    {
        DcmItem* reference = firstItemOf(item, DCM_ReferencedSOPSequence);
        if (reference == nullptr || !m_finding.sopInstanceUid.isEmpty())
            return;
        m_finding.sopInstanceUid = textOf(*reference, DCM_ReferencedSOPInstanceUID);
        m_finding.frame = integerOf(*reference, DCM_ReferencedFrameNumber).value_or(1);
    }

    void readCoordinates(DcmItem& item, size_t dimensions)
    {
        const std::vector<double> data = numbersOf(item, DCM_GraphicData);
        if (data.empty() || data.size() % dimensions != 0)
            return;
        for (size_t i = 0; i < data.size(); i += dimensions) {
            if (dimensions == 3)
                m_finding.points.insert(m_finding.points.end(), {data[i], data[i + 1], data[i + 2]});
            else
                m_finding.points.insert(m_finding.points.end(), {data[i] - 0.5, data[i + 1] - 0.5, 0});
        }
        m_graphic = textOf(item, DCM_GraphicType);
        if (dimensions == 3)
            m_finding.frameOfReferenceUid = textOf(item, DCM_ReferencedFrameOfReferenceUID);
        // A polygon ends where it began; ours don't say it twice.
        const std::vector<double>& points = m_finding.points;
        m_closed = m_graphic.startsWith(QLatin1String("POLY")) && points.size() >= 12
            && std::equal(points.begin(), points.begin() + 3, points.end() - 3);
        if (m_closed)
            m_finding.points.resize(points.size() - 3);
    }

    // For what other programs wrote.
    [[nodiscard]] Shape guessedShape() const
    {
        const size_t points = m_finding.points.size() / 3;
        if (m_graphic == QLatin1String("ELLIPSE") && points == 4)
            return Shape::Ellipse;
        if (m_closed && points >= 3)
            return Shape::Freehand;
        if (m_graphic == QLatin1String("POLYLINE") && points == 2)
            return Shape::Distance;
        if (m_graphic == QLatin1String("POLYLINE") && points == 3)
            return Shape::Angle;
        return points == 1 && !m_finding.values.empty() ? Shape::Point : Shape::Annotation;
    }

    const QHash<QString, Series>& m_evidence;
    ImagingFinding m_finding;
    QString m_tracking;
    QString m_graphic;
    bool m_closed = false;
};

void collectGroups(
    DcmItem& parent, int depth, const QHash<QString, Series>& evidence, std::vector<ImagingFinding>& findings)
{
    if (depth > deepest)
        return;
    for (DcmItem* item : itemsOf(parent, DCM_ContentSequence)) {
        if (isNamed(*item, QStringLiteral("125007"))) {
            if (auto finding = GroupReader(evidence).read(*item))
                findings.push_back(std::move(*finding));
        } else {
            collectGroups(*item, depth + 1, evidence, findings);
        }
    }
}

std::vector<ImagingFinding> keyImagesOf(DcmItem& dataset, const QHash<QString, Series>& evidence)
{
    QString sentence;
    std::vector<ImagingFinding> findings;
    for (DcmItem* item : itemsOf(dataset, DCM_ContentSequence)) {
        if (isNamed(*item, QStringLiteral("113012")))
            sentence = wholeTextOf(*item, DCM_TextValue);
        DcmItem* reference = firstItemOf(*item, DCM_ReferencedSOPSequence);
        if (textOf(*item, DCM_ValueType) != QLatin1String("IMAGE") || reference == nullptr)
            continue;
        ImagingFinding finding;
        finding.shape = Shape::KeyImage;
        finding.sopInstanceUid = textOf(*reference, DCM_ReferencedSOPInstanceUID);
        finding.frame = integerOf(*reference, DCM_ReferencedFrameNumber).value_or(1);
        const Series series = evidence.value(finding.sopInstanceUid);
        finding.studyUid = series.studyUid;
        finding.seriesUid = series.seriesUid;
        findings.push_back(std::move(finding));
    }
    for (ImagingFinding& finding : findings)
        finding.text = sentence;
    return findings;
}

} // namespace

base::Result<std::vector<ImagingFinding>> readFindings(const QByteArray& object)
{
    const auto read = DicomObject::read(object, QStringLiteral("report"));
    if (!read)
        return base::fail(read.error());
    const auto shared = read->dataset();
    if (!shared)
        return base::fail(shared.error());
    DcmDataset dataset(**shared); // looking things up in DCMTK changes where it looks from
    const auto evidence = evidenceOf(dataset);
    if (read->header().sopClassUid == QLatin1String(UID_KeyObjectSelectionDocumentStorage))
        return keyImagesOf(dataset, evidence);
    std::vector<ImagingFinding> findings;
    collectGroups(dataset, 0, evidence, findings);
    return findings;
}

} // namespace twinward::imaging
