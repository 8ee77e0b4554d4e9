// A clinic's sites and a carrier that loses, damages and breaks off: nothing is lost, nothing twice, and
// nobody is stopped by it.

#include "relay_sites.h"

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using sync::CommitState;

namespace {

constexpr qint64 hourMs = 3'600'000;

class TestRelayDeskTroubles : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aSiteRestoredFromAnOlderCopyIsSentWhatItLost();
    void whatACarrierLostIsLeftAnewAfterADay();
    void anewIsWaitedForLongerEachTime();
    void aBundleThatGoesOnFromALostOneSaysSoAndComesAgain();
    void aRemovedSiteIsNotWaitedForAndNotBelieved();
    void damagedLettersStopNobody();
    void aTakerThatCanNotTakeIsAskedAgain();
    void whereverTheLineBreaksNothingIsLostOrTwice();
};

void TestRelayDeskTroubles::initTestCase()
{
    if (QFileInfo(QStringLiteral("/dev/shm")).isWritable())
        qputenv("TMPDIR", "/dev/shm");
}

void TestRelayDeskTroubles::aSiteRestoredFromAnOlderCopyIsSentWhatItLost()
{
    Sites sites;
    MemoryCarrier carrier(ownClinic);
    sites.visitAll(carrier);
    const QString copy = sites.replicas.parent.filePath("copy");
    sites.replicas.vaults[1].reset();
    copyFolder(sites.replicas.folder(1), copy);
    sites.replicas.reopen(1);
    for (int i = 0; i < 5; ++i)
        sites.replicas.say(0, QString::number(i));
    sites.visitAll(carrier);
    QCOMPARE(sites.replicas.notes(1).size(), 5);
    // when: the disk is lost and the copy put back
    sites.replicas.vaults[1].reset();
    QDir(sites.replicas.folder(1)).removeRecursively();
    copyFolder(copy, sites.replicas.folder(1));
    VERIFY_RESULT(ledger::beginEpochAtNextUnlock(sites.replicas.folder(1)));
    sites.replicas.reopen(1);
    QCOMPARE(sites.replicas.notes(1).size(), 0);
    // then: its own newer receipt says so, and what it lacks is left anew at once
    sites.visitAll(carrier);
    QCOMPARE(sites.replicas.notes(1).size(), 5);
    sites.replicas.say(1, "after");
    sites.visitAll(carrier);
    QCOMPARE(sites.replicas.notes(0).size(), 6);
}

void TestRelayDeskTroubles::whatACarrierLostIsLeftAnewAfterADay()
{
    Sites sites;
    MemoryCarrier carrier(ownClinic);
    sites.visitAll(carrier);
    sites.replicas.say(0, "lost on the way");
    (void)sites.visit(0, carrier);
    carrier.letters.clear();
    sites.now += 23 * hourMs;
    QCOMPARE(sites.visit(0, carrier).lettersLeft, quint64{0});
    sites.now += 2 * hourMs;
    QCOMPARE(sites.visit(0, carrier).commitsLeft, quint64{1});
    sites.visitAll(carrier);
    QCOMPARE(sites.replicas.notes(1), QStringList{"lost on the way"});
}

void TestRelayDeskTroubles::anewIsWaitedForLongerEachTime()
{
    Sites sites;
    MemoryCarrier carrier(ownClinic);
    sites.visitAll(carrier);
    sites.replicas.say(0, "for a laptop that is switched off");
    (void)sites.visit(0, carrier);
    const size_t letters = carrier.letters.size();
    QList<int> days;
    for (int day = 1; day <= 70; ++day) {
        sites.now += 24 * hourMs;
        if (sites.visit(0, carrier).lettersLeft > 0)
            days << day;
        QVERIFY(carrier.letters.size() <= letters); // in the place of the one before
    }
    QCOMPARE(days, (QList<int>{1, 3, 7, 15, 31, 63}));
    sites.visitAll(carrier);
    QVERIFY(sites.areAlike());
}

void TestRelayDeskTroubles::aBundleThatGoesOnFromALostOneSaysSoAndComesAgain()
{
    Sites sites;
    MemoryCarrier carrier(ownClinic);
    sites.visitAll(carrier);
    sites.replicas.say(0, "first");
    (void)sites.visit(0, carrier);
    const auto lost = std::prev(carrier.letters.end());
    carrier.letters.erase(lost);
    sites.replicas.say(0, "second");
    (void)sites.visit(0, carrier);
    (void)sites.visit(1, carrier);
    QCOMPARE(sites.troubles.size(), size_t{1});
    QVERIFY(!sites.troubles.front().todo.isEmpty());
    QCOMPARE(sites.replicas.notes(1), QStringList());
    sites.now += 25 * hourMs;
    sites.visitAll(carrier);
    QCOMPARE(sites.replicas.notes(1), (QStringList{"first", "second"}));
}

