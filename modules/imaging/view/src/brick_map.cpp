#include "imaging_view/brick_map.h"

#include "base/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace twinward::imaging {

namespace {

using Range = BrickMap::Range;

// The lowest and highest of the rows [j0, j1] of slices [k0, k1], column by column.
template <class Sample> struct Columns
{
    explicit Columns(int width)
        : low(static_cast<size_t>(width), std::numeric_limits<Sample>::max())
        , high(static_cast<size_t>(width), std::numeric_limits<Sample>::lowest())
    { }

    void add(const Sample* __restrict row)
    {
        Sample* __restrict lows = low.data();
        Sample* __restrict highs = high.data();
        const size_t width = low.size();
        for (size_t i = 0; i < width; ++i) {
            lows[i] = row[i] < lows[i] ? row[i] : lows[i];
            highs[i] = row[i] > highs[i] ? row[i] : highs[i];
        }
    }

    std::vector<Sample> low;
    std::vector<Sample> high;
};

// The values that are seen at all, as open intervals. Where the opacity jumps, a table of it slopes over one
// of its entries: that much more is taken in.
std::vector<Range> seenValues(const std::vector<TransferPoint>& points)
{
    constexpr float far = std::numeric_limits<float>::max();
    std::vector<Range> seen;
    if (points.empty())
        return seen;
    const double span = points.back().value - points.front().value;
    const double largest = std::max(std::abs(points.front().value), std::abs(points.back().value));
    const double margin = std::max(span / BrickMap::tableEntries, 1e-6 * (1 + largest));
    const auto edge = [&](const TransferPoint& point, double outwards) {
        return static_cast<float>(point.value + (point.opacity > 0 ? margin : 0) * outwards);
    };
    if (points.front().opacity > 0)
        seen.push_back({-far, edge(points.front(), 1)});
    for (size_t i = 0; i + 1 < points.size(); ++i) {
        if (points[i].opacity > 0 || points[i + 1].opacity > 0)
            seen.push_back({edge(points[i], -1), edge(points[i + 1], 1)});
    }
    if (points.back().opacity > 0)
        seen.push_back({edge(points.back(), -1), far});
    return seen;
}

bool isSeen(const Range& values, const std::vector<Range>& seen)
{
    return std::ranges::any_of(
        seen, [&](const Range& each) { return values.high > each.low && values.low < each.high; });
}

// Each brick becomes the largest of itself and its neighbours along one axis. `step`: from a brick to its
// neighbour; `run` bricks lie in a line of `length` neighbours, one after the other.
void spread(const quint8* __restrict from, quint8* __restrict to, size_t bricks, size_t step, size_t length)
{
    const size_t line = step * length;
    for (size_t start = 0; start < bricks; start += line) {
        for (size_t at = 0; at < length; ++at) {
            const quint8* own = from + start + at * step;
            const quint8* before = at > 0 ? own - step : own;
            const quint8* after = at + 1 < length ? own + step : own;
            quint8* out = to + start + at * step;
            for (size_t i = 0; i < step; ++i)
                out[i] = static_cast<quint8>(own[i] | before[i] | after[i]);
        }
    }
}

} // namespace

template <class Sample>
BrickMap::BrickMap(
    std::span<const Sample> stored, const std::array<int, 3>& voxels, double scale, double offset)
{
    for (size_t axis = 0; axis < 3; ++axis)
        m_size[axis] = (voxels[axis] + side - 1) / side;
    const size_t lines = static_cast<size_t>(m_size[1]) * static_cast<size_t>(m_size[2]);
    m_ranges.resize(lines * static_cast<size_t>(m_size[0]));
    const auto value = [&](Sample sample) { return static_cast<float>(sample * scale + offset); };
    base::runParallel(lines, base::workersFor(lines, 16), 16, [&](size_t, size_t begin, size_t end) {
        for (size_t line = begin; line < end; ++line) {
            const int j0 = static_cast<int>(line) % m_size[1] * side;
            const int k0 = static_cast<int>(line) / m_size[1] * side;
            Columns<Sample> columns(voxels[0]);
            for (int k = k0; k <= std::min(k0 + side, voxels[2] - 1); ++k) {
                for (int j = j0; j <= std::min(j0 + side, voxels[1] - 1); ++j)
                    columns.add(stored.data() + (static_cast<qint64>(k) * voxels[1] + j) * voxels[0]);
            }
            for (int brick = 0; brick < m_size[0]; ++brick) {
                const auto first = static_cast<qint64>(brick) * side;
                const auto last = std::min<qint64>(first + side + 1, voxels[0]);
                const float low
                    = value(*std::min_element(columns.low.begin() + first, columns.low.begin() + last));
                const float high
                    = value(*std::max_element(columns.high.begin() + first, columns.high.begin() + last));
                m_ranges[line * static_cast<size_t>(m_size[0]) + static_cast<size_t>(brick)]
                    = {std::min(low, high), std::max(low, high)}; // a negative scale turns them round
            }
        }
    });
}

template BrickMap::BrickMap(std::span<const quint8>, const std::array<int, 3>&, double, double);
template BrickMap::BrickMap(std::span<const quint16>, const std::array<int, 3>&, double, double);
template BrickMap::BrickMap(std::span<const qint16>, const std::array<int, 3>&, double, double);

std::vector<quint8> BrickMap::distances(const std::vector<TransferPoint>& transfer) const
{
    const std::vector<Range> seen = seenValues(transfer);
    const size_t bricks = m_ranges.size();
    std::vector<quint8> reached(bricks);
    std::ranges::transform(
        m_ranges, reached.begin(), [&](const Range& range) { return isSeen(range, seen) ? 1 : 0; });
    std::vector<quint8> distances(bricks);
    std::vector<quint8> along(bricks);
    const auto row = static_cast<size_t>(m_size[0]);
    const size_t slice = row * static_cast<size_t>(m_size[1]);
    for (int distance = 0; distance < farthest; ++distance) {
        size_t left = 0;
        for (size_t i = 0; i < bricks; ++i) {
            const quint8 open = reached[i] == 0 ? 1 : 0;
            distances[i] = static_cast<quint8>(distances[i] + open);
            left += open;
        }
        if (left == 0)
            break;
        spread(reached.data(), along.data(), bricks, 1, row);
        spread(along.data(), reached.data(), bricks, row, static_cast<size_t>(m_size[1]));
        spread(reached.data(), along.data(), bricks, slice, static_cast<size_t>(m_size[2]));
        reached.swap(along);
    }
    return distances;
}

} // namespace twinward::imaging
