// What others bring: looked at on all cores, put in its place one after the other, stored some hundreds at a
// time.

#include "chain_tree_p.h"
#include "evidence_p.h"
#include "ingest_candidate_p.h"
#include "ingest_check_p.h"
#include "ledger/disclosure.h"
#include "parallel_p.h"
#include "vault_p.h"

#include <algorithm>
#include <set>

namespace twinward::ledger {

namespace {

constexpr size_t batchCommits = 2048;
constexpr qsizetype batchBytes = 64 << 20;
constexpr qint64 clockToleranceMs = 24LL * 60 * 60 * 1000;
constexpr size_t maxRuns = 8; // of one forked chain
constexpr quint64 maxSetAside = 1000; // commits of a removed device behind its last that counts
constexpr size_t maxNoted = 100;

class Ingest
{
public:
    Ingest(Vault::Private& vault, record::DeviceId from)
        : m_vault(vault)
        , m_from(from)
    { }

    IngestReport run(const std::vector<WireCommit>& commits)
    {
        decode(commits);
        for (size_t first = 0; first < m_candidates.size();)
            first = takeBatch(first);
        for (auto& [chain, missing] : m_missing)
            m_report.missing.push_back(missing);
        return std::move(m_report);
    }

    [[nodiscard]] bool concernsClinic() const { return m_concernsClinic; }
    [[nodiscard]] bool concernsSharing() const { return m_concernsSharing; }

private:
    // In the order in which they were made: who enrols stands before who is enrolled.
    void decode(const std::vector<WireCommit>& commits)
    {
        qsizetype bytes = 0;
        for (const WireCommit& commit : commits)
            bytes += sizeOf(commit);
        if (commits.size() > maxIngestCommits || bytes > maxIngestBytes) {
            throw Failure(base::ErrorCode::InvalidInput, QStringLiteral("Too much was brought at once"), {},
                QStringLiteral("Bring it in smaller parts."));
        }
        std::vector<std::optional<Candidate>> decoded(commits.size());
        runParallel(
            commits.size(), workersFor(commits.size(), 16), 16, [&](size_t, size_t begin, size_t end) {
                for (size_t i = begin; i < end; ++i) {
                    if (auto header = decodeHeader(commits[i].header))
                        decoded[i] = {&commits[i], std::move(*header), base::Hash256::of(commits[i].header)};
                }
            });
        for (auto& candidate : decoded) {
            if (candidate)
                m_candidates.push_back(std::move(*candidate));
            else
                note({Finding::Malformed, {}, 0, {}, {}, m_from, {}, QStringLiteral("It is not a commit")});
        }
        std::sort(m_candidates.begin(), m_candidates.end(), [](const Candidate& a, const Candidate& b) {
            return std::tie(a.header.recorded, a.header.seq, a.id)
                < std::tie(b.header.recorded, b.header.seq, b.id);
        });
    }

    size_t takeBatch(size_t first)
    {
        std::vector<const Candidate*> batch;
        qsizetype bytes = 0;
        bool isComplete = false;
        {
            const std::lock_guard guard(m_vault.databaseMutex);
            const ChainTree tree(*m_vault.database, m_vault.chains);
            while (first < m_candidates.size() && !isComplete) {
                const Candidate& candidate = m_candidates[first++];
                if (m_stopped.contains(candidate.chain()))
                    continue;
                if (tree.find(candidate.header, candidate.id).kind == ChainTree::Kind::Known) {
                    ++m_report.known;
                    continue;
                }
                batch.push_back(&candidate);
                bytes += sizeOf(*candidate.wire);
                isComplete
                    = batch.size() >= batchCommits || bytes >= batchBytes || candidate.concernsClinic();
            }
        }
        if (!batch.empty())
            store(batch, check(batch));
        return first;
    }