void TestRelayDeskTroubles::aRemovedSiteIsNotWaitedForAndNotBelieved()
{
    Sites sites(3);
    MemoryCarrier carrier(ownClinic);
    sites.visitAll(carrier);
    VERIFY_RESULT(ledger::removeDevice(sites.replicas[0], sites.replicas[2].device(), "stolen"));
    sites.replicas.say(2, "by the thief");
    (void)sites.visit(0, carrier);
    (void)sites.visit(1, carrier);
    auto thief = sites.desk(2, carrier);
    VERIFY_RESULT(thief.push());
    for (int round = 0; round < 2; ++round) {
        (void)sites.visit(0, carrier);
        (void)sites.visit(1, carrier);
    }
    QCOMPARE(sites.replicas.notes(0), QStringList());
    QCOMPARE(sites.replicas.notes(1), QStringList());
    QVERIFY(!sites.troubles.empty());
    QCOMPARE(sites.troubles.front().code, ErrorCode::NotAuthorised);
    QCOMPARE(sites.stateOfNewest(0), CommitState::OnPeer);
    QCOMPARE(sites.visit(0, carrier).lettersLeft, quint64{0});
}

void TestRelayDeskTroubles::damagedLettersStopNobody()
{
    Sites sites;
    MemoryCarrier carrier(ownClinic);
    sites.visitAll(carrier);
    const auto letters = carrier.letters;
    for (const QByteArray& content : {QByteArray("nonsense"), QByteArray("TWBUNDLE"), QByteArray("TWLETTER"),
             QByteArray("TWLETTER\1" + QByteArray(40, '\xff') + "x"),
             letters.front().letter.content.chopped(10)})
        VERIFY_RESULT(carrier.leave({ownClinic, ownClinic, base::Hash256::of(content), content}));
    sites.replicas.say(0, "goes through");
    sites.visitAll(carrier);
    QVERIFY(sites.areAlike());
    QCOMPARE(sites.replicas.notes(1), QStringList{"goes through"});
    QVERIFY(sites.troubles.size() >= 8); // by both
    verifies(sites.replicas[1]);
}

void TestRelayDeskTroubles::aTakerThatCanNotTakeIsAskedAgain()
{
    Sites sites;
    MemoryCarrier carrier(ownClinic);
    const auto other = base::Hash256::of("another clinic");
    VERIFY_RESULT(carrier.leave({other, ownClinic, base::Hash256::of("dear"), "dear"}));
    auto desk = sites.desk(0, carrier);
    int asked = 0;
    desk.onForeignLetter([&](const sync::Letter&) -> base::Status {
        return ++asked == 1 ? base::fail(ErrorCode::DiskFull, "full") : base::Status();
    });
    QCOMPARE(desk.pull().error().code, ErrorCode::DiskFull);
    VERIFY_RESULT(desk.pull());
    QCOMPARE(asked, 2);
}

void TestRelayDeskTroubles::whereverTheLineBreaksNothingIsLostOrTwice()
{
    Sites sites;
    sites.options.bundleBytes = 30'000;
    MemoryCarrier carrier(ownClinic);
    int said = 0;
    for (int cutAfter = 0; cutAfter < 12; ++cutAfter) {
        for (int i = 0; i < 4; ++i)
            sites.replicas.say(static_cast<size_t>(i % 2), QString(10'000, u'x') + QString::number(said++));
        for (size_t i : {size_t{0}, size_t{1}}) {
            carrier.callsUntilCut = cutAfter;
            auto desk = sites.desk(i, carrier);
            if (desk.pull())
                (void)desk.push();
        }
        carrier.callsUntilCut = -1;
    }
    sites.visitAll(carrier, 4);
    QVERIFY(sites.areAlike());
    QCOMPARE(sites.replicas.notes(0).size(), said);
    QCOMPARE(carrier.letters.size(), size_t{2});
    verifies(sites.replicas[0]);
}

} // namespace

QTEST_GUILESS_MAIN(TestRelayDeskTroubles)
#include "tst_relay_desk_troubles.moc"
