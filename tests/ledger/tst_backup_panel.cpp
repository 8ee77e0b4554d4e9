// Backups in a real window: where, how often, how old; and a record put back in place at the door.

#include "panel_desk.h"

#include "backup_panel_p.h"
#include "ledger_panel/backup.h"
#include "restore_screen_p.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>

using namespace twinward;
using namespace twinward::test;

class TestBackupPanel : public QObject
{
    Q_OBJECT

private slots:
    void withoutABackupItSaysWhatIsAtStake();
    void aChosenFolderIsBackedUpToAtOnce();
    void whatIsPlannedIsDoneByItself();
    void whatWentWrongIsSaidAndKept();
    void aDamagedBackupIsNamed();
    void aRecordIsPutBackAtTheDoor();
};

namespace {

ledger::BackupPanel* showPanel(Desk& desk)
{
    auto* panel = static_cast<ledger::BackupPanel*>(desk.show("backup", {760, 480}));
    if (!QTest::qWaitFor([&] { return child<QPushButton>(panel, "backupChoose")->isEnabled(); }))
        qFatal("the panel does not know its plan");
    return panel;
}

void backUpInto(ledger::BackupPanel* panel, const QString& place)
{
    panel->choose(place);
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(panel, "backupResult")->isVisible(), 30'000);
    QTRY_VERIFY(child<QPushButton>(panel, "backupButton")->isEnabled());
}

} // namespace

void TestBackupPanel::withoutABackupItSaysWhatIsAtStake()
{
    Desk desk;
    auto* panel = showPanel(desk);

    QTRY_VERIFY(says(panel, "There is no backup yet"));
    QVERIFY(!child<QPushButton>(panel, "backupButton")->isEnabled());
    desk.picture("backup-none");
}

void TestBackupPanel::aChosenFolderIsBackedUpToAtOnce()
{
    Desk desk;
    QTemporaryDir stick;
    auto* panel = showPanel(desk);

    backUpInto(panel, stick.path());

    QTRY_VERIFY(says(panel, "Last good backup"));
    desk.picture("backup-good");
    QCOMPARE(ledger::listBackups(stick.path())->size(), size_t{1});
}

void TestBackupPanel::whatIsPlannedIsDoneByItself()
{
    Desk desk;
    QTemporaryDir stick;
    const bool isPlanned = desk.ask([&](ledger::Vault& vault) {
        return ledger::backUp(vault, stick.path()).has_value() // the folder is known from then on
            && ledger::setBackupPlan(vault, {stick.path(), 24, 3, 30}).has_value();
    });
    QVERIFY(isPlanned);
    auto& clock = ledger::BackupClock::of(desk.session());
    QSignalSpy finished(&clock, &ledger::BackupClock::finished);

    clock.look();

    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
    QVERIFY(finished.first().first().toBool());
    QCOMPARE(ledger::listBackups(stick.path())->size(), size_t{2});
    auto* panel = showPanel(desk);
    QTRY_VERIFY(says(panel, "Last good backup"));
}

void TestBackupPanel::whatWentWrongIsSaidAndKept()
{
    Desk desk;
    QTemporaryDir stick;
    auto* panel = showPanel(desk);
    backUpInto(panel, stick.filePath("backups"));
    QVERIFY(QDir(stick.filePath("backups")).removeRecursively());
    QFile blocked(stick.filePath("backups"));
    QVERIFY(blocked.open(QIODevice::WriteOnly)); // not a folder any more

    child<QPushButton>(panel, "backupButton")->setFocus();
    press(Qt::Key_Space);

    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(panel, "backupFailed")->isVisible(), 30'000);
    QVERIFY(says(panel, "did not work"));
    desk.picture("backup-failed");
}

void TestBackupPanel::aDamagedBackupIsNamed()
{
    Desk desk;
    QTemporaryDir stick;
    auto* panel = showPanel(desk);
    backUpInto(panel, stick.path());
    const QString name = ledger::listBackups(stick.path())->front().name;
    QFile pages(stick.filePath(name + "/pages"));
    QVERIFY(pages.open(QIODevice::ReadWrite));
    pages.seek(5000);
    pages.write("x");
    pages.close();

    child<QPushButton>(panel, "backupCheck")->setFocus();
    press(Qt::Key_Space);

    QTRY_VERIFY_WITH_TIMEOUT(says(panel, "can't be restored"), 30'000);
    QVERIFY(says(panel, "database page 2"));
    desk.picture("backup-damaged");
}

void TestBackupPanel::aRecordIsPutBackAtTheDoor()
{
    QTemporaryDir stick;
    QTemporaryDir home;
    {
        Desk desk;
        const bool done
            = desk.ask([&](ledger::Vault& vault) { return ledger::backUp(vault, stick.path()).has_value(); });
        QVERIFY(done);
    }
    ledger::Gate gate(home.filePath("vault"), quick());
    gate.offer(ledger::restoreFromBackup());
    gate.begin();
    gate.resize(900, 700);
    gate.show();
    QVERIFY(QTest::qWaitForWindowActive(&gate));
    child<QPushButton>(&gate, "restoreBackup")->setFocus();
    press(Qt::Key_Space);
    auto* go = child<QPushButton>(&gate, "restoreGo");
    QVERIFY(!go->isEnabled());

    gate.findChild<ledger::RestoreScreen*>()->choose(stick.path());
    QTRY_VERIFY(go->isEnabled());
    QCOMPARE(child<QComboBox>(&gate, "restoreChoice")->count(), 1);
    const QDir looks(QStringLiteral(TWINWARD_BUILD_DIR "/looks/ledger"));
    looks.mkpath(".");
    QVERIFY(gate.grab().save(looks.filePath("restore-light.png")));
    QTRY_VERIFY(go->hasFocus());
    press(Qt::Key_Space);

    QTRY_VERIFY_WITH_TIMEOUT(gate.findChild<QPushButton*>("unlock") != nullptr, 30'000);
    QVERIFY(ledger::Vault::exists(home.filePath("vault")));
}

QTEST_MAIN(TestBackupPanel)
#include "tst_backup_panel.moc"