    std::vector<Verdict> check(const std::vector<const Candidate*>& batch)
    {
        const record::Roster roster = m_vault.roster();
        const CheckContext context{m_vault.identity, m_vault.keyring, roster, latestMs()};
        std::vector<Verdict> verdicts(batch.size());
        runParallel(batch.size(), workersFor(batch.size(), 4), 4, [&](size_t, size_t begin, size_t end) {
            for (size_t i = begin; i < end; ++i)
                verdicts[i] = checkWire(context, *batch[i]->wire, batch[i]->header, batch[i]->id);
        });
        return verdicts;
    }

    [[nodiscard]] qint64 latestMs() const { return m_vault.options.wallClock() + clockToleranceMs; }

    void store(const std::vector<const Candidate*>& batch, std::vector<Verdict> verdicts)
    {
        Vault::Private::Arrived arrived;
        base::HybridTime latest;
        {
            const std::lock_guard guard(m_vault.databaseMutex);
            Database& database = *m_vault.database;
            ChainTree tree(database, m_vault.chains, [&](quint64 chain) { return eventsBefore(chain); });
            DeviceState own = ownState();
            Transaction transaction(database);
            for (size_t i = 0; i < batch.size(); ++i) {
                if (place(*batch[i], verdicts[i], tree, own, arrived))
                    latest = std::max(latest, batch[i]->header.recorded);
            }
            storeHeads(tree, own);
            transaction.commit();
            m_vault.chains = tree.chains();
            m_vault.device.chain = own.chain;
            m_vault.device.head = own.head;
            m_vault.isOutdated = m_vault.isOutdated || m_report.ownChainIsAhead;
            m_vault.clock.observe(latest);
        }
        m_vault.publish(std::move(arrived));
    }

    [[nodiscard]] quint64 eventsBefore(quint64 chain) const
    {
        if (chain == m_vault.device.chain)
            return m_vault.device.head.events;
        return loadChainHead(*m_vault.database, chain, m_vault.keyring, m_vault.identity.vault).events;
    }

    // The parts of the device's state that taking in may change.
    [[nodiscard]] DeviceState ownState() const
    {
        const DeviceState& device = m_vault.device;
        return {device.device, Secret(), device.chain, device.epoch, device.head};
    }

    // False where it was not stored.
    bool place(const Candidate& candidate, Verdict& verdict, ChainTree& tree, DeviceState& own,
        Vault::Private::Arrived& arrived)
    {
        if (m_stopped.contains(candidate.chain()))
            return false;
        if (verdict.outcome == Verdict::Outcome::Refused)
            return refuse(candidate, verdict.finding, verdict.why, verdict.provesItsDevice);
        const ChainTree::Place place = tree.find(candidate.header, candidate.id);
        if (place.kind == ChainTree::Kind::Known) { // it came twice at once
            ++m_report.known;
            return false;
        }
        if (verdict.outcome == Verdict::Outcome::Waits)
            return wait(candidate, verdict.waitsFor, candidate.header.seq - 1);
        noticeOwn(candidate, own);
        if (place.kind == ChainTree::Kind::Gap)
            return wait(candidate, Missing::What::EarlierCommits, place.askAfter);
        if (candidate.header.recorded <= tree.timeBefore(place, candidate.header))
            return refuse(candidate, Finding::OutOfOrder,
                QStringLiteral("It is dated before the commit it follows"), true);
        const bool isBranch
            = place.kind == ChainTree::Kind::Branches || place.kind == ChainTree::Kind::Splits;
        if (isBranch && tree.runsOf(candidate.chain()) + 2 > maxRuns)
            return refuse(candidate, Finding::TooManyForks,
                QStringLiteral("Its device has forked its chain again and again"), true);
        bool isSetAside = false;
        if (!checkRemovedDevice(candidate, verdict, isBranch, isSetAside, arrived))
            return false;
        storeAt(candidate, verdict, place, tree, own);
        noteStored(candidate, verdict, place, isSetAside);
        if (!isSetAside)
            addArrived(verdict, arrived);
        m_concernsClinic = m_concernsClinic || candidate.concernsClinic();
        return true;
    }

