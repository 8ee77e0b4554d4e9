#pragma once

// Small datagrams to all on the local networks, and what others send: by multicast and broadcast, over IPv4
// and IPv6, on each network this computer is on now. Who sent one can't be known.

#include "sync_net/discovery.h"

#include <functional>
#include <memory>
#include <QHostAddress>
#include <QNetworkInterface>
#include <QSet>
#include <QUdpSocket>

namespace twinward::sync {

class LocalCast : public QObject
{
    Q_OBJECT

public:
    using HeardFn = std::function<void(const QByteArray& datagram, const QHostAddress& from)>;

    LocalCast(Discovery reach, quint16 port, HeardFn heard, QObject* parent = nullptr);

    void say(const QByteArray& datagram);
    void listen(); // on the networks that there are now, too; say() does it as well

private:
    void read(QUdpSocket& socket);
    void join(const QNetworkInterface& network);
    void sayOn(const QNetworkInterface& network, const QByteArray& datagram);

    Discovery m_reach;
    quint16 m_port;
    HeardFn m_heard;
    QUdpSocket m_four;
    QUdpSocket m_six;
    QSet<QString> m_joined; // networks, by name and address family
};

} // namespace twinward::sync
