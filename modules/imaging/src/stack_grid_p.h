#pragma once

// One stack of frames that belong together: their order along the normal, and whether they make a grid.

#include "imaging/geometry.h"
#include "imaging/vec.h"

namespace twinward::imaging {

// A frame of the series with what geometry asks of it.
struct PlacedFrame
{
    FrameRef ref;
    const ObjectHeader* object = nullptr;
    const FrameHeader* frame = nullptr;
    [[nodiscard]] std::array<double, 2>
    spacing() const; // mm between rows, between columns; 0 where not known
};

// mm along the normal from the patient's origin. Only for frames with a plane.
[[nodiscard]] double depthOf(const PlacedFrame& frame);

// Positions nearer than this are one position: a tenth of the thinnest slices that are made, and more than
// the rounding of positions written with two decimals.
constexpr double samePlaceMm = 0.011;
[[nodiscard]] bool isSamePlace(const PlacedFrame& a, const PlacedFrame& b);

// All frames have planes of one orientation, size and spacing. Sorts them, looks for faults, and gives the
// grid where there is none that forbids it.
[[nodiscard]] Stack stackOf(std::vector<PlacedFrame> frames);

// Frames without planes: in the order of their instances.
[[nodiscard]] Stack unplacedStackOf(std::vector<PlacedFrame> frames);

// Instance number, then UID, then frame: what orders frames when nothing in the patient does.
[[nodiscard]] bool comesBefore(const PlacedFrame& a, const PlacedFrame& b);

} // namespace twinward::imaging
