#include "segment_pipeline_p.h"

#include <algorithm>
#include <iterator>

namespace twinward::ledger {

namespace {

constexpr size_t batchSegments = 128; // a few tenths of a millisecond's work
constexpr size_t batchEvents = 512;

} // namespace

SegmentPipeline::SegmentPipeline(const Keyring& keyring)
    : m_keyring(keyring)
{ }

SegmentPipeline::~SegmentPipeline()
{
    {
        const std::lock_guard guard(m_mutex);
        m_complete = true;
        m_waiting.clear();
    }
    m_changed.notify_all();
    for (std::thread& worker : m_workers)
        worker.join();
}

SegmentSink SegmentPipeline::sink()
{
    return [this](StoredSegment&& segment) { add(std::move(segment)); };
}

void SegmentPipeline::add(StoredSegment&& segment)
{
    const bool isLarge = segment.events >= batchEvents;
    m_filling.push_back(std::move(segment));
    if (isLarge || m_filling.size() >= batchSegments)
        pushBatch();
}

void SegmentPipeline::pushBatch()
{
    {
        const std::lock_guard guard(m_mutex);
        m_waiting.push_back(std::exchange(m_filling, {}));
    }
    if (m_workers.empty())
        startWorkers();
    m_changed.notify_one();
}

// The thread that adds is one of them in the end.
void SegmentPipeline::startWorkers()
{
    const unsigned cores = std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
    for (unsigned i = 1; i < std::max(cores, 2U); ++i) {
        Events& into = m_opened.emplace_back();
        m_workers.emplace_back([this, &into] { work(into); });
    }
}

bool SegmentPipeline::takeBatch(Batch& batch)
{
    std::unique_lock guard(m_mutex);
    m_changed.wait(guard, [this] { return !m_waiting.empty() || m_complete; });
    if (m_waiting.empty() || m_failure)
        return false;
    batch = std::move(m_waiting.front());
    m_waiting.pop_front();
    return true;
}

void SegmentPipeline::work(Events& into)
{
    SegmentOpener opener(m_keyring);
    Batch batch;
    try {
        while (takeBatch(batch)) {
            for (const StoredSegment& segment : batch)
                opener.open(segment, into);
        }
    } catch (...) {
        const std::lock_guard guard(m_mutex);
        if (!m_failure)
            m_failure = std::current_exception();
    }
}

std::vector<record::RecordedEvent> SegmentPipeline::finish()
{
    {
        const std::lock_guard guard(m_mutex);
        if (!m_filling.empty())
            m_waiting.push_back(std::exchange(m_filling, {}));
        m_complete = true;
    }
    m_changed.notify_all();
    Events all;
    work(all);
    for (std::thread& worker : m_workers)
        worker.join();
    m_workers.clear();
    if (m_failure)
        std::rethrow_exception(m_failure);
    for (Events& part : m_opened) {
        if (part.size() > all.size())
            std::swap(part, all);
        all.insert(all.end(), std::move_iterator(part.begin()), std::move_iterator(part.end()));
        part.clear();
    }
    return all;
}

} // namespace twinward::ledger
