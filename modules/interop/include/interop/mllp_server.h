#pragma once

// HL7 v2 over TCP as bedside monitors and laboratories send it: MLLP frames (HL7 "Transport Specification:
// MLLP", R1: 0x0B, message, 0x1C 0x0D). One message at a time for each connection, each answered before the
// next is read.

#include "base/error.h"

#include <functional>
#include <memory>
#include <QDateTime>
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
    // Who is connected now, for a person to see.
    struct Connection
    {
        QString peer; // "192.0.2.7:51324"
        QDateTime since;
        quint64 messages = 0;
        QDateTime lastMessage; // null before the first
    };

    // Answers one message. To be called once, at once or later, on the server's thread; does nothing where
    // the sender has gone by then.
    using Reply = std::function<void(const QByteArray& acknowledgement)>;
    // Gets a message on the server's thread. What blocks on the disk replies later, or gives the server a
    // thread of its own.
    using Handler = std::function<void(const QByteArray& message, const QString& peer, const Reply& reply)>;
    explicit MllpServer(Handler handler, QObject* parent = nullptr);
    ~MllpServer() override;

    // Port 0 takes any free one. Listens on the given address alone: by default only programs on this
    // computer reach it.
    [[nodiscard]] base::Status listen(quint16 port, const QHostAddress& address = QHostAddress::LocalHost);
    [[nodiscard]] bool isListening() const { return m_server.isListening(); }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] std::vector<Connection> connections() const; // the longest first
    void close();

signals:
    void connectionsChanged();
    void messageHandled(bool accepted);
    // A sender that does not keep to the framing, or sends more than a message may hold, is cut off.
    void senderRefused(const QString& peer, const QString& why);

private:
    struct Line;

    void accept();
    void read(QTcpSocket* socket);
    void pump(QTcpSocket* socket);
    void answer(QTcpSocket* socket, const QByteArray& acknowledgement);
    void refuse(QTcpSocket* socket, const QString& why);
    [[nodiscard]] qsizetype heldBytes() const;

    QTcpServer m_server;
    Handler m_handler;
    QHash<QTcpSocket*, std::shared_ptr<Line>> m_lines;
};

// A message in its frame.
[[nodiscard]] QByteArray mllpFrame(const QByteArray& message);

} // namespace twinward::interop
