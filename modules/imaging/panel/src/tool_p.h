#pragma once

// What the left mouse button and Enter do in a view.

#include "imaging/scene.h"

namespace twinward::imaging {

enum class Tool { Cross, Window, Pan, Zoom, Turn, Distance, Angle, Ellipse, Freehand, Probe, Annotation };

[[nodiscard]] constexpr bool isMarking(Tool tool)
{
    return tool >= Tool::Distance;
}

[[nodiscard]] constexpr record::ImagingFinding::Shape shapeOf(Tool tool)
{
    using Shape = record::ImagingFinding::Shape;
    switch (tool) {
    case Tool::Distance:
        return Shape::Distance;
    case Tool::Angle:
        return Shape::Angle;
    case Tool::Ellipse:
        return Shape::Ellipse;
    case Tool::Freehand:
        return Shape::Freehand;
    case Tool::Probe:
        return Shape::Point;
    default:
        return Shape::Annotation;
    }
}

} // namespace twinward::imaging
