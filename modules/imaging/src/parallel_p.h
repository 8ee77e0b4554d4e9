#pragma once

// The same work on many slices, on all cores, with progress and a way to stop.

#include "base/parallel.h"
#include "ledger/vault.h"

#include <atomic>

namespace twinward::imaging {

// How far a piece of work with several stages is: `done` counts on from `before`, of `total`.
struct Stage
{
    const ledger::ProgressFn& progress;
    quint64 before = 0;
    quint64 total = 0; // 0: this stage is all there is
};

// Calls work(index) for 0 to count - 1, from several threads at once. The calling thread works too and
// reports. False: cancelled; some were not done.
template <class Work> [[nodiscard]] bool inParallel(int count, const Stage& stage, const Work& work)
{
    const auto items = static_cast<size_t>(count);
    const quint64 total = stage.total > 0 ? stage.total : items;
    if (stage.progress && !stage.progress({stage.before, total}))
        return false;
    std::atomic<quint64> done{0};
    std::atomic<bool> cancelled{false};
    base::runParallel(items, base::workersFor(items, 1), 1, [&](size_t worker, size_t begin, size_t /*end*/) {
        if (cancelled)
            return;
        work(static_cast<int>(begin));
        const quint64 finished = stage.before + done.fetch_add(1) + 1;
        if (worker == 0 && stage.progress
            && !stage.progress({finished, stage.total > 0 ? stage.total : items}))
            cancelled = true;
    });
    return !cancelled;
}

[[nodiscard]] inline auto cancelled()
{
    return base::fail(base::ErrorCode::Cancelled, QStringLiteral("Cancelled"));
}

} // namespace twinward::imaging