    void storeAt(const Candidate& candidate, const Verdict& verdict, const ChainTree::Place& place,
        ChainTree& tree, DeviceState& own)
    {
        Database& database = *m_vault.database;
        const quint64 chain = tree.makeRoom(place, candidate.header);
        if (const auto moved = tree.takeMoved(); moved && moved->first == own.chain) {
            own.chain = moved->second;
            storeOwnChain(database, own.chain);
        }
        storeCommit(database, verdict.sealed, chain);
        for (const quint32 position : verdict.unopened) {
            database.statement("INSERT INTO unopened(chain, seq, position, category) VALUES(?, ?, ?, ?)")
                .bind(chain)
                .bind(candidate.header.seq)
                .bind(quint64{position})
                .bind(static_cast<quint64>(candidate.header.segments[position].category))
                .run();
        }
        tree.added(chain, verdict.sealed);
    }

    void storeHeads(const ChainTree& tree, DeviceState& own)
    {
        for (const quint64 chain : tree.touched()) {
            if (chain == own.chain) {
                own.head = tree.tip(chain).head;
                storeHead(*m_vault.database, own, own.head, m_vault.keyring, m_vault.identity.vault);
            } else {
                storeChainHead(
                    *m_vault.database, chain, tree.tip(chain).head, m_vault.keyring, m_vault.identity.vault);
            }
        }
    }

    // Nobody else writes our chain: whoever has more of it, or something else in it, shows that this folder
    // is an older copy, or one of two.
    void noticeOwn(const Candidate& candidate, const DeviceState& own)
    {
        if (candidate.header.device != own.device || candidate.header.epoch < own.epoch)
            return;
        if (!m_report.ownChainIsAhead && !m_vault.isOutdated) {
            Noted older = noted(candidate, Finding::OlderCopy,
                QStringLiteral(
                    "This computer wrote it, and it is missing here: an older copy of its folder was "
                    "put back, or another works with a copy of it"));
            older.other = own.head.commit;
            noteForEver(older);
        }
        m_report.ownChainIsAhead = true;
        setMetaValue(*m_vault.database, "outdated", "1");
    }

    bool checkRemovedDevice(const Candidate& candidate, const Verdict& verdict, bool isBranch,
        bool& isSetAside, // NOLINT
        Vault::Private::Arrived& arrived)
    {
        const record::Roster roster = m_vault.roster();
        const auto removal = roster.removedDevices().find(candidate.header.device);
        if (removal == roster.removedDevices().end())
            return true;
        quint64 last = 0;
        for (const record::DeviceChainEnd& end : removal->second.ends) {
            if (end.epoch == candidate.header.epoch)
                last = std::max(last, static_cast<quint64>(end.lastSeq));
        }
        isSetAside = candidate.header.seq > last;
        const bool isForked = isForkedChain(candidate.chain());
        const bool removesSomebody = std::any_of(
            verdict.events.begin(), verdict.events.end(), [](const record::RecordedEvent& recorded) {
                return recorded.event.kind() == record::Kind::UserRemoved
                    || recorded.event.kind() == record::Kind::DeviceRemoved;
            });
        // Where what counts of the chain can be another now.
        const bool isTurningPoint
            = candidate.header.seq == 1 || candidate.header.seq == last || isForked || isBranch;
        arrived.readAnew = arrived.readAnew || isTurningPoint || removesSomebody;
        if (candidate.header.seq > last + maxSetAside)
            return refuse(candidate, Finding::TooMuchSetAside,
                QStringLiteral("Its device has been removed, and enough of what it wrote since is kept"),
                false);
        return true;
    }

    [[nodiscard]] bool isForkedChain(const ChainId& chain) const
    {
        return std::count_if(m_vault.chains.begin(), m_vault.chains.end(), [&](const auto& row) {
            return row.second.device == chain.device && row.second.epoch == chain.epoch;
        }) > 1;
    }

