#pragma once

// Work over a range on all cores: seals, signatures, images. Its threads are kept for the next work, so that
// a picture of half a millisecond is worth sharing.

#include <cstddef>
#include <functional>

namespace twinward::base {

// How many threads runParallel will use for this many items.
[[nodiscard]] size_t workersFor(size_t items, size_t leastPerWorker);

// Calls work(worker, begin, end) on pieces of [0, items), each piece once, from several threads, the first
// pieces first; the first exception thrown is thrown again here when all have ended. Pieces are `piece` items
// long.
void runParallel(size_t items, size_t workers, size_t piece,
    const std::function<void(size_t worker, size_t begin, size_t end)>& work);

} // namespace twinward::base
