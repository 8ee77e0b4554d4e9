#pragma once

// The lanes as they stand below each other at one zoom: which items the filter lets through, how high each
// lane is, what lies under a point, and which item comes next in each direction. Knows nothing of widgets or
// colours.

#include "timeline/filter.h"
#include "timeline/lane_layout.h"
#include "timeline/story.h"

#include <functional>

namespace twinward::timeline {

struct SceneMetrics
{
    LayoutMetrics layout;
    double rowPx = 20;
    double paddingPx = 4; // above and below a lane's rows
};

struct SceneLane
{
    Lane lane = Lane::Other;
    bool collapsed = false;
    double top = 0; // pixels from the first lane's top
    double height = 0;
    std::vector<quint32> shown; // indices into Story::items(), dated ones
    std::vector<quint32> undated;
    LaneLayout layout;

    [[nodiscard]] size_t count() const { return shown.size() + undated.size(); }
    [[nodiscard]] int undatedRows() const { return undated.empty() || collapsed ? 0 : 1; }
};

class Scene
{
public:
    void setStory(std::shared_ptr<const Story> story);
    void setFilter(const Filter& filter);
    void setCollapsed(std::bitset<laneCount> collapsed);
    void arrange(double msPerPx, const SceneMetrics& metrics); // nothing to do where nothing changed

    // The window that is seen: a lane is as high as what it holds there and one window to either side, so
    // that empty rows take no room and nothing jumps at the edge. Without it lanes have all their rows.
    void setWindow(double firstMs, double lastMs);

    [[nodiscard]] const std::shared_ptr<const Story>& story() const { return m_story; }
    [[nodiscard]] const Filter& filter() const { return m_filter; }
    [[nodiscard]] std::bitset<laneCount> collapsed() const { return m_collapsed; }
    [[nodiscard]] const std::vector<SceneLane>& lanes() const
    {
        return m_lanes;
    } // those with something to show
    [[nodiscard]] double height() const;
    [[nodiscard]] qint64 originMs() const { return m_originMs; } // x = 0 of every layout
    [[nodiscard]] double rowTop(const SceneLane& lane, int row) const; // row 0 is the layout's first
    [[nodiscard]] const SceneMetrics& metrics() const { return m_metrics; }

    struct Hit
    {
        const SceneLane* lane = nullptr;
        const Box* box = nullptr; // null over empty ground
        bool undated = false; // over the lane's entries without a date
        [[nodiscard]] std::vector<quint32> items() const;
    };
    [[nodiscard]] const SceneLane* laneAt(double y) const;
    // originX: x of the layouts' origin on the same scale as x.
    [[nodiscard]] Hit hit(double x, double y, double originX, double tolerancePx) const;

    [[nodiscard]] bool isShown(quint32 item) const;
    [[nodiscard]] const SceneLane* laneOf(quint32 item) const;

    enum class Direction { Earlier, Later, Up, Down, First, Last };
    // From an item to the next in its lane, or to the one nearest in time in the lane above or below; without
    // one to begin at, the item nearest to nearMs. None where there is nothing further.
    [[nodiscard]] std::optional<quint32> next(
        std::optional<quint32> from, Direction direction, qint64 nearMs) const;
    [[nodiscard]] std::vector<quint32> shownOf(const std::vector<quint32>& items) const;

private:
    void select();
    void stack(const std::function<int(const SceneLane&)>& rowsOf);
    [[nodiscard]] std::optional<quint32> nearest(const SceneLane& lane, qint64 ms) const;
    [[nodiscard]] std::optional<quint32> edge(Direction direction) const;

    std::shared_ptr<const Story> m_story;
    Filter m_filter;
    // What has no lane of its own is mostly paperwork, and begins collapsed.
    std::bitset<laneCount> m_collapsed{1ULL << static_cast<unsigned>(Lane::Other)};
    SceneMetrics m_metrics;
    double m_msPerPx = 0; // 0: to be arranged
    qint64 m_originMs = 0;
    std::vector<SceneLane> m_lanes;
};

} // namespace twinward::timeline
