#include "mark_paint_p.h"

#include <cmath>
#include <QPainter>

namespace twinward::imaging {

QColor colourOf(MarkLook look)
{
    switch (look) {
    case MarkLook::Drawn:
        return drawnColour;
    case MarkLook::Own:
        return ownColour;
    case MarkLook::Reported:
        return reportedColour;
    }
    return overlayLight;
}

QPainterPath starPath(const QPointF& middle, double radius)
{
    QPainterPath path;
    for (int i = 0; i < 10; ++i) {
        const double angle = i * M_PI / 5;
        const double far = i % 2 == 0 ? radius : radius * 0.42;
        const QPointF at = middle + QPointF(std::sin(angle), -std::cos(angle)) * far;
        if (i == 0)
            path.moveTo(at);
        else
            path.lineTo(at);
    }
    path.closeSubpath();
    return path;
}

QPainterPath diamondPath(const QPointF& middle, double radius)
{
    QPainterPath path(middle - QPointF(0, radius));
    path.lineTo(middle + QPointF(radius, 0));
    path.lineTo(middle + QPointF(0, radius));
    path.lineTo(middle - QPointF(radius, 0));
    path.closeSubpath();
    return path;
}

void paintStar(QPainter& painter, const QPointF& middle, double radius, MarkLook look)
{
    const QPainterPath star = starPath(middle, radius);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 150), 3));
    painter.drawPath(star);
    painter.setPen(QPen(colourOf(look), 1.3));
    painter.setBrush(look == MarkLook::Reported ? QBrush(Qt::NoBrush) : QBrush(colourOf(look)));
    painter.drawPath(star);
    painter.setBrush(Qt::NoBrush);
}

void writeOn(QPainter& painter, const QRectF& where, int flags, const QString& text, const QColor& colour)
{
    painter.setPen(QColor(0, 0, 0, 200));
    painter.drawText(where.translated(1, 1), flags, text);
    painter.setPen(colour);
    painter.drawText(where, flags, text);
}

} // namespace twinward::imaging
