#include "attributes_p.h"
#include "imaging/dicom_object.h"
#include "imaging/finding.h"
#include "report_p.h"

namespace twinward::imaging {

namespace {

using record::ImagingFinding;

constexpr int deepest = 32; // levels of content that are followed

// The objects a Hierarchical SOP Instance Reference names (PS3.3 C.17.2.1), and where they belong.
void addReferences(DcmItem& dataset, const DcmTagKey& tag, Evidence& series)
{
    for (DcmItem* study : itemsOf(dataset, tag)) {
        for (DcmItem* one : itemsOf(*study, DCM_ReferencedSeriesSequence)) {
            for (DcmItem* instance : itemsOf(*one, DCM_ReferencedSOPSequence))
                series.insert(textOf(*instance, DCM_ReferencedSOPInstanceUID),
                    {textOf(*study, DCM_StudyInstanceUID), textOf(*one, DCM_SeriesInstanceUID)});
        }
    }
}

Evidence evidenceOf(DcmItem& dataset)
{
    Evidence series;
    addReferences(dataset, DCM_CurrentRequestedProcedureEvidenceSequence, series);
    addReferences(dataset, DCM_PertinentOtherEvidenceSequence, series);
    return series;
}

void collectGroups(
    DcmItem& parent, int depth, const Evidence& evidence, std::vector<ReportedFinding>& findings)
{
    if (depth > deepest)
        return;
    for (DcmItem* item : itemsOf(parent, DCM_ContentSequence)) {
        if (isNamed(*item, QStringLiteral("125007"))) {
            for (ReportedFinding& finding : readMeasurementGroup(*item, evidence))
                findings.push_back(std::move(finding));
        } else {
            collectGroups(*item, depth + 1, evidence, findings);
        }
    }
}

// What the images were chosen for: the sentence, and the document's title where it says more than "of
// interest" (rejected for quality reasons, for surgery ...).
QString reasonOf(DcmItem& dataset)
{
    QString sentence;
    for (DcmItem* item : itemsOf(dataset, DCM_ContentSequence)) {
        if (isNamed(*item, QStringLiteral("113012")))
            sentence = wholeTextOf(*item, DCM_TextValue);
    }
    const QString title = codeOf(dataset, DCM_ConceptNameCodeSequence).meaning;
    if (title.isEmpty() || isNamed(dataset, QStringLiteral("113000")))
        return sentence;
    return sentence.isEmpty() ? title : QStringLiteral("%1: %2").arg(title, sentence);
}

std::vector<ReportedFinding> keyImagesOf(DcmItem& dataset, const Evidence& evidence)
{
    const QString reason = reasonOf(dataset);
    std::vector<ReportedFinding> findings;
    for (DcmItem* item : itemsOf(dataset, DCM_ContentSequence)) {
        DcmItem* reference = firstItemOf(*item, DCM_ReferencedSOPSequence);
        if (textOf(*item, DCM_ValueType) != QLatin1String("IMAGE") || reference == nullptr)
            continue;
        ImagingFinding finding;
        finding.shape = ImagingFinding::Shape::KeyImage;
        finding.sopInstanceUid = textOf(*reference, DCM_ReferencedSOPInstanceUID);
        const EvidenceSeries series = evidence.value(finding.sopInstanceUid);
        finding.studyUid = series.studyUid;
        finding.seriesUid = series.seriesUid;
        finding.text = reason;
        std::vector<double> frames = numbersOf(*reference, DCM_ReferencedFrameNumber);
        if (frames.empty())
            frames = {1};
        for (const double frame : frames) {
            if (frame < 1 || frame > INT_MAX)
                continue;
            finding.frame = static_cast<qint64>(frame);
            findings.push_back({finding, {}, {}, {}, {}, {}});
        }
    }
    return findings;
}

QString authorOf(DcmItem& dataset)
{
    if (const QString observer = observerBelow(dataset); !observer.isEmpty())
        return observer;
    if (DcmItem* verifier = firstItemOf(dataset, DCM_VerifyingObserverSequence))
        return personName(textOf(*verifier, DCM_VerifyingObserverName));
    if (DcmItem* author = firstItemOf(dataset, DCM_AuthorObserverSequence)) {
        const QString name = personName(textOf(*author, DCM_PersonName));
        return name.isEmpty() ? textOf(*author, DCM_InstitutionName) : name;
    }
    return {};
}

} // namespace

bool isNamed(DcmItem& item, const QString& code)
{
    const CodedText name = codeOf(item, DCM_ConceptNameCodeSequence);
    return name.value == code && name.scheme == QLatin1String("DCM");
}

QString observerBelow(DcmItem& item)
{
    QString device;
    for (DcmItem* below : itemsOf(item, DCM_ContentSequence)) {
        if (isNamed(*below, QStringLiteral("121008")))
            return personName(textOf(*below, DCM_PersonName));
        if (isNamed(*below, QStringLiteral("121013")))
            device = wholeTextOf(*below, DCM_TextValue);
    }
    return device;
}

base::Result<std::vector<ReportedFinding>> readReportedFindings(const QByteArray& object)
{
    const auto read = DicomObject::read(object, QStringLiteral("report"));
    if (!read)
        return base::fail(read.error());
    const auto shared = read->dataset();
    if (!shared)
        return base::fail(shared.error());
    DcmDataset dataset(**shared); // looking things up in DCMTK changes where it looks from
    const Evidence evidence = evidenceOf(dataset);
    std::vector<ReportedFinding> findings;
    if (read->header().sopClassUid == QLatin1String(UID_KeyObjectSelectionDocumentStorage))
        findings = keyImagesOf(dataset, evidence);
    else
        collectGroups(dataset, 0, evidence, findings);

    const QString author = authorOf(dataset);
    const base::Moment written
        = momentFrom(textOf(dataset, DCM_ContentDate), textOf(dataset, DCM_ContentTime), zoneOf(dataset));
    Evidence predecessors;
    addReferences(dataset, DCM_PredecessorDocumentsSequence, predecessors);
    const QStringList replaced = predecessors.keys();
    for (ReportedFinding& each : findings) {
        if (each.author.isEmpty())
            each.author = author;
        each.written = written;
        each.documentUid = read->header().sopInstanceUid;
        each.replaced = replaced;
    }
    return findings;
}

base::Result<std::vector<ImagingFinding>> readFindings(const QByteArray& object)
{
    auto reported = readReportedFindings(object);
    if (!reported)
        return base::fail(std::move(reported).error());
    std::vector<ImagingFinding> findings;
    findings.reserve(reported->size());
    for (ReportedFinding& each : *reported)
        findings.push_back(std::move(each.finding));
    return findings;
}

} // namespace twinward::imaging
