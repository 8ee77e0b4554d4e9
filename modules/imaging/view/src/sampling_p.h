#pragma once

// What any way of cutting a plane shares: where its pixels and the samples of its slab lie among the voxels,
// and how the samples become one value.

#include "imaging_view/operators.h"
#include "imaging_view/reslice.h"

#include <functional>
#include <limits>

namespace twinward::imaging {

inline constexpr float nothing = std::numeric_limits<float>::quiet_NaN();

struct Sampling
{
    Sampling(const Volume& volume, const Cut& cut);

    // Where a sample of the first pixel lies.
    [[nodiscard]] Vec3 startOf(int sample) const { return origin + deeper * (sample - (samples - 1) / 2.0); }
    // Before the first sample of a slab and after its last; not for a single one.
    void open(float* out, float* hits, int count) const;
    void fold(const float* values, float* out, float* hits, int count) const;
    void close(float* out, const float* hits, int count) const;

    std::array<int, 3> size;
    std::array<qint64, 3> stride; // voxels
    bool upsideDown; // the largest value is the smallest stored
    Projection projection;
    QSize pixels;
    Vec3 origin{}; // the centre of the first pixel, as all of these in voxels
    Vec3 right{};
    Vec3 down{};
    Vec3 deeper{};
    int samples = 1;
    std::vector<quint8> filled;
    bool whole = false;
};

// Two voxels about a position and the second one's share; next is 0 at the edge: the outermost value again.
struct Place
{
    Place(double at, int size)
    {
        const double held = std::clamp(at, 0.0, size - 1.0);
        index = static_cast<qint64>(held);
        next = index + 1 < size ? 1 : 0;
        share = static_cast<float>(held - static_cast<double>(index));
    }
    qint64 index;
    qint64 next;
    float share;
};

// The pixels of a row that have values: stored ones, before slope and intercept; NaN where slices are
// missing. Nothing lies before begin and from end on.
struct CutRow
{
    int y = 0;
    int begin = 0;
    int end = 0;
    const float* stored = nullptr; // of pixel begin
};
using RowWork = std::function<void(const CutRow& row)>;

// Cuts row by row, on all cores: each row is handed over once, in no order, by several threads at once.
// False, and no row, for what reslice() refuses.
[[nodiscard]] bool cutRows(const Volume& volume, const Cut& cut, const RowWork& work);

inline float lerp(float from, float to, float share)
{
    return from + (to - from) * share;
}

} // namespace twinward::imaging
