#pragma once

// A connection with one of the clinic's computers: its socket and the conversation over it. Used in one
// thread.

#include "handshake_p.h"
#include "sync/conversation.h"

namespace twinward::sync {

class Line
{
public:
    enum class CalledBy : quint8 { Us, Them };
    struct Told
    {
        std::function<void()> heard; // something came, or it went down
        ConversationEvents events;
    };

    Line(Store& store, SecureLink link, CalledBy calledBy, const ConversationOptions& options, Told told);
    ~Line(); // says goodbye, where it can still be said

    void start();
    void tick();
    [[nodiscard]] Conversation& talk() { return m_talk; }
    [[nodiscard]] const Conversation& talk() const { return m_talk; }
    [[nodiscard]] record::DeviceId device() const { return m_device; }
    [[nodiscard]] CalledBy calledBy() const { return m_calledBy; }
    [[nodiscard]] QString address() const;
    [[nodiscard]] bool isUp() const;
    [[nodiscard]] bool isStale() const; // nothing came for longer than there should be
    void drop(); // at once, without a word
    void hangUp(int ms); // after goodbye, as soon as that has gone; waits

    quint64 blobsTold = 0;

private:
    SocketPtr m_socket;
    record::DeviceId m_device;
    CalledBy m_calledBy;
    Told m_told;
    qint64 m_staleMs;
    qint64 m_heardMs = 0;
    Conversation m_talk;
};

} // namespace twinward::sync
