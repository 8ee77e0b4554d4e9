#include "handshake_p.h"

#include "ledger/device_keys.h"

#include <QDateTime>
#include <QHostAddress>
#include <QNetworkProxy>

namespace twinward::sync {

Handshake::Handshake(HandshakeContext& context, Role role, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_role(role)
    , m_socket(new QSslSocket)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        finish(
            m_isEncrypting || m_role == Role::Answerer ? HandshakeEnd::Stranger : HandshakeEnd::Unreachable);
    });
    connect(m_socket.get(), &QSslSocket::readyRead, this, &Handshake::onReadyRead);
    connect(m_socket.get(), &QSslSocket::encrypted, this, &Handshake::onEncrypted);
    connect(m_socket.get(), &QSslSocket::disconnected, this, [this] { finish(HandshakeEnd::Stranger); });
    connect(m_socket.get(), &QSslSocket::errorOccurred, this, [this] {
        finish(m_socket->state() == QAbstractSocket::ConnectedState || m_isEncrypting
                ? HandshakeEnd::Stranger
                : HandshakeEnd::Unreachable);
    });
}

Handshake::Handshake(HandshakeContext& context, const PeerAddress& address, QObject* parent)
    : Handshake(context, Role::Caller, parent)
{
    m_secret = context.clinicSecret;
    call(address);
}

Handshake::Handshake(
    HandshakeContext& context, const PeerAddress& address, const NeighbourRoute& route, QObject* parent)
    : Handshake(context, Role::Caller, parent)
{
    m_secret = route.secret;
    m_neighbour = route.clinic;
    call(address);
}

void Handshake::call(const PeerAddress& address)
{
    connect(m_socket.get(), &QSslSocket::connected, this, &Handshake::onConnected);
    m_deadline.start(static_cast<int>(m_context.knockMs));
    m_socket->setProxy(QNetworkProxy::NoProxy);
    m_socket->connectToHost(address.host, address.port);
}

Handshake::Handshake(HandshakeContext& context, qintptr socketDescriptor, QObject* parent)
    : Handshake(context, Role::Answerer, parent)
{
    // Longer than the caller waits: who is not answered gives up by itself, and hears the same each time.
    m_deadline.start(static_cast<int>(2 * context.knockMs));
    m_socket->setReadBufferSize(knockBytes + 1); // a stranger fills no memory
    if (m_socket->setSocketDescriptor(socketDescriptor))
        m_from = m_socket->peerAddress();
    else
        QTimer::singleShot(0, this, [this] { finish(HandshakeEnd::Unreachable); });
}

SecureLink Handshake::takeLink()
{
    m_socket->disconnect(this);
    return {std::move(m_socket), m_claimed, m_binding, m_neighbour};
}

void Handshake::onConnected()
{
    m_from = m_socket->peerAddress();
    m_knock = Knock::make(m_secret, QDateTime::currentMSecsSinceEpoch());
    m_socket->write(m_knock.token);
    m_deadline.start(static_cast<int>(m_context.knockMs));
}

void Handshake::onReadyRead()
{
    if (m_isEncrypting || m_isEnded)
        return;
    if (m_role == Role::Answerer)
        onTokenHere();
    else
        onAnswerHere();
}

// Who says anything else hears nothing until the time is up, and can't tell what was wrong.
void Handshake::onTokenHere()
{
    if (m_socket->bytesAvailable() < knockBytes)
        return;
    const QByteArray token = m_socket->read(knockBytes + 1);
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    auto answer = m_context.knocks.answerTo(token, nowMs);
    for (size_t i = 0; !answer && i < m_context.neighbours.size(); ++i) {
        answer = m_context.neighbours[i].knocks.answerTo(token, nowMs);
        if (answer)
            m_neighbour = m_context.neighbours[i].clinic;
    }
    if (!answer) {
        disconnect(m_socket.get(), &QSslSocket::readyRead, this, nullptr);
        return;
    }
    m_socket->setReadBufferSize(0);
    m_socket->write(*answer);
    encrypt();
}

const TlsIdentity& Handshake::own() const
{
    return m_neighbour ? m_context.throwaway : m_context.own;
}

void Handshake::encrypt()
{
    m_isEncrypting = true;
    m_deadline.start(static_cast<int>(m_context.tlsMs));
    prepareTls(*m_socket, own());
    if (m_role == Role::Caller)
        m_socket->startClientEncryption();
    else
        m_socket->startServerEncryption();
}

void Handshake::onAnswerHere()
{
    if (m_socket->bytesAvailable() < knockAnswerBytes)
        return;
    const QByteArray answer = m_socket->read(knockAnswerBytes + 1);
    if (!ledger::equalInConstantTime(answer, m_knock.answer)) {
        finish(HandshakeEnd::Stranger);
        return;
    }
    encrypt();
}

void Handshake::onEncrypted()
{
    const QSslCertificate theirs = m_socket->peerCertificate();
    const HandshakeEnd end = m_socket->sessionProtocol() != QSsl::TlsV1_3 || theirs.isNull()
        ? HandshakeEnd::Stranger
        : judge(theirs);
    if (end != HandshakeEnd::Done) {
        finish(end);
        return;
    }
    const QSslCertificate& ours = own().certificate;
    m_binding = m_role == Role::Caller ? bindingOf(ours, theirs) : bindingOf(theirs, ours);
    finish(HandshakeEnd::Done);
}

// Whose certificate it is; a neighbour's says nothing.
HandshakeEnd Handshake::judge(const QSslCertificate& theirs)
{
    if (m_neighbour)
        return HandshakeEnd::Done;
    const auto claim = claimOf(theirs);
    if (!claim)
        return HandshakeEnd::Stranger;
    m_claimed = claim->device;
    const QByteArray key = m_context.signingKeyOf(claim->device);
    if (key.isEmpty())
        return HandshakeEnd::NotAccepted;
    return claim->isSignedBy(key) ? HandshakeEnd::Done : HandshakeEnd::Stranger;
}

void Handshake::finish(HandshakeEnd end)
{
    if (m_isEnded)
        return;
    m_isEnded = true;
    m_end = end;
    m_deadline.stop();
    disconnect(m_socket.get(), nullptr, this, nullptr);
    if (end != HandshakeEnd::Done)
        m_socket->abort();
    emit ended();
}

} // namespace twinward::sync
