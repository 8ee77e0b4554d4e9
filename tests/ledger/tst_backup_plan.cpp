#include "opened.h"

#include "ledger/backup_plan.h"

using namespace twinward;
using namespace twinward::test;
using ledger::BackupAge;

namespace {

constexpr qint64 hour = 60LL * 60 * 1000;
constexpr qint64 now = 1'700'000'000'000;

class TestBackupPlan : public QObject
{
    Q_OBJECT

private slots:
    void withoutAPlanNothingIsDue();
    void whatIsDueFollowsFromTheTime_data();
    void whatIsDueFollowsFromTheTime();
    void afterAFailureItWaitsAQuarterOfAnHour();
    void thePlanAndItsHistoryAreEverybodysOnThisComputer();
    void aStickThatIsNotPluggedInIsAFailureThatIsKept();
};

ledger::BackupSchedule every(quint32 hours, qint64 lastGoodMs)
{
    ledger::BackupSchedule schedule;
    schedule.plan = {QStringLiteral("/media/stick"), hours, 3, 30};
    schedule.history.lastGoodMs = lastGoodMs;
    return schedule;
}

void TestBackupPlan::withoutAPlanNothingIsDue()
{
    const auto due = ledger::backupDue({}, now);

    QCOMPARE(due.age, BackupAge::NoPlan);
    QVERIFY(!due.isToRun);
}

void TestBackupPlan::whatIsDueFollowsFromTheTime_data()
{
    QTest::addColumn<qint64>("last");
    QTest::addColumn<BackupAge>("age");
    QTest::addColumn<bool>("runs");
    QTest::newRow("never") << qint64{0} << BackupAge::Late << true;
    QTest::newRow("an hour ago") << now - hour << BackupAge::Fresh << false;
    QTest::newRow("just before") << now - 24 * hour + 1 << BackupAge::Fresh << false;
    QTest::newRow("just now") << now - 24 * hour << BackupAge::Due << true;
    QTest::newRow("long ago") << now - 48 * hour << BackupAge::Late << true;
    QTest::newRow("by a clock that was wrong") << now + hour << BackupAge::Late << true;
}

void TestBackupPlan::whatIsDueFollowsFromTheTime()
{
    QFETCH(qint64, last);
    QFETCH(BackupAge, age);
    QFETCH(bool, runs);

    const auto due = ledger::backupDue(every(24, last), now);

    QCOMPARE(due.age, age);
    QCOMPARE(due.isToRun, runs);
    QVERIFY(runs == (due.nextMs <= now));
}

void TestBackupPlan::afterAFailureItWaitsAQuarterOfAnHour()
{
    auto schedule = every(24, now - 30 * hour);
    schedule.history.lastFailedMs = now - 14 * hour / 60;

    QVERIFY(!ledger::backupDue(schedule, now).isToRun);
    QVERIFY(ledger::backupDue(schedule, now + hour / 60).isToRun);
    QCOMPARE(ledger::backupDue(schedule, now).age, BackupAge::Due);
}

void TestBackupPlan::thePlanAndItsHistoryAreEverybodysOnThisComputer()
{
    QTemporaryDir parent;
    QTemporaryDir stick;
    const QString folder = parent.filePath("vault");
    auto made = makeVault(folder);
    VERIFY_RESULT(made);
    VERIFY_RESULT(made->vault->enrolUser("Nurse Ada", record::Role::Nurse, secret("another pass phrase")));
    const QString backups = stick.filePath("backups");
    VERIFY_RESULT(ledger::setBackupPlan(*made->vault, {backups, 6, 2, 14}));
    const auto first = ledger::backUpAndNote(*made->vault, backups, {});
    VERIFY_RESULT(first);
    made->vault.reset();

    const auto nurse = unlock(folder, "Nurse Ada", "another pass phrase");
    VERIFY_RESULT(nurse);
    const auto schedule = ledger::backupSchedule(**nurse);
    VERIFY_RESULT(schedule);
    QCOMPARE(schedule->plan, (ledger::BackupPlan{backups, 6, 2, 14}));
    QCOMPARE(schedule->history.lastGoodName, first->name);
    QCOMPARE(schedule->history.lastGoodMs, first->takenMs);
    const auto second = ledger::backUpAsPlanned(**nurse);
    VERIFY_RESULT(second);
    QCOMPARE(second->kind, ledger::BackupKind::Increment);
    QFile database(folder + "/vault.db");
    QVERIFY(database.open(QIODevice::ReadOnly));
    QVERIFY(!database.readAll().contains("backups/"));
}

void TestBackupPlan::aStickThatIsNotPluggedInIsAFailureThatIsKept()
{
    QTemporaryDir parent;
    auto made = makeVault(parent.filePath("vault"));
    VERIFY_RESULT(made);
    VERIFY_RESULT(ledger::setBackupPlan(*made->vault, {parent.filePath("no stick/backups"), 24, 3, 30}));

    const auto failed = ledger::backUpAsPlanned(*made->vault);

    QCOMPARE(failed.error().code, base::ErrorCode::NotFound);
    const auto schedule = ledger::backupSchedule(*made->vault);
    VERIFY_RESULT(schedule);
    QVERIFY(schedule->history.lastFailedMs > 0);
    QVERIFY(schedule->history.lastFailure.contains("not in their place"));
    QVERIFY(!QDir(parent.filePath("no stick")).exists());
}

} // namespace

QTEST_GUILESS_MAIN(TestBackupPlan)
#include "tst_backup_plan.moc"
