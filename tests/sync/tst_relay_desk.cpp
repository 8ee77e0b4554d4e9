// What a clinic's sites leave for each other at a carrier: nothing too little, nothing twice, and nothing
// that rests on the carrier's word.

#include "relay_sites.h"

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using sync::CommitState;

namespace {

class TestRelayDesk : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void twoSitesBecomeAlikeAndHaveEachOthersReceipts();
    void theCarriersWordClearsNothing();
    void whatWasLeftIsNotLeftAgain();
    void whatEverybodyHasIsTakenBackButForOneLetter();
    void whatOneSiteLeftAnotherDoesNotLeaveAgain();
    void aThirdSiteHearsOfBoth();
    void largeBacklogsGoInSeveralLetters();
    void aBundleLargerThanALetterGoesInParts();
    void halfABundleWaitsForItsOtherHalf();
    void aSiteJoinsByTheCarrierAlone();
    void anotherUserAtTheSameSiteGoesOnFromTheReceipts();
    void lettersOfOthersGoToTheirTaker();
};

void TestRelayDesk::initTestCase()
{
    if (QFileInfo(QStringLiteral("/dev/shm")).isWritable())
        qputenv("TMPDIR", "/dev/shm");
}

void TestRelayDesk::twoSitesBecomeAlikeAndHaveEachOthersReceipts()
{
    Sites sites;
    MemoryCarrier carrier(ownClinic);
    sites.replicas.say(0, "from the first");
    sites.replicas.say(1, "from the second");
    sites.visitAll(carrier);
    QVERIFY(sites.areAlike());
    QCOMPARE(sites.replicas.notes(0), (QStringList{"from the first", "from the second"}));
    for (size_t i : {size_t{0}, size_t{1}}) {
        QCOMPARE(sites.stateOfNewest(i), CommitState::OnPeer);
        QCOMPARE(sites.stateOfNewest(i, {sites.replicas[1 - i].device()}), CommitState::AtDestination);
    }
    QVERIFY(sites.troubles.empty());
    verifies(sites.replicas[1]);
}

void TestRelayDesk::theCarriersWordClearsNothing()
{
    Sites sites;
    MemoryCarrier carrier(ownClinic);
    sites.visitAll(carrier);
    sites.replicas.say(0, "left there");
    QVERIFY(sites.visit(0, carrier).commitsLeft > 0);
    QCOMPARE(sites.stateOfNewest(0), CommitState::SavedHere);
    (void)sites.visit(1, carrier);
    QCOMPARE(sites.stateOfNewest(0), CommitState::SavedHere); // it has it, and has not been heard
    (void)sites.visit(0, carrier);
    QCOMPARE(sites.stateOfNewest(0), CommitState::OnPeer);
}

void TestRelayDesk::whatWasLeftIsNotLeftAgain()
{
    Sites sites;
    MemoryCarrier carrier(ownClinic);
    sites.visitAll(carrier);
    sites.replicas.say(0, "one");
    QCOMPARE(sites.visit(0, carrier).commitsLeft, quint64{1});
    QCOMPARE(sites.visit(0, carrier).lettersLeft, quint64{0});
    sites.replicas.say(0, "two");
    QCOMPARE(sites.visit(0, carrier).commitsLeft, quint64{1});
    sites.visitAll(carrier);
    QVERIFY(sites.areAlike());
    // and once all is known everywhere, nobody has anything to say
    for (size_t i : {size_t{0}, size_t{1}}) {
        const auto quiet = sites.visit(i, carrier);
        QCOMPARE(quiet.lettersLeft, quint64{0});
        QCOMPARE(quiet.lettersTaken, quint64{0});
    }
}

