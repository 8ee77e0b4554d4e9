#include "sync/frame.h"

#include <QtEndian>

namespace twinward::sync {

namespace {

constexpr qsizetype maxGreetingBytes = 1024;
constexpr qsizetype maxListBytes = 16 << 20;
constexpr qsizetype maxKeysBytes = 64 << 20;
constexpr qsizetype maxBatchBytes = qsizetype{1} << 30; // one commit may be that large

base::Status refuse(const QString& what, const QString& where)
{
    return base::fail(base::ErrorCode::InvalidInput, what, where);
}

} // namespace

bool isGreeting(MessageKind kind)
{
    return kind <= MessageKind::Goodbye;
}

qsizetype maxMessageBytes(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Keys:
        return maxKeysBytes;
    case MessageKind::Batch:
    case MessageKind::Newest:
        return maxBatchBytes;
    case MessageKind::Heads:
    case MessageKind::Want:
    case MessageKind::WantNewest:
    case MessageKind::Offers:
    case MessageKind::BlobPart:
        return maxListBytes;
    default:
        return maxGreetingBytes;
    }
}

QByteArray toFrames(const Message& message)
{
    QByteArray frames;
    qsizetype at = 0;
    do {
        const qsizetype size = std::min(maxFrameBytes, message.body.size() - at);
        const bool goesOn = at + size < message.body.size();
        QByteArray header(frameHeaderBytes, '\0');
        qToBigEndian(static_cast<quint32>(size), header.data());
        header[4] = static_cast<char>(frameVersion);
        header[5] = static_cast<char>(message.kind);
        header[6] = goesOn ? 1 : 0;
        frames += header;
        frames += QByteArrayView(message.body).sliced(at, size);
        at += size;
    } while (at < message.body.size());
    return frames;
}

void FrameReader::add(QByteArrayView bytes)
{
    if (!m_refusal)
        m_bytes += bytes;
}

base::Status FrameReader::check(QByteArrayView header) const
{
    const auto size = static_cast<qsizetype>(qFromBigEndian<quint32>(header.data()));
    const auto version = static_cast<quint8>(header[4]);
    const auto number = static_cast<quint8>(header[5]);
    if (version != frameVersion)
        return refuse(QStringLiteral("The other computer speaks another version"),
            QStringLiteral("frame version %1").arg(version));
    if (number == 0 || number > static_cast<quint8>(lastMessageKind))
        return refuse(QStringLiteral("The other computer sent something unknown"),
            QStringLiteral("kind %1").arg(number));
    const auto kind = static_cast<MessageKind>(number);
    const QString where = QStringLiteral("a message of kind %1").arg(number);
    if (static_cast<quint8>(header[6]) > 1 || header[7] != 0)
        return refuse(QStringLiteral("The other computer sent a frame that is none"), where);
    if (!m_isTrusted && !isGreeting(kind))
        return refuse(QStringLiteral("A computer that has not shown who it is asked for more"), where);
    if (m_begun && m_begun->kind != kind)
        return refuse(QStringLiteral("A message was broken off by another"), where);
    const qsizetype before = m_begun ? m_begun->body.size() : 0;
    if (size > maxFrameBytes || before + size > maxMessageBytes(kind))
        return refuse(QStringLiteral("The other computer sent a message that is too long"), where);
    if (size == 0 && (m_begun || header[6] != 0))
        return refuse(QStringLiteral("A message goes on without end"), where);
    return {};
}

base::Result<std::optional<Message>> FrameReader::next()
{
    qsizetype at = 0;
    while (!m_refusal && m_bytes.size() - at >= frameHeaderBytes) {
        const QByteArrayView header = QByteArrayView(m_bytes).sliced(at, frameHeaderBytes);
        if (const auto checked = check(header); !checked) {
            m_refusal = checked.error();
            m_bytes.clear();
            break;
        }
        const auto size = static_cast<qsizetype>(qFromBigEndian<quint32>(header.data()));
        if (m_bytes.size() - at - frameHeaderBytes < size)
            break;
        const bool goesOn = header[6] != 0;
        if (!m_begun)
            m_begun = Message{static_cast<MessageKind>(header[5]), {}};
        m_begun->body += QByteArrayView(m_bytes).sliced(at + frameHeaderBytes, size);
        at += frameHeaderBytes + size;
        if (!goesOn) {
            m_bytes.remove(0, at);
            return std::exchange(m_begun, std::nullopt);
        }
    }
    if (m_refusal)
        return base::fail(*m_refusal);
    m_bytes.remove(0, at);
    return std::optional<Message>();
}

} // namespace twinward::sync
