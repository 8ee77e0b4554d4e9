#pragma once

// How the runs of commits in the database hang together: where each ends, which follows which, and where a
// commit that somebody brought belongs. A fork closes a run: what stood behind it becomes a run of its own,
// beside the other branch, so that both are read and neither was chosen.

#include "commit_store_p.h"
#include "segment_reader_p.h"

#include "ledger/replica.h"

namespace twinward::ledger {

struct ChainTip
{
    Head head; // seq is one before the chain's first where nothing is stored; its events are the run's alone
    base::HybridTime recorded;
    record::CommitId before; // what the run's first commit follows
};

class ChainTree
{
public:
    enum class Kind : quint8 { Known, Begins, Follows, Branches, Splits, Gap };
    struct Place
    {
        Kind kind = Kind::Gap;
        quint64 chain = 0; // the run it follows or splits
        record::CommitId other; // what stands there in its place
        quint64 askAfter = 0; // of a gap
    };

    // With the database at hand for as long as this is used. eventsOf: how many entries a run holds so far,
    // asked once for each that grows.
    using EventsOf = std::function<quint64(quint64 chain)>;
    ChainTree(Database& database, Chains chains, EventsOf eventsOf = {});

    [[nodiscard]] Place find(const CommitHeader& header, const record::CommitId& id) const;
    // Makes room within the caller's transaction: the run to which the commit is to be added.
    quint64 makeRoom(const Place& place, const CommitHeader& header);
    void added(quint64 chain, const SealedCommit& commit);

    [[nodiscard]] const Chains& chains() const { return m_chains; }
    [[nodiscard]] const ChainTip& tip(quint64 chain) const { return m_tips.at(chain); }
    // The time of the commit before this place; of the beginning, none.
    [[nodiscard]] base::HybridTime timeBefore(const Place& place, const CommitHeader& header) const;
    [[nodiscard]] size_t runsOf(const ChainId& chain) const;
    [[nodiscard]] bool isClosed(quint64 chain) const; // another run follows it
    [[nodiscard]] std::optional<quint64> parentOf(quint64 chain) const;
    // Where the end of a run went that was just split; asking forgets it.
    [[nodiscard]] std::optional<std::pair<quint64, quint64>> takeMoved()
    {
        return std::exchange(m_moved, {});
    }
    [[nodiscard]] const std::set<quint64>& touched() const { return m_touched; } // whose tip is another now

private:
    [[nodiscard]] std::vector<quint64> rowsOf(const record::DeviceId& device, quint32 epoch) const;
    quint64 newRun(const CommitHeader& header);
    void split(quint64 chain, quint64 seq);

    Database& m_database;
    Chains m_chains;
    std::map<quint64, ChainTip> m_tips;
    EventsOf m_eventsOf;
    std::optional<std::pair<quint64, quint64>> m_moved;
    std::set<quint64> m_touched;
};

// What of the chains of removed devices counts: up to the ends that were vouched for.
void applyRemovals(
    Database& database, Chains& chains, const std::map<record::DeviceId, record::DeviceRemoval>& removals);

} // namespace twinward::ledger
