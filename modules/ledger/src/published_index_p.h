#pragma once

// The patient index as readers hold it while it grows. Two copies take turns: one is out with the readers,
// the other takes what is new and goes out next, so that a registration costs its own size, not that of the
// whole clinic.

#include "record/patient_index.h"

#include <memory>
#include <mutex>

namespace twinward::ledger {

class PublishedIndex
{
public:
    void add(std::vector<record::RecordedEvent> events);
    void clear(); // for who reads everything anew
    // As it is now; never changes in the reader's hands.
    [[nodiscard]] std::shared_ptr<const record::PatientIndex> current(const record::Roster& roster);

private:
    std::mutex m_mutex;
    std::shared_ptr<record::PatientIndex> m_out = std::make_shared<record::PatientIndex>();
    std::shared_ptr<record::PatientIndex> m_next; // null until there is something new
    std::vector<record::RecordedEvent> m_missingInNext; // what m_out has and m_next has not
    std::vector<record::RecordedEvent> m_new; // what neither has
};

} // namespace twinward::ledger
