#pragma once

// Hands and poses for tests, made by hand and at random.

#include "headset_scene/grab.h"

#include <rapidcheck.h>

namespace twinward::headset::gestures {

inline float within(float low, float high)
{
    return low + (high - low) * static_cast<float>(*rc::gen::inRange(0, 100'001)) / 100'000;
}

inline QVector3D pointWithin(float metres)
{
    return {within(-metres, metres), within(-metres, metres), within(-metres, metres)};
}

inline QQuaternion anyTurn()
{
    const QVector3D axis = pointWithin(1);
    return QQuaternion::fromAxisAndAngle(
        axis.isNull() ? QVector3D(0, 1, 0) : axis.normalized(), within(-180, 180));
}

inline Pose anyPose()
{
    return {anyTurn(), pointWithin(2)};
}

inline Placement anyPlacement()
{
    Placement placement;
    placement.pose = anyPose();
    placement.pivot = {double{within(-300, 300)}, double{within(-300, 300)}, double{within(-300, 300)}};
    placement.metresPerMm = within(0.0005F, 0.003F);
    return placement;
}

// 200 x 200 x 300 mm about the origin.
inline imaging::Grid chest()
{
    imaging::Grid grid;
    grid.size = {101, 101, 151};
    grid.spacing = {2, 2, 2};
    grid.axes = {imaging::Vec3{1, 0, 0}, imaging::Vec3{0, 1, 0}, imaging::Vec3{0, 0, 1}};
    grid.origin = {-100, -100, -150};
    return grid;
}

inline Inputs hands(const std::optional<Pose>& left, bool leftGrabs, const std::optional<Pose>& right,
    bool rightGrabs, const Inputs& before = {})
{
    Inputs now;
    now.focused = true;
    now.hand(Side::Left).grip = left;
    now.hand(Side::Right).grip = right;
    now.hand(Side::Left).grab = {leftGrabs, leftGrabs != before.hand(Side::Left).grab.down};
    now.hand(Side::Right).grab = {rightGrabs, rightGrabs != before.hand(Side::Right).grab.down};
    return now;
}

} // namespace twinward::headset::gestures
