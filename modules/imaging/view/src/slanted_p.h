#pragma once

// Planes in any direction, pixel by pixel: where a row enters and leaves the grid is found once, so that no
// pixel between asks, and the eight voxels about a pixel are weighed four at a time.

#include "sampling_p.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <type_traits>

namespace twinward::imaging {

// A row of samples in index coordinates: from start, one step a pixel.
struct Ray
{
    Vec3 start;
    Vec3 step;
};

struct Run
{
    int begin = 0;
    int end = 0;
    [[nodiscard]] int length() const { return end - begin; }
};

// The pixels of a row that lie within the grid, without asking each: from margin[0] to the size and
// margin[1].
[[nodiscard]] inline Run insideOf(
    const Ray& ray, const std::array<int, 3>& size, int pixels, const std::array<double, 2>& margin)
{
    double first = 0;
    double last = pixels - 1;
    for (size_t axis = 0; axis < 3; ++axis) {
        const double low = margin[0] - ray.start[axis];
        const double high = size[axis] + margin[1] - ray.start[axis];
        const double step = ray.step[axis];
        if (std::abs(step) < 1e-12) {
            if (low > 1e-9 || high < -1e-9)
                return {};
            continue;
        }
        first = std::max(first, std::min(low / step, high / step));
        last = std::min(last, std::max(low / step, high / step));
    }
    const int begin = static_cast<int>(std::ceil(first - 1e-9));
    const int end = static_cast<int>(std::floor(last + 1e-9)) + 1;
    return begin < end ? Run{begin, end} : Run{};
}

// The eight voxels about a position with all of them there.
template <class Sample> class Cube
{
public:
    Cube(qint64 down, qint64 deep)
        : m_down(down)
        , m_deep(deep)
    { }

    // Shares of the second voxel along i, j and k.
    [[nodiscard]] float at(const Sample* first, float i, float j, float k) const
    {
        if constexpr (sizeof(Sample) == 2 && std::endian::native == std::endian::little)
            return ofPairs(first, i, j, k);
        else
            return lerp(square(first, i, j), square(first + m_deep, i, j), k);
    }

private:
    using Floats = float __attribute__((vector_size(16)));
    using Ints = int __attribute__((vector_size(16)));

    // Two neighbours are read at once, the four pairs made four lanes.
    [[nodiscard]] float ofPairs(const Sample* first, float i, float j, float k) const
    {
        const auto pair = [](const Sample* from) {
            int both = 0;
            std::memcpy(&both, from, sizeof both);
            return both;
        };
        const Ints pairs{
            pair(first), pair(first + m_deep), pair(first + m_down), pair(first + m_deep + m_down)};
        Ints left = pairs & 0xFFFF;
        Ints right = (pairs >> 16) & 0xFFFF;
        if constexpr (std::is_signed_v<Sample>) {
            left = (pairs << 16) >> 16;
            right = pairs >> 16;
        }
        const Floats from = __builtin_convertvector(left, Floats);
        const Floats along = from + (__builtin_convertvector(right, Floats) - from) * i;
        // front and deep, upper then lower
        const float front = lerp(along[0], along[2], j);
        return lerp(front, lerp(along[1], along[3], j), k);
    }

    [[nodiscard]] float square(const Sample* at, float i, float j) const
    {
        const auto along = [i](const Sample* two) {
            return lerp(static_cast<float>(two[0]), static_cast<float>(two[1]), i);
        };
        return lerp(along(at), along(at + m_down), j);
    }

    qint64 m_down;
    qint64 m_deep;
};

template <class Sample> class SlantedStrip
{
public:
    SlantedStrip(const Sampling& sampling, const Sample* voxels)
        : m_(sampling)
        , m_voxels(voxels)
    { }

    // Rows begin to end.
    void draw(int begin, int end, const RowWork& work)
    {
        const int width = m_.pixels.width();
        const auto pixels = static_cast<size_t>(width) * static_cast<size_t>(end - begin);
        m_values.resize(pixels);
        if (m_.samples == 1) {
            sweep(0, begin, end);
            for (int y = begin; y < end; ++y) {
                const Run run = m_rows[static_cast<size_t>(y - begin)].run;
                work({y, run.begin, run.end, rowAt(m_values, y - begin) + run.begin});
            }
            return;
        }
        m_slab.resize(pixels);
        m_hits.resize(pixels);
        m_.open(m_slab.data(), m_hits.data(), static_cast<int>(pixels));
        for (int sample = 0; sample < m_.samples; ++sample) {
            sweep(sample, begin, end);
            for (int row = 0; row < end - begin; ++row) {
                const Run run = m_rows[static_cast<size_t>(row)].run;
                m_.fold(rowAt(m_values, row) + run.begin, rowAt(m_slab, row) + run.begin,
                    rowAt(m_hits, row) + run.begin, run.length());
            }
        }
        m_.close(m_slab.data(), m_hits.data(), static_cast<int>(pixels));
        for (int y = begin; y < end; ++y)
            work({y, 0, width, rowAt(m_slab, y - begin)});
    }

private:
    struct Row
    {
        Ray ray;
        Run run; // within the grid
        Run inner; // where all eight voxels about a pixel are there
    };

    [[nodiscard]] float* rowAt(std::vector<float>& rows, int row) const
    {
        return rows.data() + static_cast<qint64>(row) * m_.pixels.width();
    }

    // One sample of rows begin to end into m_values, each within its run. A slanted row goes from slice to
    // slice, each far from the last in memory: narrow tiles keep what the next row needs at hand.
    void sweep(int sample, int begin, int end)
    {
        constexpr int tile = 48;
        const int width = m_.pixels.width();
        m_rows.clear();
        for (int y = begin; y < end; ++y) {
            Row row{{m_.startOf(sample) + m_.down * y, m_.right}, {}, {}};
            row.run = insideOf(row.ray, m_.size, width, {-0.5, -0.5});
            if (m_.whole)
                row.inner = insideOf(row.ray, m_.size, width, {1e-5, -1 - 1e-5});
            if (row.inner.length() <= 0)
                row.inner = {row.run.end, row.run.end};
            m_rows.push_back(row);
            float* out = rowAt(m_values, y - begin);
            for (int x = row.run.begin; x < row.inner.begin; ++x)
                out[x] = between(row.ray.start + row.ray.step * x);
            for (int x = row.inner.end; x < row.run.end; ++x)
                out[x] = between(row.ray.start + row.ray.step * x);
        }
        for (int left = 0; left < width; left += tile) {
            for (int row = 0; row < end - begin; ++row) {
                const Run inner = m_rows[static_cast<size_t>(row)].inner;
                const Run part{std::max(left, inner.begin), std::min(left + tile, inner.end)};
                if (part.length() > 0)
                    weigh(m_rows[static_cast<size_t>(row)].ray, part, rowAt(m_values, row));
            }
        }
    }

    // Positions in 2^-32 of a voxel.
    using Fixed = std::array<qint64, 3>;
    [[nodiscard]] static Fixed fixed(const Vec3& voxels)
    {
        constexpr double one = 4294967296.0;
        return {std::llround(voxels[0] * one), std::llround(voxels[1] * one), std::llround(voxels[2] * one)};
    }
    [[nodiscard]] const Sample* voxelAt(const Fixed& at) const
    {
        return m_voxels + (at[0] >> 32) + (at[1] >> 32) * m_.stride[1] + (at[2] >> 32) * m_.stride[2];
    }

    void weigh(const Ray& ray, const Run& run, float* __restrict out) const
    {
        const Cube<Sample> cube(m_.stride[1], m_.stride[2]);
        const auto share = [](qint64 position) {
            return static_cast<float>(static_cast<int>((position >> 8) & 0xFFFFFF)) * (1.F / 16777216.F);
        };
        const Fixed step = fixed(ray.step);
        Fixed at = fixed(ray.start + ray.step * run.begin);
        for (int x = run.begin; x < run.end; ++x) {
            out[x] = cube.at(voxelAt(at), share(at[0]), share(at[1]), share(at[2]));
            for (size_t axis = 0; axis < 3; ++axis)
                at[axis] += step[axis];
        }
    }

    [[nodiscard]] float bilinear(const Sample* slice, const Place& x, const Place& y) const
    {
        const Sample* at = slice + y.index * m_.stride[1] + x.index;
        const qint64 below = y.next * m_.stride[1];
        const float top = lerp(static_cast<float>(at[0]), static_cast<float>(at[x.next]), x.share);
        const float bottom
            = lerp(static_cast<float>(at[below]), static_cast<float>(at[below + x.next]), x.share);
        return lerp(top, bottom, y.share);
    }

    [[nodiscard]] float between(const Vec3& at) const
    {
        const Place x(at[0], m_.size[0]);
        const Place y(at[1], m_.size[1]);
        const double nearest = std::round(at[2]);
        const Place z(std::abs(at[2] - nearest) < 1e-6 ? nearest : at[2], m_.size[2]);
        const Sample* slice = m_voxels + z.index * m_.stride[2];
        if (!m_.whole) {
            const bool here = m_.filled[static_cast<size_t>(z.index)] != 0;
            const bool there = m_.filled[static_cast<size_t>(z.index + z.next)] != 0;
            if ((!here && z.share < 1) || (!there && z.share > 0))
                return nothing;
        }
        const float front = bilinear(slice, x, y);
        if (z.share == 0)
            return front;
        return lerp(front, bilinear(slice + z.next * m_.stride[2], x, y), z.share);
    }

    const Sampling& m_;
    const Sample* m_voxels;
    std::vector<Row> m_rows;
    std::vector<float> m_values;
    std::vector<float> m_slab;
    std::vector<float> m_hits;
};

} // namespace twinward::imaging
