#include "imaging/measure.h"
#include "imaging/vec.h"

namespace twinward::imaging {

namespace {

// The steps from voxel to voxel, in mm.
std::array<Vec3, 3> stepsOf(const Grid& grid)
{
    return {times(grid.axes[0], grid.spacing[0]), times(grid.axes[1], grid.spacing[1]),
        times(grid.axes[2], grid.spacing[2])};
}

} // namespace

Vec3 toPatient(const Grid& grid, const Vec3& voxel)
{
    const auto steps = stepsOf(grid);
    return plus(grid.origin,
        plus(times(steps[0], voxel[0]), plus(times(steps[1], voxel[1]), times(steps[2], voxel[2]))));
}

Vec3 toVoxel(const Grid& grid, const Vec3& point)
{
    // Cramer's rule: the axes of a tilted stack are not at right angles.
    const auto steps = stepsOf(grid);
    const Vec3 offset = minus(point, grid.origin);
    const Vec3 yz = cross(steps[1], steps[2]);
    const double determinant = dot(steps[0], yz);
    return {dot(offset, yz) / determinant, dot(steps[0], cross(offset, steps[2])) / determinant,
        dot(steps[0], cross(steps[1], offset)) / determinant};
}

Vec3 centreOf(const Grid& grid, const std::array<int, 3>& voxel)
{
    return toPatient(
        grid, {static_cast<double>(voxel[0]), static_cast<double>(voxel[1]), static_cast<double>(voxel[2])});
}

std::optional<std::array<int, 3>> voxelAt(const Grid& grid, const Vec3& point)
{
    const Vec3 voxel = toVoxel(grid, point);
    std::array<int, 3> nearest{};
    for (size_t axis = 0; axis < 3; ++axis) {
        const double rounded = std::floor(voxel[axis] + 0.5);
        if (!(rounded >= 0 && rounded < grid.size[axis]))
            return std::nullopt;
        nearest[axis] = static_cast<int>(rounded);
    }
    return nearest;
}

} // namespace twinward::imaging
