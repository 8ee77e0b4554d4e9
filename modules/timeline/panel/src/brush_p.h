#pragma once

// What the timeline's painters share: measures and colours of the theme at its scale, taken once for a frame.

#include "timeline/scene.h"
#include "timeline/viewport.h"

#include <QColor>
#include <QFont>
#include <QFontMetricsF>
#include <QPainter>

namespace twinward::timeline {

struct Measures
{
    double headerWidth = 0; // the column of lane names
    double axisHeight = 0; // periods, ticks, ages
    double overviewHeight = 0;
    double tickRow = 0; // one line of the axis
    SceneMetrics scene;

    [[nodiscard]] static Measures ofTheme();
};

struct Brush
{
    QColor window, surface, line, text, secondary, accent, selection, caution, danger, onAccent;
    QFont small, body, strong;
    double unit = 1; // one pixel of the grid, scaled
    bool dark = false;

    [[nodiscard]] static Brush ofTheme();
    [[nodiscard]] static QColor lane(Lane lane);
    [[nodiscard]] static QColor tint(const QColor& color, double alpha);
};

} // namespace twinward::timeline
