#pragma once

// The line to the relay as the post for other clinics sees it: without the letters between this clinic's own
// computers, which are the desk's; and with a clinic that the relay does not know, or that has too much lying
// there, in nobody's way.

#include "sync_relay/postgres_carrier.h"

#include <chrono>
#include <map>
#include <optional>
#include <set>

namespace twinward::sync {

class OthersLetters : public Carrier
{
public:
    explicit OthersLetters(PostgresCarrier& carrier)
        : m_carrier(carrier)
    { }

    base::Status leave(const Letter& letter) override;
    [[nodiscard]] base::Result<Collected> collect(quint64 after) override;
    base::Status takeBack(const base::Hash256& to, const std::vector<base::Hash256>& letters) override;

    void beginVisit(); // counts anew what follows
    [[nodiscard]] quint64 reached() const { return m_reached; } // the mark of what was collected last
    [[nodiscard]] quint64 lettersLeft() const { return m_lettersLeft; }
    [[nodiscard]] const std::set<base::Hash256>& notThere() const { return m_notThere; }
    [[nodiscard]] const std::optional<base::Error>& full() const { return m_full; }

private:
    using Clock = std::chrono::steady_clock;

    PostgresCarrier& m_carrier;
    std::map<base::Hash256, Clock::time_point> m_left; // letters, and when
    std::set<base::Hash256> m_takenBack;
    quint64 m_reached = 0;
    quint64 m_lettersLeft = 0;
    std::set<base::Hash256> m_notThere;
    std::optional<base::Error> m_full;
};

} // namespace twinward::sync
