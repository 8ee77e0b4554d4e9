#pragma once

// Work for a thread of its own, where only the newest job counts: what takes longer than a frame has.

#include "headset/latest.h"

#include <condition_variable>
#include <functional>
#include <thread>

namespace twinward::headset {

template <class Job, class Result> class Newest
{
public:
    explicit Newest(std::function<Result(const Job&)> work)
        : m_work(std::move(work))
        , m_thread([this](const std::stop_token& stop) { run(stop); })
    { }
    ~Newest()
    {
        m_thread.request_stop();
        m_wake.notify_all();
    }
    Newest(const Newest&) = delete;
    Newest& operator=(const Newest&) = delete;

    void ask(Job job)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_job = std::move(job);
        }
        m_wake.notify_one();
    }
    // Of the newest job that is done, once.
    [[nodiscard]] std::optional<Result> take() { return m_result.take(); }

private:
    void run(const std::stop_token& stop)
    {
        std::unique_lock lock(m_mutex);
        while (!stop.stop_requested()) {
            m_wake.wait(lock, stop, [this] { return m_job.has_value(); });
            if (!m_job)
                continue;
            const Job job = std::move(*m_job);
            m_job.reset();
            lock.unlock();
            m_result.put(m_work(job));
            lock.lock();
        }
    }

    std::function<Result(const Job&)> m_work;
    Latest<Result> m_result;
    std::mutex m_mutex; // guards the one below
    std::optional<Job> m_job;
    std::condition_variable_any m_wake;
    std::jthread m_thread; // last: it ends before what it uses
};

} // namespace twinward::headset
