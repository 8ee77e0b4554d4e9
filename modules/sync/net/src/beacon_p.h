#pragma once

// "I am here", said on the local network: one small datagram that looks random to who does not know the
// clinic's secret, and says to who does which device listens where. A hint and no more: who follows one that
// was recorded and played again knocks at a wrong door, once.

#include "record/ids.h"

#include <optional>
#include <QByteArray>

namespace twinward::sync {

struct Beacon
{
    record::DeviceId device;
    quint16 port = 0; // TCP
    quint64 run = 0; // another whenever the program was started anew

    [[nodiscard]] QByteArray sealed(QByteArrayView clinicSecret) const;
    [[nodiscard]] static std::optional<Beacon> open(QByteArrayView datagram, QByteArrayView clinicSecret);
};

} // namespace twinward::sync
