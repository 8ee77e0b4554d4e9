#pragma once

// Voxels of one stack in memory, filled while they stream in: middle slices first, each readable as soon as
// it is there. Grey volumes hold what the modality's rescale gives, kept exactly as stored value, slope and
// intercept; a slice's own slope (PET) is folded in.

#include "imaging/frame.h"
#include "imaging/geometry.h"

#include <atomic>
#include <memory>

namespace twinward::imaging {

struct Volume
{
    Grid grid;
    SampleType type = SampleType::S16; // U8, U16, S16 or F32
    int samples = 1;
    double slope = 1; // value = stored * slope + intercept, in `unit`
    double intercept = 0;
    QString unit; // HU, or empty where the modality's numbers have none
    QString modality;
    std::vector<Window> windows; // the object's own
    QByteArray voxels; // all slices, one after the other
    std::vector<std::atomic<bool>> filled; // per slice

    [[nodiscard]] qint64 sliceBytes() const;
    [[nodiscard]] const void* slice(int k) const;
    // The value at a voxel, rescaled; nothing outside or where its slice is not there yet.
    [[nodiscard]] std::optional<double> value(int i, int j, int k) const;
};
using VolumePtr = std::shared_ptr<const Volume>;

} // namespace twinward::imaging
