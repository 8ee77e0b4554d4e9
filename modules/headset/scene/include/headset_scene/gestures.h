#pragma once

// Bare hands read as if they held controllers: a pinch is the trigger, a fist takes hold, and a hand aims
// from the shoulder through what it pinches with, as OpenXR's runtimes do.

#include "headset/inputs.h"

namespace twinward::headset {

// Fills aim, grip, trigger and grab of each hand that has joints and no controller; hands with one stay as
// they are.
class BareHands
{
public:
    void update(Inputs& inputs);

private:
    struct Hold
    {
        bool pinching = false;
        bool fisted = false;
    };
    std::array<Hold, 2> m_holds;
};

// 0 open, 1 closed: the tips of thumb and index 5 cm apart, or touching.
[[nodiscard]] float pinchOf(const HandJoints& hand);
// 0 open, 1 a fist: how near the four fingers' tips are to the palm, for the size of the hand.
[[nodiscard]] float fistOf(const HandJoints& hand);

} // namespace twinward::headset
