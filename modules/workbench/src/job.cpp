#include "workbench/job.h"

#include <chrono>
#include <mutex>

namespace twinward::workbench {

namespace {
using Clock = std::chrono::steady_clock;
constexpr auto reportEvery = std::chrono::milliseconds(50);
} // namespace

struct Job::Shared
{
    std::atomic_bool cancelled = false;
    std::mutex mutex;
    Job* job = nullptr; // null once it is gone
    Clock::time_point reported;
};

Job::Job(Session& session, QObject* parent)
    : QObject(parent)
    , m_shared(std::make_shared<Shared>())
{
    m_shared->job = this;
    connect(&session, &Session::closing, this, &Job::cancel);
}

Job::~Job()
{
    cancel();
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->job = nullptr;
}

ledger::ProgressFn Job::progress()
{
    return [shared = m_shared](const ledger::Progress& at) {
        if (shared->cancelled)
            return false;
        const std::scoped_lock lock(shared->mutex);
        const Clock::time_point now = Clock::now();
        const bool last = at.total != 0 && at.done == at.total;
        if (shared->job == nullptr || (!last && now - shared->reported < reportEvery))
            return true;
        shared->reported = now;
        QMetaObject::invokeMethod(
            shared->job,
            [job = shared->job, at] {
                job->m_current = at;
                emit job->progressed();
            },
            Qt::QueuedConnection);
        return true;
    };
}

void Job::cancel()
{
    m_shared->cancelled = true;
}

bool Job::isCancelled() const
{
    return m_shared->cancelled;
}

void Job::finish()
{
    emit finished();
}

} // namespace twinward::workbench
