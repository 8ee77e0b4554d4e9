#pragma once

// From a bare TCP connection to a link between two devices of the clinic: the knock, TLS, and whose
// certificate it is. Nothing is read from it before that. Used in one thread.

#include "device_certificate_p.h"
#include "knock_p.h"
#include "sync_net/address.h"

#include <functional>
#include <memory>
#include <QSslSocket>
#include <QTimer>

namespace twinward::sync {

// What all handshakes of one service share.
struct HandshakeContext
{
    QByteArray clinicSecret;
    TlsIdentity own;
    // The Ed25519 key of a device that may be talked to; empty for all others.
    std::function<QByteArray(record::DeviceId)> signingKeyOf;
    KnockCheck knocks;
    qint64 knockMs = 5'000; // for the token or its answer
    qint64 tlsMs = 15'000; // for all of it
};

// Let go of from within its own signals as often as not: it goes once they have returned.
struct DeleteLater
{
    void operator()(QSslSocket* socket) const { socket->deleteLater(); }
};
using SocketPtr = std::unique_ptr<QSslSocket, DeleteLater>;

struct SecureLink
{
    SocketPtr socket;
    record::DeviceId device; // shown by its certificate
    QByteArray binding;
};

enum class HandshakeEnd : quint8 {
    Done,
    Unreachable,
    Stranger, // not of the clinic, or not what it should be
    NotAccepted, // of the clinic, but its device is not one that may be talked to
};

class Handshake : public QObject
{
    Q_OBJECT

public:
    enum class Role : quint8 { Caller, Answerer };

    // Calls an address. ended() follows in any case.
    Handshake(HandshakeContext& context, const PeerAddress& address, QObject* parent = nullptr);
    // Of one who called here.
    Handshake(HandshakeContext& context, qintptr socketDescriptor, QObject* parent = nullptr);

    [[nodiscard]] HandshakeEnd end() const { return m_end; }
    [[nodiscard]] SecureLink takeLink(); // once, where it is Done
    [[nodiscard]] record::DeviceId claimed() const { return m_claimed; } // where NotAccepted
    [[nodiscard]] QHostAddress from() const { return m_from; }

signals:
    void ended();

private:
    Handshake(HandshakeContext& context, Role role, QObject* parent);
    void onConnected();
    void onReadyRead();
    void onTokenHere();
    void onAnswerHere();
    void onEncrypted();
    void finish(HandshakeEnd end);

    HandshakeContext& m_context;
    Role m_role;
    SocketPtr m_socket;
    QTimer m_deadline;
    Knock m_knock;
    HandshakeEnd m_end = HandshakeEnd::Unreachable;
    bool m_isEnded = false;
    bool m_isEncrypting = false;
    record::DeviceId m_claimed;
    QByteArray m_binding;
    QHostAddress m_from;
};

} // namespace twinward::sync
