#pragma once

// One long piece of work at a time for a panel: its progress and cancel, then what became of it.

#include "workbench/job.h"
#include "workbench/when_done.h"
#include "workbench/widgets.h"

class QMimeData;

namespace twinward::workbench {

class Transfer : public QObject
{
    Q_OBJECT

public:
    Transfer(Session& session, ProgressLine* line, QObject* parent);

    [[nodiscard]] bool isBusy() const { return !m_job.isNull(); }

    // work(vault, progress) on a thread of its own, then take(its result) here. Does nothing while busy.
    template <class Work, class Take> void start(const QString& what, Work work, Take take)
    {
        if (isBusy())
            return;
        begin(what);
        auto running = m_session.runBeside([work = std::move(work), progress = m_job->progress()](
                                               ledger::Vault& vault) { return work(vault, progress); });
        whenDone(running, this, [this, take = std::move(take)](const auto& outcome) {
            end();
            take(outcome);
        });
    }

signals:
    void busyChanged();

private:
    void begin(const QString& what);
    void end();

    Session& m_session;
    ProgressLine* m_line;
    QPointer<Job> m_job;
};

// A folder or files by a dialog that does not block; take(paths).
enum class Pick : quint8 { Files, Folder };
void pickPaths(QWidget* parent, Pick what, const QStringList& filters,
    const std::function<void(const QStringList&)>& take);

// The files and folders of this computer that are being dragged here.
[[nodiscard]] QStringList localPaths(const QMimeData* data);

} // namespace twinward::workbench
