#include "opened.h"
#include "page_seal_vfs_p.h"
#include "power_cut.h"

#include <map>
#include <set>

using namespace twinward;
using namespace twinward::test;

namespace {

class TestPowerCut : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { registerPowerCutVfs(); }
    void cleanup() { ledger::placePageSealOver(nullptr); }
    void cutAtAnyWriteKeepsWhatWasAcknowledgedAndNothingHalf();
};

void TestPowerCut::cutAtAnyWriteKeepsWhatWasAcknowledgedAndNothingHalf()
{
    constexpr int eventsPerCommit = 4;
    const QTemporaryDir parent;
    const QString folder = parent.filePath("vault");
    auto made = makeVault(folder);
    VERIFY_RESULT(made);
    const VaultKeys keys = keysOf(*made->vault);
    made->vault.reset();
    std::mt19937 random(7);
    const auto first = record::PatientId::random();
    const auto second = record::PatientId::random();
    std::set<record::CommitId> acknowledged;
    for (int round = 0; round < 150; ++round) {
        // given a vault on a disk whose power goes at some write
        ledger::placePageSealOver(powerCutVfs);
        cutPowerAfter(std::uniform_int_distribution<int>(0, 300)(random));
        {
            auto vault = openWith(folder, keys);
            const QString text(std::uniform_int_distribution<int>(1, 3000)(random), 'x');
            const int checkpointAt = std::uniform_int_distribution<int>(0, 12)(random);
            for (int i = 0; vault && !powerIsCut(); ++i) {
                const auto receipt = (*vault)->commit(
                    {note(first, text), note(second, text), heartRate(first, i), heartRate(second, i)});
                if (receipt)
                    acknowledged.insert(receipt->id);
                if (i == checkpointAt && !powerIsCut())
                    (void)(*vault)->verify(); // folds the log into the database
            }
        }
        // when it comes back
        ledger::placePageSealOver(nullptr);
        restorePower(random);
        QFile::remove(folder + "/vault.db-shm"); // was memory
        // then all that was acknowledged is there and whole, and nothing is there in part
        if (round % 5 != 4)
            continue;
        const auto vault = openWith(folder, keys);
        VERIFY_RESULT(vault);
        std::map<record::CommitId, int> stored;
        for (const auto patient : {first, second}) {
            const auto events = (*vault)->read(patient);
            VERIFY_RESULT(events);
            for (const record::RecordedEvent& recorded : *events)
                ++stored[recorded.commit];
        }
        for (const record::CommitId& id : acknowledged)
            QVERIFY2(stored.contains(id), qPrintable(QString("round %1").arg(round)));
        for (const auto& [id, count] : stored)
            QCOMPARE(count, eventsPerCommit);
        const auto report = (*vault)->verify();
        VERIFY_RESULT(report);
        QVERIFY2(
            report->ok, qPrintable(QString("round %1, %2: %3").arg(round).arg(report->where, report->why)));
    }
    QVERIFY(acknowledged.size() > 50);
}

} // namespace

QTEST_GUILESS_MAIN(TestPowerCut)
#include "tst_power_cut.moc"
