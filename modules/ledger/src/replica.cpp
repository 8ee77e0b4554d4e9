// What a peer is told of what is here, and the commits as they were signed.

#include "ledger/replica.h"

#include "evidence_p.h"
#include "replica_p.h"
#include "vault_p.h"

#include <algorithm>

namespace twinward::ledger {

namespace {

// The next places of all branches, in the order of their seq; a seq is there with all its branches or not.
std::vector<std::pair<quint64, quint64>> placesAfter(
    Database& database, const Chains& chains, const ChainId& wanted, quint64 seq, size_t limit)
{
    std::vector<std::pair<quint64, quint64>> places;
    for (const auto& [number, chain] : chains) {
        if (chain.device != wanted.device || chain.epoch != wanted.epoch)
            continue;
        Statement select
            = database.statement("SELECT seq FROM commits WHERE chain=? AND seq>? ORDER BY seq LIMIT ?");
        select.bind(number).bind(seq).bind(quint64{limit});
        while (select.step())
            places.emplace_back(select.number(0), number);
    }
    std::sort(places.begin(), places.end());
    return places;
}

std::vector<ChainHead> headsOf(const ChainTree& tree)
{
    std::vector<ChainHead> found;
    for (const auto& [number, chain] : tree.chains()) {
        const Head& head = tree.tip(number).head;
        if (head.seq >= chain.first && !tree.isClosed(number))
            found.push_back({{chain.device, chain.epoch}, head.seq, head.commit});
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace

WireCommit loadCommit(Database& database, quint64 chain, quint64 seq)
{
    WireCommit commit;
    {
        Statement select = database.statement(
            "SELECT header, device_signature, author_signature FROM commits WHERE chain=? AND seq=?");
        select.bind(chain).bind(seq);
        if (select.step())
            commit = {select.bytes(0), select.bytes(1), select.bytes(2), {}};
    }
    const auto header = decodeHeader(commit.header);
    if (!header) {
        throw Failure(base::ErrorCode::IntegrityBroken, QStringLiteral("A commit is not as it was written"),
            QStringLiteral("commit %1").arg(seq), QStringLiteral("Restore the vault from a backup."));
    }
    for (quint64 position = 0; position < header->segments.size(); ++position) {
        const SegmentEntry& entry = header->segments[position];
        WireSegment& segment = commit.segments.emplace_back();
        Statement body = database.statement(
            "SELECT body FROM segments WHERE category=? AND tag=? AND chain=? AND seq=? AND position=?");
        body.bind(static_cast<quint64>(entry.category)).bind(entry.tag).bind(chain).bind(seq).bind(position);
        if (body.step())
            segment.body = body.bytes(0);
        if (entry.source.isNull())
            continue;
        Statement sources
            = database.statement("SELECT body FROM sources WHERE chain=? AND seq=? AND position=?");
        sources.bind(chain).bind(seq).bind(position);
        if (sources.step())
            segment.sources = sources.bytes(0);
    }
    return commit;
}

bool isStored(Database& database, const Chains& chains, const ChainHead& commit)
{
    return std::any_of(chains.begin(), chains.end(), [&](const auto& row) {
        return row.second.device == commit.chain.device && row.second.epoch == commit.chain.epoch
            && storedCommit(database, row.first, commit.seq) == commit.commit;
    });
}

base::Result<std::vector<ChainHead>> heads(const Vault& vault)
{
    return guarded([&] {
        const auto& d = Vault::Private::of(vault);
        const std::lock_guard guard(d.databaseMutex);
        return headsOf(ChainTree(*d.database, d.chains));
    });
}

base::Result<std::vector<WireCommit>> commitsAfter(
    const Vault& vault, const ChainId& chain, quint64 seq, const WireLimits& limits)
{
    return guarded([&] {
        const auto& d = Vault::Private::of(vault);
        const std::lock_guard guard(d.databaseMutex);
        std::vector<WireCommit> commits;
        qsizetype bytes = 0;
        quint64 last = 0;
        for (const auto& [place, row] : placesAfter(*d.database, d.chains, chain, seq, limits.commits)) {
            const bool isFull = commits.size() >= limits.commits || bytes >= limits.bytes;
            if (isFull && place != last)
                break;
            commits.push_back(loadCommit(*d.database, row, place));
            bytes += sizeOf(commits.back());
            last = place;
        }
        return commits;
    });
}

base::Result<std::vector<ChainWish>> wishes(const Vault& vault, const std::vector<ChainHead>& theirs)
{
    return guarded([&] {
        const auto& d = Vault::Private::of(vault);
        const std::lock_guard guard(d.databaseMutex);
        const std::vector<ChainHead> ours = headsOf(ChainTree(*d.database, d.chains));
        std::map<ChainId, quint64> wanted;
        for (const ChainHead& head : theirs) {
            if (head.seq == 0 || isStored(*d.database, d.chains, head))
                continue;
            // From where the shortest of our branches ends; where theirs ends before, it is another branch.
            quint64 after = head.seq - 1;
            for (const ChainHead& own : ours) {
                if (own.chain == head.chain)
                    after = std::min(after, own.seq);
            }
            if (std::none_of(
                    ours.begin(), ours.end(), [&](const ChainHead& own) { return own.chain == head.chain; }))
                after = 0;
            const auto [wish, isNew] = wanted.try_emplace(head.chain, after);
            wish->second = std::min(wish->second, after);
        }
        std::vector<ChainWish> all;
        all.reserve(wanted.size());
        for (const auto& [chain, after] : wanted)
            all.push_back({chain, after});
        return all;
    });
}

base::Result<std::vector<Noted>> evidence(const Vault& vault)
{
    return guarded([&] {
        const auto& d = Vault::Private::of(vault);
        const std::lock_guard guard(d.databaseMutex);
        return loadEvidence(*d.database);
    });
}

base::Result<bool> isOutdated(const Vault& vault)
{
    return guarded([&] {
        const auto& d = Vault::Private::of(vault);
        const std::lock_guard guard(d.databaseMutex);
        return d.isOutdated;
    });
}

base::Result<bool> seemsOutdated(const Vault& vault, const std::vector<ChainHead>& theirs)
{
    return guarded([&] {
        const auto& d = Vault::Private::of(vault);
        const std::lock_guard guard(d.databaseMutex);
        return d.isOutdated || std::any_of(theirs.begin(), theirs.end(), [&](const ChainHead& head) {
            return head.chain.device == d.device.device && head.chain.epoch >= d.device.epoch
                && !isStored(*d.database, d.chains, head);
        });
    });
}

base::Status beginEpoch(Vault& vault)
{
    return guarded([&] { Vault::Private::of(vault).beginEpoch(); });
}

base::Status beginEpochAtNextUnlock(const QString& folder)
{
    return guarded([&] {
        if (!Vault::exists(folder))
            throw Failure(base::ErrorCode::NotFound, QStringLiteral("There is no vault here"), folder);
        const VaultFiles files{folder};
        const VaultLock lock(files);
        const auto database = openDatabase(files);
        Transaction transaction(*database);
        setMetaValue(*database, "restored", "1");
        transaction.commit();
    });
}

} // namespace twinward::ledger
