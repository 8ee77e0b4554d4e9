#include "line_p.h"

#include "steady_p.h"

#include <QHostAddress>

namespace twinward::sync {

namespace {

Link linkOf(QSslSocket& socket, const QByteArray& binding, record::DeviceId device, Line::CalledBy calledBy)
{
    Link link;
    link.end = calledBy == Line::CalledBy::Us ? Link::End::Caller : Link::End::Answerer;
    link.binding = binding;
    link.expected = device;
    link.send = [&socket](const QByteArray& bytes) {
        if (socket.state() == QAbstractSocket::ConnectedState)
            socket.write(bytes);
    };
    return link;
}

} // namespace

Line::Line(Store& store, SecureLink link, CalledBy calledBy, const ConversationOptions& options, Told told)
    : m_socket(std::move(link.socket))
    , m_device(link.device)
    , m_calledBy(calledBy)
    , m_told(std::move(told))
    , m_staleMs(options.stillHereMs * 3 / 2)
    , m_talk(store, linkOf(*m_socket, link.binding, link.device, calledBy), options, m_told.events)
{
    QObject::connect(m_socket.get(), &QSslSocket::readyRead, m_socket.get(), [this] {
        m_heardMs = steadyMs();
        m_talk.received(m_socket->readAll(), m_heardMs);
        m_told.heard();
    });
    QObject::connect(m_socket.get(), &QSslSocket::disconnected, m_socket.get(), [this] { m_told.heard(); });
}

Line::~Line()
{
    m_talk.close();
    letGo(std::move(m_socket));
}

void Line::start()
{
    m_heardMs = steadyMs();
    m_talk.start(m_heardMs);
    if (m_socket->bytesAvailable() > 0)
        m_talk.received(m_socket->readAll(), m_heardMs);
}

void Line::tick()
{
    m_talk.tick(steadyMs());
}

QString Line::address() const
{
    return PeerAddress{m_socket->peerAddress().toString(), m_socket->peerPort()}.toText();
}

bool Line::isUp() const
{
    return m_talk.state() != ConversationState::Closed
        && m_socket->state() == QAbstractSocket::ConnectedState;
}

bool Line::isStale() const
{
    return steadyMs() - m_heardMs > m_staleMs;
}

void Line::drop()
{
    m_socket->disconnect();
    m_socket->abort();
}

void Line::hangUp(int ms)
{
    m_talk.close();
    sync::hangUp(*m_socket, ms);
}

} // namespace twinward::sync
