#include "opened.h"

#include <chrono>
#include <csignal>
#include <map>
#include <poll.h>
#include <random>
#include <set>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace twinward;
using namespace twinward::test;

namespace {

constexpr int rounds = 1000;
constexpr int eventsPerCommit = 4; // in two segments

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
};

struct Victims
{
    record::PatientId first = record::PatientId::random();
    record::PatientId second = record::PatientId::random();
};

// Commits until it is killed; each commit's name goes down the pipe once commit() has returned.
[[noreturn]] void commitUntilKilled(
    const QString& folder, const VaultKeys& keys, const Victims& patients, int pipe)
{
    const auto vault = openWith(folder, keys);
    if (!vault)
        ::_exit(2);
    for (int i = 0;; ++i) {
        const auto receipt = (*vault)->commit({heartRate(patients.first, i), heartRate(patients.second, i),
            heartRate(patients.first, i), heartRate(patients.second, i)});
        if (!receipt)
            ::_exit(3);
        const QByteArray id = receipt->id.toBytes();
        if (::write(pipe, id.constData(), static_cast<size_t>(id.size())) != id.size())
            ::_exit(4);
    }
}

std::set<record::CommitId> readAcknowledged(int pipe, int atMost)
{
    std::set<record::CommitId> all;
    QByteArray id(32, '\0');
    while (static_cast<int>(all.size()) < atMost) {
        qsizetype got = 0;
        while (got < id.size()) {
            const ssize_t n = ::read(pipe, id.data() + got, static_cast<size_t>(id.size() - got));
            if (n <= 0)
                return all; // the writer is gone; a name cut short was never told
            got += n;
        }
        all.insert(*base::Hash256::fromBytes(id));
    }
    return all;
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
    size_t storedInAll = 1; // the founding commit
    for (int round = 0; round < rounds; ++round) {
        // given a process that commits
        const Victims patients;
        int pipe[2] = {};
        QCOMPARE(::pipe(pipe), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            ::close(pipe[0]);
            commitUntilKilled(folder, keys, patients, pipe[1]);
        }
        ::close(pipe[1]);
        // when it is killed after some commits and a random instant more
        auto acknowledged = readAcknowledged(pipe[0], std::uniform_int_distribution<int>(0, 3)(random));
        std::this_thread::sleep_for(
            std::chrono::microseconds(std::uniform_int_distribution<int>(0, 4000)(random)));
        ::kill(child, SIGKILL);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY2(WIFSIGNALED(status),
            qPrintable(QString("the child ended by itself: %1").arg(WEXITSTATUS(status))));
        acknowledged.merge(readAcknowledged(pipe[0], INT_MAX));
        ::close(pipe[0]);
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

} // namespace

QTEST_GUILESS_MAIN(TestCrash)
#include "tst_crash.moc"
