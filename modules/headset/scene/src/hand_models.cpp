#include "headset_scene/hand_models.h"

#include <algorithm>

namespace twinward::headset {

namespace {

constexpr float leastBoneM = 0.006F;

// The bones: each finger from the wrist to its tip.
constexpr std::array<std::array<Joint, 6>, 5> fingers{{
    {Joint::Wrist, Joint::ThumbMetacarpal, Joint::ThumbProximal, Joint::ThumbDistal, Joint::ThumbTip,
        Joint::ThumbTip},
    {Joint::Wrist, Joint::IndexMetacarpal, Joint::IndexProximal, Joint::IndexIntermediate, Joint::IndexDistal,
        Joint::IndexTip},
    {Joint::Wrist, Joint::MiddleMetacarpal, Joint::MiddleProximal, Joint::MiddleIntermediate,
        Joint::MiddleDistal, Joint::MiddleTip},
    {Joint::Wrist, Joint::RingMetacarpal, Joint::RingProximal, Joint::RingIntermediate, Joint::RingDistal,
        Joint::RingTip},
    {Joint::Wrist, Joint::LittleMetacarpal, Joint::LittleProximal, Joint::LittleIntermediate,
        Joint::LittleDistal, Joint::LittleTip},
}};

} // namespace

Model handModel(const HandInput& hand, QRgb colour)
{
    Model model;
    if (hand.joints) {
        for (const auto& finger : fingers) {
            for (size_t i = 0; i + 1 < finger.size(); ++i) {
                const JointPose& from = hand.joints->at(finger.at(i));
                const JointPose& to = hand.joints->at(finger.at(i + 1));
                if (finger.at(i) == finger.at(i + 1))
                    continue;
                addRod(model, from.pose.position, to.pose.position,
                    std::max(leastBoneM, std::min(from.radiusM, to.radiusM)), colour);
            }
        }
    } else if (hand.grip) {
        const Pose& grip = *hand.grip;
        addRod(model, grip.map({0, 0, 0.04F}), grip.map({0, 0, -0.04F}), 0.017F, colour);
        if (hand.aim)
            addRod(model, grip.map({0, 0, -0.04F}), hand.aim->position + hand.aim->forward() * 0.02F, 0.008F,
                colour);
    }
    return model;
}

Model rayModel(const Pose& aim, float lengthM, QRgb colour)
{
    Model model;
    const QVector3D end = aim.position + aim.forward() * lengthM;
    addRod(model, aim.position + aim.forward() * 0.03F, end, 0.0014F, colour);
    addBall(model, end, 0.006F, colour);
    return model;
}

} // namespace twinward::headset
