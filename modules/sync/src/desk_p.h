#pragma once

// What the parts of a conversation share: the store, the way out, and what has happened so far.

#include "wire_fields_p.h"

namespace twinward::sync {

struct Desk
{
    Store& store;
    Link link;
    ConversationOptions options;
    ConversationEvents events;
    Exchanged exchanged;
    record::DeviceId peer;
    qint64 nowMs = 0;
    qint64 lastSentMs = 0;

    template <class T> void say(MessageKind kind, const T& message) { sayBytes(kind, toCbor(message)); }
    void sayBytes(MessageKind kind, const QByteArray& body)
    {
        const QByteArray frames = toFrames({kind, body});
        exchanged.bytesOut += static_cast<quint64>(frames.size());
        lastSentMs = nowMs;
        link.send(frames);
    }
    void report(const QString& what, const QString& where, std::optional<ledger::Finding> finding = {}) const
    {
        if (events.trouble)
            events.trouble({peer, what, where, finding});
    }
    void tellChanged() const
    {
        if (events.changed)
            events.changed();
    }
};

// The structure of a message, or why it is none.
template <class T> base::Result<T> understood(const QByteArray& body)
{
    auto value = fromCbor<T>(body);
    if (!value) {
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("The other computer sent a message that can't be understood"));
    }
    return std::move(*value);
}

inline base::Status outOfPlace(const QString& where)
{
    return base::fail(base::ErrorCode::InvalidInput,
        QStringLiteral("The other computer sent something that was not asked for"), where);
}

} // namespace twinward::sync
