#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace twinward::base {

size_t workersFor(size_t items, size_t leastPerWorker)
{
    const size_t cores = std::clamp<size_t>(std::thread::hardware_concurrency(), 1, 8);
    return std::clamp<size_t>(items / std::max<size_t>(leastPerWorker, 1), 1, cores);
}

void runParallel(size_t items, size_t workers, size_t piece,
    const std::function<void(size_t worker, size_t begin, size_t end)>& work)
{
    std::atomic<size_t> next = 0;
    std::mutex mutex;
    std::exception_ptr failure;
    const auto loop = [&](size_t worker) {
        try {
            for (;;) {
                const size_t begin = next.fetch_add(piece);
                if (begin >= items)
                    return;
                work(worker, begin, std::min(begin + piece, items));
            }
        } catch (...) {
            next = items;
            const std::lock_guard lock(mutex);
            if (!failure)
                failure = std::current_exception();
        }
    };
    std::vector<std::thread> others;
    for (size_t worker = 1; worker < workers; ++worker)
        others.emplace_back(loop, worker);
    loop(0);
    for (std::thread& other : others)
        other.join();
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace twinward::base
