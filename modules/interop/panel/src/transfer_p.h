#pragma once

// One long piece of work at a time for a panel: its progress and cancel, then what became of it.

#include "workbench/job.h"
#include "workbench/when_done.h"
#include "workbench/widgets.h"

namespace twinward::interop {

class Transfer : public QObject
{
    Q_OBJECT

public:
    Transfer(workbench::Session& session, workbench::ProgressLine* line, QObject* parent);

    [[nodiscard]] bool isBusy() const { return !m_job.isNull(); }

    // work(vault, progress) on a thread of its own, then take(its result) here. Does nothing while busy.
    template <class Work, class Take> void start(const QString& what, Work work, Take take)
    {
        if (isBusy())
            return;
        begin(what);
        auto running = m_session.runBeside([work = std::move(work), progress = m_job->progress()](
                                               ledger::Vault& vault) { return work(vault, progress); });
        workbench::whenDone(running, this, [this, take = std::move(take)](const auto& outcome) {
            end();
            take(outcome);
        });
    }

signals:
    void busyChanged();

private:
    void begin(const QString& what);
    void end();

    workbench::Session& m_session;
    workbench::ProgressLine* m_line;
    QPointer<workbench::Job> m_job;
};

// A folder or files by a dialog that does not block; take(paths).
enum class Pick : quint8 { Files, Folder };
void pickPaths(QWidget* parent, Pick what, const QStringList& filters,
    const std::function<void(const QStringList&)>& take);

} // namespace twinward::interop
