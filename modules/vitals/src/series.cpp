#include "vitals/series.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace twinward::vitals {

Series::Series(qint64 gapMs)
    : m_gapMs(gapMs)
{ }

Series Series::fromPoints(std::vector<Point> points, qint64 gapMs)
{
    Series series(gapMs);
    std::erase_if(points, [](const Point& point) { return !std::isfinite(point.value); });
    std::ranges::stable_sort(points, {}, &Point::ms);
    series.m_points = std::move(points);
    series.rebuildFrom(0);
    return series;
}

bool Series::append(Point point)
{
    if (!std::isfinite(point.value))
        return false;
    if (!m_points.empty() && point.ms < m_points.back().ms) {
        const auto place = std::ranges::upper_bound(m_points, point.ms, {}, &Point::ms);
        const auto index = static_cast<size_t>(place - m_points.begin());
        m_points.insert(place, point);
        rebuildFrom(index);
        return true;
    }
    m_points.push_back(point);
    const size_t index = m_points.size() - 1;
    const Node node = ofPoint(index);
    size_t at = index;
    for (size_t level = 0; level == 0 || m_levels[level - 1].size() > 1; ++level) {
        at /= fanOut;
        if (level == m_levels.size()) {
            // A new top: what is below has just grown past one node.
            m_levels.emplace_back();
            if (level > 0) {
                for (const Node& below : m_levels[level - 1]) {
                    if (m_levels[level].empty())
                        m_levels[level].push_back(below);
                    else
                        merge(m_levels[level].front(), below);
                }
                break;
            }
        }
        if (at == m_levels[level].size())
            m_levels[level].push_back(node);
        else
            merge(m_levels[level][at], node);
    }
    return true;
}

void Series::setMarks(size_t index, Mark marks)
{
    if (m_points[index].marks == marks)
        return;
    m_points[index].marks = marks;
    refresh(index);
}

void Series::setMarks(std::span<const Mark> marks)
{
    Q_ASSERT(marks.size() == m_points.size());
    for (size_t i = 0; i < m_points.size(); ++i)
        m_points[i].marks = marks[i];
    rebuildFrom(0);
}

void Series::clear()
{
    m_points.clear();
    m_levels.clear();
}

Series::Node Series::ofPoint(size_t index) const
{
    const Point& point = m_points[index];
    const bool clean = point.marks == Mark::None;
    return {point.value, point.value, clean ? 1U : 0U, clean ? 0U : 1U, gapBefore(index)};
}

void Series::merge(Node& into, const Node& other)
{
    if (other.count > 0) {
        into.minimum = into.count > 0 ? std::min(into.minimum, other.minimum) : other.minimum;
        into.maximum = into.count > 0 ? std::max(into.maximum, other.maximum) : other.maximum;
    }
    into.count += other.count;
    into.artefacts += other.artefacts;
    into.gap = into.gap || other.gap;
}

bool Series::gapBefore(size_t index) const
{
    return index > 0 && m_gapMs > 0 && m_points[index].ms - m_points[index - 1].ms > m_gapMs;
}

// The nodes from the one that holds `index` on, at every level.
void Series::rebuildFrom(size_t index)
{
    size_t below = m_points.size();
    size_t first = index;
    for (size_t level = 0; below > 0 && (level == 0 || below > 1); ++level) {
        if (level == m_levels.size())
            m_levels.emplace_back();
        first /= fanOut;
        std::vector<Node>& nodes = m_levels[level];
        nodes.resize((below + fanOut - 1) / fanOut);
        for (size_t node = first; node < nodes.size(); ++node) {
            nodes[node] = {};
            const size_t last = std::min(below, (node + 1) * fanOut);
            for (size_t i = node * fanOut; i < last; ++i)
                merge(nodes[node], level == 0 ? ofPoint(i) : m_levels[level - 1][i]);
        }
        below = nodes.size();
    }
}

void Series::refresh(size_t index)
{
    size_t at = index;
    for (size_t level = 0; level < m_levels.size(); ++level) {
        at /= fanOut;
        const size_t below = level == 0 ? m_points.size() : m_levels[level - 1].size();
        Node node;
        for (size_t i = at * fanOut; i < std::min(below, (at + 1) * fanOut); ++i)
            merge(node, level == 0 ? ofPoint(i) : m_levels[level - 1][i]);
        m_levels[level][at] = node;
    }
}

Series::Node Series::summary(size_t first, size_t last) const
{
    Node sum;
    size_t i = first;
    while (i < last) {
        // The highest node that begins here and ends before `last`.
        size_t level = 0;
        size_t span = 1;
        while (level < m_levels.size() && i % (span * fanOut) == 0 && i + span * fanOut <= last) {
            span *= fanOut;
            ++level;
        }
        merge(sum, level == 0 ? ofPoint(i) : m_levels[level - 1][i / span]);
        i += span;
    }
    return sum;
}

