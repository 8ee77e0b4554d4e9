#pragma once

// Planes that lie along the grid's axes, as most do: a line of voxels is read once, brought to the picture's
// width by a table and laid between its neighbours, so that a pixel costs one interpolation, not seven.

#include "sampling_p.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace twinward::imaging {

// Which of the grid's axes the picture's rows, its columns and its depth run along, and the two voxels and
// the second one's share for each of its columns that lies in the grid.
struct Alignment
{
    size_t across = 0;
    size_t down = 1;
    size_t deep = 2;
    int begin = 0; // the first such pixel of a row
    std::vector<int> index;
    std::vector<float> share;
    int first = 0; // voxels that are needed of a line
    int last = 0;

    [[nodiscard]] int count() const { return static_cast<int>(index.size()); }
};

[[nodiscard]] inline bool isInside(const Sampling& sampling, double at, size_t axis)
{
    return at >= -0.5 - 1e-9 && at <= sampling.size[axis] - 0.5 + 1e-9;
}

inline void placeColumns(Alignment& axes, const Sampling& sampling)
{
    for (int x = 0; x < sampling.pixels.width(); ++x) {
        const double at = sampling.origin[axes.across] + sampling.right[axes.across] * x;
        if (!isInside(sampling, at, axes.across))
            continue;
        if (axes.index.empty())
            axes.begin = x;
        const Place place(at, sampling.size[axes.across]);
        axes.index.push_back(static_cast<int>(place.index));
        axes.share.push_back(place.share);
    }
    if (axes.index.empty())
        return;
    axes.first = std::min(axes.index.front(), axes.index.back());
    axes.last = std::min(std::max(axes.index.front(), axes.index.back()) + 1, sampling.size[axes.across] - 1);
}

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
    Alignment found;
    found.across = *across;
    found.down = *down;
    found.deep = 3 - *across - *down;
    if (sampling.samples > 1 && only(sampling.deeper, sampling.samples) != found.deep)
        return std::nullopt; // a sheared grid
    placeColumns(found, sampling);
    return found;
}

template <class Sample> class AlignedStrip
{
public:
    AlignedStrip(const Sampling& sampling, const Alignment& axes, const Sample* voxels)
        : m_(sampling)
        , m_axes(axes)
        , m_voxels(voxels)
        , m_raw(static_cast<size_t>(sampling.size[axes.across]) + 1)
        , m_values(axes.index.size())
    {
        for (auto& line : m_lines)
            line.resize(axes.index.size());
    }

    // Rows begin to end.
    void draw(int begin, int end, const RowWork& work)
    {
        if (m_axes.count() == 0)
            passOver(begin, end, work);
        else if (m_.samples == 1)
            drawSlice(begin, end, work);
        else
            drawSlab(begin, end, work);
    }

private:
    static void passOver(int begin, int end, const RowWork& work)
    {
        for (int y = begin; y < end; ++y)
            work({y, 0, 0, nullptr});
    }
    [[nodiscard]] CutRow rowOf(int y, const float* stored) const
    {
        return {y, m_axes.begin, m_axes.begin + (stored != nullptr ? m_axes.count() : 0), stored};
    }

    void drawSlice(int begin, int end, const RowWork& work)
    {
        if (!deepen(0)) {
            passOver(begin, end, work);
            return;
        }
        for (int y = begin; y < end; ++y)
            work(rowOf(y, interpolated(y)));
    }

    void drawSlab(int begin, int end, const RowWork& work)
    {
        const int count = m_axes.count();
        const size_t pixels = m_axes.index.size() * static_cast<size_t>(end - begin);
        m_slab.resize(pixels);
        m_hits.resize(pixels);
        m_.open(m_slab.data(), m_hits.data(), static_cast<int>(pixels));
        for (int sample = 0; sample < m_.samples; ++sample) {
            if (!deepen(sample))
                continue;
            for (int y = begin; y < end; ++y) {
                const qint64 at = static_cast<qint64>(y - begin) * count;
                if (const float* values = interpolated(y))
                    m_.fold(values, m_slab.data() + at, m_hits.data() + at, count);
            }
        }
        m_.close(m_slab.data(), m_hits.data(), static_cast<int>(pixels));
        for (int y = begin; y < end; ++y)
            work(rowOf(y, m_slab.data() + static_cast<qint64>(y - begin) * count));
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
        if (!isInside(m_, at, m_axes.deep))
            return false;
        m_depth = Place(at, m_.size[m_axes.deep]);
        return !(isMissing(m_axes.deep, m_depth.index) && m_depth.share < 1)
            && !(isMissing(m_axes.deep, m_depth.index + m_depth.next) && m_depth.share > 0);
    }

    // A row of the picture, until the next is asked for; null outside of the grid.
    const float* interpolated(int y)
    {
        const double at = settled(m_.origin[m_axes.down] + m_.down[m_axes.down] * y);
        if (!isInside(m_, at, m_axes.down))
            return nullptr;
        const Place place(at, m_.size[m_axes.down]);
        const qint64 below = place.index + place.next;
        const float* __restrict upper = line(place.index, below).data();
        if (place.share == 0 || place.next == 0)
            return upper;
        const float* __restrict lower = line(below, place.index).data();
        float* __restrict out = m_values.data();
        const float share = place.share;
        const int count = m_axes.count();
        for (int x = 0; x < count; ++x)
            out[x] = upper[x] + (lower[x] - upper[x]) * share;
        return out;
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
            read<true>(index);
        else
            read<false>(index);
        const float* __restrict raw = m_raw.data();
        const int* __restrict columns = m_axes.index.data();
        const float* __restrict shares = m_axes.share.data();
        float* __restrict out = made.data();
        const int count = m_axes.count();
        for (int x = 0; x < count; ++x) {
            const float* at = raw + columns[x];
            out[x] = at[0] + (at[1] - at[0]) * shares[x];
        }
        return made;
    }

    template <bool contiguous> void read(qint64 index)
    {
        const qint64 stride = contiguous ? 1 : m_.stride[m_axes.across];
        const Sample* __restrict from
            = m_voxels + index * m_.stride[m_axes.down] + m_depth.index * m_.stride[m_axes.deep];
        float* __restrict raw = m_raw.data();
        const int last = m_axes.last;
        if (m_depth.share == 0 || m_depth.next == 0) {
            for (int i = m_axes.first; i <= last; ++i)
                raw[i] = static_cast<float>(from[i * stride]);
        } else {
            const Sample* __restrict behind = from + m_.stride[m_axes.deep];
            const float share = m_depth.share;
            for (int i = m_axes.first; i <= last; ++i)
                raw[i] = lerp(
                    static_cast<float>(from[i * stride]), static_cast<float>(behind[i * stride]), share);
        }
        raw[last + 1] = raw[last];
    }

    const Sampling& m_;
    const Alignment& m_axes;
    const Sample* m_voxels;
    Place m_depth{0, 1};
    std::array<qint64, 2> m_keys{-1, -1};
    std::array<std::vector<float>, 2> m_lines;
    std::vector<float> m_raw;
    std::vector<float> m_values;
    std::vector<float> m_slab;
    std::vector<float> m_hits;
};

} // namespace twinward::imaging
