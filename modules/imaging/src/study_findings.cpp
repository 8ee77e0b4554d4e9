#include "imaging/study_findings.h"

#include "imaging/finding.h"

#include <algorithm>
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
    std::vector<QByteArray> objects;
    for (const record::Entry* entry : findingsOf(chart, studyUid)) {
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

base::Result<QByteArray> measurementReport(const ledger::Vault& vault, const record::Chart& chart,
    const QString& studyUid, const QString& observer, const base::Moment& now)
{
    std::vector<ImagingFinding> findings;
    for (const record::Entry* entry : findingsOf(chart, studyUid)) {
        const auto* finding = entry->as<ImagingFinding>();
        if (isMeasure(*finding) && !finding->points.empty())
            findings.push_back(*finding);
    }
    if (findings.empty())
        return base::fail(
            base::ErrorCode::NotFound, QStringLiteral("Nothing was measured on this study"), studyUid);
    auto images = imagesOf(vault, chart, studyUid, findings);
    if (!images)
        return base::fail(images.error());
    return writeReport(findings, {std::move(*images), observer, now});
}

} // namespace twinward::imaging
