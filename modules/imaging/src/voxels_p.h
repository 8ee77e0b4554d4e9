#pragma once

// Voxels of a grey volume by their own type, for loops that look at many.

#include "imaging/volume.h"

namespace twinward::imaging {

// Calls use(T{}) with the type of the volume's voxels; what other types a volume can't have is Unsupported
// before (checkGrey).
template <class Use> decltype(auto) withVoxelType(SampleType type, Use&& use)
{
    switch (type) {
    case SampleType::U8:
        return use(quint8{});
    case SampleType::U16:
        return use(quint16{});
    case SampleType::S16:
        return use(qint16{});
    default:
        return use(float{});
    }
}

// Unsupported: colour, or voxels of a type volumes don't have; Busy: slices from `first` to `last` are not
// all there; InvalidInput: fewer bytes than the grid needs.
[[nodiscard]] base::Status checkGrey(const Volume& volume, int first, int last);

// One voxel, rescaled; inside the grid, of a slice that is there.
template <class T> [[nodiscard]] double valueOf(const Volume& volume, int i, int j, int k)
{
    const qsizetype columns = volume.grid.size[0];
    const qsizetype rows = volume.grid.size[1];
    const T* voxels = reinterpret_cast<const T*>(volume.voxels.constData());
    return static_cast<double>(voxels[(k * rows + j) * columns + i]) * volume.slope + volume.intercept;
}

// Between the eight voxels around, in voxels; half a voxel beyond the outermost centres counts as inside.
// Nothing outside or where a slice is not there yet.
template <class T> [[nodiscard]] std::optional<double> interpolatedAt(const Volume& volume, const Vec3& voxel)
{
    std::array<int, 3> low{};
    std::array<int, 3> high{};
    Vec3 share{};
    for (size_t axis = 0; axis < 3; ++axis) {
        const int size = volume.grid.size[axis];
        if (!(voxel[axis] >= -0.5 && voxel[axis] <= size - 0.5))
            return std::nullopt;
        const double inside = std::clamp(voxel[axis], 0.0, size - 1.0);
        low[axis] = static_cast<int>(inside);
        high[axis] = std::min(low[axis] + 1, size - 1);
        share[axis] = inside - low[axis];
    }
    // A slice that has no share need not be there.
    if (share[2] == 0)
        high[2] = low[2];
    if (!volume.filled[static_cast<size_t>(low[2])] || !volume.filled[static_cast<size_t>(high[2])])
        return std::nullopt;
    const auto row = [&](int j, int k) {
        const double left = valueOf<T>(volume, low[0], j, k);
        return left + share[0] * (valueOf<T>(volume, high[0], j, k) - left);
    };
    const auto slice = [&](int k) {
        const double top = row(low[1], k);
        return share[1] == 0 ? top : top + share[1] * (row(high[1], k) - top);
    };
    const double near = slice(low[2]);
    return share[2] == 0 ? near : near + share[2] * (slice(high[2]) - near);
}

} // namespace twinward::imaging
