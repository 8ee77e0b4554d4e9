// Commits looked at one by one and shown before their turn: first who works here, then all else.

#include "ledger/early_charts.h"

#include "ingest_check_p.h"
#include "parallel_p.h"
#include "replica_p.h"
#include "vault_p.h"

#include <algorithm>
#include <span>

namespace twinward::ledger {

namespace {

constexpr qint64 clockToleranceMs = 24LL * 60 * 60 * 1000;

struct Candidate
{
    const WireCommit* wire = nullptr;
    CommitHeader header;
    ChainHead place;
    bool concernsClinic = false;
};

class Showing
{
public:
    explicit Showing(Vault::Private& vault)
        : m_vault(vault)
    { }

    EarlyReport show(const std::vector<WireCommit>& commits)
    {
        std::vector<Candidate> candidates = lookAt(commits);
        const auto others = std::stable_partition(candidates.begin(), candidates.end(),
            [](const Candidate& candidate) { return candidate.concernsClinic; });
        for (auto each = candidates.begin(); each != others; ++each)
            check({&*each, 1}); // who is enrolled by one may sign the next
        check({others, candidates.end()});
        m_report.events = m_arrived.size();
        return m_report;
    }

    [[nodiscard]] std::vector<record::RecordedEvent> takeArrived() { return std::move(m_arrived); }

private:
    std::vector<Candidate> lookAt(const std::vector<WireCommit>& commits)
    {
        std::vector<Candidate> candidates;
        const std::lock_guard guard(m_vault.databaseMutex);
        for (const WireCommit& commit : commits) {
            auto header = decodeHeader(commit.header);
            if (!header) {
                ++m_report.refused;
                continue;
            }
            Candidate candidate{&commit, std::move(*header), {}, false};
            candidate.place = {{candidate.header.device, candidate.header.epoch}, candidate.header.seq,
                base::Hash256::of(commit.header)};
            candidate.concernsClinic
                = std::any_of(candidate.header.segments.begin(), candidate.header.segments.end(),
                    [](const SegmentEntry& entry) { return entry.category == record::Category::Clinic; });
            if (!m_vault.early.holds(candidate.place.commit)
                && !isStored(*m_vault.database, m_vault.chains, candidate.place))
                candidates.push_back(std::move(candidate));
        }
        std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
            return std::tie(a.header.recorded, a.place) < std::tie(b.header.recorded, b.place);
        });
        return candidates;
    }

    void check(std::span<const Candidate> candidates)
    {
        const record::Roster roster = m_vault.shownRoster();
        const CheckContext context{m_vault.identity, m_vault.keyring, roster,
            m_vault.options.wallClock() + clockToleranceMs, CheckContext::Sources::LeftOut};
        std::vector<Verdict> verdicts(candidates.size());
        runParallel(
            candidates.size(), workersFor(candidates.size(), 4), 4, [&](size_t, size_t begin, size_t end) {
                for (size_t i = begin; i < end; ++i) {
                    verdicts[i] = checkWire(
                        context, *candidates[i].wire, candidates[i].header, candidates[i].place.commit);
                }
            });
        std::vector<EarlyCharts::Checked> good;
        for (size_t i = 0; i < candidates.size(); ++i) {
            const qsizetype bytes = sizeOf(*candidates[i].wire);
            const bool counts = verdicts[i].outcome == Verdict::Outcome::Good && !verdicts[i].authorRemoved
                && !isBehindRemoval(roster, candidates[i].place)
                && m_vault.early.hasRoomFor(good.size() + 1, m_bytes + bytes);
            if (!counts) {
                ++m_report.refused;
                continue;
            }
            m_bytes += bytes;
            m_arrived.insert(m_arrived.end(), verdicts[i].events.begin(), verdicts[i].events.end());
            good.push_back({candidates[i].place, bytes, std::move(verdicts[i].events)});
        }
        m_vault.early.add(good);
        m_bytes = 0;
        m_vault.refoldEarlyRoster();
    }

    [[nodiscard]] static bool isBehindRemoval(const record::Roster& roster, const ChainHead& place)
    {
        const auto removal = roster.removedDevices().find(place.chain.device);
        return removal != roster.removedDevices().end()
            && std::none_of(removal->second.ends.begin(), removal->second.ends.end(),
                [&](const record::DeviceChainEnd& end) {
                    return end.epoch == place.chain.epoch && static_cast<quint64>(end.lastSeq) >= place.seq;
                });
    }

    Vault::Private& m_vault;
    EarlyReport m_report;
    qsizetype m_bytes = 0; // of what is about to be added
    std::vector<record::RecordedEvent> m_arrived;
};

} // namespace

void Vault::Private::publishEarly(std::vector<record::RecordedEvent> events)
{
    std::vector<record::RecordedEvent> demographics;
    std::copy_if(events.begin(), events.end(), std::back_inserter(demographics),
        [](const auto& recorded) { return recorded.event.category == record::Category::Demographics; });
    if (!demographics.empty() && keyring.holds(record::Category::Demographics))
        index.add(std::move(demographics));
    std::erase_if(events, [this](const auto& recorded) { return !mayRead(recorded.event.category); });
    if (!events.empty())
        tellListeners(events);
}

void Vault::Private::refoldEarlyRoster()
{
    const std::lock_guard guard(rosterMutex);
    early.refold(rosterEvents);
}

record::Roster Vault::Private::shownRoster() const
{
    const auto shown = early.roster();
    return shown ? *shown : roster();
}

std::vector<record::RecordedEvent> Vault::Private::earlyEventsOf(record::PatientId patient) const
{
    std::vector<record::RecordedEvent> events;
    if (early.isEmpty())
        return events;
    std::set<record::Category> readable;
    std::copy_if(allCategories.begin(), allCategories.end(), std::inserter(readable, readable.end()),
        [this](record::Category category) { return mayRead(category); });
    for (const record::PatientId id : recordsOf(patient)) {
        auto commits = early.of(id, readable);
        const std::lock_guard guard(databaseMutex);
        for (EarlyCharts::Checked& commit : commits) {
            if (!isStored(*database, chains, commit.place))
                std::move(commit.events.begin(), commit.events.end(), std::back_inserter(events));
        }
    }
    return events;
}

void Vault::Private::dropEarly()
{
    const auto places = early.places();
    if (places.empty())
        return;
    bool areAllHere = false;
    {
        const std::lock_guard guard(databaseMutex);
        areAllHere = std::all_of(places.begin(), places.end(),
            [&](const ChainHead& place) { return isStored(*database, chains, place); });
    }
    early.clear();
    if (!areAllHere)
        readIndex(); // it lists somebody who has not arrived
}

base::Result<EarlyReport> showEarly(Vault& vault, const std::vector<WireCommit>& commits)
{
    return guarded([&] {
        auto& d = Vault::Private::of(vault);
        const std::lock_guard alone(d.ingestMutex);
        Showing showing(d);
        const EarlyReport report = showing.show(commits);
        d.publishEarly(showing.takeArrived());
        return report;
    });
}

} // namespace twinward::ledger
