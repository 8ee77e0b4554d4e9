#include "replicas.h"

#include "backup_folder_p.h"
#include "blob_file_p.h"
#include "failing_medium.h"
#include "ledger/backup.h"
#include "noise.h"

#include <atomic>
#include <thread>

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using ledger::BackupChoice;
using ledger::BackupKind;

namespace {

class TestBackup : public QObject
{
    Q_OBJECT

private slots:
    void whatIsRestoredIsWhatWasBackedUp();
    void anIncrementCarriesWhatChangedAlone();
    void peopleKeysDraftsAndImagesComeBack();
    void commitsGoOnWhileItIsWritten();
    void aThiefOfABackupReadsNothing();
    void everyFlippedByteIsFoundAndNamed();
    void aMissingImageIsFoundAndNamed();
    void aForeignFolderIsRefused();
    void aVaultIsNeverOverwritten();
    void aDamagedVaultIsNotBackedUp();
    void oldOnesGoAndTheLastGoodOneStays();
    void oneAtATime();
    void cancellingLeavesTheFormerOne();
    void aMediumThatFailsAnywhereLeavesTheFormerOne_data();
    void aMediumThatFailsAnywhereLeavesTheFormerOne();
    void aPowerCutAnywhereLeavesTheFormerOne();
    void aMediumThatLiesIsFoundOutAtOnce();
    void theRestoredComputerGoesOnAsIfNothingHadHappened();
    void twoRestoresOfOneBackupAreNoticedAndLoseNothing();
};

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
    [[nodiscard]] auto backUp(BackupChoice::Wish wish = BackupChoice::Wish::AsNeeded) const
    {
        BackupChoice choice;
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

QStringList notesOf(const ledger::Vault& vault, record::PatientId patient)
{
    QStringList texts;
    const auto chart = vault.chart(patient);
    [&] { VERIFY_RESULT(chart); }();
    for (const record::Entry* entry : chart->current<record::Note>())
        texts.push_back(entry->as<record::Note>()->text);
    texts.sort();
    return texts;
}

QStringList filesUnder(const QString& folder)
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

void flip(const QString& path, qint64 at)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(at);
    char byte = 0;
    file.getChar(&byte);
    file.seek(at);
    file.putChar(static_cast<char>(byte ^ 0x20));
}

record::Event scan(record::PatientId patient, const base::Hash256& blob)
{
    record::Document document;
    document.title = QStringLiteral("Scan");
    document.contentType = QStringLiteral("application/dicom");
    document.blob = blob;
    record::Event made = event(patient, document);
    made.category = record::Category::Imaging;
    return made;
}

base::Hash256 storeScan(ledger::Vault& vault, record::PatientId patient, const QByteArray& content)
{
    const auto blob = vault.storeBlob(patient, record::Category::Imaging, content);
    [&] { VERIFY_RESULT(blob); }();
    [&] { VERIFY_RESULT(vault.commit({scan(patient, *blob)})); }();
    return *blob;
}

void isWhole(const QString& backups)
{
    const auto checked = ledger::checkBackups(backups);
    VERIFY_RESULT(checked);
    QVERIFY(!checked->empty());
    for (const ledger::FoundBackup& each : *checked)
        QVERIFY2(!each.trouble, qPrintable(each.name + ": " + (each.trouble ? each.trouble->message() : "")));
}

void TestBackup::whatIsRestoredIsWhatWasBackedUp()
{
    Backed clinic;

    const auto written = clinic.backUp();
    VERIFY_RESULT(written);
    QCOMPARE(written->kind, BackupKind::Full);
    QVERIFY(written->pages > 10);
    clinic.say("after the backup");
    const auto again = clinic.restored();

    VERIFY_RESULT(again);
    QCOMPARE(notesOf(**again, clinic.patient), QStringList{"first"});
    QCOMPARE((*again)->device(), clinic.vault->device());
    verifies(**again);
    isWhole(clinic.backups);
}

void TestBackup::anIncrementCarriesWhatChangedAlone()
{
    Backed clinic;
    for (int i = 0; i < 200; ++i)
        clinic.say(QString("note %1 ").arg(i) + QString(400, 'x'));
    const auto full = clinic.backUp();
    VERIFY_RESULT(full);

    clinic.say("second");
    const auto second = clinic.backUp();
    VERIFY_RESULT(second);
    clinic.say("third");
    const auto third = clinic.backUp();

    VERIFY_RESULT(third);
    QCOMPARE(second->kind, BackupKind::Increment);
    QCOMPARE(third->kind, BackupKind::Increment);
    QVERIFY2(second->pages < full->pages / 2, qPrintable(QString::number(second->pages)));
    isWhole(clinic.backups);
    const auto newest = clinic.restored();
    VERIFY_RESULT(newest);
    QVERIFY(notesOf(**newest, clinic.patient).contains("third"));
    verifies(**newest);
    const auto middle = clinic.restored(second->name);
    VERIFY_RESULT(middle);
    QVERIFY(notesOf(**middle, clinic.patient).contains("second"));
    QVERIFY(!notesOf(**middle, clinic.patient).contains("third"));
    verifies(**middle);
}

void TestBackup::peopleKeysDraftsAndImagesComeBack()
{
    Backed clinic;
    VERIFY_RESULT(clinic.backUp());
    VERIFY_RESULT(clinic.vault->enrolUser("Nurse Ada", record::Role::Nurse, secret("another pass phrase")));
    VERIFY_RESULT(clinic.vault->enrolUser("Nurse Bo", record::Role::Nurse, secret("a third pass phrase")));
    record::UserId gone;
    for (const record::Member& member : clinic.vault->roster().members()) {
        if (member.name == "Nurse Bo")
            gone = member.user;
    }
    VERIFY_RESULT(clinic.vault->removeUser(gone, "left"));
    VERIFY_RESULT(clinic.vault->putPrivate("draft", "half a sentence"));
    const QByteArray content = noise(1, 300'000);
    const auto blob = storeScan(*clinic.vault, clinic.patient, content);

    const auto written = clinic.backUp();
    VERIFY_RESULT(written);
    auto again = clinic.restored();

    VERIFY_RESULT(again);
    QCOMPARE(written->kind, BackupKind::Increment);
    QCOMPARE(written->blobs, quint64{1});
    QCOMPARE((*again)->getPrivate("draft").value(), QByteArray("half a sentence"));
    QCOMPARE((*again)->readBlob(clinic.patient, record::Category::Imaging, blob).value(), content);
    verifies(**again);
    const QString folder = clinic.parent.filePath("restored 1");
    again->reset();
    VERIFY_RESULT(unlock(folder, "Nurse Ada", "another pass phrase"));
    QVERIFY(!unlock(folder, "Nurse Bo", "a third pass phrase"));
}

void TestBackup::commitsGoOnWhileItIsWritten()
{
    Backed clinic;
    std::atomic<bool> stop = false;
    std::atomic<int> said = 0;
    std::thread writer([&] {
        while (!stop) {
            if (clinic.vault->commit(
                    {note(clinic.patient, QString("busy %1 ").arg(said) + QString(3000, 'y'))}))
                ++said;
        }
    });

    std::vector<base::Result<ledger::WrittenBackup>> all;
    for (int i = 0; i < 5; ++i) {
        const int before = said;
        all.push_back(clinic.backUp());
        while (said < before + 5)
            std::this_thread::yield();
    }
    stop = true;
    writer.join();

    for (const auto& each : all)
        VERIFY_RESULT(each);
    isWhole(clinic.backups);
    const auto again = clinic.restored();
    VERIFY_RESULT(again);
    verifies(**again);
    verifies(*clinic.vault);
}

void TestBackup::aThiefOfABackupReadsNothing()
{
    Backed clinic;
    clinic.say("a secret nobody may read");
    (void)storeScan(*clinic.vault, clinic.patient, QByteArray("the image of somebody").repeated(500));

    VERIFY_RESULT(clinic.backUp());

    for (const QString& path : filesUnder(clinic.backups)) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        for (const char* word : {"secret nobody", "image of somebody", "Amara", "Riverside", "Front desk"})
            QVERIFY2(!content.contains(word), qPrintable(path + ": " + word));
        QVERIFY((QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther)) == 0);
    }
}

