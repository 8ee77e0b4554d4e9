#pragma once

// A vault with something in it, and a stick for its backups.

#include "blob_file_p.h"
#include "ledger/backup.h"
#include "noise.h"
#include "replicas.h"

namespace twinward::test {

struct Backed
{
    QTemporaryDir parent;
    QTemporaryDir stick;
    QString folder = parent.filePath("vault");
    QString backups = stick.filePath("backups");
    record::PatientId patient = record::PatientId::random();
    std::unique_ptr<ledger::Vault> vault;

    Backed()
    {
        auto made = makeVault(folder);
        [&] { VERIFY_RESULT(made); }();
        vault = std::move(made->vault);
        say("first");
    }
    void say(const QString& text) const { VERIFY_RESULT(vault->commit({note(patient, text)})); }
    [[nodiscard]] auto backUp(ledger::BackupChoice::Wish wish = ledger::BackupChoice::Wish::AsNeeded) const
    {
        ledger::BackupChoice choice;
        choice.wish = wish;
        return ledger::backUp(*vault, backups, choice);
    }
    [[nodiscard]] auto restored(const QString& name = {})
    {
        const QString target = parent.filePath(QString("restored %1").arg(++restores));
        ledger::RestoreChoice choice;
        choice.name = name;
        auto done = ledger::restore(backups, target, choice);
        if (!done)
            return base::Result<std::unique_ptr<ledger::Vault>>(base::fail(done.error()));
        return unlock(target);
    }
    int restores = 0;
};

inline QStringList notesOf(const ledger::Vault& vault, record::PatientId patient)
{
    QStringList texts;
    const auto chart = vault.chart(patient);
    [&] { VERIFY_RESULT(chart); }();
    for (const record::Entry* entry : chart->current<record::Note>())
        texts.push_back(entry->as<record::Note>()->text);
    texts.sort();
    return texts;
}

inline QStringList filesUnder(const QString& folder)
{
    QStringList files;
    for (const QFileInfo& entry : QDir(folder).entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot)) {
        if (entry.isDir())
            files += filesUnder(entry.filePath());
        else
            files.push_back(entry.filePath());
    }
    return files;
}

inline void flip(const QString& path, qint64 at)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(at);
    char byte = 0;
    file.getChar(&byte);
    file.seek(at);
    file.putChar(static_cast<char>(byte ^ 0x20));
}

inline record::Event scan(record::PatientId patient, const base::Hash256& blob)
{
    record::Document document;
    document.title = QStringLiteral("Scan");
    document.contentType = QStringLiteral("application/dicom");
    document.blob = blob;
    record::Event made = event(patient, document);
    made.category = record::Category::Imaging;
    return made;
}

inline base::Hash256 storeScan(ledger::Vault& vault, record::PatientId patient, const QByteArray& content)
{
    const auto blob = vault.storeBlob(patient, record::Category::Imaging, content);
    [&] { VERIFY_RESULT(blob); }();
    [&] { VERIFY_RESULT(vault.commit({scan(patient, *blob)})); }();
    return *blob;
}

inline void isWhole(const QString& backups)
{
    const auto checked = ledger::checkBackups(backups);
    VERIFY_RESULT(checked);
    QVERIFY(!checked->empty());
    for (const ledger::FoundBackup& each : *checked)
        QVERIFY2(!each.trouble, qPrintable(each.name + ": " + (each.trouble ? each.trouble->message() : "")));
}

} // namespace twinward::test
