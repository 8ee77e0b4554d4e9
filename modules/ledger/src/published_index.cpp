#include "published_index_p.h"

#include <atomic>
#include <iterator>

namespace twinward::ledger {

void PublishedIndex::add(std::vector<record::RecordedEvent> events)
{
    const std::lock_guard lock(m_mutex);
    m_new.insert(m_new.end(), std::move_iterator(events.begin()), std::move_iterator(events.end()));
}

void PublishedIndex::clear()
{
    const std::lock_guard lock(m_mutex);
    m_out = std::make_shared<record::PatientIndex>();
    m_next.reset();
    m_missingInNext.clear();
    m_new.clear();
}

std::shared_ptr<const record::PatientIndex> PublishedIndex::current(const record::Roster& roster)
{
    const std::lock_guard lock(m_mutex);
    if (m_new.empty())
        return m_out;
    if (m_out.use_count() == 1) { // nobody reads it
        std::atomic_thread_fence(std::memory_order_acquire);
        m_out->add(m_new, roster);
        if (m_next != nullptr)
            m_missingInNext.insert(m_missingInNext.end(), m_new.begin(), m_new.end());
        m_new.clear();
        return m_out;
    }
    if (m_next == nullptr || m_next.use_count() != 1) {
        m_next = std::make_shared<record::PatientIndex>(*m_out);
        m_missingInNext.clear();
    }
    std::atomic_thread_fence(std::memory_order_acquire);
    m_missingInNext.insert(m_missingInNext.end(), m_new.begin(), m_new.end());
    m_next->add(m_missingInNext, roster); // at once: each addition goes over the whole index
    m_missingInNext = std::move(m_new);
    m_new.clear();
    std::swap(m_out, m_next);
    return m_out;
}

} // namespace twinward::ledger
