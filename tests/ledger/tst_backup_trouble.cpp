// Backups where something is wrong: with the medium, with the folder, with the vault, or with what is there
// already.

#include "backed.h"

#include "backup_folder_p.h"
#include "failing_medium.h"

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using ledger::BackupChoice;

namespace {

class TestBackupTrouble : public QObject
{
    Q_OBJECT

private slots:
    void oneAtATime();
    void cancellingLeavesTheFormerOne();
    void aMediumThatFailsAnywhereLeavesTheFormerOne_data();
    void aMediumThatFailsAnywhereLeavesTheFormerOne();
    void aPowerCutAnywhereLeavesTheFormerOne();
    void aMediumThatLiesIsFoundOutAtOnce();
    void aForeignFolderIsRefused();
    void aVaultIsNeverOverwritten();
    void aDamagedVaultIsNotBackedUp();
    void everyFlippedByteIsFoundAndNamed();
    void aMissingImageIsFoundAndNamed();
};

void TestBackupTrouble::oneAtATime()
{
    Backed clinic;
    VERIFY_RESULT(clinic.backUp());
    std::optional<base::Error> second;
    BackupChoice choice;
    choice.progress = [&](const ledger::Progress&) {
        if (!second) {
            const auto refused = clinic.backUp();
            second = refused ? base::Error{} : refused.error();
        }
        return true;
    };

    const auto first = ledger::backUp(*clinic.vault, clinic.backups, choice);

    VERIFY_RESULT(first);
    QCOMPARE(second->code, ErrorCode::Busy);
}

void TestBackupTrouble::cancellingLeavesTheFormerOne()
{
    Backed clinic;
    VERIFY_RESULT(clinic.backUp());
    for (int after = 0; after < 3; ++after) {
        clinic.say("more");
        BackupChoice choice;
        choice.wish = BackupChoice::Wish::Full;
        int told = 0;
        choice.progress = [&](const ledger::Progress&) { return told++ < after; };

        const auto cancelled = ledger::backUp(*clinic.vault, clinic.backups, choice);

        QCOMPARE(cancelled.error().code, ErrorCode::Cancelled);
        QCOMPARE(ledger::listBackups(clinic.backups)->size(), size_t{1});
        isWhole(clinic.backups);
    }
    const auto stopped = ledger::restore(
        clinic.backups, clinic.parent.filePath("never"), {{}, [](const ledger::Progress&) { return false; }});
    QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
}

void TestBackupTrouble::aMediumThatFailsAnywhereLeavesTheFormerOne_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<int>("code");
    QTest::newRow("full") << ENOSPC << static_cast<int>(ErrorCode::DiskFull);
    QTest::newRow("pulled") << EIO << static_cast<int>(ErrorCode::Io);
    QTest::newRow("read-only") << EROFS << static_cast<int>(ErrorCode::ReadOnly);
}

