#include "local_cast_p.h"

#include <QNetworkDatagram>
#include <QNetworkProxy>

namespace twinward::sync {

namespace {

constexpr qint64 maxDatagramBytes = 1200;
constexpr int maxAtOnce = 64; // of a flood, before other work has its turn

// Administratively scoped (RFC 2365), and of link-local scope, not assigned (RFC 4291, 2.7).
QHostAddress groupFour()
{
    return QHostAddress(QStringLiteral("239.255.71.87"));
}

QHostAddress groupSix()
{
    return QHostAddress(QStringLiteral("ff12::5477:696e:7764"));
}

QList<QNetworkInterface> networks()
{
    QList<QNetworkInterface> up;
    for (const QNetworkInterface& network : QNetworkInterface::allInterfaces()) {
        const auto flags = network.flags();
        if (flags.testFlag(QNetworkInterface::IsUp) && flags.testFlag(QNetworkInterface::IsRunning)
            && !flags.testFlag(QNetworkInterface::IsLoopBack))
            up.append(network);
    }
    return up;
}

} // namespace

LocalCast::LocalCast(Discovery reach, quint16 port, HeardFn heard, QObject* parent)
    : QObject(parent)
    , m_reach(reach)
    , m_port(port)
    , m_heard(std::move(heard))
{
    if (reach == Discovery::Off)
        return;
    m_four.setProxy(QNetworkProxy::NoProxy);
    m_six.setProxy(QNetworkProxy::NoProxy);
    const auto shared = QUdpSocket::ShareAddress | QUdpSocket::ReuseAddressHint;
    (void)m_four.bind(QHostAddress::AnyIPv4, port, shared);
    connect(&m_four, &QUdpSocket::readyRead, this, [this] { read(m_four); });
    if (reach == Discovery::ThisComputerOnly)
        return;
    (void)m_six.bind(QHostAddress::AnyIPv6, port, shared);
    connect(&m_six, &QUdpSocket::readyRead, this, [this] { read(m_six); });
}

void LocalCast::say(const QByteArray& datagram)
{
    if (m_reach == Discovery::Off)
        return;
    // Also to other programs on this very computer.
    m_four.writeDatagram(datagram, QHostAddress(QStringLiteral("127.255.255.255")), m_port);
    if (m_reach == Discovery::ThisComputerOnly)
        return;
    listen();
    for (const QNetworkInterface& network : networks())
        sayOn(network, datagram);
}

void LocalCast::listen()
{
    if (m_reach != Discovery::LocalNetworks)
        return;
    QSet<QString> here; // one that was taken away and put back has forgotten what was joined
    for (const QNetworkInterface& network : networks()) {
        here << network.name() + QStringLiteral("/4") << network.name() + QStringLiteral("/6");
        join(network);
    }
    m_joined.intersect(here);
}

void LocalCast::join(const QNetworkInterface& network)
{
    if (!network.flags().testFlag(QNetworkInterface::CanMulticast))
        return;
    const QString four = network.name() + QStringLiteral("/4");
    const QString six = network.name() + QStringLiteral("/6");
    if (!m_joined.contains(four) && m_four.joinMulticastGroup(groupFour(), network))
        m_joined.insert(four);
    if (!m_joined.contains(six) && m_six.state() == QAbstractSocket::BoundState
        && m_six.joinMulticastGroup(groupSix(), network))
        m_joined.insert(six);
}

void LocalCast::sayOn(const QNetworkInterface& network, const QByteArray& datagram)
{
    if (network.flags().testFlag(QNetworkInterface::CanMulticast)) {
        m_four.setMulticastInterface(network);
        m_four.writeDatagram(datagram, groupFour(), m_port);
        QHostAddress six = groupSix();
        six.setScopeId(network.name());
        m_six.writeDatagram(datagram, six, m_port);
    }
    for (const QNetworkAddressEntry& entry : network.addressEntries()) {
        if (!entry.broadcast().isNull())
            m_four.writeDatagram(datagram, entry.broadcast(), m_port);
    }
}

void LocalCast::read(QUdpSocket& socket)
{
    for (int i = 0; i < maxAtOnce && socket.hasPendingDatagrams(); ++i) {
        const QNetworkDatagram datagram = socket.receiveDatagram(maxDatagramBytes);
        const QHostAddress from = datagram.senderAddress();
        if (from.isNull() || (m_reach == Discovery::ThisComputerOnly && !from.isLoopback()))
            continue;
        m_heard(datagram.data(), from);
    }
    if (socket.hasPendingDatagrams())
        QMetaObject::invokeMethod(
            this, [this, &socket] { read(socket); }, Qt::QueuedConnection);
}

} // namespace twinward::sync
