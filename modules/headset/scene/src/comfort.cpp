#include "headset_scene/comfort.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twinward::headset {

namespace {

constexpr float pushed = 0.7F; // of the stick's way
constexpr float backAgain = 0.35F;

QQuaternion about(float degrees)
{
    return QQuaternion::fromAxisAndAngle(0, 1, 0, degrees);
}

// Where somebody looks, on the floor plan: degrees to the left of -z.
float headingOf(const Pose& pose)
{
    const QVector3D ahead = pose.forward();
    // Who looks straight down looks where the top of their head points.
    const QVector3D flat = std::abs(ahead.y()) < 0.98F
        ? ahead
        : pose.orientation * QVector3D(0, ahead.y() < 0 ? 1.0F : -1.0F, 0);
    return std::atan2(-flat.x(), -flat.z()) * 180 / std::numbers::pi_v<float>;
}

} // namespace

float SnapTurn::update(float stick)
{
    const float way = std::abs(stick);
    if (m_atRest && way > pushed) {
        m_atRest = false;
        return stick > 0 ? -stepDegrees : stepDegrees;
    }
    if (way < backAgain)
        m_atRest = true;
    return 0;
}

Inputs inRoom(const Pose& rig, Inputs tracked)
{
    const auto place = [&rig](std::optional<Pose>& pose) {
        if (pose)
            pose = rig * *pose;
    };
    place(tracked.head);
    for (HandInput& hand : tracked.hands) {
        place(hand.aim);
        place(hand.grip);
        if (!hand.joints)
            continue;
        for (JointPose& joint : hand.joints->all)
            joint.pose = rig * joint.pose;
    }
    return tracked;
}

Pose turnedAbout(const Pose& rig, const QVector3D& trackedHead, float degrees)
{
    const QVector3D head = rig.map(trackedHead);
    Pose turned;
    turned.orientation = (about(degrees) * rig.orientation).normalized();
    turned.position = head - turned.orientation * trackedHead;
    turned.position.setY(rig.position.y());
    return turned;
}

Pose standingAt(const Pose& spot, const Pose& trackedHead)
{
    Pose rig;
    rig.orientation = about(headingOf(spot) - headingOf(trackedHead));
    const QVector3D feet(trackedHead.position.x(), 0, trackedHead.position.z());
    rig.position = QVector3D(spot.position.x(), 0, spot.position.z()) - rig.orientation * feet;
    return rig;
}

void Vignette::update(float seconds)
{
    m_strength = std::max(0.0F, m_strength - seconds / fadeSeconds);
}

} // namespace twinward::headset
