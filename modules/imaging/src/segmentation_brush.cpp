#include "imaging/measure.h"
#include "imaging/segmentation.h"
#include "imaging/vec.h"

namespace twinward::imaging {

namespace {

double distanceToLine(const Vec3& point, const Vec3& from, const Vec3& to)
{
    const Vec3 along = minus(to, from);
    const double squared = dot(along, along);
    const double place = squared > 0 ? std::clamp(dot(minus(point, from), along) / squared, 0.0, 1.0) : 0.0;
    return length(minus(point, plus(from, times(along, place))));
}

// The voxels that can be within the radius of the line.
VoxelBox reachOf(const Grid& grid, const Vec3& from, const Vec3& to, double radiusMm)
{
    VoxelBox box = wholeBox(grid.size);
    const Vec3 a = toVoxel(grid, from);
    const Vec3 b = toVoxel(grid, to);
    for (size_t axis = 0; axis < 3; ++axis) {
        // Along a sheared axis more voxels are within reach than the spacing says.
        const Vec3 across = unit(cross(grid.axes[(axis + 1) % 3], grid.axes[(axis + 2) % 3]));
        const double reach = radiusMm / (std::abs(dot(grid.axes[axis], across)) * grid.spacing[axis]);
        const double low
            = std::clamp(std::floor(std::min(a[axis], b[axis]) - reach), 0.0, double(grid.size[axis]));
        const double high
            = std::clamp(std::ceil(std::max(a[axis], b[axis]) + reach), -1.0, grid.size[axis] - 1.0);
        box.first[axis] = static_cast<int>(low);
        box.last[axis] = static_cast<int>(high);
    }
    return box;
}

bool isPaintable(const Brush& brush, const Volume* volume, int i, int j, int k)
{
    if (!brush.onlyWithin || volume == nullptr)
        return true;
    const auto value = volume->value(i, j, k);
    return value && *value >= brush.onlyWithin->low && *value <= brush.onlyWithin->high;
}

void change(Mask& mask, Brush::Action action, int i, int j, int k)
{
    if (action == Brush::Action::Paint)
        mask.set(i, j, k);
    else
        mask.clear(i, j, k);
}

} // namespace

void stroke(
    Mask& mask, const Grid& grid, const Volume* volume, const Brush& brush, const Vec3& from, const Vec3& to)
{
    const Vec3 normal = unit(brush.normal);
    const bool isDisc = brush.shape == Brush::Shape::Disc;
    double halfLayer = 0;
    for (size_t axis = 0; axis < 3; ++axis)
        halfLayer = std::max(halfLayer, std::abs(dot(grid.axes[axis], normal)) * grid.spacing[axis] / 2);
    const VoxelBox box = reachOf(grid, from, to, std::hypot(brush.radiusMm, isDisc ? halfLayer : 0));
    for (int k = box.first[2]; k <= box.last[2]; ++k) {
        for (int j = box.first[1]; j <= box.last[1]; ++j) {
            for (int i = box.first[0]; i <= box.last[0]; ++i) {
                Vec3 centre = centreOf(grid, {i, j, k});
                if (isDisc) {
                    const double height = dot(minus(centre, from), normal);
                    // Of two layers that are as near, one only.
                    if (height < -halfLayer + 1e-6 || height > halfLayer + 1e-6)
                        continue;
                    centre = minus(centre, times(normal, height));
                }
                if (distanceToLine(centre, from, to) <= brush.radiusMm && isPaintable(brush, volume, i, j, k))
                    change(mask, brush.action, i, j, k);
            }
        }
    }
    // A brush finer than a voxel still draws what it is held on.
    for (const Vec3& end : {from, to}) {
        const auto voxel = voxelAt(grid, end);
        if (voxel && isPaintable(brush, volume, (*voxel)[0], (*voxel)[1], (*voxel)[2]))
            change(mask, brush.action, (*voxel)[0], (*voxel)[1], (*voxel)[2]);
    }
}

void rasterise(const Mask& mask, const Grid& grid, const PlaneRaster& raster, quint8 value, quint8* out)
{
    const Vec3 start = toVoxel(grid, raster.topLeft);
    const Vec3 right = minus(toVoxel(grid, plus(raster.topLeft, raster.right)), start);
    const Vec3 down = minus(toVoxel(grid, plus(raster.topLeft, raster.down)), start);
    for (int row = 0; row < raster.height; ++row) {
        const Vec3 begin = plus(start, times(down, row));
        for (int column = 0; column < raster.width; ++column) {
            const Vec3 voxel = plus(begin, times(right, column));
            const auto nearest = [&](size_t axis) { return static_cast<int>(std::floor(voxel[axis] + 0.5)); };
            if (mask.at(nearest(0), nearest(1), nearest(2)))
                out[qint64{row} * raster.width + column] = value;
        }
    }
}

} // namespace twinward::imaging
