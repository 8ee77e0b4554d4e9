#include "interop/mllp_server.h"

#include "interop/hl7_message.h"

#include <QTcpSocket>

namespace twinward::interop {

namespace {

constexpr char frameBegin = 0x0B;
constexpr QByteArrayView frameEnd("\x1C\x0D");
constexpr int maximumConnections = 64;

} // namespace

QByteArray mllpFrame(const QByteArray& message)
{
    return frameBegin + message + frameEnd.toByteArray();
}

MllpServer::MllpServer(Handler handler, QObject* parent)
    : QObject(parent)
    , m_server(this)
    , m_handler(std::move(handler))
{
    connect(&m_server, &QTcpServer::newConnection, this, &MllpServer::accept);
}

// The sockets belong to m_server, which outlives m_buffers: they must be gone before either.
MllpServer::~MllpServer()
{
    close();
}

base::Status MllpServer::listen(quint16 port, const QHostAddress& address)
{
    if (m_server.listen(address, port))
        return {};
    return base::fail(base::ErrorCode::Io, QStringLiteral("The port for monitors can't be opened"),
        QStringLiteral("%1:%2, %3").arg(address.toString()).arg(port).arg(m_server.errorString()),
        QStringLiteral("Choose another port, or close the program that uses this one."));
}

void MllpServer::close()
{
    m_server.close();
    const QList<QTcpSocket*> open = m_buffers.keys();
    for (QTcpSocket* socket : open) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
    m_buffers.clear();
}

void MllpServer::accept()
{
    while (QTcpSocket* socket = m_server.nextPendingConnection()) {
        if (m_buffers.size() >= maximumConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        m_buffers.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_buffers.remove(socket);
            socket->deleteLater();
        });
    }
}

void MllpServer::read(QTcpSocket* socket)
{
    const auto found = m_buffers.find(socket);
    if (found == m_buffers.end())
        return;
    QByteArray buffer = *found + socket->readAll();
    for (;;) {
        // Between frames senders put carriage returns and nothing else.
        qsizetype begin = 0;
        while (begin < buffer.size() && (buffer.at(begin) == '\r' || buffer.at(begin) == '\n'))
            ++begin;
        buffer.remove(0, begin);
        if (buffer.isEmpty())
            break;
        if (buffer.at(0) != frameBegin) {
            refuse(socket, QStringLiteral("It does not send HL7 in MLLP frames"));
            return;
        }
        const qsizetype end = buffer.indexOf(frameEnd);
        if (end < 0) {
            if (buffer.size() > Hl7Message::maximumBytes + 3) {
                refuse(socket,
                    QStringLiteral("It sends a message larger than %1 MiB")
                        .arg(Hl7Message::maximumBytes >> 20));
                return;
            }
            break;
        }
        const QByteArray acknowledgement = m_handler(buffer.mid(1, end - 1));
        buffer.remove(0, end + frameEnd.size());
        socket->write(mllpFrame(acknowledgement));
        emit messageHandled(acknowledgement.contains("\rMSA|AA|"));
    }
    m_buffers[socket] = buffer;
}

void MllpServer::refuse(QTcpSocket* socket, const QString& why)
{
    emit senderRefused(why);
    socket->abort();
}

} // namespace twinward::interop
