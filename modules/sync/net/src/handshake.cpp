#include "handshake_p.h"

#include "ledger/device_keys.h"

#include <QDateTime>
#include <QHostAddress>

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
    prepareTls(*m_socket, context.own);
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
    connect(m_socket.get(), &QSslSocket::connected, this, &Handshake::onConnected);
    m_deadline.start(static_cast<int>(context.knockMs));
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
    return {std::move(m_socket), m_claimed, m_binding};
}

void Handshake::onConnected()
{
    m_from = m_socket->peerAddress();
    m_knock = Knock::make(m_context.clinicSecret, QDateTime::currentMSecsSinceEpoch());
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
    const auto answer = m_context.knocks.answerTo(token, QDateTime::currentMSecsSinceEpoch());
    if (!answer) {
        disconnect(m_socket.get(), &QSslSocket::readyRead, this, nullptr);
        return;
    }
    m_socket->setReadBufferSize(0);
    m_socket->write(*answer);
    m_isEncrypting = true;
    m_deadline.start(static_cast<int>(m_context.tlsMs));
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
    m_isEncrypting = true;
    m_deadline.start(static_cast<int>(m_context.tlsMs));
    m_socket->startClientEncryption();
}

void Handshake::onEncrypted()
{
    const QSslCertificate theirs = m_socket->peerCertificate();
    const auto claim = claimOf(theirs);
    if (m_socket->sessionProtocol() != QSsl::TlsV1_3 || !claim) {
        finish(HandshakeEnd::Stranger);
        return;
    }
    m_claimed = claim->device;
    const QByteArray key = m_context.signingKeyOf(claim->device);
    if (key.isEmpty() || !claim->isSignedBy(key)) {
        finish(key.isEmpty() ? HandshakeEnd::NotAccepted : HandshakeEnd::Stranger);
        return;
    }
    const QSslCertificate& ours = m_context.own.certificate;
    m_binding = m_role == Role::Caller ? bindingOf(ours, theirs) : bindingOf(theirs, ours);
    finish(HandshakeEnd::Done);
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
