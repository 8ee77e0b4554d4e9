#include "insider.h"

#include "local_items_p.h"
#include "witness_p.h"

using namespace twinward;
using namespace twinward::test;
using ledger::Brought;
using ledger::Finding;

namespace {

class TestWitness : public QObject
{
    Q_OBJECT

private slots:
    void itSaysUpToWhereEachChainIsSignedAndByWhom();
    void whatCameSinceIsSaidWithItsTime();
    void itIsKeptForEverybodyWhoSignsIn();
    void aCutTailContradictsTheWitness();
    void aCommitWrittenAnewContradictsTheWitness();
    void aSwappedCommitIsFound();
    void anOldFolderPutBackIsFoundAtTheNextContact();
    void itsOwnOlderWordComesBack();
    void aDeviceThatWentBackIsNoted();
    void twoHeadsForOneNumberAreKeptAsEvidence();
    void aForgedWitnessIsRefused();
    void aChangedWitnessIsFound();
};

ledger::WitnessReport witnesses(const ledger::Vault& vault)
{
    const auto report = ledger::checkWitnesses(vault);
    [&] { VERIFY_RESULT(report); }();
    return report.value_or(ledger::WitnessReport());
}

const ledger::ChainWitness& of(const ledger::WitnessReport& report, const ledger::Vault& writer)
{
    for (const ledger::ChainWitness& chain : report.chains) {
        if (chain.chain.device == writer.device())
            return chain;
    }
    qFatal("no such chain");
}

bool isNoted(const ledger::Vault& vault, Finding finding)
{
    const auto noted = ledger::evidence(vault);
    return noted && std::any_of(noted->begin(), noted->end(), [&](const auto& each) {
        return each.finding == finding;
    });
}

void TestWitness::itSaysUpToWhereEachChainIsSignedAndByWhom()
{
    Replicas clinic(3);
    clinic.say(0, "one");
    clinic.exchangeAll();
    tell(clinic[0], clinic[1]);
    tell(clinic[0], clinic[2], Brought::PassedOn);

    const auto report = witnesses(clinic[0]);

    QVERIFY(report.ok);
    const auto& own = of(report, clinic[0]);
    QCOMPARE(own.device, device);
    QCOMPARE(own.witnessed, own.here);
    QVERIFY(!own.unwitnessedSince);
    QCOMPARE(own.by.size(), size_t{2});
    // Of the second's chain the third is the only other witness: its own word and ours do not count.
    const auto& second = of(report, clinic[1]);
    QCOMPARE(second.by.size(), size_t{1});
    QCOMPARE(second.by.front().name, QString("Laptop 2"));
}

void TestWitness::whatCameSinceIsSaidWithItsTime()
{
    Replicas clinic(2);
    clinic.exchangeAll();
    QCOMPARE(of(witnesses(clinic[0]), clinic[0]).witnessed, quint64{0});
    QVERIFY(of(witnesses(clinic[0]), clinic[0]).unwitnessedSince);
    tell(clinic[0], clinic[1]);
    const quint64 before = of(witnesses(clinic[0]), clinic[0]).here;

    const auto receipt = clinic[0].commit({note(clinic.patient, "not seen yet")});
    VERIFY_RESULT(receipt);
    clinic.say(0, "nor this");

    const auto report = witnesses(clinic[0]);
    const auto& own = of(report, clinic[0]);
    QCOMPARE(own.witnessed, before);
    QCOMPARE(own.here, before + 2);
    QVERIFY(own.unwitnessedSince == receipt->recorded);
    QVERIFY(report.ok);
}

void TestWitness::itIsKeptForEverybodyWhoSignsIn()
{
    Replicas clinic(2);
    VERIFY_RESULT(clinic[0].enrolUser("Nurse Ada", record::Role::Nurse, secret("another pass phrase")));
    clinic.exchangeAll();
    tell(clinic[0], clinic[1]);
    const auto before = ledger::cosignatures(clinic[0]);

    clinic.reopen(0, "Nurse Ada", "another pass phrase");

    const auto after = ledger::cosignatures(clinic[0]);
    VERIFY_RESULT(after);
    QCOMPARE(after->size(), size_t{1});
    QCOMPARE(after->front().statement, before->front().statement);
    QVERIFY(of(witnesses(clinic[0]), clinic[0]).witnessed > 0);
}

void TestWitness::aCutTailContradictsTheWitness()
{
    Replicas clinic(2);
    clinic.say(0, "kept");
    const quint64 keep = ledger::Vault::Private::of(clinic[0]).device.head.seq;
    clinic.say(0, "to be hidden");
    clinic.exchangeAll();
    tell(clinic[0], clinic[1]);

    cutTail(clinic[0], keep);

    const auto report = witnesses(clinic[0]);
    QVERIFY(!report.ok);
    QCOMPARE(report.breaks.size(), size_t{1});
    QVERIFY2(report.breaks[0].where.contains(device), qPrintable(report.breaks[0].where));
    QVERIFY2(report.breaks[0].why.contains("cut off"), qPrintable(report.breaks[0].why));
    QVERIFY(report.breaks[0].why.contains("Laptop 1"));
}

void TestWitness::aCommitWrittenAnewContradictsTheWitness()
{
    Replicas clinic(2);
    clinic.say(0, "kept");
    const quint64 keep = ledger::Vault::Private::of(clinic[0]).device.head.seq;
    clinic.say(0, "the true dose");
    clinic.exchangeAll();
    tell(clinic[0], clinic[1]);

    cutTail(clinic[0], keep);
    clinic.say(0, "another dose");

    verifies(clinic[0]); // by itself it is a vault like any other
    const auto report = witnesses(clinic[0]);
    QVERIFY(!report.ok);
    QCOMPARE(report.breaks[0].where, QString("commit %1 of %2").arg(keep + 1).arg(device));
    QVERIFY2(report.breaks[0].why.contains("another commit"), qPrintable(report.breaks[0].why));
    // And at the next contact both are kept, and it is said.
    (void)pull(clinic[1], clinic[0]);
    QVERIFY(isNoted(clinic[1], Finding::Fork));
    QVERIFY(clinic.notes(1).contains("the true dose"));
}

void TestWitness::aSwappedCommitIsFound()
{
    Replicas clinic(2);
    clinic.say(0, "one");
    clinic.say(0, "two");
    clinic.exchangeAll();
    tell(clinic[0], clinic[1]);

    replayLast(clinic[0]);

    const auto verified = clinic[0].verify();
    VERIFY_RESULT(verified);
    QVERIFY(!verified->ok);
    QVERIFY(!witnesses(clinic[0]).ok);
}

void TestWitness::anOldFolderPutBackIsFoundAtTheNextContact()
{
    Replicas clinic(2);
    clinic.exchangeAll();
    tell(clinic[0], clinic[1]);
    clinic.vaults[0].reset();
    const QString old = clinic.parent.filePath("old");
    copyFolder(clinic.folder(0), old);
    clinic.reopen(0);
    clinic.say(0, "after the copy");
    clinic.exchangeAll();
    clinic.vaults[0].reset();
    QVERIFY(QDir(clinic.folder(0)).removeRecursively());
    copyFolder(old, clinic.folder(0));

    clinic.reopen(0);
    QVERIFY(witnesses(clinic[0]).ok); // the table is as old as the rest
    tell(clinic[0], clinic[1]); // contact: the word alone is enough to say it
    QVERIFY(!witnesses(clinic[0]).ok);
    (void)pull(clinic[0], clinic[1]);

    QVERIFY(*ledger::isOutdated(clinic[0]));
    QVERIFY(isNoted(clinic[0], Finding::OlderCopy));
    QVERIFY(clinic.notes(0).contains("after the copy"));
}

void TestWitness::itsOwnOlderWordComesBack()
{
    Replicas clinic(2);
    clinic.say(0, "kept");
    const quint64 keep = clinic.inside(0).device.head.seq;
    clinic.say(0, "to be hidden");
    const auto own = ledger::cosign(clinic[0]);
    VERIFY_RESULT(own);

    cutTail(clinic[0], keep);
    VERIFY_RESULT(ledger::keepCosignature(clinic[0], *own, Brought::PassedOn));

    QVERIFY(isNoted(clinic[0], Finding::OlderCopy));
}

void TestWitness::aDeviceThatWentBackIsNoted()
{
    Replicas clinic(2);
    clinic.exchangeAll();
    const quint64 keep = clinic.inside(1).device.head.seq;
    clinic.say(1, "seen once");
    tell(clinic[0], clinic[1]);
    QVERIFY(!isNoted(clinic[0], Finding::WentBack));

    cutTail(clinic[1], keep);
    const qint64 before = base::HybridClock::systemWallClock()();
    QTRY_VERIFY(base::HybridClock::systemWallClock()() > before);
    tell(clinic[0], clinic[1]);

    QVERIFY(isNoted(clinic[0], Finding::WentBack));
}

void TestWitness::twoHeadsForOneNumberAreKeptAsEvidence()
{
    Replicas clinic(3);
    clinic.exchangeAll();
    clinic.vaults[2].reset();
    const QString copy = clinic.parent.filePath("copy");
    copyFolder(clinic.folder(2), copy);
    clinic.reopen(2);
    auto twin = unlock(copy);
    VERIFY_RESULT(twin);
    (void)pull(clinic[0], clinic[2]);
    (void)pull(clinic[1], **twin);

    tell(clinic[0], clinic[1]); // it signs what the twin wrote under the same number

    QVERIFY(isNoted(clinic[0], Finding::AnotherHead));
    const auto report = witnesses(clinic[0]);
    QVERIFY(!report.ok);
    QVERIFY(report.breaks[0].where.contains("Laptop 2"));
    (void)pull(clinic[0], clinic[1]); // both branches are here now: nothing is missing
    QVERIFY(isNoted(clinic[0], Finding::Fork));
    QVERIFY(witnesses(clinic[0]).ok);
    QVERIFY(!witnesses(clinic[0]).noted.empty());
}

void TestWitness::aForgedWitnessIsRefused()
{
    Replicas clinic(2);
    Replicas other(1);
    clinic.exchangeAll();
    auto said = ledger::cosign(clinic[1]);
    VERIFY_RESULT(said);
    said->statement[said->statement.size() - 1] = static_cast<char>(said->statement.back() ^ 1);

    const auto read = ledger::Cosignature::fromBytes(said->toBytes());
    const auto foreign = ledger::cosign(other[0]);

    QVERIFY(!read || !ledger::keepCosignature(clinic[0], *read, Brought::ByItself));
    QVERIFY(!ledger::keepCosignature(clinic[0], *foreign, Brought::ByItself));
    QVERIFY(ledger::cosignatures(clinic[0])->empty());
}

void TestWitness::aChangedWitnessIsFound()
{
    Replicas clinic(2);
    clinic.exchangeAll();
    tell(clinic[0], clinic[1]);
    auto& database = *clinic.inside(0).database;
    const auto names = ledger::listLocalItems(database, "witness/");
    QVERIFY(!names.empty());
    QByteArray sealed = ledger::metaValue(database, "local:" + names.back());
    sealed[sealed.size() / 2] = static_cast<char>(sealed[sealed.size() / 2] ^ 1);
    ledger::setMetaValue(database, "local:" + names.back(), sealed);

    const auto report = ledger::checkWitnesses(clinic[0]);

    QVERIFY(!report);
    QCOMPARE(report.error().code, base::ErrorCode::IntegrityBroken);
    QVERIFY(report.error().where.contains("witness"));
}

} // namespace

QTEST_GUILESS_MAIN(TestWitness)
#include "tst_witness.moc"
