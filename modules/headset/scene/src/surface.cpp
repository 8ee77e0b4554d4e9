#include "headset_scene/surface.h"

#include "headset_scene/pointing.h"
#include "imaging/vec.h"
#include "imaging_view/plane_geometry.h"

#include <algorithm>
#include <cmath>

namespace twinward::headset {

using imaging::Vec3;

namespace {

constexpr double seen = 0.4; // gathered opacity at which there is a surface
constexpr double stepVoxels = 0.5;

// Between the points by straight lines, constant beyond them: as the volume is drawn.
double opacityOf(const std::vector<imaging::TransferPoint>& transfer, double value)
{
    if (transfer.empty())
        return 0;
    const auto above = std::find_if(transfer.begin(), transfer.end(),
        [value](const imaging::TransferPoint& point) { return point.value > value; });
    if (above == transfer.begin())
        return transfer.front().opacity;
    if (above == transfer.end())
        return transfer.back().opacity;
    const auto below = std::prev(above);
    const double share = (value - below->value) / (above->value - below->value);
    return below->opacity + share * (above->opacity - below->opacity);
}

bool isCutAway(const imaging::VolumeView& view, const Vec3& point)
{
    if (view.clipBox) {
        const auto& [a, b] = *view.clipBox;
        for (size_t axis = 0; axis < 3; ++axis) {
            if (point.at(axis) < std::min(a.at(axis), b.at(axis))
                || point.at(axis) > std::max(a.at(axis), b.at(axis)))
                return true;
        }
    }
    return std::any_of(view.clipPlanes.begin(), view.clipPlanes.end(), [&](const imaging::ClipPlane& plane) {
        return imaging::dot(imaging::minus(point, plane.point), plane.normal) < 0;
    });
}

} // namespace

std::optional<Vec3> firstVisible(
    const imaging::Volume& volume, const imaging::VolumeView& view, const Vec3& from, const Vec3& direction)
{
    const imaging::GridMap map(volume.grid);
    const Vec3 start = map.toIndex(from);
    const Vec3 along = map.directionToIndex(direction);
    const auto span = spanWithin(volume.grid, start, along, 0);
    if (!span)
        return std::nullopt;
    const double fastest = std::max({std::abs(along[0]), std::abs(along[1]), std::abs(along[2])});
    const double step = stepVoxels / fastest;
    double clear = 1;
    for (double mm = span->first; mm <= span->second; mm += step) {
        const Vec3 index = imaging::plus(start, imaging::times(along, mm));
        const auto value = volume.value(static_cast<int>(std::lround(index[0])),
            static_cast<int>(std::lround(index[1])), static_cast<int>(std::lround(index[2])));
        if (!value)
            continue;
        const Vec3 point = imaging::plus(from, imaging::times(direction, mm));
        const double opacity = opacityOf(view.transfer, *value);
        if (opacity <= 0 || isCutAway(view, point))
            continue;
        clear *= std::pow(1 - std::min(opacity, 0.999), step); // opacity is that of a millimetre
        if (1 - clear >= seen)
            return point;
    }
    return std::nullopt;
}

} // namespace twinward::headset
