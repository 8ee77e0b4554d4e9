#pragma once

// Bare hands: the joints of both, where the runtime sees them.

#include "instance_p.h"

#include <array>

namespace twinward::headset {

class Hands
{
public:
    // Only where Capability::HandTracking is there.
    Hands(const Instance& instance, XrSession session);
    void read(Inputs& inputs, XrSpace room, XrTime when) const;

private:
    PFN_xrLocateHandJointsEXT m_locate = nullptr;
    std::array<Owned<XrHandTrackerEXT>, 2> m_trackers;
};

} // namespace twinward::headset
