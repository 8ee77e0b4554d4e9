#include "sampling_p.h"

#include <algorithm>
#include <cmath>

namespace twinward::imaging {

Sampling::Sampling(const Volume& volume, const Cut& cut)
    : size(volume.grid.size)
    , stride{1, size[0], static_cast<qint64>(size[0]) * size[1]}
    , upsideDown(volume.slope < 0)
    , projection(cut.projection)
    , pixels(cut.frame.size)
{
    const GridMap map(volume.grid);
    const PlaneFrame& frame = cut.frame;
    origin = map.toIndex(frame.toPatient({0.5, 0.5}));
    right = map.directionToIndex(frame.right * frame.mmPerPixel);
    down = map.directionToIndex(frame.down * frame.mmPerPixel);
    const Vec3 perMm = map.directionToIndex(frame.normal());
    if (projection != Projection::Slice && cut.slabMm > 0) {
        const double voxels
            = cut.slabMm * std::max({std::abs(perMm[0]), std::abs(perMm[1]), std::abs(perMm[2])});
        samples = std::clamp(static_cast<int>(std::ceil(voxels)), 1, 4096);
        deeper = perMm * (cut.slabMm / samples);
    }
    filled.reserve(volume.filled.size());
    for (const auto& slice : volume.filled)
        filled.push_back(slice.load(std::memory_order_acquire) ? 1 : 0);
    whole = std::ranges::all_of(filled, [](quint8 slice) { return slice != 0; });
}

void Sampling::open(float* out, float* hits, int count) const
{
    const bool mean = projection == Projection::Mean;
    std::fill_n(out, count, mean ? 0.F : nothing);
    std::fill_n(hits, mean ? count : 0, 0.F);
}

void Sampling::fold(
    const float* __restrict values, float* __restrict out, float* __restrict hits, int count) const
{
    // The largest value is meant, not the largest stored number.
    const bool largest = (projection == Projection::Maximum) != upsideDown;
    if (projection == Projection::Mean) {
        for (int x = 0; x < count; ++x) {
            out[x] += values[x] == values[x] ? values[x] : 0.F;
            hits[x] += values[x] == values[x] ? 1.F : 0.F;
        }
    } else if (largest) {
        for (int x = 0; x < count; ++x) {
            const float kept = values[x] == values[x] ? values[x] : out[x];
            out[x] = out[x] >= kept ? out[x] : kept;
        }
    } else {
        for (int x = 0; x < count; ++x) {
            const float kept = values[x] == values[x] ? values[x] : out[x];
            out[x] = out[x] <= kept ? out[x] : kept;
        }
    }
}

void Sampling::close(float* __restrict out, const float* __restrict hits, int count) const
{
    if (projection != Projection::Mean)
        return;
    for (int x = 0; x < count; ++x)
        out[x] /= hits[x]; // 0 / 0 is nothing
}

} // namespace twinward::imaging
