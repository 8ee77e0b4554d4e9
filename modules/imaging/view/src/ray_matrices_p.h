#pragma once

// The ways between an eye's clip space, a grid's voxels and millimetres, worked out in double precision: far
// planes a hundred metres away leave little of a float.

#include "imaging_view/ray_caster.h"

namespace twinward::imaging {

struct RayMatrices
{
    RayMatrices(const RayEye& eye, const Grid& grid);

    QMatrix4x4 clipToVoxel;
    QMatrix4x4 voxelToClip;
    QMatrix3x3 voxelToMm;
    QMatrix3x3 mmToVoxel;
};

} // namespace twinward::imaging