void TestBackup::everyFlippedByteIsFoundAndNamed()
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

void TestBackup::aMissingImageIsFoundAndNamed()
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

void TestBackup::aForeignFolderIsRefused()
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

void TestBackup::aVaultIsNeverOverwritten()
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

void TestBackup::aDamagedVaultIsNotBackedUp()
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

void TestBackup::oldOnesGoAndTheLastGoodOneStays()
{
    Backed clinic;
    BackupChoice choice;
    choice.keepFulls = 2;
    choice.wish = BackupChoice::Wish::Full;
    (void)storeScan(*clinic.vault, clinic.patient, noise(1, 20'000));
    QStringList names;
    for (int i = 0; i < 3; ++i) {
        clinic.say(QString::number(i));
        const auto written = ledger::backUp(*clinic.vault, clinic.backups, choice);
        VERIFY_RESULT(written);
        names.push_back(written->name);
        clinic.say("between");
        VERIFY_RESULT(clinic.backUp());
    }

    const auto kept = ledger::listBackups(clinic.backups);
    VERIFY_RESULT(kept);
    QCOMPARE(kept->size(), size_t{4});
    QCOMPARE(kept->front().name, names[1]);
    isWhole(clinic.backups);
    // Damaged ones are not counted among those that are kept.
    flip(clinic.backups + "/" + names[2] + "/manifest", 40);
    const auto written = ledger::backUp(*clinic.vault, clinic.backups, choice);
    VERIFY_RESULT(written);
    const auto after = ledger::listBackups(clinic.backups);
    VERIFY_RESULT(after);
    QCOMPARE(after->front().name, names[1]);
    QVERIFY(!after->front().trouble);
    QCOMPARE(filesUnder(clinic.backups + "/blobs").size(), 1);
}

void TestBackup::oneAtATime()
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

void TestBackup::cancellingLeavesTheFormerOne()
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

void TestBackup::aMediumThatFailsAnywhereLeavesTheFormerOne_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<int>("code");
    QTest::newRow("full") << ENOSPC << static_cast<int>(ErrorCode::DiskFull);
    QTest::newRow("pulled") << EIO << static_cast<int>(ErrorCode::Io);
    QTest::newRow("read-only") << EROFS << static_cast<int>(ErrorCode::ReadOnly);
}

void TestBackup::aMediumThatFailsAnywhereLeavesTheFormerOne()
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

void TestBackup::aPowerCutAnywhereLeavesTheFormerOne()
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

void TestBackup::aMediumThatLiesIsFoundOutAtOnce()
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

void TestBackup::theRestoredComputerGoesOnAsIfNothingHadHappened()
{
    Replicas clinic(2);
    QTemporaryDir stick;
    clinic.say(1, "before the backup");
    exchange(clinic[0], clinic[1]);
    VERIFY_RESULT(ledger::backUp(clinic[1], stick.filePath("b"), {}));
    clinic.say(1, "after it, and a peer has it");
    exchange(clinic[0], clinic[1]);
    const auto device = clinic[1].device();
    clinic.vaults[1].reset();
    QVERIFY(QDir(clinic.folder(1)).removeRecursively());

    VERIFY_RESULT(ledger::restore(stick.filePath("b"), clinic.folder(1)));
    clinic.reopen(1);
    clinic.say(1, "written before anybody was met");
    exchange(clinic[0], clinic[1]);
    clinic.say(0, "and on");
    exchange(clinic[0], clinic[1]);

    QCOMPARE(clinic[1].device(), device);
    QVERIFY(!*ledger::isOutdated(clinic[1]));
    const QStringList all{
        "after it, and a peer has it", "and on", "before the backup", "written before anybody was met"};
    QCOMPARE(clinic.notes(0), all);
    QCOMPARE(clinic.notes(1), all);
    for (size_t i : {0, 1}) {
        verifies(clinic[i]);
        QVERIFY(ledger::evidence(clinic[i])->empty());
    }
}

void TestBackup::twoRestoresOfOneBackupAreNoticedAndLoseNothing()
{
    Replicas clinic(2);
    QTemporaryDir stick;
    VERIFY_RESULT(ledger::backUp(clinic[1], stick.filePath("b"), {}));
    clinic.vaults[1].reset();
    VERIFY_RESULT(ledger::restore(stick.filePath("b"), clinic.parent.filePath("first")));
    VERIFY_RESULT(ledger::restore(stick.filePath("b"), clinic.parent.filePath("second")));
    auto first = unlock(clinic.parent.filePath("first"));
    auto second = unlock(clinic.parent.filePath("second"));
    VERIFY_RESULT(first);
    VERIFY_RESULT(second);
    VERIFY_RESULT((*first)->commit({note(clinic.patient, "on the first")}));
    VERIFY_RESULT((*second)->commit({note(clinic.patient, "on the second")}));

    exchange(clinic[0], **first);
    exchange(clinic[0], **second);

    QCOMPARE(clinic.notes(0), (QStringList{"on the first", "on the second"}));
    const auto noted = ledger::evidence(clinic[0]);
    VERIFY_RESULT(noted);
    QVERIFY(std::any_of(noted->begin(), noted->end(),
        [](const ledger::Noted& each) { return each.finding == ledger::Finding::Fork; }));
    QVERIFY(*ledger::isOutdated(**second)); // it does not go on before somebody says which one stays
    VERIFY_RESULT(ledger::beginEpoch(**second));
    VERIFY_RESULT((*second)->commit({note(clinic.patient, "goes on")}));
    exchange(clinic[0], **second);
    QCOMPARE(clinic.notes(0), (QStringList{"goes on", "on the first", "on the second"}));
    verifies(clinic[0]);
    verifies(**second);
}

} // namespace

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
