#include "timeline/scene.h"

#include <algorithm>
#include <cmath>

namespace twinward::timeline {

namespace {

// Far out, a lane tells where things are; near, what they are. Keeps the lanes low enough to be seen
// together.
int pointRowsAt(double msPerPx, int most)
{
    constexpr double hourMs = 3'600'000;
    if (msPerPx > 48 * hourMs)
        return std::min(most, 2);
    return msPerPx > 4 * hourMs ? std::min(most, 3) : most;
}

} // namespace

void Scene::setStory(std::shared_ptr<const Story> story)
{
    m_story = std::move(story);
    m_originMs = m_story ? m_story->life().firstMs : 0;
    select();
}

void Scene::setFilter(const Filter& filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    select();
}

void Scene::setCollapsed(std::bitset<laneCount> collapsed)
{
    m_collapsed = collapsed;
    m_msPerPx = 0;
}

void Scene::select()
{
    m_lanes.clear();
    m_msPerPx = 0;
    if (!m_story)
        return;
    const auto& items = m_story->items();
    for (quint32 index = 0; index < items.size(); ++index) {
        const Item& item = items[index];
        if (!m_filter.matches(item))
            continue;
        if (m_lanes.empty() || m_lanes.back().lane != item.lane) {
            m_lanes.emplace_back();
            m_lanes.back().lane = item.lane;
        }
        SceneLane& lane = m_lanes.back();
        (item.isDated() ? lane.shown : lane.undated).push_back(index);
    }
}

void Scene::arrange(double msPerPx, const SceneMetrics& metrics)
{
    const bool sameScale = std::abs(msPerPx - m_msPerPx) <= m_msPerPx * 1e-9;
    if (m_msPerPx > 0 && sameScale && metrics.rowPx == m_metrics.rowPx)
        return;
    m_msPerPx = msPerPx;
    m_metrics = metrics;
    for (SceneLane& lane : m_lanes) {
        lane.collapsed = m_collapsed.test(static_cast<size_t>(lane.lane));
        LayoutMetrics layout = metrics.layout;
        layout.maxPointRows = pointRowsAt(msPerPx, layout.maxPointRows);
        if (lane.collapsed) {
            layout.maxBarRows = 0;
            layout.maxPointRows = 1;
        }
        lane.layout = LaneLayout::arrange(m_story->items(), lane.shown, m_originMs, msPerPx, layout);
    }
    stack([](const SceneLane& lane) { return lane.layout.rowCount(); });
}

void Scene::setWindow(double firstMs, double lastMs)
{
    if (m_msPerPx <= 0)
        return;
    const double x0 = (firstMs - static_cast<double>(m_originMs)) / m_msPerPx;
    const double x1 = (lastMs - static_cast<double>(m_originMs)) / m_msPerPx;
    stack([x0, x1](const SceneLane& lane) {
        int rows = lane.layout.rowCount();
        while (rows > 0 && lane.layout.visible(rows - 1, 2 * x0 - x1, 2 * x1 - x0).empty())
            --rows;
        return rows;
    });
}

void Scene::stack(const std::function<int(const SceneLane&)>& rowsOf)
{
    double top = 0;
    for (SceneLane& lane : m_lanes) {
        const int rows = std::max(1, rowsOf(lane) + lane.undatedRows());
        lane.top = top;
        lane.height = rows * m_metrics.rowPx + 2 * m_metrics.paddingPx;
        top += lane.height;
    }
}

double Scene::height() const
{
    return m_lanes.empty() ? 0 : m_lanes.back().top + m_lanes.back().height;
}

double Scene::rowTop(const SceneLane& lane, int row) const
{
    return lane.top + m_metrics.paddingPx + (row + lane.undatedRows()) * m_metrics.rowPx;
}

const SceneLane* Scene::laneAt(double y) const
{
    const auto after = std::partition_point(
        m_lanes.begin(), m_lanes.end(), [y](const SceneLane& lane) { return lane.top + lane.height <= y; });
    return after != m_lanes.end() && y >= after->top ? &*after : nullptr;
}

Scene::Hit Scene::hit(double x, double y, double originX, double tolerancePx) const
{
    Hit hit;
    hit.lane = laneAt(y);
    if (hit.lane == nullptr)
        return hit;
    const int row = static_cast<int>(std::floor((y - hit.lane->top - m_metrics.paddingPx) / m_metrics.rowPx))
        - hit.lane->undatedRows();
    hit.undated = row == -1 && hit.lane->undatedRows() == 1;
    if (row >= 0 && row < hit.lane->layout.rowCount())
        hit.box = hit.lane->layout.at(row, x - originX, tolerancePx);
    return hit;
}

std::vector<quint32> Scene::Hit::items() const
{
    if (lane == nullptr)
        return {};
    if (undated)
        return lane->undated;
    if (box == nullptr)
        return {};
    const auto members = lane->layout.members(*box);
    return {members.begin(), members.end()};
}

const SceneLane* Scene::laneOf(quint32 item) const
{
    if (!m_story || item >= m_story->items().size())
        return nullptr;
    const Lane wanted = m_story->items()[item].lane;
    const auto found = std::find_if(
        m_lanes.begin(), m_lanes.end(), [wanted](const SceneLane& lane) { return lane.lane == wanted; });
    return found != m_lanes.end() ? &*found : nullptr;
}

bool Scene::isShown(quint32 item) const
{
    return m_story && item < m_story->items().size() && m_filter.matches(m_story->items()[item]);
}

std::vector<quint32> Scene::shownOf(const std::vector<quint32>& items) const
{
    std::vector<quint32> shown;
    std::copy_if(items.begin(), items.end(), std::back_inserter(shown),
        [this](quint32 item) { return isShown(item); });
    return shown;
}

std::optional<quint32> Scene::nearest(const SceneLane& lane, qint64 ms) const
{
    if (lane.shown.empty())
        return lane.undated.empty() ? std::nullopt : std::optional(lane.undated.front());
    const auto& items = m_story->items();
    const auto after = std::partition_point(
        lane.shown.begin(), lane.shown.end(), [&](quint32 item) { return items[item].startMs < ms; });
    if (after == lane.shown.begin())
        return *after;
    if (after == lane.shown.end() || ms - items[*(after - 1)].startMs <= items[*after].startMs - ms)
        return *(after - 1);
    return *after;
}

std::optional<quint32> Scene::edge(Direction direction) const
{
    const auto& items = m_story->items();
    std::optional<quint32> best;
    for (const SceneLane& lane : m_lanes) {
        if (lane.shown.empty())
            continue;
        const quint32 candidate = direction == Direction::First ? lane.shown.front() : lane.shown.back();
        if (!best
            || (direction == Direction::First ? items[candidate].startMs < items[*best].startMs
                                              : items[candidate].startMs > items[*best].startMs))
            best = candidate;
    }
    if (!best && !m_lanes.empty())
        best = m_lanes.front().undated.front();
    return best;
}

std::optional<quint32> Scene::next(std::optional<quint32> from, Direction direction, qint64 nearMs) const
{
    if (m_lanes.empty())
        return std::nullopt;
    if (direction == Direction::First || direction == Direction::Last)
        return edge(direction);
    const SceneLane* lane = from ? laneOf(*from) : nullptr;
    if (lane == nullptr)
        return nearest(m_lanes.front(), nearMs);
    if (direction == Direction::Up || direction == Direction::Down) {
        const auto index = lane - m_lanes.data() + (direction == Direction::Up ? -1 : 1);
        if (index < 0 || index >= static_cast<std::ptrdiff_t>(m_lanes.size()))
            return std::nullopt;
        return nearest(m_lanes[static_cast<size_t>(index)], nearMs);
    }
    // The lane's items in one row: those without a date come first, as in the story.
    const auto at = [lane](size_t i) {
        return i < lane->undated.size() ? lane->undated[i] : lane->shown[i - lane->undated.size()];
    };
    size_t low = 0;
    for (size_t high = lane->count(); low < high;) {
        const size_t middle = (low + high) / 2;
        if (at(middle) < *from)
            low = middle + 1;
        else
            high = middle;
    }
    const bool here = low < lane->count() && at(low) == *from;
    if (direction == Direction::Earlier)
        return low > 0 ? std::optional(at(low - 1)) : std::nullopt;
    const size_t later = here ? low + 1 : low;
    return later < lane->count() ? std::optional(at(later)) : std::nullopt;
}

} // namespace twinward::timeline
