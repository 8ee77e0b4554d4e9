#include "imaging/study_findings.h"

#include "imaging/finding.h"

#include <algorithm>
#include <map>
#include <QSet>

namespace twinward::imaging {

namespace {

using record::ImagingFinding;

bool isMeasure(const ImagingFinding& finding)
{
    return finding.shape != ImagingFinding::Shape::KeyImage
        && finding.shape != ImagingFinding::Shape::Segmentation;
}

// The headers of the images that are spoken of; each series is read once.
base::Result<std::vector<ObjectHeader>> imagesOf(const ledger::Vault& vault, const record::Chart& chart,
    const QString& studyUid, const std::vector<ImagingFinding>& findings)
{
    QSet<QString> series;
    QSet<QString> instances;
    for (const ImagingFinding& finding : findings) {
        series.insert(finding.seriesUid);
        instances.insert(finding.sopInstanceUid);
    }
    std::vector<ObjectHeader> images;
    for (const Study& study : studiesOf(chart)) {
        if (study.uid != studyUid)
            continue;
        for (const Series& each : study.series) {
            if (!series.contains(each.uid))
                continue;
            auto headers = readHeaders(vault, each);
            if (!headers)
                return base::fail(headers.error());
            std::copy_if(headers->begin(), headers->end(), std::back_inserter(images),
                [&instances](
                    const ObjectHeader& header) { return instances.contains(header.sopInstanceUid); });
        }
    }
    return images;
}

base::Result<std::vector<QByteArray>> objectsOf(
    const ledger::Vault& vault, const std::vector<const record::Entry*>& entries)
{
    std::vector<QByteArray> objects;
    for (const record::Entry* entry : entries) {
        const auto* finding = entry->as<ImagingFinding>();
        if (!finding->object)
            continue;
        auto object = vault.readBlob(entry->event().patient, entry->event().category, *finding->object);
        if (!object)
            return base::fail(object.error());
        objects.push_back(std::move(*object));
    }
    return objects;
}

} // namespace

std::vector<const record::Entry*> findingsOf(const record::Chart& chart, const QString& studyUid)
{
    std::vector<const record::Entry*> found = chart.current<ImagingFinding>();
    std::erase_if(found, [&studyUid](const record::Entry* entry) {
        return entry->as<ImagingFinding>()->studyUid != studyUid;
    });
    return found;
}

base::Result<std::vector<QByteArray>> findingObjects(
    const ledger::Vault& vault, const record::Chart& chart, const QString& studyUid)
{
    return objectsOf(vault, findingsOf(chart, studyUid));
}

base::Result<std::vector<QByteArray>> measurementReports(
    const ledger::Vault& vault, const record::Chart& chart, const QString& studyUid, const base::Moment& now)
{
    std::map<record::UserId, std::vector<ImagingFinding>> byAuthor;
    std::vector<ImagingFinding> all;
    for (const record::Entry* entry : findingsOf(chart, studyUid)) {
        const auto* finding = entry->as<ImagingFinding>();
        if (!isMeasure(*finding) || finding->points.empty())
            continue;
        byAuthor[entry->content().author].push_back(*finding);
        all.push_back(*finding);
    }
    const auto images = imagesOf(vault, chart, studyUid, all);
    if (!images)
        return base::fail(images.error());
    const record::Roster roster = vault.roster();
    std::vector<QByteArray> reports;
    for (const auto& [author, findings] : byAuthor) {
        auto report = writeReport(findings, {*images, roster.nameOf(author), now});
        if (!report)
            return base::fail(report.error());
        reports.push_back(std::move(*report));
    }
    return reports;
}

base::Result<std::vector<QByteArray>> findingDocuments(
    const ledger::Vault& vault, const record::Chart& chart, const QString& studyUid, const base::Moment& now)
{
    auto documents = measurementReports(vault, chart, studyUid, now);
    if (!documents)
        return documents;
    std::vector<const record::Entry*> others = findingsOf(chart, studyUid);
    std::erase_if(others, [](const record::Entry* entry) { return isMeasure(*entry->as<ImagingFinding>()); });
    auto objects = objectsOf(vault, others);
    if (!objects)
        return objects;
    std::move(objects->begin(), objects->end(), std::back_inserter(*documents));
    return documents;
}

} // namespace twinward::imaging