void TestRelayDesk::whatEverybodyHasIsTakenBackButForOneLetter()
{
    Sites sites;
    MemoryCarrier carrier(ownClinic);
    for (int i = 0; i < 10; ++i) {
        sites.replicas.say(0, QString(2000, QChar(u'a' + i)));
        (void)sites.visit(0, carrier);
    }
    QCOMPARE(carrier.letters.size(), size_t{10});
    sites.visitAll(carrier);
    QCOMPARE(carrier.letters.size(), size_t{2}); // one stands for each site
    for (const MemoryCarrier::Placed& placed : carrier.letters)
        QVERIFY(placed.letter.content.size() < 20'000);
}

void TestRelayDesk::whatOneSiteLeftAnotherDoesNotLeaveAgain()
{
    Sites sites(3);
    MemoryCarrier carrier(ownClinic);
    sites.visitAll(carrier);
    sites.replicas.say(0, "for two others");
    QCOMPARE(sites.visit(0, carrier).commitsLeft, quint64{1});
    const auto second = sites.visit(1, carrier);
    QCOMPARE(second.commitsStored, quint64{1});
    QCOMPARE(second.lettersLeft, quint64{1}); // its receipt
    QCOMPARE(second.commitsLeft, quint64{0}); // the third finds it in the first's letter
    QCOMPARE(sites.visit(2, carrier).commitsStored, quint64{1});
}

void TestRelayDesk::aThirdSiteHearsOfBoth()
{
    Sites sites(3);
    MemoryCarrier carrier(ownClinic);
    sites.replicas.say(0, "a");
    sites.replicas.say(1, "b");
    sites.replicas.say(2, "c");
    sites.visitAll(carrier);
    QVERIFY(sites.areAlike());
    QCOMPARE(carrier.letters.size(), size_t{3});
    for (size_t i = 0; i < 3; ++i)
        QCOMPARE(sync::ReceiptBook(sites.replicas[i]).receipts().size(), size_t{2});
}

void TestRelayDesk::largeBacklogsGoInSeveralLetters()
{
    Sites sites;
    sites.options.bundleBytes = 100'000;
    MemoryCarrier carrier(ownClinic);
    sites.visitAll(carrier);
    for (int i = 0; i < 60; ++i)
        sites.replicas.say(0, QString(20'000, QChar(u'a' + i % 26)) + QString::number(i));
    const auto pushed = sites.visit(0, carrier);
    QVERIFY(pushed.lettersLeft > 2);
    QCOMPARE(pushed.commitsLeft, quint64{60}); // each once
    sites.visitAll(carrier);
    QVERIFY(sites.areAlike());
    QVERIFY(sites.troubles.empty());
}

void TestRelayDesk::aBundleLargerThanALetterGoesInParts()
{
    Sites sites;
    sites.options.letterBytes = 1000;
    MemoryCarrier carrier(ownClinic);
    sites.replicas.say(0, QString(5000, u'x'));
    const auto pushed = sites.visit(0, carrier);
    QVERIFY(pushed.lettersLeft > 5);
    for (const MemoryCarrier::Placed& placed : carrier.letters)
        QVERIFY(placed.letter.content.size() <= 1000);
    sites.visitAll(carrier);
    QVERIFY(sites.areAlike());
    QVERIFY(sites.troubles.empty());
}

void TestRelayDesk::halfABundleWaitsForItsOtherHalf()
{
    Sites sites;
    sites.options.letterBytes = 1000;
    MemoryCarrier carrier(ownClinic);
    sites.replicas.say(0, QString(5000, u'x'));
    carrier.callsUntilCut = 1 + 3; // after a visit's collecting
    auto first = sites.desk(0, carrier);
    VERIFY_RESULT(first.pull());
    QCOMPARE(first.push().error().code, ErrorCode::Io);
    QCOMPARE(carrier.letters.size(), size_t{3});
    QCOMPARE(sites.visit(1, carrier).commitsStored, quint64{0});
    (void)sites.visit(0, carrier);
    QVERIFY(sites.visit(1, carrier).commitsStored > 0);
    sites.visitAll(carrier);
    QVERIFY(sites.areAlike());
    QVERIFY(sites.troubles.empty());
}

void TestRelayDesk::aSiteJoinsByTheCarrierAlone()
{
    Sites sites(1);
    MemoryCarrier carrier(ownClinic);
    for (int i = 0; i < 30; ++i)
        sites.replicas.say(0, QString::number(i));
    QCOMPARE(sites.visit(0, carrier).lettersLeft, quint64{0}); // there is nobody yet
    sites.replicas.join();
    QVERIFY(ledger::isJoining(sites.replicas[1]));
    QCOMPARE(sites.visit(1, carrier).lettersLeft, quint64{0}); // it has nothing to say yet
    (void)sites.visit(0, carrier);
    (void)sites.visit(1, carrier);
    QVERIFY(!ledger::isJoining(sites.replicas[1]));
    QCOMPARE(sites.replicas.notes(1).size(), 30);
    sites.visitAll(carrier);
    QVERIFY(sites.areAlike());
    QCOMPARE(sites.stateOfNewest(0), CommitState::OnPeer);
}

void TestRelayDesk::anotherUserAtTheSameSiteGoesOnFromTheReceipts()
{
    Sites sites;
    VERIFY_RESULT(sites.replicas[0].enrolUser("Nurse Achieng", record::Role::Nurse, secret(passphrase)));
    for (int i = 0; i < 50; ++i)
        sites.replicas.say(0, QString::number(i));
    MemoryCarrier carrier(ownClinic);
    sites.visitAll(carrier);
    QVERIFY(sites.areAlike());
    sites.replicas.reopen(0, "Nurse Achieng");
    const auto visit = sites.visit(0, carrier);
    QVERIFY(visit.lettersTaken > 0); // all that lies there
    QVERIFY(visit.commitsLeft < 5); // her signing in alone, not the whole record
    sites.visitAll(carrier);
    QVERIFY(sites.areAlike());
}

void TestRelayDesk::lettersOfOthersGoToTheirTaker()
{
    Sites sites;
    MemoryCarrier carrier(ownClinic);
    const auto other = base::Hash256::of("another clinic");
    VERIFY_RESULT(carrier.leave({other, ownClinic, base::Hash256::of("dear"), "dear"}));
    auto desk = sites.desk(0, carrier);
    QByteArrayList came;
    desk.onForeignLetter([&](const sync::Letter& letter) {
        came << letter.content;
        return base::Status();
    });
    QCOMPARE(desk.pull()->lettersTaken, quint64{1});
    QCOMPARE(came, QByteArrayList{"dear"});
    QCOMPARE(desk.pull()->lettersTaken, quint64{0});
    QCOMPARE(came.size(), 1);
}

} // namespace

QTEST_GUILESS_MAIN(TestRelayDesk)
#include "tst_relay_desk.moc"