    void addArrived(Verdict& verdict, Vault::Private::Arrived& arrived)
    {
        for (record::RecordedEvent& recorded : verdict.events) {
            arrived.readAnew = arrived.readAnew || recorded.event.kind() == record::Kind::DeviceRemoved;
            m_concernsSharing = m_concernsSharing || isOfSharing(recorded.event);
            arrived.events.push_back(std::move(recorded));
        }
        m_report.events += verdict.events.size();
    }

    void noteStored(const Candidate& candidate, const Verdict& verdict, const ChainTree::Place& place,
        bool isSetAside) // NOLINT: a fact about the commit
    {
        ++m_report.stored;
        if (place.kind == ChainTree::Kind::Branches || place.kind == ChainTree::Kind::Splits) {
            Noted fork = noted(
                candidate, Finding::Fork, QStringLiteral("Two commits bear one number: both are kept"));
            fork.other = place.other;
            noteForEver(fork);
        }
        if (isSetAside) {
            noteForEver(noted(candidate, Finding::SetAsideDeviceRemoved,
                QStringLiteral("Its device has been removed: it is kept and counts for nothing")));
        } else if (verdict.authorRemoved) {
            noteForEver(noted(candidate, Finding::SetAsideAuthorRemoved,
                QStringLiteral("Its author had been removed: it is kept and not followed")));
        }
    }

    [[nodiscard]] Noted noted(const Candidate& candidate, Finding finding, const QString& why) const
    {
        return {finding, candidate.chain(), candidate.header.seq, candidate.id, {}, m_from, {}, why};
    }

    void note(Noted noted)
    {
        noted.noticed = base::HybridTime(static_cast<quint64>(m_vault.options.wallClock()), 0);
        if (m_report.noted.size() < maxNoted)
            m_report.noted.push_back(std::move(noted));
    }

    void noteForEver(Noted noted, const WireCommit* content = nullptr)
    {
        noted.noticed = base::HybridTime(static_cast<quint64>(m_vault.options.wallClock()), 0);
        if (content != nullptr)
            storeEvidence(*m_vault.database, noted, *content);
        else
            storeEvidence(*m_vault.database, noted);
        note(std::move(noted));
    }

    // Only what its device signed is kept: anybody can make up the rest.
    bool refuse(const Candidate& candidate, Finding finding, const QString& why, bool isSigned) // NOLINT
    {
        m_stopped.insert(candidate.chain());
        const Noted refused = noted(candidate, finding, why);
        if (isSigned)
            noteForEver(refused, candidate.wire);
        else
            note(refused);
        return false;
    }

    bool wait(const Candidate& candidate, Missing::What what, quint64 after)
    {
        m_stopped.insert(candidate.chain());
        m_missing.try_emplace(candidate.chain(), Missing{what, {candidate.chain(), after}});
        return false;
    }

    Vault::Private& m_vault;
    record::DeviceId m_from;
    std::vector<Candidate> m_candidates;
    std::set<ChainId> m_stopped; // nothing more of them is looked at
    std::map<ChainId, Missing> m_missing;
    bool m_concernsClinic = false; // who works here may be others now
    bool m_concernsSharing = false; // and what other clinics may read
    IngestReport m_report;
};

} // namespace

base::Result<IngestReport> ingest(Vault& vault, const std::vector<WireCommit>& commits, record::DeviceId from)
{
    return guarded([&] {
        auto& d = Vault::Private::of(vault);
        const std::lock_guard alone(d.ingestMutex);
        Ingest taking(d, from);
        IngestReport report = taking.run(commits);
        if (taking.concernsClinic()) {
            d.finishJoining();
            d.settleKeys();
        }
        // What can't turn now is not lost: it is owed until it is done.
        if (taking.concernsSharing() && !d.isJoining)
            (void)turnAfterWithdrawals(vault);
        return report;
    });
}

} // namespace twinward::ledger
