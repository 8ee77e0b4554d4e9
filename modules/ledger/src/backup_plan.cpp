#include "ledger/backup_plan.h"

#include "local_items_p.h"
#include "vault_p.h"

#include "base/cbor.h"

#include <algorithm>
#include <QDir>
#include <QRegularExpression>

namespace twinward::ledger {

namespace {

constexpr QByteArrayView planName("backup plan");
constexpr QByteArrayView historyName("backup history");
constexpr qint64 msPerHour = 60LL * 60 * 1000;
constexpr qint64 retryMs = 15LL * 60 * 1000;

QByteArray bytesOf(const BackupPlan& plan)
{
    base::CborWriter writer;
    writer.array(4)
        .text(plan.folder)
        .integer(plan.everyHours)
        .integer(plan.keepFulls)
        .integer(plan.fullEveryDays);
    return writer.data();
}

QByteArray bytesOf(const BackupHistory& history)
{
    base::CborWriter writer;
    writer.array(5)
        .integer(history.lastGoodMs)
        .text(history.lastGoodName)
        .text(history.lastGoodFolder)
        .integer(history.lastFailedMs)
        .text(history.lastFailure);
    return writer.data();
}

quint32 atLeastOne(qint64 number)
{
    return static_cast<quint32>(std::clamp<qint64>(number, 1, 100'000));
}

// What can't be read any more is as if it had never been said: a backup too many harms nobody.
BackupPlan planOf(const QByteArray& bytes)
{
    base::CborReader reader(bytes);
    reader.enterArray();
    BackupPlan plan;
    plan.folder = reader.text();
    plan.everyHours = atLeastOne(reader.integer());
    plan.keepFulls = atLeastOne(reader.integer());
    plan.fullEveryDays = atLeastOne(reader.integer());
    reader.leaveArray();
    return reader.atEnd() ? plan : BackupPlan();
}

BackupHistory historyOf(const QByteArray& bytes)
{
    base::CborReader reader(bytes);
    reader.enterArray();
    BackupHistory history;
    history.lastGoodMs = reader.integer();
    history.lastGoodName = reader.text();
    history.lastGoodFolder = reader.text();
    history.lastFailedMs = reader.integer();
    history.lastFailure = reader.text();
    reader.leaveArray();
    return reader.atEnd() ? history : BackupHistory();
}

void put(Vault::Private& d, QByteArrayView name, const QByteArray& value)
{
    const std::lock_guard guard(d.databaseMutex);
    Transaction transaction(*d.database);
    putLocalItem(*d.database, d.keyring, d.identity.vault, name.toByteArray(), value);
    transaction.commit();
}

QByteArray get(const Vault::Private& d, QByteArrayView name)
{
    return getLocalItem(*d.database, d.keyring, d.identity.vault, name.toByteArray()).value_or(QByteArray());
}

BackupSchedule scheduleOf(const Vault::Private& d)
{
    const std::lock_guard guard(d.databaseMutex);
    return {planOf(get(d, planName)), historyOf(get(d, historyName))};
}

} // namespace

base::Result<BackupSchedule> backupSchedule(const Vault& vault)
{
    return guarded([&] { return scheduleOf(Vault::Private::of(vault)); });
}

base::Status setBackupPlan(Vault& vault, const BackupPlan& plan)
{
    return guarded([&] { put(Vault::Private::of(vault), planName, bytesOf(plan)); });
}

QString backupFolderIn(const Vault& vault, const QString& chosen)
{
    const QDir place(chosen);
    if (place.exists(QStringLiteral("twinward-backup")) || place.isEmpty())
        return place.absolutePath();
    const record::Roster roster = vault.roster();
    const auto device = roster.devices().find(vault.device());
    QString name = device == roster.devices().end() ? QString() : device->second.name.simplified();
    static const QRegularExpression unfit(QStringLiteral(R"([\x00-\x1f/\\:*?"<>|]+)"));
    name = name.replace(unfit, QStringLiteral("-")).left(60);
    return place.absoluteFilePath(QStringLiteral("Twinward %1").arg(name).trimmed());
}

BackupDue backupDue(const BackupSchedule& schedule, qint64 nowMs)
{
    BackupDue due;
    if (schedule.plan.folder.isEmpty())
        return due;
    const qint64 period = qint64{std::max<quint32>(schedule.plan.everyHours, 1)} * msPerHour;
    const BackupHistory& history = schedule.history;
    const bool isKnown = history.lastGoodMs > 0 && history.lastGoodMs <= nowMs;
    due.nextMs = isKnown ? history.lastGoodMs + period : nowMs;
    due.age = BackupAge::Fresh;
    if (nowMs >= due.nextMs)
        due.age = !isKnown || nowMs >= history.lastGoodMs + 2 * period ? BackupAge::Late : BackupAge::Due;
    const bool failedLately
        = history.lastFailedMs > 0 && history.lastFailedMs <= nowMs && nowMs - history.lastFailedMs < retryMs;
    if (failedLately)
        due.nextMs = std::max(due.nextMs, history.lastFailedMs + retryMs);
    due.isToRun = nowMs >= due.nextMs;
    return due;
}

base::Result<WrittenBackup> backUpAndNote(Vault& vault, const QString& folder, const BackupChoice& choice)
{
    auto written = backUp(vault, folder, choice);
    if (!written && written.error().code == base::ErrorCode::Cancelled)
        return written;
    const auto noted = guarded([&] {
        auto& d = Vault::Private::of(vault);
        BackupHistory history = scheduleOf(d).history;
        if (written) {
            history = {written->takenMs, written->name, folder, 0, {}};
        } else {
            history.lastFailedMs = d.options.wallClock();
            history.lastFailure = written.error().message();
        }
        put(d, historyName, bytesOf(history));
    });
    // What was backed up is backed up, whether or not that could be noted on a full disk.
    if (!noted && written && noted.error().code != base::ErrorCode::DiskFull
        && noted.error().code != base::ErrorCode::ReadOnly)
        return base::fail(noted.error());
    return written;
}

base::Result<WrittenBackup> backUpAsPlanned(Vault& vault, const ProgressFn& progress)
{
    const auto schedule = backupSchedule(vault);
    if (!schedule)
        return base::fail(schedule.error());
    const BackupPlan& plan = schedule->plan;
    if (plan.folder.isEmpty()) {
        return base::fail(base::ErrorCode::InvalidInput, QStringLiteral("No backups are planned"), {},
            QStringLiteral("Choose where and how often first."));
    }
    BackupChoice choice;
    choice.keepFulls = plan.keepFulls;
    choice.fullEveryDays = plan.fullEveryDays;
    choice.place = BackupChoice::Place::MustBeKnown;
    choice.progress = progress;
    return backUpAndNote(vault, plan.folder, choice);
}

} // namespace twinward::ledger
