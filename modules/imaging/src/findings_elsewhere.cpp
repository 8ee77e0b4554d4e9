#include "imaging/study_findings.h"

#include <algorithm>
#include <QHash>
#include <QSet>

namespace twinward::imaging {

namespace {

using record::ImagingFinding;

// What it is and where: the same for the same finding in any document.
QString nameOf(const ImagingFinding& finding)
{
    if (finding.shape != ImagingFinding::Shape::KeyImage)
        return trackingUidOf(finding);
    return QStringLiteral("%1 %2 %3")
        .arg(finding.sopInstanceUid, QString::number(finding.frame), finding.text);
}

// And what it says.
QString contentOf(const ImagingFinding& finding)
{
    QStringList content{nameOf(finding), finding.text};
    for (const record::Component& value : finding.values)
        content << value.code.label() << displayValue(value);
    return content.join(QChar(0x1f));
}

// Of everything ever found here: findings that were taken back stay taken back.
QSet<QString> ownNames(const record::Chart& chart)
{
    QSet<QString> names;
    for (const record::Entry& entry : chart.entries()) {
        for (const record::RecordedEvent& version : entry.versions) {
            if (const auto* finding = version.event.as<ImagingFinding>())
                names.insert(nameOf(*finding));
        }
    }
    return names;
}

bool isDocument(const Series& series)
{
    return series.modality == QLatin1String("SR") || series.modality == QLatin1String("KO");
}

// Of the documents, newest first.
std::vector<ReportedFinding> readAll(
    const ledger::Vault& vault, const std::vector<Study>& studies, std::vector<RefusedObject>& unread)
{
    std::vector<ReportedFinding> all;
    for (const Study& study : studies) {
        for (const Series& series : study.series) {
            if (!isDocument(series))
                continue;
            for (const StoredInstance& instance : series.instances) {
                const auto bytes = readObject(vault, instance);
                auto found = bytes ? readReportedFindings(*bytes) : base::fail(bytes.error());
                if (!found) {
                    unread.push_back({instance.sopInstanceUid, found.error().what});
                    continue;
                }
                std::move(found->begin(), found->end(), std::back_inserter(all));
            }
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const ReportedFinding& a, const ReportedFinding& b) {
        return a.written.utcMs() > b.written.utcMs();
    });
    return all;
}

} // namespace

FindingsElsewhere findingsElsewhere(
    const ledger::Vault& vault, const record::Chart& chart, const QString& studyUid)
{
    FindingsElsewhere made;
    const std::vector<Study> studies = studiesOf(chart);
    QHash<QString, QString> seriesOf; // by the study's SOP instances
    for (const Study& study : studies) {
        for (const Series& series : study.series) {
            for (const StoredInstance& instance : series.instances) {
                if (study.uid == studyUid)
                    seriesOf.insert(instance.sopInstanceUid, series.uid);
            }
        }
    }
    if (seriesOf.isEmpty())
        return made;
    std::vector<ReportedFinding> all = readAll(vault, studies, made.unread);
    QSet<QString> replaced;
    for (const ReportedFinding& each : all)
        replaced += QSet<QString>(each.replaced.begin(), each.replaced.end());
    const QSet<QString> own = ownNames(chart);
    QSet<QString> said;
    for (ReportedFinding& each : all) {
        ImagingFinding& finding = each.finding;
        const auto series = seriesOf.constFind(finding.sopInstanceUid);
        const QString content = contentOf(finding);
        if (series == seriesOf.constEnd() || replaced.contains(each.documentUid) || said.contains(content)
            || own.contains(each.trackingUid) || own.contains(nameOf(finding)))
            continue;
        said.insert(content);
        finding.studyUid = studyUid; // as the chart has it, whatever the document says
        finding.seriesUid = *series;
        made.findings.push_back(std::move(each));
    }
    std::stable_sort(
        made.findings.begin(), made.findings.end(), [](const ReportedFinding& a, const ReportedFinding& b) {
            return a.written.utcMs() < b.written.utcMs();
        });
    return made;
}

} // namespace twinward::imaging
