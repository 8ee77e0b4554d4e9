#pragma once

// Volumes made of formulas, whose measures are known without measuring.

#include "imaging/measure.h"
#include "imaging/register.h"
#include "imaging/vec.h"

#include <cmath>
#include <cstring>

namespace twinward::imaging::phantom {

inline std::shared_ptr<Volume> emptyVolume(const Grid& grid, SampleType type = SampleType::S16)
{
    auto volume = std::make_shared<Volume>();
    volume->grid = grid;
    volume->type = type;
    volume->unit = QStringLiteral("HU");
    volume->modality = QStringLiteral("CT");
    volume->voxels = QByteArray(volume->sliceBytes() * grid.size[2], '\0');
    volume->filled = std::vector<std::atomic<bool>>(static_cast<size_t>(grid.size[2]));
    for (auto& filled : volume->filled)
        filled = true;
    return volume;
}

// 16 bit voxels with the value the function gives at each centre, in the patient.
template <class Value> std::shared_ptr<Volume> volumeOf(const Grid& grid, const Value& value)
{
    auto volume = emptyVolume(grid);
    auto* voxels = reinterpret_cast<qint16*>(volume->voxels.data());
    for (int k = 0; k < grid.size[2]; ++k) {
        for (int j = 0; j < grid.size[1]; ++j) {
            for (int i = 0; i < grid.size[0]; ++i)
                *voxels++ = static_cast<qint16>(std::lround(value(centreOf(grid, {i, j, k}))));
        }
    }
    return volume;
}

// A grid around the origin, turned about its middle.
inline Grid turnedGrid(const std::array<int, 3>& size, const Vec3& spacing, const Vec3& degrees)
{
    const Matrix4 turn = rigid(degrees, {0, 0, 0}, {0, 0, 0});
    Grid grid;
    grid.size = size;
    grid.spacing = spacing;
    grid.axes = {applied(turn, {1, 0, 0}), applied(turn, {0, 1, 0}), applied(turn, {0, 0, 1})};
    for (size_t axis = 0; axis < 3; ++axis)
        grid.origin = minus(grid.origin, times(grid.axes[axis], (size[axis] - 1) * spacing[axis] / 2));
    return grid;
}

} // namespace twinward::imaging::phantom
