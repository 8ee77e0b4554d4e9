#include "socket_ptr_p.h"

#include <QTimer>

namespace twinward::sync {

void letGo(SocketPtr socket)
{
    socket->disconnect();
    socket->flush();
    socket->disconnectFromHost();
    if (socket->state() == QAbstractSocket::UnconnectedState)
        return;
    QSslSocket* last = socket.release();
    QObject::connect(last, &QSslSocket::disconnected, last, &QObject::deleteLater);
    QTimer::singleShot(2'000, last, &QObject::deleteLater);
}

void hangUp(QSslSocket& socket, int ms)
{
    socket.disconnect();
    socket.disconnectFromHost();
    if (socket.state() != QAbstractSocket::UnconnectedState && !socket.waitForDisconnected(ms))
        socket.abort();
}

} // namespace twinward::sync
