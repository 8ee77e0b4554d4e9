#include "timeline/lane_layout.h"

#include <algorithm>
#include <limits>

namespace twinward::timeline {

namespace {

constexpr double noEnd = 1e15; // pixels: what goes on lets nothing follow it in its row

struct Point
{
    double x = 0;
    quint32 item = 0;
};

} // namespace

struct LaneLayout::Builder
{
    LaneLayout& layout;
    std::span<const Item> items;
    const LayoutMetrics& metrics;
    std::vector<Point> points;
    std::vector<double> barEnds; // of each bar row

    void addBar(quint32 item, double x0, double x1)
    {
        const auto free = std::find_if(
            barEnds.begin(), barEnds.end(), [&](double end) { return end + metrics.gapPx <= x0; });
        if (free == barEnds.end() && static_cast<int>(barEnds.size()) >= metrics.maxBarRows) {
            points.push_back({x0, item}); // counted where it begins rather than left out
            return;
        }
        const auto row = static_cast<quint32>(free - barEnds.begin());
        if (free == barEnds.end()) {
            barEnds.push_back(x1);
            layout.m_rows.emplace_back();
        } else {
            *free = x1;
        }
        Box box{x0, x1, 0, 0, 0, true};
        addBox(row, box, std::span(&item, 1));
    }

    void addBox(quint32 row, Box box, std::span<const quint32> members)
    {
        while (layout.m_rows.size() <= row)
            layout.m_rows.emplace_back();
        box.first = static_cast<quint32>(layout.m_members.size());
        box.count = static_cast<quint32>(members.size());
        auto& boxes = layout.m_rows[row];
        for (const quint32 item : members) {
            layout.m_members.push_back(item);
            layout.m_places.push_back({item, row, static_cast<quint32>(boxes.size())});
        }
        boxes.push_back(box);
    }

    // One row of counts and single points; where the zoom leaves room, neighbours spread over the rows below
    // it.
    void addPoints()
    {
        std::stable_sort(
            points.begin(), points.end(), [](const Point& a, const Point& b) { return a.x < b.x; });
        const auto firstRow = static_cast<quint32>(barEnds.size());
        for (size_t begin = 0; begin < points.size();) {
            size_t end = begin + 1;
            while (end < points.size() && points[end].x - points[begin].x < metrics.mergePx)
                ++end;
            const double nextX = end < points.size() ? points[end].x : std::numeric_limits<double>::max();
            addGroup(std::span(points).subspan(begin, end - begin), firstRow, nextX);
            begin = end;
        }
    }

    void addGroup(std::span<const Point> group, quint32 firstRow, double nextX)
    {
        const bool roomy = nextX - group.front().x >= metrics.labelPx;
        // Things of the same instant can't be told apart by zooming, so as many as have room are named, where
        // that is more than a few.
        constexpr qint64 instantMs = 60'000;
        const bool sameInstant = metrics.maxPointRows > 3
            && items[group.back().item].startMs - items[group.front().item].startMs < instantMs;
        const auto most = static_cast<size_t>(metrics.maxPointRows);
        if (group.size() == 1 || (roomy && group.size() <= most)) {
            for (size_t i = 0; i < group.size(); ++i)
                addGroupBox(group.subspan(i, 1), firstRow + static_cast<quint32>(i), nextX);
        } else if (roomy && sameInstant) {
            std::vector<Point> urgentFirst(group.begin(), group.end());
            std::stable_sort(urgentFirst.begin(), urgentFirst.end(),
                [this](const Point& a, const Point& b) { return items[a.item].flag > items[b.item].flag; });
            const std::span<const Point> ordered(urgentFirst);
            for (size_t i = 0; i + 1 < most; ++i)
                addGroupBox(ordered.subspan(i, 1), firstRow + static_cast<quint32>(i), nextX);
            addGroupBox(ordered.subspan(most - 1), firstRow + static_cast<quint32>(most - 1), nextX);
        } else {
            addGroupBox(group, firstRow, nextX);
        }
    }

    void addGroupBox(std::span<const Point> group, quint32 row, double nextX)
    {
        std::vector<quint32> members;
        members.reserve(group.size());
        for (const Point& point : group)
            members.push_back(point.item);
        // Also in order where different beginnings fell on the same pixel.
        std::sort(members.begin(), members.end());
        const double half = metrics.glyphPx / 2;
        Box box;
        box.x0 = group.front().x - half;
        box.x1 = box.x0 + (group.size() == 1 ? metrics.glyphPx : metrics.mergePx - metrics.gapPx);
        box.roomPx = std::max(0.0, nextX - half - metrics.gapPx - box.x1);
        addBox(row, box, members);
    }

    void measureBarRooms() const
    {
        for (size_t row = 0; row < barEnds.size(); ++row) {
            auto& boxes = layout.m_rows[row];
            for (size_t i = 0; i < boxes.size(); ++i) {
                const double next = i + 1 < boxes.size() ? boxes[i + 1].x0 : noEnd;
                boxes[i].roomPx = std::max(0.0, next - metrics.gapPx - boxes[i].x1);
            }
        }
    }
};

LaneLayout LaneLayout::arrange(std::span<const Item> items, std::span<const quint32> shown, qint64 originMs,
    double msPerPx, const LayoutMetrics& metrics)
{
    LaneLayout layout;
    layout.m_members.reserve(shown.size());
    layout.m_places.reserve(shown.size());
    Builder builder{layout, items, metrics, {}, {}};
    for (const quint32 index : shown) {
        const Item& item = items[index];
        const double x0 = static_cast<double>(item.startMs - originMs) / msPerPx;
        const double x1 = item.isOpen() ? noEnd : static_cast<double>(item.endMs - originMs) / msPerPx;
        if (x1 - x0 >= metrics.barPx)
            builder.addBar(index, x0, x1);
        else
            builder.points.push_back({(x0 + x1) / 2, index});
    }
    builder.measureBarRooms();
    builder.addPoints();
    std::sort(layout.m_places.begin(), layout.m_places.end(),
        [](const Located& a, const Located& b) { return a.item < b.item; });
    return layout;
}

std::span<const Box> LaneLayout::visible(int row, double x0, double x1) const
{
    const auto& boxes = this->row(row);
    const auto first
        = std::partition_point(boxes.begin(), boxes.end(), [x0](const Box& box) { return box.x1 < x0; });
    const auto last = std::partition_point(first, boxes.end(), [x1](const Box& box) { return box.x0 <= x1; });
    return {first, last};
}

const Box* LaneLayout::at(int row, double x, double tolerancePx) const
{
    const auto near = visible(row, x - tolerancePx, x + tolerancePx);
    const Box* best = nullptr;
    double bestDistance = 0;
    for (const Box& box : near) {
        const double distance = std::max({0.0, box.x0 - x, x - box.x1});
        if (best == nullptr || distance < bestDistance) {
            best = &box;
            bestDistance = distance;
        }
    }
    return best;
}

LaneLayout::Place LaneLayout::placeOf(quint32 item) const
{
    const auto found = std::lower_bound(m_places.begin(), m_places.end(), item,
        [](const Located& located, quint32 wanted) { return located.item < wanted; });
    if (found == m_places.end() || found->item != item)
        return {};
    return {static_cast<int>(found->row), &m_rows[found->row][found->box]};
}

} // namespace twinward::timeline
