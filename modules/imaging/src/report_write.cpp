#include "derived_object_p.h"
#include "imaging/finding.h"
#include "report_p.h"

#include <cmath>
#include <dcmtk/dcmsr/codes/dcm.h>
#include <dcmtk/dcmsr/codes/sct.h>
#include <dcmtk/dcmsr/dsrdoc.h>

namespace twinward::imaging {

namespace {

using base::ErrorCode;
using record::Component;
using record::ImagingFinding;
using Shape = ImagingFinding::Shape;

DSRCodedEntryValue coded(const QString& system, const QString& code, const QString& meaning)
{
    return {toDcmtk(code), toDcmtk(schemeOf(system)), toDcmtk(meaning.left(64))};
}

// The unit's meaning is what a person reads.
DSRCodedEntryValue unitCode(const QString& ucum)
{
    static const std::array<std::pair<QString, QString>, 6> meanings{{
        {QStringLiteral("mm"), QStringLiteral("millimeter")},
        {QStringLiteral("mm2"), QStringLiteral("square millimeter")},
        {QStringLiteral("deg"), QStringLiteral("degree")},
        {QStringLiteral("[hnsf'U]"), QStringLiteral("Hounsfield unit")},
        {QStringLiteral("{pixels}"), QStringLiteral("pixels")},
        {QStringLiteral("1"), QStringLiteral("no units")},
    }};
    for (const auto& [code, meaning] : meanings) {
        if (code == ucum)
            return coded(record::code_system::ucum, ucum, meaning);
    }
    return coded(record::code_system::ucum, ucum, ucum);
}

DSRSpatialCoordinates3DValue coordinates3D(const ImagingFinding& finding)
{
    DSRSpatialCoordinates3DValue value;
    const auto type = [&finding] {
        switch (finding.shape) {
        case Shape::Ellipse:
            return DSRTypes::GT3_Ellipse;
        case Shape::Freehand:
            return DSRTypes::GT3_Polygon;
        case Shape::Distance:
        case Shape::Angle:
            return DSRTypes::GT3_Polyline;
        default:
            return finding.points.size() == 3 ? DSRTypes::GT3_Point : DSRTypes::GT3_Multipoint;
        }
    };
    value.setGraphicType(type());
    const auto add = [&](size_t i) {
        value.getGraphicDataList().addItem(static_cast<Float32>(finding.points[i]),
            static_cast<Float32>(finding.points[i + 1]), static_cast<Float32>(finding.points[i + 2]));
    };
    for (size_t i = 0; i + 2 < finding.points.size(); i += 3)
        add(i);
    if (finding.shape == Shape::Freehand)
        add(0); // a polygon ends where it began
    value.setFrameOfReferenceUID(toDcmtk(finding.frameOfReferenceUid));
    return value;
}

DSRSpatialCoordinatesValue coordinates(const ImagingFinding& finding)
{
    DSRSpatialCoordinatesValue value;
    const auto type = [&finding] {
        switch (finding.shape) {
        case Shape::Ellipse:
            return DSRTypes::GT_Ellipse;
        case Shape::Freehand:
        case Shape::Distance:
        case Shape::Angle:
            return DSRTypes::GT_Polyline;
        default:
            return finding.points.size() == 3 ? DSRTypes::GT_Point : DSRTypes::GT_Multipoint;
        }
    };
    value.setGraphicType(type());
    const auto add = [&](size_t i) {
        value.getGraphicDataList().addItem(
            static_cast<Float32>(finding.points[i] + 0.5), static_cast<Float32>(finding.points[i + 1] + 0.5));
    };
    for (size_t i = 0; i + 2 < finding.points.size(); i += 3)
        add(i);
    if (finding.shape == Shape::Freehand)
        add(0);
    return value;
}

// Writes content items one below the other; what can't be added is kept as the first failure.
class ReportTree
{
public:
    explicit ReportTree(DSRDocumentTree& tree)
        : m_tree(tree)
    { }

