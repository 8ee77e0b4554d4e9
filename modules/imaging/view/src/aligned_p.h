#pragma once

// Planes that lie along the grid's axes, as most do: a line of voxels is read once, brought to the picture's
// width by a table and laid between its neighbours, so that a pixel costs one interpolation, not seven.

#include "sampling_p.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace twinward::imaging {

// Which of the grid's axes the picture's rows, its columns and its depth run along.
struct Alignment
{
    size_t across = 0;
    size_t down = 1;
    size_t deep = 2;
};

// Nothing where a position would be off by more than a ten-thousandth of a voxel anywhere in the picture.
[[nodiscard]] inline std::optional<Alignment> alignmentOf(const Sampling& sampling)
{
    const auto only = [](const Vec3& step, int count) -> std::optional<size_t> {
        std::optional<size_t> axis;
        for (size_t i = 0; i < 3; ++i) {
            if (std::abs(step[i]) * count < 1e-4)
                continue;
            if (axis)
                return std::nullopt;
            axis = i;
        }
        return axis;
    };
    const auto across = only(sampling.right, sampling.pixels.width());
    const auto down = only(sampling.down, sampling.pixels.height());
    if (!across || !down || *across == *down || (*across == 2 && !sampling.whole))
        return std::nullopt;
    const Alignment found{*across, *down, 3 - *across - *down};
    if (sampling.samples > 1 && only(sampling.deeper, sampling.samples) != found.deep)
        return std::nullopt; // a sheared grid
    return found;
}

