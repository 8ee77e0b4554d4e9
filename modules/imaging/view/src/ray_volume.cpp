#include "imaging_view/ray_volume.h"

#include "base/parallel.h"
#include "imaging_view/operators.h"
#include "reduced_p.h"

#include <algorithm>
#include <cmath>

namespace twinward::imaging {

namespace {

constexpr qint64 mostVoxels = 400'000'000; // 800 MB on the card

std::array<int, 3> stepsFor(const Grid& grid, int longestSide)
{
    std::array<int, 3> steps{1, 1, 1};
    for (size_t axis = 0; axis < 3; ++axis)
        steps[axis] = std::max(1, (grid.size[axis] + longestSide - 1) / longestSide);
    const auto kept = [&] {
        qint64 voxels = 1;
        for (size_t axis = 0; axis < 3; ++axis)
            voxels *= grid.size[axis] / steps[axis];
        return voxels;
    };
    while (kept() > mostVoxels) // across the finest steps first
        ++steps[std::min({size_t{0}, size_t{1}, size_t{2}},
            [&](size_t a, size_t b) { return grid.spacing[a] * steps[a] < grid.spacing[b] * steps[b]; })];
    return steps;
}

struct Line
{
    double scale = 1; // to values
    double offset = 0;
};

// Fractions to 65,536 levels between the lowest and the highest.
QByteArray levelled(const QByteArray& voxels, Line& line)
{
    const auto* from = reinterpret_cast<const float*>(voxels.constData());
    const auto count = static_cast<size_t>(voxels.size()) / sizeof(float);
    float low = std::numeric_limits<float>::max();
    float high = std::numeric_limits<float>::lowest();
    for (size_t i = 0; i < count; ++i) {
        if (std::isfinite(from[i])) {
            low = std::min(low, from[i]);
            high = std::max(high, from[i]);
        }
    }
    if (!(high > low))
        high = low + 1;
    QByteArray made(static_cast<qsizetype>(count * sizeof(quint16)), Qt::Uninitialized);
    auto* to = reinterpret_cast<quint16*>(made.data());
    const double levels = 65535.0 / (static_cast<double>(high) - low);
    base::runParallel(
        count, base::workersFor(count, 1 << 18), 1 << 18, [&](size_t, size_t begin, size_t end) {
            for (size_t i = begin; i < end; ++i) {
                const double value = std::isfinite(from[i]) ? from[i] : low;
                to[i] = static_cast<quint16>(std::lround((value - low) * levels));
            }
        });
    line.offset += line.scale * low;
    line.scale /= levels;
    return made;
}

template <class Sample>
BrickMap mapOf(const QByteArray& voxels, const std::array<int, 3>& size, const Line& line)
{
    const auto* stored = reinterpret_cast<const Sample*>(voxels.constData());
    return BrickMap(std::span<const Sample>(stored, static_cast<size_t>(voxels.size()) / sizeof(Sample)),
        size, line.scale, line.offset);
}

} // namespace

std::shared_ptr<const RayVolume> RayVolume::prepare(const VolumePtr& volume, int longestSide)
{
    if (!volume || volume->samples != 1 || volume->voxels.isEmpty())
        return nullptr;
    const Grid& grid = volume->grid;
    const std::array<int, 3> steps = stepsFor(grid, std::max(longestSide, 2));
    const std::shared_ptr<RayVolume> made(new RayVolume);
    made->m_grid = reducedGrid(grid, steps);
    const auto& size = made->m_grid.size;
    if (size[0] < 2 || size[1] < 2 || size[2] < 2)
        return nullptr;
    if (steps == std::array<int, 3>{1, 1, 1}) {
        made->m_voxels = volume->voxels;
    } else {
        made->m_voxels = reducedVoxels(*volume, size, steps);
        made->m_note = QStringLiteral("The volume is drawn at %1 × %2 × %3 of its %4 × %5 × %6 voxels")
                           .arg(size[0])
                           .arg(size[1])
                           .arg(size[2])
                           .arg(grid.size[0])
                           .arg(grid.size[1])
                           .arg(grid.size[2]);
    }
    Line line{volume->slope, volume->intercept};
    double most = 65535; // stored numbers to what the card reads
    if (volume->type == SampleType::U8) {
        most = 255;
        made->m_format = Format::Unsigned8;
        made->m_bricks = mapOf<quint8>(made->m_voxels, size, line);
    } else if (volume->type == SampleType::S16) {
        most = 32767;
        made->m_format = Format::Signed16;
        made->m_bricks = mapOf<qint16>(made->m_voxels, size, line);
    } else {
        if (volume->type == SampleType::F32)
            made->m_voxels = levelled(made->m_voxels, line);
        made->m_format = Format::Unsigned16;
        made->m_bricks = mapOf<quint16>(made->m_voxels, size, line);
    }
    made->m_scale = line.scale * most;
    made->m_offset = line.offset;
    return made;
}

} // namespace twinward::imaging
