#pragma once

// How far a command looks for other computers, as its options name it.

#include "command.h"

#include "sync_net/discovery.h"

namespace twinward::ctl {

struct Reach
{
    std::string discovery = "local";
    quint16 beaconPort = 0;

    [[nodiscard]] sync::Discovery far() const;
};
// beaconPort: where it is not given.
void addReach(CLI::App& command, Reach& given, quint16 beaconPort);

} // namespace twinward::ctl
