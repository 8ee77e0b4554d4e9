// A laptop that is lost and restored from its backup, on a real network of conversations: it goes on as if
// nothing had happened, and what its receipts once said is said of it again.

#include "linked_clinic.h"

#include "ledger/backup.h"

using namespace twinward;
using namespace twinward::test;

namespace {

class TestRestored : public QObject
{
    Q_OBJECT

private slots:
    void itSyncsAsIfNothingHadHappened();
    void aWitnessWhoWasRestoredSignsAgain();
};

// The computer is gone with its links, and comes back from its backup.
void loseAndRestore(Clinic& clinic, size_t i, const QString& backups)
{
    const size_t other = i == 0 ? 1 : 0;
    clinic.network.cut(i, other);
    clinic.stores[i].reset();
    clinic.replicas.vaults[i].reset();
    QVERIFY(QDir(clinic.replicas.folder(i)).removeRecursively());
    VERIFY_RESULT(ledger::restore(backups, clinic.replicas.folder(i)));
    clinic.replicas.reopen(i);
    clinic.stores[i] = std::make_unique<sync::VaultStore>(clinic.replicas[i]);
}

void TestRestored::itSyncsAsIfNothingHadHappened()
{
    Clinic clinic;
    QTemporaryDir stick;
    clinic.network.connect(0, 1);
    (void)clinic.say(1, "before the backup");
    clinic.settle();
    VERIFY_RESULT(ledger::backUp(clinic.replicas[1], stick.filePath("b"), {}));
    (void)clinic.say(1, "after it, and a peer has it");
    clinic.settle();

    loseAndRestore(clinic, 1, stick.filePath("b"));
    VERIFY_RESULT(clinic.replicas[1].commit({note(clinic.replicas.patient, "before anybody was met")}));
    clinic.network.connect(0, 1);
    clinic.settle();
    (void)clinic.say(0, "and on");
    (void)clinic.say(1, "and on here");
    clinic.settle();

    const QStringList all{"after it, and a peer has it", "and on", "and on here", "before anybody was met",
        "before the backup"};
    for (size_t i : {0, 1}) {
        QCOMPARE(clinic.replicas.notes(i), all);
        verifies(clinic.replicas[i]);
        const auto witnesses = ledger::checkWitnesses(clinic.replicas[i]);
        VERIFY_RESULT(witnesses);
        QVERIFY(witnesses->ok);
        QVERIFY(witnesses->noted.empty());
    }
    QVERIFY(clinic.troubles.empty());
    QVERIFY(!*ledger::isOutdated(clinic.replicas[1]));
}

void TestRestored::aWitnessWhoWasRestoredSignsAgain()
{
    Clinic clinic;
    QTemporaryDir stick;
    VERIFY_RESULT(ledger::backUp(clinic.replicas[1], stick.filePath("b"), {}));
    clinic.network.connect(0, 1);
    const quint64 seq = clinic.say(0, "signed by the other");
    clinic.settle();

    loseAndRestore(clinic, 1, stick.filePath("b"));
    clinic.network.connect(0, 1);
    clinic.settle();

    QCOMPARE(
        clinic.stores[0]->receiptBook().stateOf(clinic.chainOf(0), seq).value(), sync::CommitState::OnPeer);
    const auto witnesses = ledger::checkWitnesses(clinic.replicas[0]);
    VERIFY_RESULT(witnesses);
    QVERIFY(witnesses->ok);
    const auto own = std::find_if(witnesses->chains.begin(), witnesses->chains.end(),
        [&](const auto& chain) { return chain.chain == clinic.chainOf(0); });
    QCOMPARE(own->witnessed, own->here);
}

} // namespace

QTEST_GUILESS_MAIN(TestRestored)
#include "tst_restored.moc"
