#pragma once

// Opens segments on all cores while more are still being read: SQLite reads on one, and so nobody waits for
// it.

#include "record/chart.h"
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

    void add(const StoredSegment& segment); // copies the body
    [[nodiscard]] SegmentSink sink();
    // Every event of what was added, in no order, in the pieces in which they were made: each is large, and
    // moving a hundred thousand takes as long as opening them. Throws IntegrityBroken for a segment that does
    // not open or does not belong to its patient.
    [[nodiscard]] record::EventPieces finish();

private:
    struct Batch
    {
        std::vector<StoredSegment> segments;
        QByteArray bytes; // their bodies, in memory that is never moved
    };

    void pushBatch();
    void startWorkers();
    void work(record::EventPieces& into); // until there is no more
    bool takeBatch(Batch& batch); // waits; false at the end

    const Keyring& m_keyring;
    Batch m_filling;
    std::mutex m_mutex; // guards the four below
    std::condition_variable m_changed;
    std::deque<Batch> m_waiting;
    bool m_complete = false;
    std::exception_ptr m_failure;
    std::deque<record::EventPieces> m_opened; // one for each worker, in a place that does not move
    std::vector<std::thread> m_workers;
};

[[nodiscard]] std::vector<record::RecordedEvent> joined(record::EventPieces pieces);

} // namespace twinward::ledger