    void open(
        DSRTypes::E_RelationshipType relation, DSRTypes::E_ValueType type, const DSRCodedEntryValue& name)
    {
        const bool isFirst = m_depth++ == 0;
        const bool isEmpty = m_tree.isEmpty();
        check(m_tree.addContentItem(
                  relation, type, isFirst || isEmpty ? DSRTypes::AM_afterCurrent : DSRTypes::AM_belowCurrent)
                    > 0
                ? EC_Normal
                : SR_EC_CannotAddContentItem);
        check(item().setConceptName(name));
    }
    void close()
    {
        --m_depth;
        m_tree.goUp();
    }
    DSRContentItem& item() { return m_tree.getCurrentContentItem(); }
    void check(const OFCondition& condition)
    {
        if (m_condition.good())
            m_condition = condition;
    }
    [[nodiscard]] const OFCondition& condition() const { return m_condition; }

    void code(DSRTypes::E_RelationshipType relation, const DSRCodedEntryValue& name,
        const DSRCodedEntryValue& value)
    {
        open(relation, DSRTypes::VT_Code, name);
        check(item().setCodeValue(value));
        close();
    }
    void text(DSRTypes::E_RelationshipType relation, DSRTypes::E_ValueType type,
        const DSRCodedEntryValue& name, const QString& value)
    {
        open(relation, type, name);
        check(item().setStringValue(toDcmtk(value)));
        close();
    }

private:
    DSRDocumentTree& m_tree;
    OFCondition m_condition = EC_Normal;
    int m_depth = 0;
};

class ReportWriter
{
public:
    ReportWriter(ReportTree& tree, const ReportSource& source)
        : m_tree(tree)
        , m_source(source)
    { }

    void writeMeasurementReport(const std::vector<ImagingFinding>& findings)
    {
        m_tree.open(DSRTypes::RT_isRoot, DSRTypes::VT_Container, CODE_DCM_ImagingMeasurementReport);
        m_tree.check(m_tree.item().setTemplateIdentification("1500", "DCMR"));
        m_tree.code(DSRTypes::RT_hasConceptMod, CODE_DCM_LanguageOfContentItemAndDescendants,
            DSRCodedEntryValue("en", "RFC5646", "English"));
        writeObserver();
        m_tree.code(DSRTypes::RT_hasConceptMod, CODE_DCM_ProcedureReported, CODE_SCT_ImagingProcedure);
        m_tree.open(DSRTypes::RT_contains, DSRTypes::VT_Container, CODE_DCM_ImagingMeasurements);
        for (const ImagingFinding& finding : findings)
            writeGroup(finding);
        m_tree.close();
        m_tree.close();
    }

    void writeKeyImages(const std::vector<ImagingFinding>& findings)
    {
        m_tree.open(DSRTypes::RT_isRoot, DSRTypes::VT_Container, CODE_DCM_OfInterest);
        m_tree.check(m_tree.item().setTemplateIdentification("2010", "DCMR"));
        writeObserver();
        QStringList sentences;
        for (const ImagingFinding& finding : findings) {
            if (!finding.text.isEmpty() && !sentences.contains(finding.text))
                sentences << finding.text;
        }
        if (!sentences.isEmpty())
            m_tree.text(DSRTypes::RT_contains, DSRTypes::VT_Text, CODE_DCM_KeyObjectDescription,
                sentences.join(u'\n'));
        for (const ImagingFinding& finding : findings)
            writeImage(DSRTypes::RT_contains, DSRCodedEntryValue(), finding);
        m_tree.close();
    }

private:
    void writeObserver()
    {
        m_tree.code(DSRTypes::RT_hasObsContext, CODE_DCM_ObserverType, CODE_DCM_Person);
        m_tree.text(DSRTypes::RT_hasObsContext, DSRTypes::VT_PName, CODE_DCM_PersonObserverName,
            toPersonName(m_source.observer));
    }

