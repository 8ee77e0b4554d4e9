#include "headset_scene/grab.h"

#include "headset_scene/pointing.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twinward::headset {

namespace {

constexpr float leastHandsApartM = 0.02F;

// The turn of a rotation about an axis, degrees between -180 and 180 (swing and twist; Dobrowolski 2015).
float twistAbout(const QQuaternion& rotation, const QVector3D& axis)
{
    const float along = QVector3D::dotProduct(rotation.vector(), axis);
    const float angle = 2 * std::atan2(along, rotation.scalar()) * 180 / std::numbers::pi_v<float>;
    return std::remainder(angle, 360.0F);
}

} // namespace

Placement carried(const Placement& held, const Pose& handThen, const Pose& handNow)
{
    Placement moved = held;
    moved.pose = handNow * handThen.inverse() * held.pose;
    return moved;
}

Placement stretched(
    const Placement& held, const std::array<Pose, 2>& handsThen, const std::array<Pose, 2>& handsNow)
{
    const QVector3D then = handsThen[1].position - handsThen[0].position;
    const QVector3D now = handsNow[1].position - handsNow[0].position;
    const QVector3D middleThen = (handsThen[0].position + handsThen[1].position) / 2;
    const QVector3D middleNow = (handsNow[0].position + handsNow[1].position) / 2;
    const float apartThen = std::max(then.length(), leastHandsApartM);
    const float apartNow = std::max(now.length(), leastHandsApartM);

    QQuaternion turn;
    if (then.length() > leastHandsApartM && now.length() > leastHandsApartM) {
        const QQuaternion swing = QQuaternion::rotationTo(then.normalized(), now.normalized());
        const QVector3D line = now.normalized();
        float roll = 0;
        for (size_t i = 0; i < 2; ++i) {
            const QQuaternion turned = handsNow.at(i).orientation * handsThen.at(i).orientation.conjugated();
            roll += twistAbout(turned * swing.conjugated(), line) / 2;
        }
        turn = (QQuaternion::fromAxisAndAngle(line, roll) * swing).normalized();
    }
    Placement moved = held;
    moved.metresPerMm
        = std::clamp(held.metresPerMm * apartNow / apartThen, leastMetresPerMm, mostMetresPerMm);
    const float grown = moved.metresPerMm / held.metresPerMm;
    moved.pose.orientation = (turn * held.pose.orientation).normalized();
    moved.pose.position = middleNow + turn * (held.pose.position - middleThen) * grown;
    return moved;
}

bool canReach(const Placement& placement, const imaging::Grid& grid, const HandInput& hand, float reachM)
{
    if (hand.grip && isInside(placement, grid, hand.grip->position, reachM / 4))
        return true;
    if (!hand.aim)
        return false;
    const auto hit = hitBox({hand.aim->position, hand.aim->forward()}, placement, grid);
    return hit && *hit <= reachM;
}

void Grab::takeUp(const Placement& placement, const Inputs& inputs)
{
    m_start = placement;
    for (const Side side : bothSides) {
        auto& held = m_held[static_cast<size_t>(side)];
        if (held && inputs.hand(side).grip)
            held = inputs.hand(side).grip;
    }
}

Placement Grab::update(const Placement& placement, const Inputs& inputs, const std::array<bool, 2>& mayTake)
{
    Placement moved = placement;
    const bool seen = std::all_of(bothSides.begin(), bothSides.end(),
        [&](Side side) { return !m_held[static_cast<size_t>(side)] || inputs.hand(side).grip; });
    std::array<Pose, 2> now;
    for (size_t i = 0; i < 2; ++i)
        now.at(i) = inputs.hands.at(i).grip.value_or(Pose());
    // A hand that was out of sight takes up where it comes back: nothing jumps after it.
    if (seen && m_lost)
        takeUp(placement, inputs);
    else if (seen && m_held[0] && m_held[1])
        moved = stretched(m_start, {*m_held[0], *m_held[1]}, now);
    else if (seen && m_held[0])
        moved = carried(m_start, *m_held[0], now[0]);
    else if (seen && m_held[1])
        moved = carried(m_start, *m_held[1], now[1]);
    m_lost = !seen;

    bool changed = false;
    for (const Side side : bothSides) {
        const HandInput& hand = inputs.hand(side);
        auto& grip = m_held[static_cast<size_t>(side)];
        if (grip && !hand.grab.down) {
            grip.reset();
            changed = true;
        } else if (!grip && hand.grab.pressed() && hand.grip && mayTake[static_cast<size_t>(side)]) {
            grip = hand.grip;
            changed = true;
        }
    }
    if (changed)
        takeUp(moved, inputs);
    return moved;
}

} // namespace twinward::headset