void TestBackupTrouble::aMediumThatFailsAnywhereLeavesTheFormerOne()
{
    QFETCH(int, error);
    QFETCH(int, code);
    Backed clinic;
    VERIFY_RESULT(clinic.backUp());
    auto& inside = ledger::Vault::Private::of(*clinic.vault);
    bool hasSucceeded = false;
    int failures = 0;
    for (int at = 0; !hasSucceeded; ++at) {
        clinic.say(QString("more %1").arg(at));
        if (at == 0)
            (void)storeScan(*clinic.vault, clinic.patient, noise(1, 20'000));
        FailingMedium medium;
        medium.operationsLeft = at;
        medium.failsWith = error;
        BackupChoice choice;
        choice.wish = at % 2 == 0 ? BackupChoice::Wish::Full : BackupChoice::Wish::AsNeeded;

        const auto result
            = ledger::guarded([&] { return ledger::backUpTo(inside, medium, clinic.backups, choice); });

        hasSucceeded = result.has_value();
        failures += hasSucceeded ? 0 : 1;
        if (!hasSucceeded)
            QCOMPARE(static_cast<int>(result.error().code), code);
        const auto found = ledger::checkBackups(clinic.backups);
        VERIFY_RESULT(found);
        QVERIFY(!found->front().trouble);
        for (const ledger::FoundBackup& each : *found)
            QVERIFY2(!each.trouble, qPrintable(each.name));
    }
    QVERIFY(failures > 10);
    const auto again = clinic.restored();
    VERIFY_RESULT(again);
    verifies(**again);
}

void TestBackupTrouble::aPowerCutAnywhereLeavesTheFormerOne()
{
    Backed clinic;
    VERIFY_RESULT(clinic.backUp());
    auto& inside = ledger::Vault::Private::of(*clinic.vault);
    std::mt19937 random(11);
    int cuts = 0;
    for (bool hasSucceeded = false; !hasSucceeded; ++cuts) {
        clinic.say(QString("more %1").arg(cuts));
        (void)storeScan(*clinic.vault, clinic.patient, noise(static_cast<quint32>(cuts), 9'000));
        FailingMedium medium;
        medium.operationsLeft = cuts;
        medium.failsWith = EIO;
        BackupChoice choice;
        choice.wish = cuts % 2 == 0 ? BackupChoice::Wish::Full : BackupChoice::Wish::AsNeeded;
        choice.keepFulls = 1;

        hasSucceeded = ledger::guarded([&] {
            return ledger::backUpTo(inside, medium, clinic.backups, choice);
        }).has_value();
        medium.losePower(random);

        const auto found = ledger::checkBackups(clinic.backups);
        VERIFY_RESULT(found);
        QVERIFY2(std::any_of(found->begin(), found->end(), [](const auto& each) { return !each.trouble; }),
            qPrintable(QString("cut at %1").arg(cuts)));
    }
    QVERIFY(cuts > 15);
    VERIFY_RESULT(clinic.backUp(BackupChoice::Wish::Full));
    const auto again = clinic.restored();
    VERIFY_RESULT(again);
    verifies(**again);
}

void TestBackupTrouble::aMediumThatLiesIsFoundOutAtOnce()
{
    Backed clinic;
    VERIFY_RESULT(clinic.backUp());
    FailingMedium medium;
    medium.liesAboutContent = true;

    const auto result = ledger::guarded([&] {
        return ledger::backUpTo(ledger::Vault::Private::of(*clinic.vault), medium, clinic.backups,
            {BackupChoice::Wish::Full, 3, 30, BackupChoice::Place::MayBeNew, {}});
    });

    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Io);
    QVERIFY(result.error().what.contains("failing"));
    QCOMPARE(ledger::listBackups(clinic.backups)->size(), size_t{1});
}

void TestBackupTrouble::aForeignFolderIsRefused()
{
    Backed clinic;
    Backed other;
    VERIFY_RESULT(other.backUp());

    const auto intoOther = ledger::backUp(*clinic.vault, other.backups, {});
    QFile(clinic.stick.filePath("holiday.jpg")).open(QIODevice::WriteOnly);
    const auto amongThings = ledger::backUp(*clinic.vault, clinic.stick.path(), {});
    const auto inVault = ledger::backUp(*clinic.vault, clinic.folder + "/backups", {});
    const auto nowhere = ledger::backUp(*clinic.vault, "/nowhere/at/all", {});
    BackupChoice known;
    known.place = BackupChoice::Place::MustBeKnown;
    QVERIFY(QDir().mkpath(clinic.backups));
    const auto emptyMountPoint = ledger::backUp(*clinic.vault, clinic.backups, known);

    QCOMPARE(intoOther.error().code, ErrorCode::InvalidInput);
    QCOMPARE(amongThings.error().code, ErrorCode::InvalidInput);
    QCOMPARE(inVault.error().code, ErrorCode::InvalidInput);
    QCOMPARE(nowhere.error().code, ErrorCode::NotFound);
    QCOMPARE(emptyMountPoint.error().code, ErrorCode::NotFound);
    QCOMPARE(ledger::listBackups(clinic.stick.path()).error().code, ErrorCode::InvalidInput);
    QCOMPARE(ledger::listBackups("/nowhere/at/all").error().code, ErrorCode::NotFound);
    isWhole(other.backups);
    // An increment of one clinic is not taken for another's.
    const auto theirs = ledger::listBackups(other.backups);
    VERIFY_RESULT(clinic.backUp());
    copyFolder(other.backups + "/" + theirs->front().name, clinic.backups + "/000009-20990101T000000Z-full");
    const auto mixed = ledger::listBackups(clinic.backups);
    VERIFY_RESULT(mixed);
    QVERIFY(mixed->back().trouble);
}

void TestBackupTrouble::aVaultIsNeverOverwritten()
{
    Backed clinic;
    VERIFY_RESULT(clinic.backUp());
    clinic.say("newer than the backup");

    const auto refused = ledger::restore(clinic.backups, clinic.folder);
    QDir().mkpath(clinic.parent.filePath("papers"));
    QFile(clinic.parent.filePath("papers/letter")).open(QIODevice::WriteOnly);
    const auto amongPapers = ledger::restore(clinic.backups, clinic.parent.filePath("papers"));

    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    QCOMPARE(amongPapers.error().code, ErrorCode::InvalidInput);
    QVERIFY(QFile::exists(clinic.parent.filePath("papers/letter")));
    QVERIFY(notesOf(*clinic.vault, clinic.patient).contains("newer than the backup"));
}

void TestBackupTrouble::aDamagedVaultIsNotBackedUp()
{
    Backed clinic;
    const auto good = clinic.backUp();
    VERIFY_RESULT(good);
    clinic.say("more");
    ledger::Vault::Private::of(*clinic.vault).database->foldLog();
    flip(clinic.folder + "/vault.db", 5 * 4096 + 100);

    const auto refused = clinic.backUp();

    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::IntegrityBroken);
    QCOMPARE(refused.error().where, QString("database page 6"));
    isWhole(clinic.backups);
    QCOMPARE(ledger::listBackups(clinic.backups)->size(), size_t{1});
}

void TestBackupTrouble::everyFlippedByteIsFoundAndNamed()
{
    Backed clinic;
    VERIFY_RESULT(clinic.backUp());
    clinic.say("second");
    VERIFY_RESULT(clinic.backUp());
    (void)storeScan(*clinic.vault, clinic.patient, noise(1, 20'000));
    const auto last = clinic.backUp();
    VERIFY_RESULT(last);
    std::mt19937 random(7);

    for (const QString& path : filesUnder(clinic.backups)) {
        for (int i = 0; i < 12; ++i) {
            const auto at = static_cast<qint64>(random()) % std::max<qint64>(QFileInfo(path).size(), 1);
            if (QFileInfo(path).size() == 0 || path.endsWith("twinward-backup"))
                continue;
            flip(path, at);
            const auto checked = ledger::checkBackups(clinic.backups);
            const auto restored
                = ledger::restore(clinic.backups, clinic.parent.filePath("never"), {last->name, {}});
            flip(path, at);

            VERIFY_RESULT(checked);
            const QString what = QString("%1, byte %2").arg(path).arg(at);
            QVERIFY2(checked->back().trouble, qPrintable(what));
            QVERIFY2(!checked->back().trouble->where.isEmpty(), qPrintable(what));
            QVERIFY2(!restored, qPrintable(what));
            QVERIFY2(!QFile::exists(clinic.parent.filePath("never"))
                    || QDir(clinic.parent.filePath("never")).isEmpty(),
                qPrintable(what));
        }
    }
    isWhole(clinic.backups);
}

void TestBackupTrouble::aMissingImageIsFoundAndNamed()
{
    Backed clinic;
    VERIFY_RESULT(clinic.backUp());
    (void)storeScan(*clinic.vault, clinic.patient, noise(1, 20'000));
    VERIFY_RESULT(clinic.backUp());
    const QStringList blobs = filesUnder(clinic.backups + "/blobs");
    QCOMPARE(blobs.size(), 1);
    QVERIFY(QFile::remove(blobs.front()));

    const auto checked = ledger::checkBackups(clinic.backups);
    VERIFY_RESULT(checked);

    QVERIFY(!checked->front().trouble);
    QVERIFY(checked->back().trouble);
    QVERIFY(checked->back().trouble->where.startsWith("image or document"));
    const auto older = clinic.restored(); // the newest that is whole
    VERIFY_RESULT(older);
    const auto healed = clinic.backUp();
    VERIFY_RESULT(healed);
    QCOMPARE(healed->blobs, quint64{1});
    isWhole(clinic.backups);
}

} // namespace

QTEST_GUILESS_MAIN(TestBackupTrouble)
#include "tst_backup_trouble.moc"
