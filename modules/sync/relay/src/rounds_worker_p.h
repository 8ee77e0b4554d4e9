#pragma once

// The thread behind RelayRounds: waits, makes a round, says what came of it. What the other threads want of
// it stands in RoundsDesk.

#include "kept_relay_p.h"
#include "sync_relay/relay_rounds.h"
#include "sync_relay/relay_visit.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace twinward::sync {

// Between the threads; guarded by its mutex.
struct RoundsDesk
{
    using Change = std::function<void(KeptRelay&)>;

    std::mutex mutex;
    std::condition_variable changed;
    bool isStopped = false;
    bool isAsked = false; // by a person: now, and for all that lies there
    bool isCommitted = false; // something was entered since the last round began
    bool isClinicMet = false; // letters that were refused may be taken in now
    std::deque<Change> changes; // of what is kept, in order
    std::shared_ptr<PostgresCarrier> carrier; // that a round is made over, to be cut off
    RelayStatus status;

    [[nodiscard]] bool mayGoOn()
    {
        const std::lock_guard guard(mutex);
        return !isStopped && changes.empty();
    }
};

class RoundsWorker
{
public:
    RoundsWorker(ledger::Vault& vault, RoundsDesk& desk, const RelayPace& pace,
        const std::optional<RelayAddress>& address, std::function<void()> tell);

    void run();

private:
    using Clock = std::chrono::steady_clock;

    void load();
    // False: it is to end.
    bool wait();
    void take(const std::deque<RoundsDesk::Change>& changes);
    void round(RelayVisit::Ask ask);
    [[nodiscard]] base::Status visit(RelayVisit::Ask ask, RelayTrouble& trouble);
    void takeTroubles(const RelayTaken& taken, RelayTrouble& trouble) const;
    void takeTroubles(const RelayLeft& left, RelayTrouble& trouble) const;
    [[nodiscard]] RelayTrouble troubleOf(const base::Error& error) const;
    void ended(const base::Status& done, RelayTrouble trouble);
    void countWaiting();
    void dropLine();
    void again(std::chrono::milliseconds after);
    [[nodiscard]] bool isUsed() const { return m_kept.address && !m_kept.isPaused; }
    void publish();

    ledger::Vault& m_vault;
    RoundsDesk& m_desk;
    const RelayPace& m_pace;
    const std::optional<RelayAddress>& m_given;
    std::function<void()> m_tell;
    KeptRelay m_kept;
    RelayStatus m_status; // the desk's is a copy of it
    std::shared_ptr<PostgresCarrier> m_carrier;
    std::unique_ptr<RelayVisit> m_visit;
    Clock::time_point m_due;
    std::chrono::milliseconds m_pause; // before the next try
};

} // namespace twinward::sync
