#pragma once

// From a bare TCP connection to a link between two devices of the clinic: the knock, TLS, and whose
// certificate it is. Nothing is read from it before that. Used in one thread.
//
// Or of two clinics: the knock is under their secret, the certificates say nothing, and who is there is shown
// in the greeting that follows (neighbour_talk_p.h).

#include "device_certificate_p.h"
#include "knock_p.h"
#include "record/ids.h"
#include "socket_ptr_p.h"
#include "sync_net/address.h"

#include <functional>
#include <QTimer>

namespace twinward::sync {

// Another clinic, by one of the secrets under which its devices knock here.
struct NeighbourKnock
{
    record::ClinicId clinic;
    QByteArray secret;
    KnockCheck knocks;
};

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
    TlsIdentity throwaway = TlsIdentity(); // for neighbours
    std::vector<NeighbourKnock> neighbours = {};
};

struct SecureLink
{
    SocketPtr socket;
    record::DeviceId device; // shown by its certificate; none of a neighbour's
    QByteArray binding;
    std::optional<record::ClinicId> neighbour
        = std::nullopt; // whose secret it knows; not yet shown that it is of it
};

// How to knock at a neighbour's door.
struct NeighbourRoute
{
    record::ClinicId clinic;
    QByteArray secret;
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
    Handshake(HandshakeContext& context, const PeerAddress& address, const NeighbourRoute& route,
        QObject* parent = nullptr);
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
    void call(const PeerAddress& address);
    void encrypt();
    [[nodiscard]] const TlsIdentity& own() const;
    void onConnected();
    void onReadyRead();
    void onTokenHere();
    void onAnswerHere();
    void onEncrypted();
    [[nodiscard]] HandshakeEnd judge(const QSslCertificate& theirs);
    void finish(HandshakeEnd end);

    HandshakeContext& m_context;
    Role m_role;
    SocketPtr m_socket;
    QTimer m_deadline;
    QByteArray m_secret; // that is knocked with
    std::optional<record::ClinicId> m_neighbour;
    Knock m_knock;
    HandshakeEnd m_end = HandshakeEnd::Unreachable;
    bool m_isEnded = false;
    bool m_isEncrypting = false;
    record::DeviceId m_claimed;
    QByteArray m_binding;
    QHostAddress m_from;
};

} // namespace twinward::sync
