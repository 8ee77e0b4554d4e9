#pragma once

// A connection's socket, and how it is let go of.

#include <memory>
#include <QSslSocket>

namespace twinward::sync {

// Let go of from within its own signals as often as not: it goes once they have returned.
struct DeleteLater
{
    void operator()(QSslSocket* socket) const { socket->deleteLater(); }
};
using SocketPtr = std::unique_ptr<QSslSocket, DeleteLater>;

// What was said last still goes, then it closes; without waiting.
void letGo(SocketPtr socket);
// The same, and waits, no longer than that.
void hangUp(QSslSocket& socket, int ms);

} // namespace twinward::sync
