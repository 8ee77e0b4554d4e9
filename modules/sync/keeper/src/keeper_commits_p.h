#pragma once

// A keeper's commits: chains with their branches, checked from outside, in the order of their numbers.
// Throws ledger::Failure.

#include "keeper_file_p.h"
#include "sync/store.h"

namespace twinward::sync {

// Who a keeper believes; the key of a device that was never listed is none.
struct KeeperTrust
{
    QByteArray vault;
    base::Hash256 genesis;
    std::map<record::DeviceId, ListedDevice> devices;
};

class KeeperCommits
{
public:
    explicit KeeperCommits(const KeeperFile& file);

    [[nodiscard]] std::vector<ledger::ChainHead> heads() const;
    [[nodiscard]] std::vector<ledger::ChainWish> wishes(const std::vector<ledger::ChainHead>& theirs) const;
    [[nodiscard]] std::vector<PlacedCommit> after(
        const ledger::ChainId& chain, quint64 seq, const ledger::WireLimits& limits) const;
    // latestMs: no commit dated after that is taken yet.
    [[nodiscard]] ledger::IngestReport ingest(const std::vector<ledger::WireCommit>& commits,
        const KeeperTrust& trust, record::DeviceId from, qint64 latestMs);

private:
    using Heads = std::map<ledger::ChainId, std::vector<ledger::ChainHead>>;
    struct Candidate
    {
        const ledger::WireCommit& wire;
        ledger::OuterCommit outer;
    };
    // How a commit stands to what is here.
    enum class Place : quint8 { Follows, Branches, Gap, TooManyForks, BehindItsTime };

    [[nodiscard]] bool isHere(const ledger::ChainHead& commit) const;
    [[nodiscard]] Place placeOf(
        const ledger::OuterCommit& outer, const Heads& heads, quint64& askAfter) const;
    void take(const Candidate& candidate, Heads& heads, ledger::IngestReport& report, record::DeviceId from);
    void store(const Candidate& candidate, Heads& heads) const;

    const KeeperFile& m_file;
    Heads m_heads; // of a forked chain one for each branch
};

} // namespace twinward::sync
