#pragma once

// The template part of Session.

#include <exception>
#include <memory>
#include <QPromise>

namespace twinward::workbench {

// Not QtConcurrent::run(): whoever waits for its future pulls the work out of the queue and runs it at once,
// before what was asked for earlier. What a promise promises stays in its place.
template <class Work>
auto Session::queue(QThreadPool& threads, Work work) -> QFuture<std::invoke_result_t<Work, ledger::Vault&>>
{
    using Answer = std::invoke_result_t<Work, ledger::Vault&>;
    if (m_closed)
        return {};
    struct Task
    {
        Work work;
        QPromise<Answer> promise;
    };
    // Shared, because the pool wants something that can be copied.
    const auto task = std::shared_ptr<Task>(new Task{std::move(work), QPromise<Answer>()});
    task->promise.start();
    threads.start([task, vault = m_vault.get()] {
        try {
            if constexpr (std::is_void_v<Answer>)
                task->work(*vault);
            else
                task->promise.addResult(task->work(*vault));
        } catch (...) {
            task->promise.setException(std::current_exception());
        }
        task->promise.finish();
    });
    return task->promise.future();
}

template <class Work> auto Session::run(Work work) -> QFuture<std::invoke_result_t<Work, ledger::Vault&>>
{
    return queue(m_thread, std::move(work));
}

template <class Work>
auto Session::runBeside(Work work) -> QFuture<std::invoke_result_t<Work, ledger::Vault&>>
{
    return queue(m_beside, std::move(work));
}

} // namespace twinward::workbench
