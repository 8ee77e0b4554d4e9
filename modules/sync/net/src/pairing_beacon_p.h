#pragma once

// "Somebody pairs here", on the local network: in the clear, because who listens for it knows no secret yet,
// and only while a person asked for it. Says neither who nor which clinic.

#include "sync_net/pairing.h"

#include <optional>

namespace twinward::sync {

struct PairingBeacon
{
    PairingPurpose purpose = PairingPurpose::Join;
    quint16 port = 0; // TCP
    QByteArray run; // 8 random bytes: the same host may be heard by several ways

    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static std::optional<PairingBeacon> fromBytes(QByteArrayView datagram);
};

} // namespace twinward::sync
