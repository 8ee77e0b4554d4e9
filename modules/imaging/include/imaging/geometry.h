#pragma once

// From single frames to a volume: the order of the slices, the step between them, and everything that makes
// such a stack not be a volume. Geometry is right or refused: what is wrong is named, never smoothed over.

#include "base/error.h"
#include "imaging/header.h"

namespace twinward::imaging {

// A regular grid in the patient: voxel (i, j, k) has its centre at origin + i·spacing[0]·axes[0] + j·… + k·….
struct Grid
{
    std::array<int, 3> size{}; // columns, rows, slices
    Vec3 origin{};
    std::array<Vec3, 3>
        axes{}; // unit vectors; the third is where the slices go, not always the normal (tilt)
    Vec3 spacing{1, 1, 1}; // mm
    friend bool operator==(const Grid&, const Grid&) = default;
};

enum class GeometryFault : quint8 {
    NoPosition, // frames without Image Position or Orientation
    // The series holds other frames too, which differ in this and are in stacks of their own. No obstacle to
    // a grid.
    MixedSize, // rows or columns
    MixedOrientation,
    MixedSpacing, // Pixel Spacing
    MixedAcquisition, // phase, echo, b-value, acquisition or kind of image (a scout among slices)
    DuplicatePosition, // two frames at one place
    MissingSlices, // a gap of a whole number of steps
    UnevenSteps, // a gap of anything else
    GantryTilt, // sheared: shown, and drawn sheared, but right
    SidewaysShift, // slices shifted in their plane by no steady amount
    SingleSlice,
};

struct GeometryFinding
{
    GeometryFault fault;
    QString detail; // English, with numbers: "between instances 41 and 43: 2 slices missing (step 1.25 mm)"
};

// A frame to be placed: which instance of the series, which frame in it.
struct FrameRef
{
    int instance = 0;
    int frame = 0;
    friend bool operator==(const FrameRef&, const FrameRef&) = default;
};

// One stack of frames in order along its normal. A series may hold several (phases, echoes, scouts).
struct Stack
{
    std::vector<FrameRef> frames;
    std::vector<GeometryFinding> findings;
    std::optional<Grid> grid; // where the frames make a volume: no fault but Mixed… and GantryTilt
    QString
        label; // what sets it apart from the series' other stacks: "echo 2", "scout"; English, may be empty
};

// instances: those of one series, in any order. Every frame with pixels lands in exactly one stack; stacks
// that are volumes come first, the largest first.
[[nodiscard]] std::vector<Stack> arrange(const std::vector<ObjectHeader>& instances);

} // namespace twinward::imaging