// Whole nodes without a clean point are stepped over, so that a long artefact costs no more than a short one.
std::optional<double> Series::firstClean(size_t first, size_t last) const
{
    size_t i = first;
    while (i < last) {
        if (m_points[i].marks == Mark::None)
            return m_points[i].value;
        size_t span = 1;
        for (size_t level = 0; level < m_levels.size() && i % (span * fanOut) == 0
             && i + span * fanOut <= last && m_levels[level][i / (span * fanOut)].count == 0;
             ++level)
            span *= fanOut;
        i += span;
    }
    return std::nullopt;
}

std::optional<double> Series::lastClean(size_t first, size_t last) const
{
    size_t i = last;
    while (i > first) {
        if (m_points[i - 1].marks == Mark::None)
            return m_points[i - 1].value;
        size_t span = 1;
        for (size_t level = 0; level < m_levels.size() && i % (span * fanOut) == 0
             && i >= first + span * fanOut && m_levels[level][i / (span * fanOut) - 1].count == 0;
             ++level)
            span *= fanOut;
        i -= span;
    }
    return std::nullopt;
}

size_t Series::lowerBound(qint64 ms, size_t from) const
{
    const auto begin = m_points.begin() + static_cast<qsizetype>(from);
    return static_cast<size_t>(
        std::ranges::lower_bound(begin, m_points.end(), ms, {}, &Point::ms) - m_points.begin());
}

std::span<const Point> Series::points(qint64 fromMs, qint64 toMs) const
{
    if (toMs < fromMs)
        return {};
    const auto first = std::ranges::lower_bound(m_points, fromMs, {}, &Point::ms);
    const auto last = std::ranges::upper_bound(first, m_points.end(), toMs, {}, &Point::ms);
    return {first, last};
}

std::vector<Gap> Series::gaps(qint64 fromMs, qint64 toMs) const
{
    std::vector<Gap> found;
    size_t i = lowerBound(fromMs);
    while (i < m_points.size() && m_points[i - (i > 0 ? 1 : 0)].ms <= toMs) {
        size_t span = 1;
        for (size_t level = 0; level < m_levels.size() && i % (span * fanOut) == 0
             && i / (span * fanOut) < m_levels[level].size() && !m_levels[level][i / (span * fanOut)].gap;
             ++level)
            span *= fanOut;
        if (span == 1 && gapBefore(i))
            found.push_back({m_points[i - 1].ms, m_points[i].ms});
        i += span;
    }
    return found;
}

std::vector<Column> Series::decimate(qint64 fromMs, qint64 toMs, int columns) const
{
    std::vector<Column> drawn;
    if (columns <= 0 || toMs <= fromMs || m_points.empty())
        return drawn;
    const auto edge = [fromMs, toMs, columns](int column) {
        const long double width = static_cast<long double>(toMs) - static_cast<long double>(fromMs);
        return fromMs + static_cast<qint64>(width * column / columns);
    };
    drawn.reserve(static_cast<size_t>(columns));
    size_t first = lowerBound(fromMs);
    for (int column = 0; column < columns && first < m_points.size(); ++column) {
        const qint64 end = edge(column + 1);
        if (m_points[first].ms >= end)
            continue;
        const size_t last = lowerBound(end, first);
        const Node node = summary(first, last);
        Column one;
        one.fromMs = edge(column);
        one.toMs = end;
        one.firstMs = m_points[first].ms;
        one.lastMs = m_points[last - 1].ms;
        one.count = node.count;
        one.artefacts = node.artefacts;
        one.gapBefore = gapBefore(first);
        one.gapInside = node.gap && summary(first + 1, last).gap;
        if (node.count > 0) {
            one.minimum = node.minimum;
            one.maximum = node.maximum;
            one.first = firstClean(first, last).value_or(node.minimum);
            one.last = lastClean(first, last).value_or(node.maximum);
        }
        drawn.push_back(one);
        first = last;
    }
    return drawn;
}

std::optional<Series::Extent> Series::extent(qint64 fromMs, qint64 toMs) const
{
    const std::span<const Point> range = points(fromMs, toMs);
    if (range.empty())
        return std::nullopt;
    const auto first = static_cast<size_t>(range.data() - m_points.data());
    const Node node = summary(first, first + range.size());
    return node.count > 0 ? std::optional<Extent>({node.minimum, node.maximum}) : std::nullopt;
}

} // namespace twinward::vitals
