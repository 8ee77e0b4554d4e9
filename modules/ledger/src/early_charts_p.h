#pragma once

// What is shown before its turn, in memory. Guarded by itself; never held together with the database.

#include "record/chart.h"
#include "record/roster.h"

#include "ledger/replica.h"

#include <map>
#include <memory>
#include <mutex>
#include <set>

namespace twinward::ledger {

class EarlyCharts
{
public:
    struct Checked
    {
        ChainHead place;
        qsizetype bytes = 0;
        std::vector<record::RecordedEvent> events;
    };

    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] bool holds(const record::CommitId& commit) const;
    [[nodiscard]] bool hasRoomFor(size_t commits, qsizetype bytes) const;
    void add(const std::vector<Checked>& commits);
    // The events of one patient's commits in these categories, and where each stands.
    [[nodiscard]] std::vector<Checked> of(
        record::PatientId patient, const std::set<record::Category>& categories) const;
    [[nodiscard]] std::vector<ChainHead> places() const;
    void clear();

    // Who works in the clinic by these events and by what is shown early; none where nothing is.
    void refold(const std::vector<record::RecordedEvent>& rosterEvents);
    [[nodiscard]] std::shared_ptr<const record::Roster> roster() const;

private:
    mutable std::mutex m_mutex; // guards all below
    std::map<record::CommitId, Checked> m_commits;
    std::map<record::PatientId, std::set<record::CommitId>> m_byPatient;
    qsizetype m_bytes = 0;
    std::shared_ptr<const record::Roster> m_roster;
};

} // namespace twinward::ledger
