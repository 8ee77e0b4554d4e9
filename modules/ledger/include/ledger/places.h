#pragma once

// Where an entry stands in its chain, and how many stand after a place: what is needed to say which entries
// another computer has, from its word on how far it has come (sync/receipts.h), without opening any.

#include "ledger/replica.h"

namespace twinward::ledger {

struct EventPlace
{
    ChainId chain;
    quint64 seq = 0;
    friend auto operator<=>(const EventPlace&, const EventPlace&) = default;
};

// One for each, in their order; none where an event is not here, or not to be opened here. Microseconds each.
[[nodiscard]] base::Result<std::vector<std::optional<EventPlace>>> placesOf(
    const Vault& vault, const std::vector<record::EventId>& events);

// What a chain holds after a place. Entries are what is written about patients: neither the access log, which
// grows by merely looking, nor who works here.
struct Backlog
{
    quint64 entries = 0;
    quint64 commits = 0;
    base::HybridTime since; // of the oldest of those entries; none where there are none
    quint64 upTo = 0; // as far as was counted: go on from there
};

// As far as the chain goes here; the vault is free for others every thousand commits. Some microseconds a
// commit.
[[nodiscard]] base::Result<Backlog> backlogAfter(const Vault& vault, const ChainId& chain, quint64 seq);

} // namespace twinward::ledger
