#include "segment_pipeline_p.h"

#include <algorithm>
#include <iterator>

namespace twinward::ledger {

namespace {

constexpr qsizetype batchBytes = 64 * 1024; // a few tenths of a millisecond's work
constexpr size_t pieceEvents = 4096; // a few megabytes

// The piece that takes so many more: the last one, or a new one before the last would have to grow and so
// move.
std::vector<record::RecordedEvent>& pieceFor(size_t events, record::EventPieces& pieces)
{
    if (pieces.empty() || pieces.back().capacity() - pieces.back().size() < events)
        pieces.emplace_back().reserve(pieceEvents);
    return pieces.back();
}

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
    return [this](const StoredSegment& segment) { add(segment); };
}

void SegmentPipeline::add(const StoredSegment& segment)
{
    QByteArray& bytes = m_filling.bytes;
    if (!bytes.isEmpty() && bytes.capacity() - bytes.size() < segment.body.size())
        pushBatch();
    if (bytes.isEmpty())
        bytes.reserve(std::max(batchBytes, segment.body.size()));
    m_filling.segments.push_back(segment);
    m_filling.segments.back().body = QByteArrayView(bytes.constData() + bytes.size(), segment.body.size());
    bytes.append(segment.body);
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
        record::EventPieces& into = m_opened.emplace_back();
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

void SegmentPipeline::work(record::EventPieces& into)
{
    SegmentOpener opener(m_keyring);
    Batch batch;
    try {
        while (takeBatch(batch)) {
            for (const StoredSegment& segment : batch.segments)
                opener.open(segment, pieceFor(segment.events, into));
        }
    } catch (...) {
        const std::lock_guard guard(m_mutex);
        if (!m_failure)
            m_failure = std::current_exception();
    }
}

record::EventPieces SegmentPipeline::finish()
{
    {
        const std::lock_guard guard(m_mutex);
        if (!m_filling.segments.empty())
            m_waiting.push_back(std::exchange(m_filling, {}));
        m_complete = true;
    }
    m_changed.notify_all();
    record::EventPieces all;
    work(all);
    for (std::thread& worker : m_workers)
        worker.join();
    m_workers.clear();
    if (m_failure)
        std::rethrow_exception(m_failure);
    for (record::EventPieces& pieces : m_opened)
        std::move(pieces.begin(), pieces.end(), std::back_inserter(all));
    m_opened.clear();
    return all;
}

std::vector<record::RecordedEvent> joined(record::EventPieces pieces)
{
    if (pieces.size() == 1)
        return std::move(pieces.front());
    size_t events = 0;
    for (const auto& piece : pieces)
        events += piece.size();
    std::vector<record::RecordedEvent> all;
    all.reserve(events);
    for (auto& piece : pieces)
        std::move(piece.begin(), piece.end(), std::back_inserter(all));
    return all;
}

} // namespace twinward::ledger
