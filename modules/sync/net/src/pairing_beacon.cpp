#include "pairing_beacon_p.h"

#include <QtEndian>

namespace twinward::sync {

namespace {

constexpr QByteArrayView mark("twinward pairing 1");
constexpr qsizetype runBytes = 8;

} // namespace

QByteArray PairingBeacon::toBytes() const
{
    char number[2];
    qToBigEndian(port, number);
    QByteArray bytes = mark.toByteArray();
    return bytes.append(static_cast<char>(purpose)).append(number, sizeof number).append(run);
}

std::optional<PairingBeacon> PairingBeacon::fromBytes(QByteArrayView datagram)
{
    if (datagram.size() != mark.size() + 3 + runBytes || !datagram.startsWith(mark))
        return std::nullopt;
    const QByteArrayView rest = datagram.sliced(mark.size());
    const auto purpose = static_cast<quint8>(rest[0]);
    PairingBeacon beacon;
    beacon.port = qFromBigEndian<quint16>(rest.data() + 1);
    beacon.run = rest.sliced(3).toByteArray();
    if (purpose < 1 || purpose > 2 || beacon.port == 0)
        return std::nullopt;
    beacon.purpose = static_cast<PairingPurpose>(purpose);
    return beacon;
}

} // namespace twinward::sync
