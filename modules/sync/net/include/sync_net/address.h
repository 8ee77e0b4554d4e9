#pragma once

// Where a computer may be reached, as people type it and as a beacon tells it.

#include "base/error.h"

#include <optional>
#include <QString>
#include <tuple>

namespace twinward::sync {

struct PeerAddress
{
    QString host; // an IP address (with "%eth0" behind a link-local one), or a name
    quint16 port = 0;

    // "192.168.1.20", "ward-pc.local:4000", "fe80::1%eth0", "[fe80::1%eth0]:4000". Where there is no port it
    // is the one given; none for what is no address.
    [[nodiscard]] static std::optional<PeerAddress> fromText(const QString& text, quint16 port);
    [[nodiscard]] QString toText() const; // with the port

    friend bool operator==(const PeerAddress&, const PeerAddress&) = default;
    friend bool operator<(const PeerAddress& a, const PeerAddress& b)
    {
        return std::tie(a.host, a.port) < std::tie(b.host, b.port);
    }
};

} // namespace twinward::sync
