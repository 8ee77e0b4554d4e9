#pragma once

// What the left mouse button and Enter do in a view.

#include "imaging/scene.h"

namespace twinward::imaging {

enum class Tool {
    Cross,
    Window,
    Pan,
    Zoom,
    Turn,
    Brush, // segments are painted, wiped and grown
    Eraser,
    Seed,
    Distance,
    Angle,
    Ellipse,
    Freehand,
    Probe,
    Annotation
};

[[nodiscard]] constexpr bool isSegmenting(Tool tool)
{
    return tool == Tool::Brush || tool == Tool::Eraser || tool == Tool::Seed;
}

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

// A hand that paints, wipes or sets a seed on a plane.
struct SegmentStep
{
    enum class Phase { Begin, Move, End };
    Phase phase = Phase::Begin;
    Tool tool = Tool::Brush;
    Vec3 at{};
    Vec3 normal{0, 0, 1}; // of the plane
};

} // namespace twinward::imaging
