#include "interop/mllp_server.h"

#include "interop/hl7_message.h"

#include <algorithm>
#include <QPointer>
#include <QTcpSocket>

namespace twinward::interop {

namespace {

constexpr char frameBegin = 0x0B;
constexpr QByteArrayView frameEnd("\x1C\x0D");
constexpr int maximumConnections = 64;
// What a sender may have on its way before it is read: the rest waits at the sender's own.
constexpr qint64 socketBuffer = 1 << 20;
// Unfinished messages of all senders together: four of the largest.
constexpr qsizetype heldAtMost = 4 * Hl7Message::maximumBytes;

// The message that begins a buffer.
enum class Frame { Whole, NotYet, NoFrame, TooLarge };

Frame frameIn(const QByteArray& buffer, qsizetype searched, qsizetype& end)
{
    if (buffer.isEmpty())
        return Frame::NotYet;
    if (buffer.at(0) != frameBegin)
        return Frame::NoFrame;
    end = buffer.indexOf(frameEnd, searched);
    if (end >= 0)
        return Frame::Whole;
    return buffer.size() > Hl7Message::maximumBytes + 3 ? Frame::TooLarge : Frame::NotYet;
}

} // namespace

struct MllpServer::Line
{
    Connection told;
    QByteArray buffer;
    qsizetype searched = 0; // no frame ends before it
    bool isAnswering = false; // a message is with the handler
    bool isPumping = false;
};

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

// The sockets belong to m_server, which outlives m_lines: they must be gone before either.
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

std::vector<MllpServer::Connection> MllpServer::connections() const
{
    std::vector<Connection> all;
    for (const auto& line : m_lines)
        all.push_back(line->told);
    std::sort(
        all.begin(), all.end(), [](const Connection& a, const Connection& b) { return a.since < b.since; });
    return all;
}

void MllpServer::close()
{
    m_server.close();
    const QList<QTcpSocket*> open = m_lines.keys();
    for (QTcpSocket* socket : open) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
    m_lines.clear();
}

void MllpServer::accept()
{
    while (QTcpSocket* socket = m_server.nextPendingConnection()) {
        if (m_lines.size() >= maximumConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        auto line = std::make_shared<Line>();
        line->told.peer
            = QStringLiteral("%1:%2").arg(socket->peerAddress().toString()).arg(socket->peerPort());
        line->told.since = QDateTime::currentDateTime();
        socket->setReadBufferSize(socketBuffer);
        m_lines.insert(socket, line);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_lines.remove(socket);
            socket->deleteLater();
            emit connectionsChanged();
        });
        emit connectionsChanged();
    }
}

void MllpServer::read(QTcpSocket* socket)
{
    const std::shared_ptr<Line> line = m_lines.value(socket);
    if (line != nullptr && !line->isAnswering && !line->isPumping)
        pump(socket);
}

// Takes message after message for as long as each is answered at once.
void MllpServer::pump(QTcpSocket* socket)
{
    const std::shared_ptr<Line> line = m_lines.value(socket);
    line->isPumping = true;
    while (m_lines.contains(socket) && !line->isAnswering) {
        QByteArray& buffer = line->buffer;
        buffer += socket->readAll();
        // Between frames senders put carriage returns and nothing else.
        const auto begin
            = std::find_if(buffer.cbegin(), buffer.cend(), [](char c) { return c != '\r' && c != '\n'; });
        buffer.remove(0, std::distance(buffer.cbegin(), begin));
        qsizetype end = 0;
        const Frame frame = frameIn(buffer, line->searched, end);
        if (frame == Frame::NotYet) {
            line->searched = std::max<qsizetype>(0, buffer.size() - 1);
            if (heldBytes() > heldAtMost)
                return refuse(
                    socket, QStringLiteral("Too much that is unfinished has come from all senders"));
            break;
        }
        if (frame == Frame::NoFrame)
            return refuse(socket, QStringLiteral("It does not send HL7 in MLLP frames"));
        if (frame == Frame::TooLarge)
            return refuse(socket,
                QStringLiteral("It sends a message larger than %1 MiB").arg(Hl7Message::maximumBytes >> 20));
        const QByteArray message = buffer.mid(1, end - 1);
        buffer.remove(0, end + frameEnd.size());
        line->searched = 0;
        line->isAnswering = true;
        ++line->told.messages;
        line->told.lastMessage = QDateTime::currentDateTime();
        m_handler(message, line->told.peer,
            [server = QPointer(this), sender = QPointer(socket)](const QByteArray& acknowledgement) {
                if (server && sender)
                    server->answer(sender, acknowledgement);
            });
    }
    line->isPumping = false;
}

qsizetype MllpServer::heldBytes() const
{
    qsizetype held = 0;
    for (const auto& line : m_lines)
        held += line->buffer.size();
    return held;
}

void MllpServer::answer(QTcpSocket* socket, const QByteArray& acknowledgement)
{
    const std::shared_ptr<Line> line = m_lines.value(socket);
    if (line == nullptr || !line->isAnswering)
        return;
    line->isAnswering = false;
    socket->write(mllpFrame(acknowledgement));
    emit messageHandled(acknowledgement.contains("\rMSA|AA|"));
    emit connectionsChanged();
    if (!line->isPumping)
        read(socket);
}

void MllpServer::refuse(QTcpSocket* socket, const QString& why)
{
    emit senderRefused(m_lines.value(socket)->told.peer, why);
    socket->abort();
}

} // namespace twinward::interop
