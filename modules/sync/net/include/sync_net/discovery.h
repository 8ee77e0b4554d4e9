#pragma once

// How far the datagrams go by which computers find each other on a local network. Not mDNS (Avahi): that
// would tell everybody there the name of this computer and that a clinic's record is kept on it, in the clear
// and for minutes in others' caches, and needs a service that few of these laptops run. What is sent instead
// looks random to who does not know the clinic's secret (and, while somebody pairs, says that somebody
// pairs).

#include <QtGlobal>

namespace twinward::sync {

enum class Discovery : quint8 { Off, ThisComputerOnly, LocalNetworks };

} // namespace twinward::sync
