#include "imaging_view/reslice.h"

#include "sampling_p.h"

#include <algorithm>

namespace twinward::imaging {

Raster reslice(const Volume& volume, const Cut& cut)
{
    const auto width = static_cast<qint64>(std::max(cut.frame.size.width(), 0));
    Raster raster{cut.frame.size,
        std::vector<float>(
            static_cast<size_t>(width) * static_cast<size_t>(std::max(cut.frame.size.height(), 0)))};
    const auto slope = static_cast<float>(volume.slope);
    const auto intercept = static_cast<float>(volume.intercept);
    const bool made = cutRows(volume, cut, [&](const CutRow& row) {
        float* __restrict out = raster.values.data() + row.y * width;
        const float* __restrict from = row.stored - row.begin;
        std::fill_n(out, row.begin, nothing);
        for (int x = row.begin; x < row.end; ++x)
            out[x] = from[x] * slope + intercept;
        std::fill_n(out + row.end, width - row.end, nothing);
    });
    return made ? std::move(raster) : Raster{};
}

Vec3 outOfLayer(const std::array<double, 16>& m, const Vec3& p)
{
    return {m[0] * p[0] + m[1] * p[1] + m[2] * p[2] + m[3], m[4] * p[0] + m[5] * p[1] + m[6] * p[2] + m[7],
        m[8] * p[0] + m[9] * p[1] + m[10] * p[2] + m[11]};
}

Vec3 intoLayer(const std::array<double, 16>& m, const Vec3& patient)
{
    // Registration is rigid: the inverse of its rotation is its transpose.
    const Vec3 p{patient[0] - m[3], patient[1] - m[7], patient[2] - m[11]};
    return {m[0] * p[0] + m[4] * p[1] + m[8] * p[2], m[1] * p[0] + m[5] * p[1] + m[9] * p[2],
        m[2] * p[0] + m[6] * p[1] + m[10] * p[2]};
}

PlaneFrame seenBy(const std::array<double, 16>& toPatient, const PlaneFrame& frame)
{
    PlaneFrame seen = frame;
    const Vec3 origin = intoLayer(toPatient, {});
    seen.centre = intoLayer(toPatient, frame.centre);
    seen.right = intoLayer(toPatient, frame.right) - origin;
    seen.down = intoLayer(toPatient, frame.down) - origin;
    return seen;
}

} // namespace twinward::imaging
