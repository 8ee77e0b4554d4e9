#pragma once

// What the wearer does, as of one frame: head, both hands, buttons, and what is sent back into the hands.

#include "headset/pose.h"

#include <array>
#include <chrono>
#include <optional>
#include <QString>
#include <QVector2D>

namespace twinward::headset {

enum class Side { Left, Right };
inline constexpr std::array<Side, 2> bothSides{Side::Left, Side::Right};

struct Button
{
    bool down = false;
    bool changed = false; // since the frame before

    [[nodiscard]] bool pressed() const { return down && changed; }
    [[nodiscard]] bool released() const { return !down && changed; }
};

// In the order of XR_EXT_hand_tracking (XrHandJointEXT).
enum class Joint {
    Palm,
    Wrist,
    ThumbMetacarpal,
    ThumbProximal,
    ThumbDistal,
    ThumbTip,
    IndexMetacarpal,
    IndexProximal,
    IndexIntermediate,
    IndexDistal,
    IndexTip,
    MiddleMetacarpal,
    MiddleProximal,
    MiddleIntermediate,
    MiddleDistal,
    MiddleTip,
    RingMetacarpal,
    RingProximal,
    RingIntermediate,
    RingDistal,
    RingTip,
    LittleMetacarpal,
    LittleProximal,
    LittleIntermediate,
    LittleDistal,
    LittleTip,
};
inline constexpr size_t jointCount = 26;

struct JointPose
{
    Pose pose;
    float radiusM = 0;
};

struct HandJoints
{
    std::array<JointPose, jointCount> all;
    [[nodiscard]] const JointPose& at(Joint joint) const { return all[static_cast<size_t>(joint)]; }
};

// A hand with a controller, a bare hand, both at once, or neither: what is not known is not there.
struct HandInput
{
    std::optional<Pose> aim; // where a ray leaves it: origin, and forward() its direction
    std::optional<Pose> grip; // what is held turns with it
    std::optional<HandJoints> joints;
    QString profile; // OpenXR's interaction profile; empty without a controller

    float grabbing = 0; // 0 to 1: the squeeze, or on a simple controller the select button
    float triggering = 0; // 0 to 1
    QVector2D thumbstick; // -1 to 1; x to the right, y away from the wearer; a trackpad counts where there is
                          // no stick
    Button grab; // the runtime's own threshold on `grabbing`
    Button trigger;
    Button menu;
    Button primary; // A and X
    Button secondary; // B and Y
    Button stickClick;
};

struct Inputs
{
    std::optional<Pose> head; // nothing while tracking is lost
    std::array<HandInput, 2> hands; // by Side
    bool focused = false; // where it is not, hands and buttons are another program's: all at rest
    bool recentred
        = false; // the runtime moved the room in this frame: what was placed around the user is elsewhere

    [[nodiscard]] const HandInput& hand(Side side) const { return hands[static_cast<size_t>(side)]; }
    [[nodiscard]] HandInput& hand(Side side) { return hands[static_cast<size_t>(side)]; }
};

// A touch sent into a hand; a later one replaces it.
struct Pulse
{
    Side side = Side::Left;
    float strength = 0.5F; // 0 to 1
    std::chrono::nanoseconds length = std::chrono::milliseconds(10);
    float frequencyHz = 0; // 0: the device's own
};

} // namespace twinward::headset
