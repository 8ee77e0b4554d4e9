#include "reduced_p.h"

#include "base/parallel.h"
#include "imaging_view/operators.h"

#include <algorithm>

namespace twinward::imaging {

namespace {

template <class Sample>
QByteArray reduced(const Volume& volume, const std::array<int, 3>& size, const std::array<int, 3>& step)
{
    QByteArray made(static_cast<qsizetype>(sizeof(Sample)) * size[0] * size[1] * size[2], Qt::Uninitialized);
    auto* out = reinterpret_cast<Sample*>(made.data());
    const auto* in = reinterpret_cast<const Sample*>(volume.voxels.constData());
    const qint64 width = volume.grid.size[0];
    const qint64 area = width * volume.grid.size[1];
    const double count = static_cast<double>(step[0]) * step[1] * step[2];
    const auto slices = static_cast<size_t>(size[2]);
    base::runParallel(slices, base::workersFor(slices, 8), 4, [&](size_t, size_t begin, size_t end) {
        std::vector<double> row(static_cast<size_t>(size[0]));
        for (size_t k = begin; k < end; ++k) {
            for (int j = 0; j < size[1]; ++j) {
                std::ranges::fill(row, 0.0);
                for (int dk = 0; dk < step[2]; ++dk) {
                    for (int dj = 0; dj < step[1]; ++dj) {
                        const Sample* from = in + (static_cast<qint64>(k) * step[2] + dk) * area
                            + (static_cast<qint64>(j) * step[1] + dj) * width;
                        for (int i = 0; i < size[0]; ++i) {
                            for (int di = 0; di < step[0]; ++di)
                                row[static_cast<size_t>(i)] += static_cast<double>(*from++);
                        }
                    }
                }
                Sample* to = out + (static_cast<qint64>(k) * size[1] + j) * size[0];
                for (int i = 0; i < size[0]; ++i)
                    to[i] = static_cast<Sample>(row[static_cast<size_t>(i)] / count);
            }
        }
    });
    return made;
}

} // namespace

QByteArray reducedVoxels(const Volume& volume, const std::array<int, 3>& size, const std::array<int, 3>& step)
{
    switch (volume.type) {
    case SampleType::U8:
        return reduced<quint8>(volume, size, step);
    case SampleType::U16:
        return reduced<quint16>(volume, size, step);
    case SampleType::F32:
        return reduced<float>(volume, size, step);
    default:
        return reduced<qint16>(volume, size, step);
    }
}

Grid reducedGrid(const Grid& grid, const std::array<int, 3>& steps)
{
    Grid made = grid;
    for (size_t axis = 0; axis < 3; ++axis) {
        // The first block's middle lies half a block from its first voxel.
        made.origin = made.origin + grid.axes[axis] * (grid.spacing[axis] * (steps[axis] - 1) / 2.0);
        made.spacing[axis] = grid.spacing[axis] * steps[axis];
        made.size[axis] = grid.size[axis] / steps[axis];
    }
    return made;
}

} // namespace twinward::imaging
