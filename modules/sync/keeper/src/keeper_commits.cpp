#include "keeper_commits_p.h"

#include <algorithm>
#include <limits>

namespace twinward::sync {

using base::ErrorCode;
using ledger::ChainHead;
using ledger::ChainId;
using ledger::Finding;
using ledger::Missing;

namespace {

constexpr size_t maxBranches = 8; // as many runs as a vault keeps
constexpr size_t maxNoted = 100;

void note(ledger::IngestReport& report, const ledger::OuterCommit& outer, record::DeviceId from,
    Finding finding, const QString& why, const record::CommitId& other = {})
{
    if (report.noted.size() < maxNoted)
        report.noted.push_back({finding, outer.chain, outer.seq, outer.id, other, from, {}, why});
}

void wait(ledger::IngestReport& report, const ChainId& chain, Missing::What what, quint64 after)
{
    const bool isSaid = std::any_of(report.missing.begin(), report.missing.end(),
        [&](const Missing& missing) { return missing.ask.chain == chain; });
    if (!isSaid)
        report.missing.push_back({what, {chain, after}});
}

} // namespace

KeeperCommits::KeeperCommits(const KeeperFile& file)
    : m_file(file)
{
    auto select
        = file.query("SELECT device, epoch, seq, id FROM chain_commit AS c WHERE NOT EXISTS "
                     "(SELECT 1 FROM chain_commit AS n WHERE n.previous = c.id AND n.device = c.device "
                     "AND n.epoch = c.epoch)");
    while (select.step()) {
        const ChainId chain{select.id<record::DeviceId>(0), static_cast<quint32>(select.number(1))};
        m_heads[chain].push_back({chain, select.number(2), select.id<record::CommitId>(3)});
    }
}

std::vector<ChainHead> KeeperCommits::heads() const
{
    std::vector<ChainHead> all;
    for (const auto& [chain, branches] : m_heads)
        all.insert(all.end(), branches.begin(), branches.end());
    return all;
}

bool KeeperCommits::isHere(const ChainHead& commit) const
{
    auto select
        = m_file.query("SELECT 1 FROM chain_commit WHERE id = ? AND device = ? AND epoch = ? AND seq = ?");
    const QByteArray id = commit.commit.toBytes();
    const QByteArray device = commit.chain.device.toBytes();
    select.bind(id).bind(device).bind(quint64{commit.chain.epoch}).bind(commit.seq);
    return select.step();
}

// As ledger::wishes(): from where the shortest of our branches ends.
std::vector<ledger::ChainWish> KeeperCommits::wishes(const std::vector<ChainHead>& theirs) const
{
    std::map<ChainId, quint64> wanted;
    for (const ChainHead& head : theirs) {
        if (head.seq == 0 || isHere(head))
            continue;
        quint64 after = 0;
        if (const auto own = m_heads.find(head.chain); own != m_heads.end()) {
            after = head.seq - 1;
            for (const ChainHead& branch : own->second)
                after = std::min(after, branch.seq);
        }
        const auto wish = wanted.try_emplace(head.chain, after).first;
        wish->second = std::min(wish->second, after);
    }
    std::vector<ledger::ChainWish> all;
    all.reserve(wanted.size());
    for (const auto& [chain, after] : wanted)
        all.push_back({chain, after});
    return all;
}

std::vector<PlacedCommit> KeeperCommits::after(
    const ChainId& chain, quint64 seq, const ledger::WireLimits& limits) const
{
    auto select = m_file.query("SELECT seq, recorded, bytes FROM chain_commit "
                               "WHERE device = ? AND epoch = ? AND seq > ? ORDER BY seq, id");
    const QByteArray device = chain.device.toBytes();
    select.bind(device).bind(quint64{chain.epoch}).bind(seq);
    std::vector<PlacedCommit> all;
    qsizetype bytes = 0;
    while (select.step()) {
        const quint64 place = select.number(0);
        const bool isFull = all.size() >= limits.commits || bytes >= limits.bytes;
        if (isFull && place != all.back().seq) // all branches of one number, or none
            break;
        auto commit = ledger::decodeCommit(select.bytes(2));
        if (!commit) {
            throw ledger::Failure(ErrorCode::IntegrityBroken, QStringLiteral("The keeper's file is damaged"),
                QStringLiteral("commit %1 of computer %2").arg(place).arg(chain.device.toString()),
                QStringLiteral("Make a new keeper; it fills itself again from the clinic's computers."));
        }
        bytes += ledger::sizeOf(*commit);
        all.push_back({std::move(*commit), place, base::HybridTime(select.number(1))});
    }
    return all;
}

KeeperCommits::Place KeeperCommits::placeOf(
    const ledger::OuterCommit& outer, const Heads& heads, quint64& askAfter) const
{
    const auto own = heads.find(outer.chain);
    const bool isBegun = own != heads.end();
    if (outer.seq > 1) {
        auto select = m_file.query(
            "SELECT recorded FROM chain_commit WHERE id = ? AND device = ? AND epoch = ? AND seq = ?");
        const QByteArray previous = outer.previous.toBytes();
        const QByteArray device = outer.chain.device.toBytes();
        select.bind(previous).bind(device).bind(quint64{outer.chain.epoch}).bind(outer.seq - 1);
        if (!select.step()) {
            // From our end on; where theirs parted from ours before that, from the beginning.
            askAfter = 0;
            if (isBegun && std::all_of(own->second.begin(), own->second.end(), [&](const ChainHead& head) {
                    return head.seq < outer.seq - 1;
                }))
                askAfter = own->second.front().seq;
            return Place::Gap;
        }
        if (outer.recorded.packed() <= select.number(0))
            return Place::BehindItsTime;
    }
    const bool follows = !isBegun
        || std::any_of(own->second.begin(), own->second.end(),
            [&](const ChainHead& head) { return outer.seq > 1 && head.commit == outer.previous; });
    if (follows)
        return Place::Follows;
    return own->second.size() >= maxBranches ? Place::TooManyForks : Place::Branches;
}

void KeeperCommits::store(const Candidate& candidate, Heads& heads) const
{
    const ledger::OuterCommit& outer = candidate.outer;
    auto insert = m_file.query("INSERT INTO chain_commit (id, device, epoch, seq, previous, recorded, bytes) "
                               "VALUES (?, ?, ?, ?, ?, ?, ?)");
    const QByteArray id = outer.id.toBytes();
    const QByteArray device = outer.chain.device.toBytes();
    const QByteArray previous = outer.previous.toBytes();
    const QByteArray bytes = ledger::encodeCommit(candidate.wire);
    insert.bind(id)
        .bind(device)
        .bind(quint64{outer.chain.epoch})
        .bind(outer.seq)
        .bind(previous)
        .bind(outer.recorded.packed())
        .bind(bytes)
        .run();
    auto& branches = heads[outer.chain];
    const ChainHead head{outer.chain, outer.seq, outer.id};
    const auto before = std::find_if(branches.begin(), branches.end(),
        [&](const ChainHead& branch) { return outer.seq > 1 && branch.commit == outer.previous; });
    if (before != branches.end())
        *before = head;
    else
        branches.push_back(head);
}

void KeeperCommits::take(
    const Candidate& candidate, Heads& heads, ledger::IngestReport& report, record::DeviceId from)
{
    const ledger::OuterCommit& outer = candidate.outer;
    quint64 askAfter = 0;
    switch (placeOf(outer, heads, askAfter)) {
    case Place::Gap:
        wait(report, outer.chain, Missing::What::EarlierCommits, askAfter);
        return;
    case Place::BehindItsTime:
        note(report, outer, from, Finding::OutOfOrder,
            QStringLiteral("It is dated before the commit it follows"));
        return;
    case Place::TooManyForks:
        note(report, outer, from, Finding::TooManyForks,
            QStringLiteral("Its device has forked its chain again and again"));
        return;
    case Place::Branches:
        note(report, outer, from, Finding::Fork,
            QStringLiteral("Its device has written two commits of one number; both are kept"),
            heads[outer.chain].front().commit);
        break;
    case Place::Follows:
        break;
    }
    store(candidate, heads);
    ++report.stored;
}

ledger::IngestReport KeeperCommits::ingest(const std::vector<ledger::WireCommit>& commits,
    const KeeperTrust& trust, record::DeviceId from, qint64 latestMs)
{
    ledger::IngestReport report;
    Heads heads = m_heads;
    m_file.together([&] {
        for (const ledger::WireCommit& wire : commits) {
            const auto outer = ledger::lookAtOutside(wire);
            if (!outer) {
                note(report, {}, from, Finding::Malformed, QStringLiteral("It does not hold what it says"));
                continue;
            }
            const bool isSignerFree = outer->id == trust.genesis; // vouched for by its own name
            const auto device = trust.devices.find(outer->chain.device);
            if (isHere({outer->chain, outer->seq, outer->id}))
                ++report.known;
            else if (outer->vault != trust.vault)
                note(report, *outer, from, Finding::OtherVault,
                    QStringLiteral("It belongs to another clinic's record"));
            else if (!isSignerFree && device == trust.devices.end())
                wait(report, outer->chain, Missing::What::Device, outer->seq - 1);
            else if (!isSignerFree
                && (!device->second.holdsKeys
                    || !ledger::deviceSignatureHolds(device->second.signingKey, wire)))
                note(report, *outer, from, Finding::BadSignature,
                    QStringLiteral("The device's signature does not hold"));
            else if (static_cast<qint64>(outer->recorded.wallMs()) > latestMs)
                note(report, *outer, from, Finding::FutureClock,
                    QStringLiteral("It is dated more than a day ahead of this computer's clock"));
            else
                take({wire, *outer}, heads, report, from);
        }
    });
    m_heads = std::move(heads);
    return report;
}

} // namespace twinward::sync
