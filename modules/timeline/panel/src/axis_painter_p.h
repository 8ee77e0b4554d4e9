#pragma once

// Draws the axis above the lanes (periods, dates, ages), the lines that run through them (ticks, birth, now),
// and the strip of the whole life below.

#include "lane_painter_p.h"

#include "timeline/axis.h"

#include <QImage>

namespace twinward::timeline {

class AxisPainter
{
public:
    AxisPainter(QPainter& painter, const LaneFrame& frame, const Axis& axis);

    void paintGround(); // tick lines under the lanes, and what lies before birth
    void paintAxis(double top);
    void paintMoments(); // the lines of now and of death, under the lanes

private:
    struct Flag
    {
        double x = 0;
        QString text;
        QColor ground;
        QColor ink;
    };
    void paintSpans(double top);
    void paintTicks(double top);
    void paintAges(double top);
    void paintFlags(double top);
    [[nodiscard]] double xOf(qint64 ms) const;
    [[nodiscard]] std::vector<Flag> flags() const; // those in sight
    [[nodiscard]] QRectF rectOf(const Flag& flag, double top) const;

    QPainter& m_painter;
    const LaneFrame& m_frame;
    const Axis& m_axis;
    const Brush& m_brush;
};

// How many items stand in each of `width` equal parts of the life, for those the scene shows; a lane's share
// keeps its place. Made once for each filter and size.
[[nodiscard]] QImage overviewImage(const Scene& scene, QSize size, qreal ratio, Extent limits);
// The window of what is seen, on the overview.
[[nodiscard]] QRectF overviewWindow(const Viewport& viewport, const QRectF& strip);
void paintOverview(QPainter& painter, const LaneFrame& frame, const QImage& density, const QRectF& strip);

} // namespace twinward::timeline
