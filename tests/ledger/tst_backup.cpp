#include "backed.h"

#include <atomic>
#include <thread>

using namespace twinward;
using namespace twinward::test;
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
    void oldOnesGoAndTheLastGoodOneStays();
    void theRestoredComputerGoesOnAsIfNothingHadHappened();
    void twoRestoresOfOneBackupAreNoticedAndLoseNothing();
};

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
