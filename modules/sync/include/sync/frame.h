#pragma once

// Messages as they go over a link: cut into frames of bounded size, each with its length, version and kind
// before it. What comes is hostile until it is read: nothing is set aside for bytes that have not arrived,
// no message grows past the limit of its kind, and who has not shown that it is of the clinic is heard
// only as far as a greeting goes. The transport sees to it that bytes arrive unaltered and in order.
//
// A frame: length of its content (32 bits, big-endian), version, kind, 1 where the message goes on in the
// next frame of the same kind else 0, and a byte that is always 0.

#include "base/error.h"

#include <optional>
#include <QByteArray>

namespace twinward::sync {

inline constexpr quint8 frameVersion = 1;
inline constexpr qsizetype frameHeaderBytes = 8;
inline constexpr qsizetype maxFrameBytes = 1 << 20; // of content

// Numbers on the wire: never change one, never use one again.
enum class MessageKind : quint8 {
    Hello = 1,
    Proof,
    Identity,
    Goodbye,
    Heads,
    WantKeys,
    Keys,
    Want,
    Batch,
    Taken,
    Stop,
    Served,
    WantOffers,
    Offers,
    WantBlob,
    BlobPart,
    StillHere,
    WantNewest,
    Newest,
};
inline constexpr auto lastMessageKind = MessageKind::Newest;

[[nodiscard]] qsizetype maxMessageBytes(MessageKind kind);
[[nodiscard]] bool isGreeting(MessageKind kind); // what a stranger may say

struct Message
{
    MessageKind kind = MessageKind::Hello;
    QByteArray body;
};

[[nodiscard]] QByteArray toFrames(const Message& message);

class FrameReader
{
public:
    // Whoever is at the far end is of the clinic: longer messages are heard from now on.
    void trust() { m_isTrusted = true; }
    void add(QByteArrayView bytes); // after a refusal they are passed over
    // The next whole message, none where more bytes must come; InvalidInput for what is no frame, after
    // which the link is of no more use.
    [[nodiscard]] base::Result<std::optional<Message>> next();

private:
    [[nodiscard]] base::Status check(QByteArrayView header) const;

    QByteArray m_bytes;
    std::optional<Message> m_begun; // its other frames are still to come
    std::optional<base::Error> m_refusal;
    bool m_isTrusted = false;
};

} // namespace twinward::sync
