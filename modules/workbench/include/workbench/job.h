#pragma once

// One long piece of work (import, export, verify) as the screen sees it: how far it is, and the wish to
// cancel it. Made on the GUI thread; the work gets progress() and lives on a thread of Session::runBeside.

#include "workbench/session.h"

#include <atomic>
#include <QObject>

namespace twinward::workbench {

class Job : public QObject
{
    Q_OBJECT

public:
    explicit Job(Session& session, QObject* parent = nullptr); // cancelled when the session closes
    ~Job() override; // cancels

    // For the work: called from any thread, reports at most every 50 ms, false once it was cancelled.
    // Outlives the job.
    [[nodiscard]] ledger::ProgressFn progress();

    void cancel();
    [[nodiscard]] bool isCancelled() const;
    [[nodiscard]] ledger::Progress current() const { return m_current; }
    void finish(); // the owner of the work says that its result is here

signals:
    void progressed(); // current() is another
    void finished();

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
    ledger::Progress m_current;
};

} // namespace twinward::workbench
