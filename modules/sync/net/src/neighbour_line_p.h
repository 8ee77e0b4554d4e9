#pragma once

// A connection with a computer of another clinic: its socket and what is said over it. Used in one thread.

#include "handshake_p.h"
#include "neighbour_talk_p.h"

namespace twinward::sync {

class NeighbourLine
{
public:
    enum class CalledBy : quint8 { Us, Them };
    struct Told
    {
        std::function<void()> heard; // something came, or it went down; may not destroy it
        std::function<std::optional<neighbour::Parting>(const ledger::ClinicCard&, const neighbour::Hello&)>
            greeted;
        std::function<void(NeighbourTroubleKind, const base::Error&)> trouble;
        std::function<void()> brought;
    };
    // called: the address, where we did.
    NeighbourLine(SecureLink link, const std::optional<PeerAddress>& called, neighbour::Talk::Setting setting,
        neighbour::Desk& desk, std::optional<neighbour::Begun>& begun, Told told);
    ~NeighbourLine(); // what was said last still goes

    void start();
    void tick();
    [[nodiscard]] neighbour::Talk& talk() { return m_talk; }
    [[nodiscard]] const neighbour::Talk& talk() const { return m_talk; }
    [[nodiscard]] CalledBy calledBy() const { return m_called ? CalledBy::Us : CalledBy::Them; }
    [[nodiscard]] const std::optional<PeerAddress>& called() const { return m_called; }
    [[nodiscard]] QString host() const; // where the other computer is
    [[nodiscard]] QString address() const;
    [[nodiscard]] bool isUp() const;
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] bool isStale() const; // nothing came for longer than there should be
    void part(neighbour::Parting why) { m_talk.part(why); }
    void hangUp(int ms); // after goodbye, as soon as that has gone; waits

    bool isOpenNoted = false;

private:
    SocketPtr m_socket;
    std::optional<PeerAddress> m_called;
    Told m_told;
    qint64 m_staleMs;
    qint64 m_heardMs = 0;
    neighbour::Talk m_talk;
};

} // namespace twinward::sync
