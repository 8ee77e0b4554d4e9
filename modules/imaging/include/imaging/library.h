#pragma once

// The studies of one patient as a viewer sees them, put together from the chart's ImagingSeries events; and
// the way from a series to its pixels in the vault.

#include "imaging/volume.h"
#include "ledger/vault.h"
#include "record/chart.h"

#include <functional>

namespace twinward::imaging {

// Under whose key a blob is sealed: in a merged record that is the record it was filed to.
struct BlobOwner
{
    record::PatientId patient;
    record::Category category = record::Category::Imaging;
};

struct StoredInstance : record::ImagingInstance
{
    BlobOwner owner;
};

// The index blob one event brought with its instances (imaging/index.h).
struct StoredIndex
{
    BlobOwner owner;
    base::Hash256 blob;
};

struct Series
{
    QString uid;
    QString modality;
    QString description;
    QString bodyPart;
    qint64 number = 0;
    qint64 frames = 0;
    std::vector<record::EventId> events; // what brought it, oldest first
    std::vector<StoredInstance> instances; // by instance number; each SOP instance once
    std::vector<StoredIndex> indexes;
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
    const ledger::Vault& vault, const Series& series);

// The object as it came, opened.
[[nodiscard]] base::Result<QByteArray> readObject(const ledger::Vault& vault, const StoredInstance& instance);

// One frame, opened and decoded.
[[nodiscard]] base::Result<Frame> readFrame(
    const ledger::Vault& vault, const StoredInstance& instance, const ObjectHeader& header, int frame);

// An empty volume for a stack that has a grid; InvalidInput for one that has none, Unsupported for pixels
// that make no volume. Takes no pixels: fillVolume brings them.
[[nodiscard]] base::Result<std::shared_ptr<Volume>> startVolume(
    const std::vector<ObjectHeader>& headers, const Stack& stack);

// Fills a stack's volume on all cores, from `first` outwards. `arrived` is called from working threads with
// each slice that is there; false stops (ErrorCode::Cancelled). The volume can be read while it fills. A
// slice that can't be read or decoded stays empty, the others come in, and the first such error is what is
// returned.
using SliceArrived = std::function<bool(int slice)>;
base::Status fillVolume(const ledger::Vault& vault, const Series& series,
    const std::vector<ObjectHeader>& headers, const Stack& stack, Volume& volume, int first,
    const SliceArrived& arrived);

} // namespace twinward::imaging
