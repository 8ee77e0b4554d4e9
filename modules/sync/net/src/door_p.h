#pragma once

// Where the clinic's other computers knock. Holds only so many who have not shown who they are, and each only
// so long.

#include "handshake_p.h"

#include <map>
#include <QTcpServer>

namespace twinward::sync {

class Door : public QTcpServer
{
    Q_OBJECT

public:
    using ArrivedFn = std::function<void(SecureLink)>;
    using RefusedFn = std::function<void(record::DeviceId, const QHostAddress&)>; // NotAccepted

    Door(HandshakeContext& context, ArrivedFn arrived, RefusedFn refused, QObject* parent = nullptr);

    // The port, or another where it is taken. Io where there is none at all.
    [[nodiscard]] base::Result<quint16> open(const QHostAddress& address, quint16 port);

protected:
    void incomingConnection(qintptr socketDescriptor) override;

private:
    static constexpr int maxStrangers = 64;
    static constexpr int maxStrangersFromOne = 8;

    void onEnded(Handshake* stranger);

    HandshakeContext& m_context;
    ArrivedFn m_arrived;
    RefusedFn m_refused;
    std::vector<Handshake*> m_strangers; // children of this
};

} // namespace twinward::sync
