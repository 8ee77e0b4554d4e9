#include "headset_scene/gestures.h"

#include <algorithm>
#include <cmath>

namespace twinward::headset {

namespace {

// Closed above the one, open again below the other: a hand at the edge does not flutter.
constexpr float closes = 0.8F;
constexpr float opens = 0.55F;

QVector3D placeOf(const HandJoints& hand, Joint joint)
{
    return hand.at(joint).pose.position;
}

float share(float value, float open, float closed)
{
    return std::clamp((open - value) / (open - closed), 0.0F, 1.0F);
}

Button follow(bool& down, float closed)
{
    const bool was = down;
    down = closed > (was ? opens : closes);
    return {down, down != was};
}

// Where the arm hangs from, seen from the head: 20 cm under the eyes and 18 cm to the side.
QVector3D shoulderOf(const Pose& head, Side side)
{
    QVector3D right = head.orientation * QVector3D(1, 0, 0);
    right.setY(0);
    const float way = side == Side::Left ? -0.18F : 0.18F;
    return head.position + QVector3D(0, -0.20F, 0) + right.normalized() * way;
}

Pose aimOf(const HandJoints& hand, const std::optional<Pose>& head, Side side)
{
    const QVector3D pinch = (placeOf(hand, Joint::ThumbTip) + 3 * placeOf(hand, Joint::IndexProximal))
        / 4; // still while it closes
    const QVector3D ahead
        = head ? (pinch - shoulderOf(*head, side)).normalized() : hand.at(Joint::Palm).pose.forward();
    return {QQuaternion::fromDirection(-ahead, {0, 1, 0}), pinch};
}

} // namespace

float pinchOf(const HandJoints& hand)
{
    const float apart = (placeOf(hand, Joint::ThumbTip) - placeOf(hand, Joint::IndexTip)).length();
    return share(apart, 0.05F, 0.012F);
}

float fistOf(const HandJoints& hand)
{
    const QVector3D palm = placeOf(hand, Joint::Palm);
    const float size = (placeOf(hand, Joint::MiddleProximal) - placeOf(hand, Joint::Wrist)).length();
    float farthest = 0;
    for (const Joint tip : {Joint::IndexTip, Joint::MiddleTip, Joint::RingTip, Joint::LittleTip})
        farthest = std::max(farthest, (placeOf(hand, tip) - palm).length());
    return size > 0 ? share(farthest / size, 1.0F, 0.6F) : 0;
}

void BareHands::update(Inputs& inputs)
{
    for (const Side side : bothSides) {
        HandInput& hand = inputs.hand(side);
        Hold& hold = m_holds[static_cast<size_t>(side)];
        if (!hand.profile.isEmpty() || (!hand.joints && !hold.pinching && !hold.fisted))
            continue;
        // A hand that is gone opens: nothing stays pressed.
        hand.triggering = hand.joints && inputs.focused ? pinchOf(*hand.joints) : 0;
        hand.grabbing = hand.joints && inputs.focused ? fistOf(*hand.joints) : 0;
        // A fist brings thumb and index together too; it is no pinch.
        if (hand.grabbing > opens && !hold.pinching)
            hand.triggering = 0;
        hand.trigger = follow(hold.pinching, hand.triggering);
        hand.grab = follow(hold.fisted, hand.grabbing);
        if (!hand.joints)
            continue;
        if (!hand.aim)
            hand.aim = aimOf(*hand.joints, inputs.head, side);
        if (!hand.grip)
            hand.grip = hand.joints->at(Joint::Palm).pose;
    }
}

} // namespace twinward::headset
