#pragma once

// Volumes made coarser: whole blocks of voxels become their mean.

#include "imaging/volume.h"

namespace twinward::imaging {

// size: whole blocks of `step` voxels along each axis; what is left over at the end is left out.
[[nodiscard]] QByteArray reducedVoxels(
    const Volume& volume, const std::array<int, 3>& size, const std::array<int, 3>& step);
// Where the blocks' middles lie.
[[nodiscard]] Grid reducedGrid(const Grid& grid, const std::array<int, 3>& steps);

} // namespace twinward::imaging
