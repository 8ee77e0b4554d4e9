#include "command.h"
#include "progress.h"

#include "ledger/backup_plan.h"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <QDateTime>
#include <QFileInfo>
#include <QLocale>
#include <QTimeZone>

namespace twinward::ctl {

using ledger::BackupKind;

namespace {

struct BackupOptions
{
    std::string folder;
    bool full = false;
    quint32 keep = 3;
    quint32 everyHours = 0; // 0: the plan stays as it is
};

QString kindName(BackupKind kind)
{
    return kind == BackupKind::Full ? QStringLiteral("full") : QStringLiteral("increment");
}

QString timeOf(qint64 utcMs)
{
    return QDateTime::fromMSecsSinceEpoch(utcMs, QTimeZone::utc()).toString(Qt::ISODate);
}

QString sizeText(quint64 bytes)
{
    return QLocale::c().formattedDataSize(static_cast<qint64>(bytes));
}

void show(const ledger::WrittenBackup& written, const Invocation& invocation)
{
    if (invocation.json) {
        Json object{{"name", utf8(written.name)}, {"kind", utf8(kindName(written.kind))},
            {"taken", utf8(timeOf(written.takenMs))}, {"pages", written.pages}, {"blobs", written.blobs},
            {"bytes", written.bytes}, {"sameDisk", written.isOnSameDisk}, {"damagedBlobs", Json::array()},
            {"removed", Json::array()}};
        for (const QString& blob : written.damagedBlobs)
            object["damagedBlobs"].push_back(utf8(blob));
        for (const QString& name : written.removed)
            object["removed"].push_back(utf8(name));
        print(object);
        return;
    }
    print(QStringLiteral("%1: written and read back, %2. New images and documents: %3.")
              .arg(written.name, sizeText(written.bytes))
              .arg(written.blobs));
    for (const QString& name : written.removed)
        print(QStringLiteral("Removed, being old: %1").arg(name));
    if (written.isOnSameDisk)
        print(QStringLiteral(
            "It lies on the same disk as the vault: a broken or stolen disk takes both. Use another."));
    for (const QString& blob : written.damagedBlobs)
        print(
            QStringLiteral("Not in it, because it is damaged in the vault: image or document %1").arg(blob));
}

base::Status planFrom(const BackupOptions& given, ledger::Vault& vault)
{
    if (given.everyHours == 0)
        return {};
    ledger::BackupPlan plan;
    plan.folder = QFileInfo(text(given.folder)).absoluteFilePath();
    plan.everyHours = given.everyHours;
    plan.keepFulls = given.keep;
    return ledger::setBackupPlan(vault, plan);
}

base::Result<ledger::WrittenBackup> write(
    const BackupOptions& given, ledger::Vault& vault, const ledger::ProgressFn& progress)
{
    if (given.folder.empty())
        return ledger::backUpAsPlanned(vault, progress);
    ledger::BackupChoice choice;
    choice.wish = given.full ? ledger::BackupChoice::Wish::Full : ledger::BackupChoice::Wish::AsNeeded;
    choice.keepFulls = given.keep;
    choice.progress = progress;
    return ledger::backUpAndNote(vault, QFileInfo(text(given.folder)).absoluteFilePath(), choice);
}

Exit backUp(const BackupOptions& given, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    ProgressLine progress(QStringLiteral("Backing up"));
    const auto written = write(given, **vault, progress.function());
    progress.clear();
    if (!written)
        return failed(written.error(), invocation);
    show(*written, invocation);
    if (const auto planned = planFrom(given, **vault); !planned)
        return failed(planned.error(), invocation);
    return written->damagedBlobs.empty() ? Exit::Done : Exit::Broken;
}

Json asJson(const ledger::FoundBackup& backup)
{
    Json object{{"name", utf8(backup.name)}, {"kind", utf8(kindName(backup.kind))},
        {"taken", utf8(timeOf(backup.takenMs))}, {"bytes", backup.bytes}, {"ok", !backup.trouble}};
    if (backup.trouble) {
        object["where"] = utf8(backup.trouble->where);
        object["why"] = utf8(backup.trouble->what);
    }
    return object;
}

Exit check(const std::string& folder, const Invocation& invocation)
{
    ProgressLine progress(QStringLiteral("Checking"));
    const auto found = ledger::checkBackups(text(folder), progress.function());
    progress.clear();
    if (!found)
        return failed(found.error(), invocation);
    for (const ledger::FoundBackup& backup : *found) {
        if (invocation.json)
            print(asJson(backup));
        else if (backup.trouble)
            print(QStringLiteral("%1  DAMAGED at %2: %3")
                      .arg(backup.name, backup.trouble->where, backup.trouble->what));
        else
            print(QStringLiteral("%1  whole, %2").arg(backup.name, sizeText(backup.bytes)));
    }
    if (!invocation.json && found->empty())
        print(QStringLiteral("There is no finished backup here."));
    const bool isDamaged = std::any_of(found->begin(), found->end(),
        [](const ledger::FoundBackup& backup) { return backup.trouble.has_value(); });
    if (isDamaged)
        return Exit::Broken;
    return found->empty() ? Exit::Failed : Exit::Done;
}

Exit restore(const std::string& folder, const std::string& name, const Invocation& invocation)
{
    ProgressLine progress(QStringLiteral("Restoring"));
    const QString target = vaultFolder(invocation);
    const auto restored = ledger::restore(text(folder), target, {text(name), progress.function()});
    progress.clear();
    if (!restored)
        return failed(restored.error(), invocation);
    if (invocation.json) {
        print(Json{{"name", utf8(restored->name)}, {"taken", utf8(timeOf(restored->takenMs))},
            {"vault", utf8(target)}, {"blobs", restored->blobs}});
        return Exit::Done;
    }
    print(
        QStringLiteral("%1 is in place in %2, as it was at %3. Everybody unlocks it with the passphrase they "
                       "had then.")
            .arg(restored->name, target, timeOf(restored->takenMs)));
    print(QStringLiteral("Connect it with another computer of the clinic: what was entered here since then "
                         "comes back from there. Do not use the old folder any more."));
    return Exit::Done;
}

} // namespace

void addBackup(CLI::App& app, Invocation& invocation)
{
    auto* backup
        = app.add_subcommand("backup", "Copy the vault to another disk or stick, sealed and checked");
    auto given = std::make_shared<BackupOptions>();
    auto* to = backup
                   ->add_option("--to", given->folder,
                       "Folder of the backups, one for each computer; as planned unless given")
                   ->type_name("DIR");
    backup->add_flag("--full", given->full, "All of it; otherwise what changed, where that is enough")
        ->needs(to);
    backup->add_option("--keep", given->keep, "How many full backups to keep")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str()
        ->needs(to);
    backup
        ->add_option("--every", given->everyHours,
            "From now on plan it every so many hours; the workstation does it by itself")
        ->check(CLI::Range(1, 8760))
        ->type_name("HOURS")
        ->needs(to);
    auto* checking = backup->add_subcommand("check", "Read every byte of the backups and compare");
    auto folder = std::make_shared<std::string>();
    checking->add_option("dir", *folder, "Folder of the backups")->type_name("DIR")->required();
    checking->callback([folder, &invocation] {
        invocation.run = [folder, &invocation] { return check(*folder, invocation); };
    });
    backup->callback([given, checking, &invocation] {
        if (checking->parsed())
            return;
        invocation.run = [given, &invocation] { return backUp(*given, invocation); };
    });

    auto* putBack
        = app.add_subcommand("restore", "Put a vault in place from a backup; --vault names the new folder");
    auto from = std::make_shared<std::string>();
    auto name = std::make_shared<std::string>();
    putBack->add_option("dir", *from, "Folder of the backups")->type_name("DIR")->required();
    putBack->add_option("--name", *name, "Which one; the newest that is whole unless given")
        ->type_name("NAME");
    putBack->callback([from, name, &invocation] {
        invocation.run = [from, name, &invocation] { return restore(*from, *name, invocation); };
    });
}

} // namespace twinward::ctl
