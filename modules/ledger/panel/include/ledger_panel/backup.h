#pragma once

// Backups in the workstation: by themselves while somebody has unlocked, and back in place on the first
// screen.

#include "ledger/backup_plan.h"
#include "ledger_panel/gate.h"
#include "workbench/job.h"

#include <QPointer>

namespace twinward::ledger {

// Looks every minute whether the planned backup is due, and writes it; as long as the session lives.
class BackupClock : public QObject
{
    Q_OBJECT

public:
    // The session's own, made when first asked for.
    static BackupClock& of(workbench::Session& session);
    void look(); // now

signals:
    void finished(bool good);

private:
    explicit BackupClock(workbench::Session& session);
    void start();

    workbench::Session& m_session;
    QPointer<workbench::Job> m_job;
};

// What the first screen offers beside setting a clinic up; for Gate::offer().
[[nodiscard]] OtherWay restoreFromBackup();

} // namespace twinward::ledger
