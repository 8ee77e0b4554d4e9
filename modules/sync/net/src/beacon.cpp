#include "beacon_p.h"

#include "sealed_p.h"

#include <QtEndian>

namespace twinward::sync {

namespace {

constexpr QByteArrayView purpose("twinward beacon 1");
constexpr qsizetype idBytes = 16;
constexpr qsizetype plainBytes = idBytes + 2 + 8;

} // namespace

QByteArray Beacon::sealed(QByteArrayView clinicSecret) const
{
    QByteArray plain = device.toBytes();
    plain.resize(plainBytes);
    qToBigEndian(port, plain.data() + idBytes);
    qToBigEndian(run, plain.data() + idBytes + 2);
    return sealSmall(keyFor(clinicSecret, purpose), plain);
}

std::optional<Beacon> Beacon::open(QByteArrayView datagram, QByteArrayView clinicSecret)
{
    if (datagram.size() != plainBytes + sealedExtraBytes)
        return std::nullopt;
    const auto plain = openSmall(keyFor(clinicSecret, purpose), datagram);
    if (!plain)
        return std::nullopt;
    const auto device = record::DeviceId::fromBytes(QByteArrayView(*plain).first(idBytes));
    Beacon beacon;
    beacon.port = qFromBigEndian<quint16>(plain->constData() + idBytes);
    beacon.run = qFromBigEndian<quint64>(plain->constData() + idBytes + 2);
    if (!device || device->isNull() || beacon.port == 0)
        return std::nullopt;
    beacon.device = *device;
    return beacon;
}

} // namespace twinward::sync
