#pragma once

// Opens segments on all cores while more are still being read: SQLite reads on one, and so nobody waits for
// it.

#include "segment_reader_p.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

namespace twinward::ledger {

class SegmentPipeline
{
public:
    explicit SegmentPipeline(const Keyring& keyring); // which must outlive it
    ~SegmentPipeline();
    SegmentPipeline(const SegmentPipeline&) = delete;
    SegmentPipeline& operator=(const SegmentPipeline&) = delete;

    void add(StoredSegment&& segment);
    [[nodiscard]] SegmentSink sink();
    // Every event of what was added, in no order. Throws IntegrityBroken for a segment that does not open or
    // does not belong to its patient.
    [[nodiscard]] std::vector<record::RecordedEvent> finish();

private:
    using Batch = std::vector<StoredSegment>;
    using Events = std::vector<record::RecordedEvent>;

    void pushBatch();
    void startWorkers();
    void work(Events& into); // until there is no more
    bool takeBatch(Batch& batch); // waits; false at the end

    const Keyring& m_keyring;
    Batch m_filling;
    std::mutex m_mutex; // guards the four below
    std::condition_variable m_changed;
    std::deque<Batch> m_waiting;
    bool m_complete = false;
    std::exception_ptr m_failure;
    std::deque<Events> m_opened; // one for each worker, in a place that does not move
    std::vector<std::thread> m_workers;
};

} // namespace twinward::ledger
