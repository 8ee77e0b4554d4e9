#pragma once

// The 256 ways a surface can go through a cell of eight voxels, worked out from how it must go on the faces
// instead of copied from a table.

#include <array>
#include <QtGlobal>
#include <vector>

namespace twinward::imaging {

struct CubeCase
{
    // Numbers of the cell's edges; counter-clockwise seen from outside in a right-handed grid.
    std::vector<std::array<int, 3>> triangles;
    bool complete = true; // every loop could be split
};

// By which corners are inside: corner n, bit n; a corner's number is x + 2 y + 4 z.
[[nodiscard]] const std::array<CubeCase, 256>& cubeCases();

// An edge of a cell: its axis, and the corner it begins at.
struct CubeEdge
{
    int axis = 0;
    std::array<int, 3> from{};
};
[[nodiscard]] CubeEdge cubeEdge(int edge);

} // namespace twinward::imaging
