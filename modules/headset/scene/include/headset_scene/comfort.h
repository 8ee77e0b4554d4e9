#pragma once

// Moving without growing sick: turning in steps, and less at the edge of the view while the world moves and
// the body does not.

#include "headset/inputs.h"

namespace twinward::headset {

// The thumbstick pushed sideways turns once; it must come back to the middle before it turns again.
class SnapTurn
{
public:
    static constexpr float stepDegrees = 30;
    // Degrees to turn in this frame, to the left positive: 0, 30 or -30.
    [[nodiscard]] float update(float stick);

private:
    bool m_atRest = true;
};

// What the runtime tracks, in the room.
[[nodiscard]] Inputs inRoom(const Pose& rig, Inputs tracked);
// The room turned about the wearer's head, which stays where it is. `rig`: what the runtime tracks, to the
// room.
[[nodiscard]] Pose turnedAbout(const Pose& rig, const QVector3D& trackedHead, float degrees);
// The same, so that the wearer stands at a spot of the room and looks along its -z; their height stays.
[[nodiscard]] Pose standingAt(const Pose& spot, const Pose& trackedHead);

// How much of the view's edge is darkened: 0 none, 1 all but the middle.
class Vignette
{
public:
    static constexpr float fadeSeconds = 0.3F;
    void moved() { m_strength = 1; } // the world was turned or shifted
    void update(float seconds);
    [[nodiscard]] float strength() const { return m_strength; }

private:
    float m_strength = 0;
};

} // namespace twinward::headset
