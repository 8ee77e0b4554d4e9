#include "reach.h"

#include <CLI/CLI.hpp>

namespace twinward::ctl {

sync::Discovery Reach::far() const
{
    if (discovery == "off")
        return sync::Discovery::Off;
    return discovery == "this-computer" ? sync::Discovery::ThisComputerOnly : sync::Discovery::LocalNetworks;
}

void addReach(CLI::App& command, Reach& given, quint16 beaconPort)
{
    given.beaconPort = beaconPort;
    command.add_option("--discovery", given.discovery, "How far to look for the others")
        ->check(CLI::IsMember({"off", "this-computer", "local"}))
        ->capture_default_str();
    command.add_option("--beacon-port", given.beaconPort, "UDP port, the same on all computers")
        ->capture_default_str();
}

} // namespace twinward::ctl
