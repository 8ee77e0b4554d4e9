#pragma once

// How this program meets the clinic's other computers on the network: the same for every service and pairing
// that a window starts. Tests stay on the loopback.

#include "sync_net/pairing.h"
#include "sync_net/service.h"
#include "sync_relay/relay_rounds.h"

namespace twinward::sync {

struct NetworkOptions
{
    ServiceOptions service;
    PairingOptions pairing;
    RelayPace relay;
};

// The GUI thread's alone; set before the first window.
[[nodiscard]] NetworkOptions& networkOptions();

} // namespace twinward::sync