    void writeImage(
        DSRTypes::E_RelationshipType relation, const DSRCodedEntryValue& name, const ImagingFinding& finding)
    {
        const auto image = std::find_if(
            m_source.images.begin(), m_source.images.end(), [&finding](const ObjectHeader& header) {
                return header.sopInstanceUid == finding.sopInstanceUid;
            });
        m_tree.open(relation, DSRTypes::VT_Image, name);
        DSRImageReferenceValue reference(toDcmtk(image->sopClassUid), toDcmtk(image->sopInstanceUid));
        if (image->frames.size() > 1)
            reference.getFrameList().addItem(static_cast<Sint32>(finding.frame));
        m_tree.check(m_tree.item().setImageReference(reference));
        m_tree.close();
    }

    // The coordinates, and the image they are on: below them in pixels, beside them in the patient, where
    // the standard has no image below.
    void writeCoordinates(
        DSRTypes::E_RelationshipType relation, const DSRCodedEntryValue& name, const ImagingFinding& finding)
    {
        if (finding.frameOfReferenceUid.isEmpty()) {
            m_tree.open(relation, DSRTypes::VT_SCoord, name);
            m_tree.check(m_tree.item().setSpatialCoordinates(coordinates(finding)));
            writeImage(DSRTypes::RT_selectedFrom, DSRCodedEntryValue(), finding);
            m_tree.close();
            return;
        }
        m_tree.open(relation, DSRTypes::VT_SCoord3D, name);
        m_tree.check(m_tree.item().setSpatialCoordinates3D(coordinates3D(finding)));
        m_tree.close();
        writeImage(relation, CODE_DCM_SourceOfMeasurement, finding);
    }

    void writeGroup(const ImagingFinding& finding)
    {
        m_tree.open(DSRTypes::RT_contains, DSRTypes::VT_Container, CODE_DCM_MeasurementGroup);
        m_tree.text(DSRTypes::RT_hasObsContext, DSRTypes::VT_Text, CODE_DCM_TrackingIdentifier,
            trackingName(finding.shape));
        m_tree.text(DSRTypes::RT_hasObsContext, DSRTypes::VT_UIDRef, CODE_DCM_TrackingUniqueIdentifier,
            trackingUidOf(finding));
        if (!finding.text.isEmpty())
            m_tree.text(DSRTypes::RT_contains, DSRTypes::VT_Text, CODE_DCM_Comment, finding.text);
        // TID 1501 and 300 have the line below the length that it gave; TID 1410 has a region beside the
        // values in it.
        const bool isLine
            = (finding.shape == Shape::Distance || finding.shape == Shape::Angle) && !finding.values.empty();
        if (!isLine)
            writeCoordinates(DSRTypes::RT_contains, CODE_DCM_ImageRegion, finding);
        for (const Component& value : finding.values)
            writeValue(value, isLine ? &finding : nullptr);
        m_tree.close();
    }

    void writeValue(const Component& value, const ImagingFinding* inferredFrom)
    {
        const auto* quantity = std::get_if<record::Quantity>(&value.value);
        if (quantity == nullptr)
            return;
        const record::Coding& coding = value.code.coding;
        const DSRCodedEntryValue name = coded(coding.system, coding.code, value.code.label());
        const bool isAttenuation = isStatistic(coding.code) && quantity->unit == QLatin1String("[hnsf'U]");
        m_tree.open(DSRTypes::RT_contains, DSRTypes::VT_Num,
            isAttenuation ? DSRCodedEntryValue(CODE_DCM_AttenuationCoefficient) : name);
        m_tree.check(m_tree.item().setNumericValue(
            DSRNumericMeasurementValue(toDcmtk(quantity->value.toString()), unitCode(quantity->unit))));
        if (isAttenuation)
            m_tree.code(DSRTypes::RT_hasConceptMod, CODE_DCM_Derivation, name);
        if (inferredFrom != nullptr)
            writeCoordinates(DSRTypes::RT_inferredFrom, CODE_DCM_Path, *inferredFrom);
        m_tree.close();
    }

