#include "early_charts_p.h"

#include "ledger/early_charts.h"

#include "vault_p.h"

#include <algorithm>

namespace twinward::ledger {

bool EarlyCharts::isEmpty() const
{
    const std::lock_guard guard(m_mutex);
    return m_commits.empty();
}

bool EarlyCharts::holds(const record::CommitId& commit) const
{
    const std::lock_guard guard(m_mutex);
    return m_commits.contains(commit);
}

bool EarlyCharts::hasRoomFor(size_t commits, qsizetype bytes) const
{
    const EarlyLimits limits;
    const std::lock_guard guard(m_mutex);
    return m_commits.size() + commits <= 2 * limits.commits && m_bytes + bytes <= 2 * limits.bytes;
}

void EarlyCharts::add(const std::vector<Checked>& commits)
{
    const std::lock_guard guard(m_mutex);
    for (const Checked& commit : commits) {
        const record::CommitId id = commit.place.commit;
        if (!m_commits.try_emplace(id, commit).second)
            continue;
        m_bytes += commit.bytes;
        for (const record::RecordedEvent& recorded : commit.events)
            m_byPatient[recorded.event.patient].insert(id);
    }
}

std::vector<EarlyCharts::Checked> EarlyCharts::of(
    record::PatientId patient, const std::set<record::Category>& categories) const
{
    const std::lock_guard guard(m_mutex);
    std::vector<Checked> found;
    const auto ids = m_byPatient.find(patient);
    if (ids == m_byPatient.end())
        return found;
    for (const record::CommitId& id : ids->second) {
        const Checked& commit = m_commits.at(id);
        Checked& theirs = found.emplace_back(Checked{commit.place, 0, {}});
        std::copy_if(commit.events.begin(), commit.events.end(), std::back_inserter(theirs.events),
            [&](const record::RecordedEvent& recorded) {
                return recorded.event.patient == patient && categories.contains(recorded.event.category);
            });
    }
    return found;
}

std::vector<ChainHead> EarlyCharts::places() const
{
    const std::lock_guard guard(m_mutex);
    std::vector<ChainHead> all;
    for (const auto& [id, commit] : m_commits)
        all.push_back(commit.place);
    return all;
}

void EarlyCharts::clear()
{
    const std::lock_guard guard(m_mutex);
    m_commits.clear();
    m_byPatient.clear();
    m_bytes = 0;
    m_roster.reset();
}

void EarlyCharts::refold(const std::vector<record::RecordedEvent>& rosterEvents)
{
    const std::lock_guard guard(m_mutex);
    if (m_commits.empty()) {
        m_roster.reset();
        return;
    }
    std::set<record::EventId> known;
    std::vector<record::RecordedEvent> all = rosterEvents;
    for (const record::RecordedEvent& recorded : rosterEvents)
        known.insert(recorded.event.id);
    for (const auto& [id, commit] : m_commits) {
        for (const record::RecordedEvent& recorded : commit.events) {
            if (concernsRoster(recorded) && known.insert(recorded.event.id).second)
                all.push_back(recorded);
        }
    }
    m_roster = std::make_shared<record::Roster>(record::Roster::fold(all));
}

std::shared_ptr<const record::Roster> EarlyCharts::roster() const
{
    const std::lock_guard guard(m_mutex);
    return m_roster;
}

base::Status dropEarly(Vault& vault)
{
    return guarded([&] { Vault::Private::of(vault).dropEarly(); });
}

base::Result<bool> isShownEarly(const Vault& vault, record::PatientId patient)
{
    return guarded([&] { return !Vault::Private::of(vault).earlyEventsOf(patient).empty(); });
}

} // namespace twinward::ledger
