#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>

namespace twinward::base {

namespace {

// One piece of work that threads may help with for as long as it is open. A thread that comes late finds it
// closed and does nothing: whoever ordered the work never waits for a thread that hasn't begun.
class Job
{
public:
    explicit Job(const std::function<void(size_t worker)>& loop)
        : m_loop(loop)
    { }

    void help()
    {
        size_t worker = 0;
        {
            const std::lock_guard lock(m_mutex);
            if (m_closed)
                return;
            worker = ++m_helpers;
            ++m_running;
        }
        m_loop(worker);
        const std::lock_guard lock(m_mutex);
        if (--m_running == 0)
            m_left.notify_one();
    }
    void close()
    {
        std::unique_lock lock(m_mutex);
        m_closed = true;
        m_left.wait(lock, [this] { return m_running == 0; });
    }

private:
    const std::function<void(size_t worker)>& m_loop; // never called once closed
    std::mutex m_mutex;
    std::condition_variable m_left;
    size_t m_helpers = 0;
    size_t m_running = 0;
    bool m_closed = false;
};

// Threads that wait for work: beginning one costs as much as a small picture. There are as many as were ever
// needed at once.
class Crew
{
public:
    static Crew& instance()
    {
        static Crew* const crew = new Crew; // its threads wait on it until the process ends
        return *crew;
    }

    void call(const std::shared_ptr<Job>& job, size_t helpers)
    {
        const std::lock_guard lock(m_mutex);
        m_calls.insert(m_calls.end(), helpers, job);
        while (m_idle + m_coming < m_calls.size() && m_threads < most && begin())
            ++m_coming;
        for (size_t i = 0; i < helpers; ++i)
            m_called.notify_one();
    }

private:
    static constexpr size_t most = 32;

    bool begin()
    {
        try {
            std::thread([this] { serve(); }).detach();
        } catch (const std::system_error&) {
            return false; // the caller does it alone
        }
        ++m_threads;
        return true;
    }
    [[noreturn]] void serve()
    {
        std::unique_lock lock(m_mutex);
        --m_coming;
        for (;;) {
            ++m_idle;
            m_called.wait(lock, [this] { return !m_calls.empty(); });
            --m_idle;
            const std::shared_ptr<Job> job = std::move(m_calls.front());
            m_calls.pop_front();
            lock.unlock();
            job->help();
            lock.lock();
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_called;
    std::deque<std::shared_ptr<Job>> m_calls;
    size_t m_threads = 0;
    size_t m_idle = 0;
    size_t m_coming = 0; // begun, not yet there
};

} // namespace

size_t workersFor(size_t items, size_t leastPerWorker)
{
    static const size_t cores = std::clamp<size_t>(std::thread::hardware_concurrency(), 1, 8);
    return std::clamp<size_t>(items / std::max<size_t>(leastPerWorker, 1), 1, cores);
}

void runParallel(size_t items, size_t workers, size_t piece,
    const std::function<void(size_t worker, size_t begin, size_t end)>& work)
{
    std::atomic<size_t> next = 0;
    std::mutex mutex;
    std::exception_ptr failure;
    const std::function<void(size_t)> loop = [&](size_t worker) {
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
    if (workers > 1) {
        const auto job = std::make_shared<Job>(loop);
        Crew::instance().call(job, workers - 1);
        loop(0);
        job->close();
    } else {
        loop(0);
    }
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace twinward::base