template <class Sample> class AlignedStrip
{
public:
    AlignedStrip(const Sampling& sampling, const Alignment& axes, const Sample* voxels)
        : m_(sampling)
        , m_axes(axes)
        , m_voxels(voxels)
    {
        const int width = sampling.pixels.width();
        const double step = sampling.right[axes.across];
        const double start = sampling.origin[axes.across];
        for (int x = 0; x < width; ++x) {
            const double at = start + step * x;
            if (!isInside(at, axes.across))
                continue;
            if (m_columns.empty())
                m_begin = x;
            const Place place(at, sampling.size[axes.across]);
            m_columns.push_back({static_cast<int>(place.index), place.share});
        }
        if (!m_columns.empty()) {
            m_first = std::min(m_columns.front().index, m_columns.back().index);
            m_last = std::min(
                std::max(m_columns.front().index, m_columns.back().index) + 1, m_.size[axes.across] - 1);
        }
        m_raw.resize(static_cast<size_t>(m_.size[axes.across]) + 1);
        for (auto& line : m_lines)
            line.resize(m_columns.size());
        m_values.resize(m_columns.size());
        m_hits.resize(m_columns.size());
    }

    // Rows begin to end; out: the first of them.
    void draw(int begin, int end, float* out)
    {
        const auto width = static_cast<qint64>(m_.pixels.width());
        const int count = static_cast<int>(m_columns.size());
        std::fill_n(out, width * (end - begin), nothing);
        if (count == 0)
            return;
        if (m_.samples == 1) {
            if (deepen(0)) {
                for (int y = begin; y < end; ++y) {
                    float* row = out + (y - begin) * width + m_begin;
                    if (interpolate(y, row))
                        scale(row, count);
                }
            }
            return;
        }
        m_hits.resize(m_columns.size() * static_cast<size_t>(end - begin));
        const auto each = [&](const auto& work) {
            for (int y = begin; y < end; ++y)
                work(y, out + (y - begin) * width + m_begin,
                    m_hits.data() + static_cast<qint64>(y - begin) * count);
        };
        each([&](int, float* row, float* hits) { m_.open(row, hits, count); });
        for (int sample = 0; sample < m_.samples; ++sample) {
            if (deepen(sample)) {
                each([&](int y, float* row, float* hits) {
                    if (interpolate(y, m_values.data()))
                        m_.fold(m_values.data(), row, hits, count);
                });
            }
        }
        each([&](int, float* row, float* hits) { m_.close(row, hits, count); });
    }

private:
    struct Column
    {
        int index;
        float share;
    };

    [[nodiscard]] bool isInside(double at, size_t axis) const
    {
        return at >= -0.5 - 1e-9 && at <= m_.size[axis] - 0.5 + 1e-9;
    }
    // On a voxel's centre but for rounding: that voxel alone.
    static double settled(double at)
    {
        const double nearest = std::round(at);
        return std::abs(at - nearest) < 1e-6 ? nearest : at;
    }
    [[nodiscard]] bool isMissing(size_t axis, qint64 index) const
    {
        return axis == 2 && !m_.whole && m_.filled[static_cast<size_t>(index)] == 0;
    }

    // Goes to a sample's depth; false where it has nothing.
    bool deepen(int sample)
    {
        const double at = settled(m_.startOf(sample)[m_axes.deep]);
        m_keys = {-1, -1};
        if (!isInside(at, m_axes.deep))
            return false;
        m_depth = Place(at, m_.size[m_axes.deep]);
        return !(isMissing(m_axes.deep, m_depth.index) && m_depth.share < 1)
            && !(isMissing(m_axes.deep, m_depth.index + m_depth.next) && m_depth.share > 0);
    }

    bool interpolate(int y, float* __restrict out)
    {
        const double at = settled(m_.origin[m_axes.down] + m_.down[m_axes.down] * y);
        if (!isInside(at, m_axes.down))
            return false;
        const Place place(at, m_.size[m_axes.down]);
        const qint64 below = place.index + place.next;
        if (place.share == 0 || place.next == 0) {
            std::ranges::copy(line(place.index, below), out);
            return true;
        }
        const float* __restrict upper = line(place.index, below).data();
        const float* __restrict lower = line(below, place.index).data();
        const float share = place.share;
        const int count = static_cast<int>(m_columns.size());
        for (int x = 0; x < count; ++x)
            out[x] = upper[x] + (lower[x] - upper[x]) * share;
        return true;
    }

    void scale(float* out, int count) const
    {
        const float slope = m_.slope;
        const float intercept = m_.intercept;
        for (int x = 0; x < count; ++x)
            out[x] = out[x] * slope + intercept;
    }

    // A line of voxels at the picture's width; the last two are kept, and `kept` is not the one given up.
    const std::vector<float>& line(qint64 index, qint64 kept)
    {
        for (size_t slot = 0; slot < 2; ++slot) {
            if (m_keys[slot] == index)
                return m_lines[slot];
        }
        const size_t slot = m_keys[0] == kept ? 1 : 0;
        m_keys[slot] = index;
        std::vector<float>& made = m_lines[slot];
        if (isMissing(m_axes.down, index)) {
            std::ranges::fill(made, nothing);
            return made;
        }
        if (m_axes.across == 0)
            read(index, 1);
        else
            read(index, m_.stride[m_axes.across]);
        const float* __restrict raw = m_raw.data();
        const Column* __restrict columns = m_columns.data();
        float* __restrict out = made.data();
        for (size_t x = 0; x < made.size(); ++x) {
            const float* at = raw + columns[x].index;
            out[x] = at[0] + (at[1] - at[0]) * columns[x].share;
        }
        return made;
    }

    void read(qint64 index, qint64 stride)
    {
        const Sample* __restrict from
            = m_voxels + index * m_.stride[m_axes.down] + m_depth.index * m_.stride[m_axes.deep];
        float* __restrict raw = m_raw.data();
        if (m_depth.share == 0 || m_depth.next == 0) {
            for (int i = m_first; i <= m_last; ++i)
                raw[i] = static_cast<float>(from[i * stride]);
        } else {
            const Sample* __restrict behind = from + m_.stride[m_axes.deep];
            const float share = m_depth.share;
            for (int i = m_first; i <= m_last; ++i)
                raw[i] = lerp(
                    static_cast<float>(from[i * stride]), static_cast<float>(behind[i * stride]), share);
        }
        raw[m_last + 1] = raw[m_last];
    }

    const Sampling& m_;
    Alignment m_axes;
    const Sample* m_voxels;
    std::vector<Column> m_columns;
    int m_begin = 0; // the pixel of the first column
    int m_first = 0; // voxels that are needed of a line
    int m_last = 0;
    Place m_depth{0, 1};
    std::array<qint64, 2> m_keys{-1, -1};
    std::array<std::vector<float>, 2> m_lines;
    std::vector<float> m_raw;
    std::vector<float> m_values;
    std::vector<float> m_hits;
};

} // namespace twinward::imaging
