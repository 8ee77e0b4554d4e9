#include "door_p.h"

#include <algorithm>
#include <QNetworkProxy>

namespace twinward::sync {

Door::Door(HandshakeContext& context, ArrivedFn arrived, RefusedFn refused, QObject* parent)
    : QTcpServer(parent)
    , m_context(context)
    , m_arrived(std::move(arrived))
    , m_refused(std::move(refused))
{
    setProxy(QNetworkProxy::NoProxy);
}

base::Result<quint16> Door::open(const QHostAddress& address, quint16 port)
{
    if (!listen(address, port) && (port == 0 || !listen(address, 0))) {
        return base::fail(base::ErrorCode::Io,
            QStringLiteral("This computer can't be reached by the others: it can't listen"), errorString(),
            QStringLiteral("Check its network settings; it still calls the others."));
    }
    return serverPort();
}

void Door::incomingConnection(qintptr socketDescriptor)
{
    auto* stranger = new Handshake(m_context, socketDescriptor, this);
    const auto fromThere = std::count_if(m_strangers.begin(), m_strangers.end(),
        [&](const Handshake* other) { return other->from() == stranger->from(); });
    if (m_strangers.size() >= maxStrangers || fromThere >= maxStrangersFromOne) {
        delete stranger;
        return;
    }
    m_strangers.push_back(stranger);
    connect(stranger, &Handshake::ended, this, [this, stranger] { onEnded(stranger); });
}

void Door::onEnded(Handshake* stranger)
{
    std::erase(m_strangers, stranger);
    stranger->deleteLater();
    if (stranger->end() == HandshakeEnd::Done)
        m_arrived(stranger->takeLink());
    else if (stranger->end() == HandshakeEnd::NotAccepted)
        m_refused(stranger->claimed(), stranger->from());
}

} // namespace twinward::sync
