#pragma once

// What a TimelineView keeps, and how its frame is drawn. The events that reach the widget are in
// timeline_view_input.

#include "timeline_panel/timeline_view.h"

#include "axis_painter_p.h"

#include <QImage>
#include <QScrollBar>
#include <unordered_map>

namespace twinward::timeline {

class TimelineView::Private
{
public:
    explicit Private(TimelineView& view);

    // ---- geometry ----
    [[nodiscard]] QRectF ground() const; // of the lanes, headers included
    [[nodiscard]] QRectF overview() const; // the strip right of its name
    [[nodiscard]] LaneFrame frame() const;
    [[nodiscard]] Scene::Hit hitAt(QPointF position) const;
    [[nodiscard]] QRectF boxRectOf(quint32 item) const;

    // ---- change ----
    void themeChanged();
    void arrange(); // layouts and scroll range, after anything that moves things
    void windowMoved(); // other times: arranged, drawn again and told
    void reveal(quint32 item);
    void redraw() // the whole frame is drawn again
    {
        stale = true;
        view.update();
    }

    // ---- drawing ----
    void drawFrame(); // into `cache`
    void drawOver(QPainter& painter); // what moves with the mouse and the keys
    void drawNothing(QPainter& painter) const; // where the filters leave nothing

    // ---- mouse ----
    enum class Drag { None, Pending, Ground, Overview };
    void dragTo(QPointF position);
    void centreOverviewAt(double x);
    void hover(QPointF position);
    void click(QPointF position);
    void openHit(const Scene::Hit& hit, QPointF position);

    // ---- keyboard ----
    [[nodiscard]] bool pressed(const QKeyEvent& event);
    [[nodiscard]] bool movedBy(const QKeyEvent& event);
    [[nodiscard]] bool zoomedBy(const QKeyEvent& event);

    TimelineView& view;
    QScrollBar* scroll;
    Scene scene;
    Viewport viewport;
    Measures measures;
    Brush brush;
    qint64 nowMs = 0;
    std::optional<qint64> cursorMs;
    std::optional<quint32> selected;
    std::vector<quint32> hits;
    std::vector<quint32> hoveredItems;
    QRectF hoveredRect;

    QImage cache;
    bool stale = true;
    QImage density;
    bool densityStale = true;
    std::unordered_map<quint32, float> labelWidths;

    Drag drag = Drag::None;
    QPointF pressedAt;
    QPointF draggedFrom;
};

} // namespace twinward::timeline
