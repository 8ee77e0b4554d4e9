#pragma once

// Goes on in the GUI thread when a future has ended, unless who waits for it is gone by then. QFuture::then
// with a context does not allow the context to go first (Qt 6.4 asserts on it, from another thread).

#include <QFutureWatcher>
#include <QObject>

namespace twinward::workbench {

// done(result), or done() of a QFuture<void>, on the context's thread; never called where the future was
// cancelled or the context deleted.
template <class Result, class Done> void whenDone(const QFuture<Result>& future, QObject* context, Done done)
{
    auto* const watcher = new QFutureWatcher<Result>(context);
    QObject::connect(
        watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)]() mutable {
            watcher->deleteLater();
            const QFuture<Result> ended = watcher->future();
            if (ended.isCanceled())
                return;
            if constexpr (std::is_void_v<Result>)
                done();
            else if (ended.resultCount() != 0)
                done(ended.result());
        });
    watcher->setFuture(future);
}

} // namespace twinward::workbench
