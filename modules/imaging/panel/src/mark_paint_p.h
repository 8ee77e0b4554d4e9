#pragma once

// How findings look on a picture and in lists: this clinic's solid and yellow with crosses, those of others'
// reports dashed and violet with diamonds; key images carry a star, filled or hollow.

#include <QColor>
#include <QPainterPath>

class QPainter;

namespace twinward::imaging {

inline const QColor overlayLight(226, 232, 240); // on black, in both themes
inline const QColor ownColour(255, 214, 92);
inline const QColor drawnColour(120, 220, 255); // while it is drawn
inline const QColor reportedColour(231, 160, 220); // Okabe and Ito's reddish purple, light enough on black

enum class MarkLook { Drawn, Own, Reported };
[[nodiscard]] QColor colourOf(MarkLook look);

[[nodiscard]] QPainterPath starPath(const QPointF& middle, double radius);
[[nodiscard]] QPainterPath diamondPath(const QPointF& middle, double radius);
void paintStar(QPainter& painter, const QPointF& middle, double radius, MarkLook look);

// Readable on any tissue: dark under light.
void writeOn(QPainter& painter, const QRectF& where, int flags, const QString& text,
    const QColor& colour = overlayLight);

} // namespace twinward::imaging
