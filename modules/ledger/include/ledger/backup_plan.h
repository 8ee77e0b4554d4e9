#pragma once

// Where and how often a vault is backed up, and how that went: kept sealed in the vault, for this computer
// alone, whoever is signed in. When the next one is due is worked out from it and the time, without a clock
// of its own.

#include "ledger/backup.h"

namespace twinward::ledger {

struct BackupPlan
{
    QString folder; // empty: no plan
    quint32 everyHours = 24; // at least 1
    quint32 keepFulls = 3;
    quint32 fullEveryDays = 30;
    friend bool operator==(const BackupPlan&, const BackupPlan&) = default;
};

struct BackupHistory
{
    qint64 lastGoodMs = 0; // UTC; 0: never
    QString lastGoodName;
    QString lastGoodFolder;
    qint64 lastFailedMs = 0; // since the last good one; 0: not
    QString lastFailure; // a sentence
};

struct BackupSchedule
{
    BackupPlan plan;
    BackupHistory history;
};
[[nodiscard]] base::Result<BackupSchedule> backupSchedule(const Vault& vault);
base::Status setBackupPlan(Vault& vault, const BackupPlan& plan);

// Where to back up to when a person chose this place: the place itself where it is empty or holds backups
// already, else a folder in it that is named after this computer.
[[nodiscard]] QString backupFolderIn(const Vault& vault, const QString& chosen);

enum class BackupAge : quint8 {
    NoPlan,
    Fresh, // younger than the plan says
    Due, // it is time
    Late, // over twice as old as the plan says, or there has never been one
};
struct BackupDue
{
    BackupAge age = BackupAge::NoPlan;
    bool isToRun = false; // now; after a failure not before a quarter of an hour
    qint64 nextMs = 0; // when it is to run
};
// A last backup that lies in the future counts for nothing: the clock was wrong.
[[nodiscard]] BackupDue backupDue(const BackupSchedule& schedule, qint64 nowMs);

// Backs up as planned, and notes in the vault how it went. InvalidInput where there is no plan.
[[nodiscard]] base::Result<WrittenBackup> backUpAsPlanned(Vault& vault, const ProgressFn& progress = {});
// The same for a backup that somebody asked for, into any folder.
[[nodiscard]] base::Result<WrittenBackup> backUpAndNote(
    Vault& vault, const QString& folder, const BackupChoice& choice);

} // namespace twinward::ledger
