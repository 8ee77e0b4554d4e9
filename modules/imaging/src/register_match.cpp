#include "imaging/measure.h"
#include "imaging/vec.h"
#include "register_p.h"
#include "voxels_p.h"

#include <algorithm>
#include <limits>
#include <random>

namespace twinward::imaging {

namespace {

constexpr int bins = 32;
constexpr double leastOverlap = 0.2; // less could be a chance match of two corners

template <class T>
void averageSlice(const Volume& volume, const std::array<int, 3>& block, CoarseVolume& to, int slice)
{
    const auto& size = to.grid.size;
    const double share = 1.0 / (double(block[0]) * block[1] * block[2]);
    const qsizetype columns = volume.grid.size[0];
    std::vector<double> row(static_cast<size_t>(size[0]));
    for (int j = 0; j < size[1]; ++j) {
        std::fill(row.begin(), row.end(), 0.0);
        for (int dk = 0; dk < block[2]; ++dk) {
            const T* from = static_cast<const T*>(volume.slice(slice * block[2] + dk));
            for (int dj = 0; dj < block[1]; ++dj) {
                const T* voxels = from + (qsizetype{j} * block[1] + dj) * columns;
                for (double& sum : row) {
                    for (int di = 0; di < block[0]; ++di)
                        sum += static_cast<double>(*voxels++);
                }
            }
        }
        float* out = to.values.data() + (size_t(slice) * size_t(size[1]) + size_t(j)) * size_t(size[0]);
        for (const double sum : row)
            *out++ = static_cast<float>(sum * share * volume.slope + volume.intercept);
    }
}

// The grid of blocks: their middles.
Grid blockGrid(const Grid& grid, const std::array<int, 3>& block)
{
    Grid made = grid;
    made.origin = toPatient(grid, {(block[0] - 1) / 2.0, (block[1] - 1) / 2.0, (block[2] - 1) / 2.0});
    for (size_t axis = 0; axis < 3; ++axis) {
        made.size[axis] = std::max(grid.size[axis] / block[axis], 1);
        made.spacing[axis] = grid.spacing[axis] * block[axis];
    }
    return made;
}

// Where all but one in two hundred values lie, on each side.
std::array<double, 2> rangeOf(std::vector<float> values)
{
    if (values.empty())
        return {0, 1};
    const auto cut = static_cast<std::ptrdiff_t>(values.size() / 200);
    std::nth_element(values.begin(), values.begin() + cut, values.end());
    const double low = values[static_cast<size_t>(cut)];
    std::nth_element(values.begin(), values.end() - 1 - cut, values.end());
    const double high = values[values.size() - 1 - static_cast<size_t>(cut)];
    return {low, high > low ? high : low + 1};
}

// From patient to voxels, as a matrix.
Matrix4 toVoxelMatrix(const Grid& grid)
{
    const Vec3 origin = toVoxel(grid, {0, 0, 0});
    Matrix4 m = identityMatrix();
    for (size_t axis = 0; axis < 3; ++axis) {
        Vec3 unitStep{};
        unitStep[axis] = 1;
        const Vec3 column = minus(toVoxel(grid, unitStep), origin);
        for (size_t row = 0; row < 3; ++row)
            m[row * 4 + axis] = column[row];
        m[axis * 4 + 3] = origin[axis];
    }
    return m;
}

double entropy(const double* counts, int number, int stride, double total)
{
    double sum = 0;
    for (int i = 0; i < number; ++i) {
        const double p = counts[i * stride] / total;
        if (p > 0)
            sum -= p * std::log(p);
    }
    return sum;
}

} // namespace

std::optional<float> CoarseVolume::at(const Vec3& voxel) const
{
    std::array<size_t, 3> low{};
    std::array<size_t, 3> step{1, static_cast<size_t>(grid.size[0]),
        static_cast<size_t>(grid.size[0]) * static_cast<size_t>(grid.size[1])};
    std::array<float, 3> share{};
    for (size_t axis = 0; axis < 3; ++axis) {
        const int last = grid.size[axis] - 1;
        if (!(voxel[axis] >= 0 && voxel[axis] <= last))
            return std::nullopt;
        low[axis] = std::min(static_cast<size_t>(voxel[axis]), static_cast<size_t>(std::max(last - 1, 0)));
        share[axis] = static_cast<float>(voxel[axis] - static_cast<double>(low[axis]));
        if (last == 0)
            step[axis] = 0;
    }
    const float* first = values.data() + low[0] * 1 + low[1] * static_cast<size_t>(grid.size[0])
        + low[2] * static_cast<size_t>(grid.size[0]) * static_cast<size_t>(grid.size[1]);
    const auto row = [&](const float* p) { return p[0] + share[0] * (p[step[0]] - p[0]); };
    const auto slice = [&](const float* p) {
        const float top = row(p);
        return top + share[1] * (row(p + step[1]) - top);
    };
    const float front = slice(first);
    return front + share[2] * (slice(first + step[2]) - front);
}

std::optional<CoarseVolume> coarsened(const Volume& volume, double spacingMm, const Stage& stage)
{
    std::array<int, 3> block{};
    for (size_t axis = 0; axis < 3; ++axis)
        block[axis] = std::clamp(
            static_cast<int>(std::lround(spacingMm / volume.grid.spacing[axis])), 1, volume.grid.size[axis]);
    CoarseVolume made;
    made.grid = blockGrid(volume.grid, block);
    const auto& size = made.grid.size;
    made.values.resize(size_t(size[0]) * size_t(size[1]) * size_t(size[2]));
    const bool finished = withVoxelType(volume.type, [&](auto type) {
        return inParallel(
            size[2], stage, [&](int slice) { averageSlice<decltype(type)>(volume, block, made, slice); });
    });
    return finished ? std::optional(std::move(made)) : std::nullopt;
}

CoarseVolume halved(const CoarseVolume& volume)
{
    std::array<int, 3> block{};
    for (size_t axis = 0; axis < 3; ++axis)
        block[axis] = volume.grid.size[axis] >= 8 ? 2 : 1;
    CoarseVolume made;
    made.grid = blockGrid(volume.grid, block);
    const auto& size = made.grid.size;
    const auto& old = volume.grid.size;
    const float share = 1.0F / static_cast<float>(block[0] * block[1] * block[2]);
    made.values.reserve(size_t(size[0]) * size_t(size[1]) * size_t(size[2]));
    for (int k = 0; k < size[2]; ++k) {
        for (int j = 0; j < size[1]; ++j) {
            for (int i = 0; i < size[0]; ++i) {
                float sum = 0;
                for (int dk = 0; dk < block[2]; ++dk) {
                    for (int dj = 0; dj < block[1]; ++dj) {
                        const size_t row
                            = (size_t(k * block[2] + dk) * size_t(old[1]) + size_t(j * block[1] + dj))
                            * size_t(old[0]);
                        for (int di = 0; di < block[0]; ++di)
                            sum += volume.values[row + size_t(i * block[0] + di)];
                    }
                }
                made.values.push_back(sum * share);
            }
        }
    }
    return made;
}

Samples samplesOf(const CoarseVolume& volume, size_t most, quint32 seed)
{
    Samples samples;
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> jitter(0, 1);
    const auto& size = volume.grid.size;
    const double voxels = double(size[0]) * size[1] * size[2];
    const double step = std::max(1.0, std::cbrt(voxels / static_cast<double>(most)));
    for (double z = 0; z < size[2]; z += step) {
        for (double y = 0; y < size[1]; y += step) {
            for (double x = 0; x < size[0]; x += step) {
                const Vec3 voxel{x + jitter(random) * step - 0.5, y + jitter(random) * step - 0.5,
                    z + jitter(random) * step - 0.5};
                if (const auto value = volume.at(voxel)) {
                    samples.points.push_back(toPatient(volume.grid, voxel));
                    samples.values.push_back(*value);
                }
            }
        }
    }
    return samples;
}

struct Matcher::Sums
{
    std::array<double, size_t{bins} * bins> joint{};
    double count = 0;
    double a = 0, b = 0, aa = 0, bb = 0, ab = 0;
};

Matcher::Matcher(const Samples& samples, const CoarseVolume& moving, Similarity similarity)
    : m_samples(samples)
    , m_moving(moving)
    , m_similarity(similarity)
{
    const std::array<std::array<double, 2>, 2> ranges{rangeOf(samples.values), rangeOf(moving.values)};
    for (size_t side = 0; side < 2; ++side) {
        m_low[side] = ranges[side][0];
        m_scale[side] = (bins - 1) / (ranges[side][1] - ranges[side][0]);
    }
}

void Matcher::collect(const Matrix4& toVoxels, size_t from, size_t to, Sums& sums) const
{
    for (size_t i = from; i < to; ++i) {
        const auto moving = m_moving.at(applied(toVoxels, m_samples.points[i]));
        if (!moving)
            continue;
        const double a = m_samples.values[i];
        const double b = *moving;
        // Shared between two bins each, so that the measure changes smoothly.
        const double x = std::clamp((a - m_low[0]) * m_scale[0], 0.0, bins - 1.0);
        const double y = std::clamp((b - m_low[1]) * m_scale[1], 0.0, bins - 1.0);
        const auto column = std::min(static_cast<size_t>(y), size_t{bins - 2});
        const auto row = static_cast<size_t>(std::lround(x));
        const double share = y - static_cast<double>(column);
        sums.joint[row * bins + column] += 1 - share;
        sums.joint[row * bins + column + 1] += share;
        sums.count += 1;
        const double da = a - m_low[0];
        const double db = b - m_low[0];
        sums.a += da;
        sums.b += db;
        sums.aa += da * da;
        sums.bb += db * db;
        sums.ab += da * db;
    }
}

Match Matcher::judged(const Sums& sums) const
{
    Match match;
    match.overlap = m_samples.points.empty() ? 0 : sums.count / static_cast<double>(m_samples.points.size());
    if (match.overlap < leastOverlap) {
        match.cost = std::numeric_limits<double>::max();
        return match;
    }
    std::array<double, bins> rows{};
    std::array<double, bins> columns{};
    for (size_t row = 0; row < bins; ++row) {
        for (size_t column = 0; column < bins; ++column) {
            rows[row] += sums.joint[row * bins + column];
            columns[column] += sums.joint[row * bins + column];
        }
    }
    const double joint = entropy(sums.joint.data(), bins * bins, 1, sums.count);
    match.information = joint > 1e-9
        ? (entropy(rows.data(), bins, 1, sums.count) + entropy(columns.data(), bins, 1, sums.count)) / joint
        : 1;
    const double n = sums.count;
    const double variance = (sums.aa / n - sums.a / n * sums.a / n) * (sums.bb / n - sums.b / n * sums.b / n);
    match.correlation = variance > 0 ? (sums.ab / n - sums.a / n * sums.b / n) / std::sqrt(variance) : 0;
    match.cost = m_similarity == Similarity::MutualInformation ? -match.information
                                                               : (sums.aa - 2 * sums.ab + sums.bb) / n;
    return match;
}

Match Matcher::match(const Matrix4& fixedToMoving) const
{
    const Matrix4 toVoxels = multiplied(toVoxelMatrix(m_moving.grid), fixedToMoving);
    const size_t count = m_samples.points.size();
    const size_t workers = base::workersFor(count, 8192);
    std::vector<Sums> parts(workers);
    const size_t piece = (count + workers - 1) / std::max<size_t>(workers, 1);
    base::runParallel(
        count, workers, std::max<size_t>(piece, 1), [&](size_t /*worker*/, size_t begin, size_t end) {
            collect(toVoxels, begin, end, parts[begin / piece]);
        });
    Sums all;
    for (const Sums& part : parts) {
        for (size_t i = 0; i < all.joint.size(); ++i)
            all.joint[i] += part.joint[i];
        all.count += part.count;
        all.a += part.a;
        all.b += part.b;
        all.aa += part.aa;
        all.bb += part.bb;
        all.ab += part.ab;
    }
    return judged(all);
}

} // namespace twinward::imaging
