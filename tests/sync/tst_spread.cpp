// Who has what: entries counted against what each computer last signed for, never more than it signed.

#include "linked_clinic.h"

#include "ledger/places.h"
#include "sync/spread.h"

using namespace twinward;
using namespace twinward::test;

class TestSpread : public QObject
{
    Q_OBJECT

private slots:
    void aComputerThatNeverSpokeLacksEverything();
    void whatIsWrittenWhileNobodyListensIsOnlyHere();
    void lookingOnlyIsNoEntry();
    void whatAnotherHasMoreIsCountedAsMissingHere();
    void countingAgainGivesTheSame();
    void anEntryIsFoundInItsChain();
    void aRemovedComputerIsNotAmongThem();
};

namespace {

sync::Spread spreadOf(Clinic& clinic, size_t i)
{
    sync::SpreadReader reader;
    auto spread = reader.read(clinic.replicas[i], clinic.stores[i]->receiptBook());
    [&] { VERIFY_RESULT(spread); }();
    return *spread;
}

} // namespace

void TestSpread::aComputerThatNeverSpokeLacksEverything()
{
    Clinic clinic;
    const sync::Spread spread = spreadOf(clinic, 0);
    QCOMPARE(spread.others.size(), size_t{1});
    QCOMPARE(spread.others.front().device, clinic.replicas[1].device());
    QCOMPARE(spread.others.front().entriesItLacks, quint64{1}); // the patient's registration
    QCOMPARE(spread.others.front().saidAt.packed(), quint64{0});
    QCOMPARE(spread.onlyHere, quint64{1});
}

void TestSpread::whatIsWrittenWhileNobodyListensIsOnlyHere()
{
    Clinic clinic;
    clinic.network.connect(0, 1);
    clinic.settle();
    QCOMPARE(spreadOf(clinic, 0).onlyHere, quint64{0});
    QCOMPARE(spreadOf(clinic, 0).others.front().entriesItLacks, quint64{0});

    clinic.network.cut(0, 1);
    (void)clinic.say(0, "first");
    const quint64 second = clinic.say(0, "second");

    const sync::Spread alone = spreadOf(clinic, 0);
    QCOMPARE(alone.onlyHere, quint64{2});
    QCOMPARE(alone.others.front().entriesItLacks, quint64{2});
    QVERIFY(alone.onlyHereSince.packed() != 0);
    QVERIFY(alone.holders.at(clinic.chainOf(0)).at(clinic.replicas[1].device()) < second);

    clinic.network.connect(0, 1);
    clinic.settle();
    const sync::Spread both = spreadOf(clinic, 0);
    QCOMPARE(both.onlyHere, quint64{0});
    QVERIFY(both.holders.at(clinic.chainOf(0)).at(clinic.replicas[1].device()) >= second);
}

void TestSpread::lookingOnlyIsNoEntry()
{
    Clinic clinic;
    clinic.network.connect(0, 1);
    clinic.settle();
    clinic.network.cut(0, 1);
    [&] {
        VERIFY_RESULT(clinic.replicas[0].logAccess(
            {{record::AccessLogged::Action::ReadRecord, clinic.replicas.patient, {}, "TREAT"}}));
    }();
    QCOMPARE(spreadOf(clinic, 0).onlyHere, quint64{0});
}

void TestSpread::whatAnotherHasMoreIsCountedAsMissingHere()
{
    Clinic clinic(3);
    clinic.replicas.exchangeAll();
    for (const auto& [a, b] : {std::pair(0, 1), std::pair(1, 2)})
        clinic.network.connect(static_cast<size_t>(a), static_cast<size_t>(b));
    clinic.settle();
    clinic.network.cut(1, 2);
    (void)clinic.say(2, "the valley's");
    clinic.settle();
    // its receipt goes by hand, its commits do not
    const auto receipt = sync::writeReceipt(clinic.replicas[2]);
    [&] { VERIFY_RESULT(receipt); }();
    [&] {
        VERIFY_RESULT(clinic.stores[0]->receiptBook().take(*receipt, sync::ReceiptBook::From::ByItself));
    }();
    const sync::Spread spread = spreadOf(clinic, 0);
    const auto third = std::find_if(spread.others.begin(), spread.others.end(),
        [&](const sync::Standing& one) { return one.device == clinic.replicas[2].device(); });
    QVERIFY(third != spread.others.end());
    QCOMPARE(third->commitsLackedHere, quint64{1});
    QCOMPARE(third->entriesItLacks, quint64{0});
}

void TestSpread::countingAgainGivesTheSame()
{
    Clinic clinic;
    sync::SpreadReader reader;
    quint64 before = 0;
    for (int i = 0; i < 30; ++i) {
        (void)clinic.say(0, QString("note %1").arg(i));
        const auto again = reader.read(clinic.replicas[0], clinic.stores[0]->receiptBook());
        VERIFY_RESULT(again);
        QCOMPARE(again->onlyHere, spreadOf(clinic, 0).onlyHere);
        QCOMPARE(again->onlyHereSince, spreadOf(clinic, 0).onlyHereSince);
        QVERIFY(again->onlyHere > before);
        before = again->onlyHere;
    }
}

void TestSpread::anEntryIsFoundInItsChain()
{
    Clinic clinic;
    const record::Event said = note(clinic.replicas.patient, "here");
    const auto receipt = clinic.replicas[0].commit({said});
    VERIFY_RESULT(receipt);
    const auto places = ledger::placesOf(clinic.replicas[0], {said.id, record::EventId::random()});
    VERIFY_RESULT(places);
    QCOMPARE(places->size(), size_t{2});
    QVERIFY((*places)[0] && (*places)[0]->chain == clinic.chainOf(0) && (*places)[0]->seq == receipt->seq);
    QVERIFY(!(*places)[1]);
}

void TestSpread::aRemovedComputerIsNotAmongThem()
{
    Clinic clinic;
    clinic.network.connect(0, 1);
    clinic.settle();
    VERIFY_RESULT(ledger::removeDevice(clinic.replicas[0], clinic.replicas[1].device(), "stolen"));
    const sync::Spread spread = spreadOf(clinic, 0);
    QVERIFY(spread.others.empty());
    QVERIFY(spread.onlyHere > 0);
}

QTEST_GUILESS_MAIN(TestSpread)
#include "tst_spread.moc"
