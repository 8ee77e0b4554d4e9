#pragma once

// Draws the lanes of a scene: their names, the bars, points and counts of what is visible.

#include "brush_p.h"

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace twinward::timeline {

// One frame's worth of what a painter needs to know.
struct LaneFrame
{
    const Scene& scene;
    const Viewport& viewport;
    const Measures& measures;
    const Brush& brush;
    QRectF ground; // of the lanes, headers included; the first lane stands at ground.top() - scrollY
    double scrollY = 0;
    double nowMs = 0;
    std::span<const quint32> hits; // ascending; what a search found

    [[nodiscard]] double plotLeft() const { return ground.left() + measures.headerWidth; }
    // x of the layouts' origin on the widget.
    [[nodiscard]] double originX() const
    {
        return plotLeft() + viewport.xOf(static_cast<double>(scene.originMs()));
    }
};

class LanePainter
{
public:
    LanePainter(QPainter& painter, const LaneFrame& frame, std::unordered_map<quint32, float>& labelWidths);

    void paint();
    // Where a box is drawn, clipped to what is visible.
    [[nodiscard]] static QRectF boxRect(
        const LaneFrame& frame, const SceneLane& lane, int row, const Box& box);
    [[nodiscard]] static QRectF undatedRect(const LaneFrame& frame, const SceneLane& lane);

private:
    void paintHeader(const SceneLane& lane, const QRectF& rect);
    void paintUndated(const SceneLane& lane);
    void paintRow(const SceneLane& lane, int row);
    void paintBar(const Item& item, const QRectF& rect, const QColor& color);
    void paintPoint(const Item& item, const QRectF& rect, const QColor& color);
    void paintCount(const SceneLane& lane, const Box& box, const QRectF& rect, const QColor& color);
    void paintChip(
        const QString& text, const QRectF& rect, const QColor& color, std::span<const quint32> items);
    void paintRowLabel(quint32 index, const Box& box, const QRectF& rect, double before);
    void paintLabel(quint32 index, const QRectF& room);
    void paintElsewhere(const SceneLane& lane);
    [[nodiscard]] QString labelFor(quint32 index, double width); // empty where nothing true fits
    void paintMarks(const Item& item, QPointF at);
    [[nodiscard]] bool holdsHit(std::span<const quint32> items) const;
    [[nodiscard]] double widthOf(quint32 index);

    QPainter& m_painter;
    const LaneFrame& m_frame;
    const Brush& m_brush;
    const std::vector<Item>& m_items;
    std::unordered_map<quint32, float>& m_labelWidths;
    QFontMetricsF m_metrics;
    QRectF m_plot;
};

} // namespace twinward::timeline
