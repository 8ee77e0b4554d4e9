#include "ledger_panel/backup.h"

#include "workbench/when_done.h"

#include <QDateTime>
#include <QTimer>

namespace twinward::ledger {

namespace {

constexpr int lookEveryMs = 60'000;

} // namespace

BackupClock& BackupClock::of(workbench::Session& session)
{
    auto* known = session.findChild<BackupClock*>(QString(), Qt::FindDirectChildrenOnly);
    return known != nullptr ? *known : *new BackupClock(session);
}

BackupClock::BackupClock(workbench::Session& session)
    : QObject(&session)
    , m_session(session)
{
    auto* timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &BackupClock::look);
    connect(&session, &workbench::Session::closing, timer, &QTimer::stop);
    timer->start(lookEveryMs);
}

void BackupClock::look()
{
    if (m_job)
        return;
    const auto asked = m_session.run([](Vault& vault) { return backupSchedule(vault); });
    workbench::whenDone(asked, this, [this](const base::Result<BackupSchedule>& schedule) {
        if (schedule && backupDue(*schedule, QDateTime::currentMSecsSinceEpoch()).isToRun)
            start();
    });
}

// What went wrong is noted in the vault, where the panel shows it.
void BackupClock::start()
{
    if (m_job)
        return;
    m_job = new workbench::Job(m_session, this);
    const auto written = m_session.runBeside(
        [progress = m_job->progress()](Vault& vault) { return backUpAsPlanned(vault, progress); });
    workbench::whenDone(written, this, [this](const base::Result<WrittenBackup>& outcome) {
        if (m_job) {
            m_job->finish();
            m_job->deleteLater();
            m_job.clear();
        }
        emit finished(outcome.has_value());
    });
}

} // namespace twinward::ledger