    ReportTree& m_tree;
    const ReportSource& m_source;
};

base::Status checkFindings(const std::vector<ImagingFinding>& findings, const ReportSource& source)
{
    const auto refused = [](const QString& what) { return base::fail(ErrorCode::InvalidInput, what); };
    if (findings.empty())
        return refused(QStringLiteral("There is nothing to report"));
    const bool keyImages = findings.front().shape == Shape::KeyImage;
    for (const ImagingFinding& finding : findings) {
        if (finding.shape == Shape::Segmentation)
            return refused(QStringLiteral("A segmentation is kept as a DICOM segmentation, not as a report"));
        if ((finding.shape == Shape::KeyImage) != keyImages)
            return refused(QStringLiteral("Key images and measures don't go into one report"));
        if (!keyImages && (finding.points.empty() || finding.points.size() % 3 != 0))
            return refused(QStringLiteral("A finding has no place on its image"));
        const auto isFinite = [](double value) { return std::isfinite(value); };
        if (!std::all_of(finding.points.begin(), finding.points.end(), isFinite))
            return refused(QStringLiteral("A finding's place is not a number"));
        const auto isItsImage = [&finding](const ObjectHeader& header) {
            return header.sopInstanceUid == finding.sopInstanceUid && header.studyUid == finding.studyUid;
        };
        if (std::none_of(source.images.begin(), source.images.end(), isItsImage))
            return base::fail(ErrorCode::NotFound,
                QStringLiteral("The image that a finding is on is not there"), finding.sopInstanceUid);
    }
    return {};
}

void addEvidence(
    DSRDocument& document, const std::vector<ImagingFinding>& findings, const ReportSource& source)
{
    for (const ObjectHeader& image : source.images) {
        const bool isUsed
            = std::any_of(findings.begin(), findings.end(), [&image](const ImagingFinding& finding) {
                  return finding.sopInstanceUid == image.sopInstanceUid;
              });
        if (isUsed)
            document.getCurrentRequestedProcedureEvidence().addItem(toDcmtk(image.studyUid),
                toDcmtk(image.seriesUid), toDcmtk(image.sopClassUid), toDcmtk(image.sopInstanceUid));
    }
}

} // namespace

QString trackingUidOf(const ImagingFinding& finding)
{
    QByteArray material = finding.sopInstanceUid.toUtf8() + trackingName(finding.shape).toUtf8();
    for (const double coordinate : finding.points)
        material += QByteArray::number(coordinate, 'g', 17) + ' ';
    return derivedUid(material);
}

base::Result<QByteArray> writeReport(const std::vector<ImagingFinding>& findings, const ReportSource& source)
{
    if (const auto fine = checkFindings(findings, source); !fine)
        return base::fail(fine.error());
    startDcmtk();
    const bool keyImages = findings.front().shape == Shape::KeyImage;
    DSRDocument document(
        keyImages ? DSRTypes::DT_KeyObjectSelectionDocument : DSRTypes::DT_Comprehensive3DSR);
    document.setSpecificCharacterSetType(DSRTypes::CS_UTF8);
    ReportTree tree(document.getTree());
    ReportWriter writer(tree, source);
    if (keyImages)
        writer.writeKeyImages(findings);
    else
        writer.writeMeasurementReport(findings);
    addEvidence(document, findings, source);
    document.getCodingSchemeIdentification().addItem(toDcmtk(ownScheme));
    document.getCodingSchemeIdentification().setCodingSchemeName("Twinward");
    if (!keyImages)
        document.completeDocument();

    DcmFileFormat file;
    OFCondition condition = tree.condition();
    if (condition.good())
        condition = document.write(*file.getDataset());
    if (condition.bad())
        return base::fail(ErrorCode::InvalidInput,
            QStringLiteral("The findings don't fit into a DICOM report"),
            QString::fromLatin1(condition.text()));
    putContext(*file.getDataset(), source.images.front(), source.observed);
    putText(*file.getDataset(), DCM_SeriesDescription,
        keyImages ? QStringLiteral("Key images") : QStringLiteral("Measurements"));
    return toPart10(file);
}

} // namespace twinward::imaging
