#pragma once

// HL7 v2 over TCP as bedside monitors and laboratories send it: MLLP frames (HL7 "Transport Specification:
// MLLP", R1: 0x0B, message, 0x1C 0x0D). One message at a time for each connection, each answered before the
// next is read.

#include "base/error.h"

#include <functional>
#include <memory>
#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QTcpServer>

class QTcpSocket;

namespace twinward::interop {

class MllpServer : public QObject
{
    Q_OBJECT

public:
    // Gets a message, gives the acknowledgement. Called on the server's thread; it may block on the disk, so
    // give the server a thread of its own.
    using Handler = std::function<QByteArray(const QByteArray& message)>;
    explicit MllpServer(Handler handler, QObject* parent = nullptr);
    ~MllpServer() override;

    // Port 0 takes any free one. Listens on the given address alone: by default only programs on this
    // computer reach it.
    [[nodiscard]] base::Status listen(quint16 port, const QHostAddress& address = QHostAddress::LocalHost);
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    void close();

signals:
    void messageHandled(bool accepted);
    // A sender that does not keep to the framing, or sends more than a message may hold, is cut off.
    void senderRefused(const QString& why);

private:
    void accept();
    void read(QTcpSocket* socket);
    void refuse(QTcpSocket* socket, const QString& why);

    QTcpServer m_server;
    Handler m_handler;
    QHash<QTcpSocket*, QByteArray> m_buffers;
};

// A message in its frame.
[[nodiscard]] QByteArray mllpFrame(const QByteArray& message);

} // namespace twinward::interop
