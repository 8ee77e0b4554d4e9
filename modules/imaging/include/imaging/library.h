#pragma once

// The studies of one patient as a viewer sees them, put together from the chart's ImagingSeries events; and
// the way from a series to its pixels in the vault.

#include "imaging/volume.h"
#include "ledger/vault.h"
#include "record/chart.h"

#include <functional>

namespace twinward::imaging {

struct Series
{
    QString uid;
    QString modality;
    QString description;
    QString bodyPart;
    qint64 number = 0;
    qint64 frames = 0;
    std::vector<record::EventId> events; // what brought it, oldest first
    std::vector<record::ImagingInstance> instances; // by instance number; each SOP instance once
};

struct Study
{
    QString uid;
    QString description;
    QString accession;
    base::Moment time;
    QStringList modalities;
    std::vector<Series> series; // by series number
};

// Newest study first.
[[nodiscard]] std::vector<Study> studiesOf(const record::Chart& chart);

// The headers of a series' instances, in the order of Series::instances; from the index blobs where they are
// there, else read from the objects.
[[nodiscard]] base::Result<std::vector<ObjectHeader>> readHeaders(
    const ledger::Vault& vault, record::PatientId patient, const record::Chart& chart, const Series& series);

// One frame, opened and decoded.
[[nodiscard]] base::Result<Frame> readFrame(const ledger::Vault& vault, record::PatientId patient,
    const record::ImagingInstance& instance, const ObjectHeader& header, int frame);

// Fills a stack's volume on all cores, from `first` outwards. `arrived` is called from working threads with
// each slice that is there; false stops. The volume can be read while it fills.
using SliceArrived = std::function<bool(int slice)>;
[[nodiscard]] base::Result<std::shared_ptr<Volume>> startVolume(
    const std::vector<ObjectHeader>& headers, const Stack& stack);
base::Status fillVolume(const ledger::Vault& vault, record::PatientId patient, const Series& series,
    const std::vector<ObjectHeader>& headers, const Stack& stack, Volume& volume, int first,
    const SliceArrived& arrived);

} // namespace twinward::imaging
