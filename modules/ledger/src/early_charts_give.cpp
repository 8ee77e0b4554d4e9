// Which charts were written last, and the commits they are made of.

#include "ledger/early_charts.h"

#include "replica_p.h"
#include "vault_p.h"

#include <algorithm>
#include <mutex>
#include <set>

namespace twinward::ledger {

using record::Category;

namespace {

constexpr size_t headersLookedAt = 4000; // of each chain, from its end
constexpr std::array patientCategories{
    Category::Demographics, Category::Vitals, Category::Clinical, Category::Imaging, Category::Sensitive};

// Where a commit stands: its chain's row, its seq.
using Place = std::pair<quint64, quint64>;

// Takes the database piece by piece, so that nobody waits for it who works here: what is stored stays stored.
class NewestCharts
{
public:
    NewestCharts(
        const Vault::Private& vault, const std::vector<ChainWish>& lacking, const EarlyLimits& limits)
        : m_vault(vault)
        , m_limits(limits)
    {
        const auto guard = alone();
        for (const auto& [number, chain] : vault.chains) {
            for (const ChainWish& wish : lacking) {
                if (wish.chain == ChainId{chain.device, chain.epoch})
                    m_after[number] = wish.after;
            }
        }
    }

    std::vector<WireCommit> find()
    {
        if (!addClinic())
            return {};
        const size_t clinics = m_commits.size();
        size_t patients = 0;
        for (const record::PatientId patient : newestPatients()) {
            if (patients < m_limits.patients && add(placesOf(patient)))
                ++patients;
        }
        if (m_commits.size() == clinics)
            m_commits.clear();
        return std::move(m_commits);
    }

private:
    [[nodiscard]] std::unique_lock<std::mutex> alone() const
    {
        return std::unique_lock(m_vault.databaseMutex);
    }

    [[nodiscard]] bool isLacking(const Place& place) const
    {
        const auto after = m_after.find(place.first);
        return after != m_after.end() && place.second > after->second;
    }

    // Without knowing who works here nothing can be checked.
    bool addClinic() { return add(placesOfClinic()); }

    [[nodiscard]] std::set<Place> placesOfClinic() const
    {
        const auto guard = alone();
        std::set<Place> places;
        Statement select
            = m_vault.database->statement("SELECT DISTINCT chain, seq FROM segments WHERE category=?");
        select.bind(static_cast<quint64>(Category::Clinic));
        while (select.step())
            places.insert({select.number(0), select.number(1)});
        return places;
    }

    [[nodiscard]] WireCommit load(const Place& place) const
    {
        const auto guard = alone();
        return loadCommit(*m_vault.database, place.first, place.second);
    }

    // All of these or none.
    bool add(const std::set<Place>& places)
    {
        std::vector<WireCommit> found;
        std::set<Place> taken;
        qsizetype bytes = 0;
        for (const Place& place : places) {
            if (!isLacking(place) || m_taken.contains(place))
                continue;
            WireCommit& commit = found.emplace_back(load(place));
            for (WireSegment& segment : commit.segments)
                segment.sources.clear();
            bytes += sizeOf(commit);
            taken.insert(place);
            if (m_commits.size() + found.size() > m_limits.commits || m_bytes + bytes > m_limits.bytes)
                return false;
        }
        m_bytes += bytes;
        m_taken.merge(taken);
        std::move(found.begin(), found.end(), std::back_inserter(m_commits));
        return true;
    }

    struct Written
    {
        base::HybridTime recorded;
        Place place;
        CommitHeader header;
    };

    std::vector<Written> lastWritten()
    {
        std::vector<Written> all;
        for (const auto& [number, after] : m_after) {
            const auto guard = alone();
            Statement select = m_vault.database->statement(
                "SELECT seq, header FROM commits WHERE chain=? AND seq>? ORDER BY seq DESC LIMIT ?");
            select.bind(number).bind(after).bind(quint64{headersLookedAt});
            while (select.step()) {
                if (auto header = decodeHeader(select.bytes(1)))
                    all.push_back({header->recorded, {number, select.number(0)}, std::move(*header)});
            }
        }
        std::sort(all.begin(), all.end(),
            [](const Written& a, const Written& b) { return b.recorded < a.recorded; });
        return all;
    }

    std::vector<record::PatientId> newestPatients()
    {
        std::vector<record::PatientId> patients;
        std::set<std::pair<Category, SubjectTag>> seen;
        std::set<record::PatientId> named;
        for (const Written& written : lastWritten()) {
            for (quint32 position = 0; position < written.header.segments.size(); ++position) {
                const SegmentEntry& entry = written.header.segments[position];
                const bool isOfPatient
                    = std::find(patientCategories.begin(), patientCategories.end(), entry.category)
                    != patientCategories.end();
                if (!isOfPatient || !seen.insert({entry.category, entry.tag}).second)
                    continue;
                for (const auto& recorded : open(written.place, position)) {
                    if (!recorded.event.patient.isNull() && named.insert(recorded.event.patient).second)
                        patients.push_back(recorded.event.patient);
                }
                if (patients.size() >= m_limits.patients * 2)
                    return patients;
            }
        }
        return patients;
    }

    [[nodiscard]] std::vector<record::RecordedEvent> open(const Place& place, quint32 position) const
    {
        const auto guard = alone();
        return m_vault.openSegmentAt(place.first, place.second, position);
    }

    [[nodiscard]] std::set<Place> placesOf(record::PatientId patient) const
    {
        const auto records = m_vault.recordsOf(patient);
        const auto guard = alone();
        std::set<Place> places;
        for (const record::PatientId id : records) {
            for (const Category category : patientCategories) {
                if (!m_vault.keyring.holds(category))
                    continue;
                Statement select = m_vault.database->statement(
                    "SELECT chain, seq FROM segments WHERE category=? AND tag=?");
                const SubjectTag tag = m_vault.keyring.subjectTag(id, category);
                select.bind(static_cast<quint64>(category)).bind(tag);
                while (select.step())
                    places.insert({select.number(0), select.number(1)});
            }
        }
        return places;
    }

    const Vault::Private& m_vault;
    EarlyLimits m_limits;
    std::map<quint64, quint64> m_after; // chain's row: what is lacking comes after it
    std::set<Place> m_taken;
    std::vector<WireCommit> m_commits;
    qsizetype m_bytes = 0;
};

} // namespace

base::Result<std::vector<WireCommit>> newestCharts(
    const Vault& vault, const std::vector<ChainWish>& lacking, const EarlyLimits& limits)
{
    return guarded([&] { return NewestCharts(Vault::Private::of(vault), lacking, limits).find(); });
}

} // namespace twinward::ledger
