#pragma once

// The code that a pairing host shows: where it listens, the beginning of a hash of its certificate, and a
// secret that is used once. In capital letters, digits and hyphens, which QR codes hold in few dots; in
// Crockford's base 32, which people can copy by hand; a checksum finds what was mistyped.

#include "sync_net/pairing.h"

#include <optional>
#include <QHostAddress>

namespace twinward::sync {

inline constexpr qsizetype fingerprintBytes = 16; // 128 bits against a second certificate with the same
inline constexpr qsizetype codeSecretBytes = 12; // 96 bits against guessing, online, a few times
inline constexpr qsizetype maxCodeAddresses = 3;

struct PairingCode
{
    PairingPurpose purpose = PairingPurpose::Join;
    QList<QHostAddress> addresses;
    quint16 port = 0;
    QByteArray fingerprint;
    QByteArray secret;

    [[nodiscard]] QString toText() const;
    // Small letters, blanks, O for 0 and I or L for 1 are understood.
    [[nodiscard]] static std::optional<PairingCode> fromText(const QString& text);
};

} // namespace twinward::sync
