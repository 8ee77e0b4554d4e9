#include "neighbour_line_p.h"

#include "steady_p.h"

#include <QHostAddress>

namespace twinward::sync {

namespace {

constexpr qint64 maxUnsentBytes = 32 << 20; // asked for and not read: nobody of ours does that

neighbour::Talk::Setting over(
    QSslSocket& socket, neighbour::Talk::Setting setting, const NeighbourLine::Told& told)
{
    setting.send = [&socket](const QByteArray& bytes) {
        if (socket.bytesToWrite() + socket.encryptedBytesToWrite() > maxUnsentBytes)
            socket.abort();
        else if (socket.state() == QAbstractSocket::ConnectedState)
            socket.write(bytes);
    };
    setting.greeted = told.greeted;
    setting.trouble = told.trouble;
    setting.brought = told.brought;
    return setting;
}

} // namespace

NeighbourLine::NeighbourLine(SecureLink link, const std::optional<PeerAddress>& called,
    neighbour::Talk::Setting setting, neighbour::Desk& desk, std::optional<neighbour::Begun>& begun,
    Told told)
    : m_socket(std::move(link.socket))
    , m_called(called)
    , m_told(std::move(told))
    , m_staleMs(setting.stillHereMs * 3 / 2)
    , m_talk(over(*m_socket, std::move(setting), m_told), desk, begun)
{
    QObject::connect(m_socket.get(), &QSslSocket::readyRead, m_socket.get(), [this] {
        m_heardMs = steadyMs();
        m_talk.received(m_socket->readAll(), m_heardMs);
        m_told.heard();
    });
    QObject::connect(m_socket.get(), &QSslSocket::disconnected, m_socket.get(), [this] { m_told.heard(); });
}

NeighbourLine::~NeighbourLine()
{
    m_talk.part(neighbour::Parting::Done);
    letGo(std::move(m_socket));
}

void NeighbourLine::start()
{
    m_heardMs = steadyMs();
    m_talk.start(m_heardMs);
    if (m_socket->bytesAvailable() > 0)
        m_talk.received(m_socket->readAll(), m_heardMs);
}

void NeighbourLine::tick()
{
    m_talk.tick(steadyMs());
}

QString NeighbourLine::host() const
{
    return m_called ? m_called->host : m_socket->peerAddress().toString();
}

QString NeighbourLine::address() const
{
    return PeerAddress{m_socket->peerAddress().toString(), m_socket->peerPort()}.toText();
}

bool NeighbourLine::isUp() const
{
    return m_talk.state() != neighbour::Talk::State::Closed
        && m_socket->state() == QAbstractSocket::ConnectedState;
}

bool NeighbourLine::isOpen() const
{
    return isUp() && m_talk.state() == neighbour::Talk::State::Open;
}

bool NeighbourLine::isStale() const
{
    return steadyMs() - m_heardMs > m_staleMs;
}

void NeighbourLine::hangUp(int ms)
{
    m_talk.part(neighbour::Parting::Done);
    sync::hangUp(*m_socket, ms);
}

} // namespace twinward::sync
