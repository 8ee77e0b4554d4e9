#include "killed.h"
#include "opened.h"

#include <chrono>
#include <map>
#include <QtEndian>
#include <random>
#include <set>
#include <thread>

using namespace twinward;
using namespace twinward::test;

namespace {

constexpr int rounds = 1000;
constexpr int eventsPerCommit = 4; // in two segments
constexpr int eventsPerLargeCommit = 1000;

// On the disk of the build: what is kept in memory alone survives no power cut either.
QString diskFolder()
{
    return QStringLiteral(TWINWARD_BUILD_DIR "/tests/ledger/crash-XXXXXX");
}

class TestCrash : public QObject
{
    Q_OBJECT

private slots:
    void killedAtAnyInstantKeepsWhatWasAcknowledgedAndNothingHalf();
    void killedAfterTheLogBeganAgainIsWhole();
};

struct Victims
{
    record::PatientId first = record::PatientId::random();
    record::PatientId second = record::PatientId::random();
};

// Commits until it is killed; each commit is told once commit() has returned.
int commitUntilKilled(const QString& folder, const VaultKeys& keys, const Victims& patients, int pipe)
{
    const auto vault = openWith(folder, keys);
    if (!vault)
        return 2;
    for (int i = 0;; ++i) {
        const auto receipt = (*vault)->commit({heartRate(patients.first, i), heartRate(patients.second, i),
            heartRate(patients.first, i), heartRate(patients.second, i)});
        if (!receipt)
            return 3;
        if (!tell(pipe, receipt->id))
            return 4;
    }
}

// The same in pieces so large that SQLite folds its log in and begins it again.
int commitMuchUntilKilled(const QString& folder, const VaultKeys& keys, record::PatientId patient, int pipe)
{
    const auto vault = openWith(folder, keys);
    if (!vault)
        return 2;
    for (int i = 0;; ++i) {
        std::vector<record::Event> events;
        for (int j = 0; j < eventsPerLargeCommit; ++j)
            events.push_back(heartRate(patient, 60 + (i + j) % 60));
        const auto receipt = (*vault)->commit(std::move(events));
        if (!receipt)
            return 3;
        if (!tell(pipe, receipt->id))
            return 4;
    }
}

// Events of each commit, as they can be read now.
std::map<record::CommitId, int> eventsByCommit(const ledger::Vault& vault, const Victims& patients)
{
    std::map<record::CommitId, int> counts;
    for (const auto patient : {patients.first, patients.second}) {
        const auto events = vault.read(patient);
        if (!events)
            return {};
        for (const record::RecordedEvent& recorded : *events)
            ++counts[recorded.commit];
    }
    return counts;
}

void TestCrash::killedAtAnyInstantKeepsWhatWasAcknowledgedAndNothingHalf()
{
    const QTemporaryDir parent(diskFolder());
    const QString folder = parent.filePath("vault");
    auto made = makeVault(folder);
    VERIFY_RESULT(made);
    const VaultKeys keys = keysOf(*made->vault);
    made->vault.reset();
    std::mt19937 random(1);
    size_t acknowledgedInAll = 0;
    size_t storedInAll = 3; // the founding, the login and the logout
    for (int round = 0; round < rounds; ++round) {
        // given a process that commits
        const Victims patients;
        Victim victim([&](int pipe) { return commitUntilKilled(folder, keys, patients, pipe); });
        // when it is killed after some commits and a random instant more
        auto acknowledged = victim.told(std::uniform_int_distribution<size_t>(0, 3)(random));
        std::this_thread::sleep_for(
            std::chrono::microseconds(std::uniform_int_distribution<int>(0, 4000)(random)));
        QVERIFY(victim.kill());
        acknowledged.merge(victim.told());
        // then all that was acknowledged is there and whole, and nothing is there in part
        const auto vault = openWith(folder, keys);
        VERIFY_RESULT(vault);
        const auto stored = eventsByCommit(**vault, patients);
        for (const record::CommitId& id : acknowledged)
            QVERIFY2(stored.contains(id), qPrintable(QString("round %1").arg(round)));
        for (const auto& [id, count] : stored)
            QCOMPARE(count, eventsPerCommit);
        QVERIFY(stored.size() <= acknowledged.size() + 1); // the one it died in may have been durable
        acknowledgedInAll += acknowledged.size();
        storedInAll += stored.size();
        if (round % 200 == 199) {
            const auto report = (*vault)->verify();
            VERIFY_RESULT(report);
            QVERIFY2(report->ok, qPrintable(report->where + ": " + report->why));
            QCOMPARE(report->commits, storedInAll);
        }
    }
    QVERIFY(acknowledgedInAll > rounds);
}

// SQLite counts it in the log's head: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
quint32 timesBegunAgain(const QString& folder)
{
    QFile log(ledger::VaultFiles{folder}.database() + QStringLiteral("-wal"));
    const QByteArray head = log.open(QIODevice::ReadOnly) ? log.read(32) : QByteArray();
    return head.size() == 32 ? qFromBigEndian<quint32>(head.constData() + 12) : 0;
}

// Behind the end of a log that began again stand whole transactions of the run before. A process that is
// killed leaves them there for the next to find.
void TestCrash::killedAfterTheLogBeganAgainIsWhole()
{
    const QTemporaryDir parent(diskFolder());
    const QString folder = parent.filePath("vault");
    auto made = makeVault(folder);
    VERIFY_RESULT(made);
    const VaultKeys keys = keysOf(*made->vault);
    made->vault.reset();
    const auto patient = record::PatientId::random();
    std::mt19937 random(5);
    std::set<record::CommitId> acknowledged;
    int beganAgain = 0;
    for (int round = 0; round < 6; ++round) {
        // given a process that is killed some time after its log began again
        Victim victim([&](int pipe) { return commitMuchUntilKilled(folder, keys, patient, pipe); });
        const size_t wanted = 25 + std::uniform_int_distribution<size_t>(0, 20)(random);
        const auto told = victim.told(wanted);
        std::this_thread::sleep_for(
            std::chrono::microseconds(std::uniform_int_distribution<int>(0, 30'000)(random)));
        QVERIFY(victim.kill());
        acknowledged.insert(told.begin(), told.end());
        acknowledged.merge(victim.told());
        if (timesBegunAgain(folder) > 0)
            ++beganAgain;
        // when it is looked at before anybody opens it, and then unlocked
        const auto pages = ledger::verifyPages(folder);
        VERIFY_RESULT(pages);
        QVERIFY2(pages->ok, qPrintable(pages->where + ": " + pages->why));
        const auto vault = openWith(folder, keys);
        VERIFY_RESULT(vault);
        // then all is there, and whole
        std::map<record::CommitId, int> stored;
        const auto events = (*vault)->read(patient);
        VERIFY_RESULT(events);
        for (const record::RecordedEvent& recorded : *events)
            ++stored[recorded.commit];
        for (const record::CommitId& id : acknowledged)
            QVERIFY2(stored.contains(id), qPrintable(QString("round %1").arg(round)));
        for (const auto& [id, count] : stored)
            QCOMPARE(count, eventsPerLargeCommit);
        const auto report = (*vault)->verify();
        VERIFY_RESULT(report);
        QVERIFY2(report->ok, qPrintable(report->where + ": " + report->why));
    }
    QVERIFY(beganAgain > 0);
}

} // namespace

QTEST_GUILESS_MAIN(TestCrash)
#include "tst_crash.moc"
