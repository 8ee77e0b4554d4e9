#pragma once

// Taking the images in one hand or both: what is held follows the hand, two hands turn and scale it about
// what lies between them, and letting one go changes nothing until the other moves. Pure: hands in, placement
// out.

#include "headset/inputs.h"
#include "headset_scene/placement.h"

namespace twinward::headset {

// One hand: held rigidly.
[[nodiscard]] Placement carried(const Placement& held, const Pose& handThen, const Pose& handNow);

// Two hands: the points between the hands' middle and ends stay under them. Scaled by the distance of the
// hands, turned by their line, and rolled about that line by what both hands rolled on average. Hands closer
// than 2 cm scale as if they were 2 cm apart.
[[nodiscard]] Placement stretched(
    const Placement& held, const std::array<Pose, 2>& handsThen, const std::array<Pose, 2>& handsNow);

// The hand is in or at the box around the images, or points at it from no further than `reachM` off.
[[nodiscard]] bool canReach(
    const Placement& placement, const imaging::Grid& grid, const HandInput& hand, float reachM);

// Follows the hands from frame to frame.
class Grab
{
public:
    // The placement after this frame. `mayTake`: by hand, whether a press now takes hold (it may be meant for
    // a panel).
    [[nodiscard]] Placement update(
        const Placement& placement, const Inputs& inputs, const std::array<bool, 2>& mayTake);
    [[nodiscard]] bool isHolding() const { return m_held[0] || m_held[1]; }

private:
    void takeUp(const Placement& placement, const Inputs& inputs);

    std::array<std::optional<Pose>, 2> m_held; // grips when what is held was last taken up
    Placement m_start; // then
    bool m_lost = false; // a hand that holds was out of sight in the last frame
};

} // namespace twinward::headset
