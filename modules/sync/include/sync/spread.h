#pragma once

// How far the record has spread: what each of the clinic's other computers said it durably has (its newest
// receipt), set against what is here. What a computer has by now and did not say yet counts as lacking: the
// error is always on the careful side.

#include "ledger/places.h"
#include "sync/receipts.h"

namespace twinward::sync {

// Another computer of the clinic that was not removed.
struct Standing
{
    record::DeviceId device;
    QString name;
    base::HybridTime saidAt; // by its own clock; none where it never said anything
    quint64 entriesItLacks = 0;
    base::HybridTime lacksSince; // the oldest of them; none where it lacks none
    quint64 commitsLackedHere = 0; // it says that it has them
    friend bool operator==(const Standing&, const Standing&) = default;
};

struct Spread
{
    std::vector<Standing> others; // by name
    quint64 onlyHere = 0; // entries that no other computer said to have
    base::HybridTime onlyHereSince;
    // For each chain who has it, and up to which commit, the chain's own writer among them.
    using Holders = std::map<record::DeviceId, quint64>;
    std::map<ledger::ChainId, Holders> holders;
};

// Remembers what it counted, so that asking again after a few commits costs little. From one thread at a
// time; not the GUI's.
class SpreadReader
{
public:
    [[nodiscard]] base::Result<Spread> read(const ledger::Vault& vault, const ReceiptBook& book);

private:
    // What is here of each chain; more than one head where it was forked.
    using Branches = std::map<ledger::ChainId, std::vector<ledger::ChainHead>>;
    [[nodiscard]] base::Status look(const ledger::Vault& vault, const Branches& branches, const Receipt* said,
        Standing& device, Spread& spread);
    [[nodiscard]] base::Result<ledger::Backlog> backlog(
        const ledger::Vault& vault, const std::vector<ledger::ChainHead>& branches, quint64 after);

    std::map<std::pair<ledger::ChainId, quint64>, ledger::Backlog> m_counted;
    std::map<std::pair<ledger::ChainId, quint64>, ledger::Backlog> m_countedNow;
};

} // namespace twinward::sync
