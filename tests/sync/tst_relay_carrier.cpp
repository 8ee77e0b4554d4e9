// The relay itself: what it takes and gives, in what order, and that a killed server loses nothing.

#include "relay_region.h"

#include <atomic>
#include <future>
#include <set>

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;

namespace {

class TestRelayCarrier : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_region.reset(); }
    void aLetterReachesWhomItIsForAndNobodyElse();
    void theSameLetterIsCarriedOnce();
    void collectingGoesOnFromItsMark();
    void manyLettersComeInSeveralLots();
    void whatTwoLeaveAtOnceIsSeenByAReaderWhoComesInBetween();
    void lettersAreBounded();
    void aLetterToNobodyIsRefused();
    void aLetterInAnothersNameIsRefused();
    void whatTheRelayAlteredIsPassedOver();
    void takingBackLeavesOthersLetters();
    void tooMuchFromOneClinicIsRefusedUntilSomeIsTakenBack();
    void pruningLeavesWhatIsYoung();
    void whatWasLeftIsThereAfterTheServerWasKilled();
    void aRelayThatLostItsNewestLettersGoesOnAboveThem();

private:
    std::unique_ptr<Region> m_region;
};

void TestRelayCarrier::initTestCase()
{
    if (!PostgresServer::missing().isEmpty())
        QSKIP(qPrintable(PostgresServer::missing()));
    m_region = std::make_unique<Region>();
}

void TestRelayCarrier::aLetterReachesWhomItIsForAndNobodyElse()
{
    const auto hill = m_region->carrier("hill");
    const auto river = m_region->carrier("river");
    const auto third = m_region->carrier("third");
    VERIFY_RESULT(hill->leave(letter("hill", "river", "sealed words")));
    const auto came = river->collect(0);
    VERIFY_RESULT(came);
    QCOMPARE(contents(*came), QByteArrayList{"sealed words"});
    QCOMPARE(came->letters.front().from, clinicNamed("hill"));
    QCOMPARE(came->letters.front().to, clinicNamed("river"));
    QVERIFY(came->isAll);
    QVERIFY(contents(*third->collect(0)).isEmpty());
    QVERIFY(contents(*hill->collect(0)).isEmpty());
    QCOMPARE(*river->clinic(), clinicNamed("river"));
}

void TestRelayCarrier::theSameLetterIsCarriedOnce()
{
    const auto hill = m_region->carrier("once");
    for (int i = 0; i < 3; ++i)
        VERIFY_RESULT(hill->leave(letter("once", "once", "the same")));
    QCOMPARE(hill->collect(0)->letters.size(), size_t{1});
    QCOMPARE(hill->standing()->lettersToUs, quint64{1});
    QCOMPARE(hill->standing()->bytesFromUs, quint64{8});
    // a large one is not even sent again
    const auto large = letter("once", "once", QByteArray(100'000, 'l'));
    VERIFY_RESULT(hill->leave(large));
    const auto sent = [&] { return m_region->server.log().count("INSERT INTO twinward_relay.letter "); };
    const qsizetype before = sent();
    VERIFY_RESULT(hill->leave(large));
    QCOMPARE(sent(), before);
    QCOMPARE(hill->collect(0)->letters.size(), size_t{2});
}

void TestRelayCarrier::collectingGoesOnFromItsMark()
{
    const auto hill = m_region->carrier("marks");
    VERIFY_RESULT(hill->leave(letter("marks", "marks", "one")));
    const auto first = hill->collect(0);
    QCOMPARE(contents(*first), QByteArrayList{"one"});
    QVERIFY(contents(*hill->collect(first->mark)).isEmpty());
    QCOMPARE(hill->collect(first->mark)->mark, first->mark);
    VERIFY_RESULT(hill->leave(letter("marks", "marks", "two")));
    QCOMPARE(contents(*hill->collect(first->mark)), QByteArrayList{"two"});
    QCOMPARE(contents(*hill->collect(0)), (QByteArrayList{"one", "two"}));
}

void TestRelayCarrier::manyLettersComeInSeveralLots()
{
    const auto hill = m_region->carrier("many");
    constexpr int count = 600;
    for (int i = 0; i < count; ++i)
        VERIFY_RESULT(hill->leave(letter("many", "many", QByteArray::number(i))));
    QByteArrayList all;
    quint64 mark = 0;
    int lots = 0;
    for (bool isAll = false; !isAll; ++lots) {
        const auto some = hill->collect(mark);
        VERIFY_RESULT(some);
        all << contents(*some);
        mark = some->mark;
        isAll = some->isAll;
    }
    QVERIFY(lots > 1);
    QCOMPARE(all.size(), count);
    for (int i = 0; i < count; ++i)
        QCOMPARE(all[i], QByteArray::number(i));
    // large ones: by their bytes
    const auto large = m_region->carrier("large");
    for (char letterName : {'a', 'b', 'c'})
        VERIFY_RESULT(large->leave(letter("large", "large", QByteArray(30 << 20, letterName))));
    const auto lot = large->collect(0);
    QCOMPARE(lot->letters.size(), size_t{2});
    QVERIFY(!lot->isAll);
    QCOMPARE(large->collect(lot->mark)->letters.size(), size_t{1});
}

// Without the lock on a clinic's post, the second of two could be seen before the first and the mark pass it.
void TestRelayCarrier::whatTwoLeaveAtOnceIsSeenByAReaderWhoComesInBetween()
{
    const auto reader = m_region->carrier("busy");
    constexpr int each = 150;
    std::vector<std::unique_ptr<sync::PostgresCarrier>> writers;
    for (const char* name : {"writer 1", "writer 2", "writer 3"})
        writers.push_back(m_region->carrier(name));
    std::vector<std::future<int>> writing;
    for (size_t w = 0; w < writers.size(); ++w) {
        writing.push_back(std::async(std::launch::async, [&, w] {
            const QByteArray name = "writer " + QByteArray::number(static_cast<int>(w) + 1);
            int left = 0;
            for (int i = 0; i < each; ++i) {
                const QByteArray content = name + ": " + QByteArray::number(i);
                left += writers[w]->leave(letter(name.constData(), "busy", content)) ? 1 : 0;
            }
            return left;
        }));
    }
    std::multiset<QByteArray> seen;
    quint64 mark = 0;
    const auto readOn = [&] {
        const auto some = reader->collect(mark);
        VERIFY_RESULT(some);
        for (const sync::Letter& letter : some->letters)
            seen.insert(letter.content);
        mark = some->mark;
    };
    for (auto& one : writing) {
        while (one.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
            readOn();
        QCOMPARE(one.get(), each);
    }
    for (size_t before = SIZE_MAX; before != seen.size();) {
        before = seen.size();
        readOn();
    }
    QCOMPARE(seen.size(), writers.size() * each);
    QCOMPARE(std::set<QByteArray>(seen.begin(), seen.end()).size(), seen.size());
}

void TestRelayCarrier::lettersAreBounded()
{
    const auto hill = m_region->carrier("bounds");
    QCOMPARE(hill->leave(letter("bounds", "bounds", {})).error().code, ErrorCode::InvalidInput);
    const QByteArray large(sync::maxLetterBytes, 'x');
    QCOMPARE(hill->leave(letter("bounds", "bounds", large + 'x')).error().code, ErrorCode::InvalidInput);
    auto misnamed = letter("bounds", "bounds", "one thing");
    misnamed.content = "another";
    QCOMPARE(hill->leave(misnamed).error().code, ErrorCode::InvalidInput);
    VERIFY_RESULT(hill->leave(letter("bounds", "bounds", large)));
    QCOMPARE(hill->collect(0)->letters.front().content, large);
}

void TestRelayCarrier::aLetterToNobodyIsRefused()
{
    const auto hill = m_region->carrier("lonely");
    const auto refused = hill->leave(letter("lonely", "nobody here", "hello"));
    QCOMPARE(refused.error().code, ErrorCode::NotFound);
    VERIFY_RESULT(hill->leave(letter("lonely", "lonely", "it goes on")));
}

void TestRelayCarrier::aLetterInAnothersNameIsRefused()
{
    const auto hill = m_region->carrier("honest");
    const auto river = m_region->carrier("forger");
    const auto refused = river->leave(letter("honest", "forger", "forged"));
    QCOMPARE(refused.error().code, ErrorCode::NotAuthorised);
    QCOMPARE(river->leave(letter("honest", "honest", "forged")).error().code, ErrorCode::NotAuthorised);
    QVERIFY(contents(*hill->collect(0)).isEmpty());
    QVERIFY(contents(*river->collect(0)).isEmpty());
}

void TestRelayCarrier::whatTheRelayAlteredIsPassedOver()
{
    const auto hill = m_region->carrier("altered");
    VERIFY_RESULT(hill->leave(letter("altered", "altered", "before")));
    VERIFY_RESULT(hill->leave(letter("altered", "altered", "mine")));
    VERIFY_RESULT(hill->leave(letter("altered", "altered", "after")));
    m_region->server.query(QString("UPDATE twinward_relay.letter SET content = 'else' WHERE id = %1")
                               .arg(hex(base::Hash256::of("mine"))),
        "relay");
    const auto came = hill->collect(0);
    QCOMPARE(contents(*came), (QByteArrayList{"before", "after"}));
    QVERIFY(contents(*hill->collect(came->mark)).isEmpty());
}

void TestRelayCarrier::takingBackLeavesOthersLetters()
{
    const auto hill = m_region->carrier("giver");
    const auto river = m_region->carrier("taker");
    VERIFY_RESULT(hill->leave(letter("giver", "taker", "one")));
    VERIFY_RESULT(hill->leave(letter("giver", "taker", "two")));
    const std::vector<base::Hash256> ids{base::Hash256::of("one"), base::Hash256::of("never left")};
    // who it is for can't take away what another site of theirs has not read yet
    VERIFY_RESULT(river->takeBack(clinicNamed("taker"), ids));
    QCOMPARE(contents(*river->collect(0)), (QByteArrayList{"one", "two"}));
    VERIFY_RESULT(hill->takeBack(clinicNamed("taker"), ids));
    QCOMPARE(contents(*river->collect(0)), QByteArrayList{"two"});
    QCOMPARE(hill->standing()->lettersFromUs, quint64{1});
}

void TestRelayCarrier::tooMuchFromOneClinicIsRefusedUntilSomeIsTakenBack()
{
    const auto river = m_region->carrier("patient one");
    const QString role = m_region->add("eager", 1000);
    sync::PostgresCarrier eager(m_region->clinic(role));
    const auto first = letter("eager", "patient one", QByteArray(600, 'a'));
    const auto second = letter("eager", "patient one", QByteArray(600, 'b'));
    VERIFY_RESULT(eager.leave(first));
    QCOMPARE(eager.leave(second).error().code, ErrorCode::DiskFull);
    QCOMPARE(river->standing()->lettersToUs, quint64{1});
    VERIFY_RESULT(eager.takeBack(first.to, {first.id}));
    VERIFY_RESULT(eager.leave(second));
    QCOMPARE(contents(*river->collect(0)), QByteArrayList{second.content});
}

void TestRelayCarrier::pruningLeavesWhatIsYoung()
{
    const auto hill = m_region->carrier("old");
    VERIFY_RESULT(hill->leave(letter("old", "old", "long ago")));
    VERIFY_RESULT(hill->leave(letter("old", "old", "today")));
    m_region->server.query(
        QString("UPDATE twinward_relay.letter SET arrived = now() - interval '91 days' WHERE id = %1")
            .arg(hex(base::Hash256::of("long ago"))),
        "relay");
    const auto gone = m_region->owner.prune(std::chrono::hours(90 * 24));
    VERIFY_RESULT(gone);
    QCOMPARE(*gone, quint64{1});
    QCOMPARE(contents(*hill->collect(0)), QByteArrayList{"today"});
    QCOMPARE(hill->standing()->lettersToUs, quint64{1});
}

void TestRelayCarrier::whatWasLeftIsThereAfterTheServerWasKilled()
{
    const auto hill = m_region->carrier("durable");
    std::atomic<bool> isOver = false;
    std::atomic<int> left = 0;
    auto writing = std::async(std::launch::async, [&] {
        std::vector<QByteArray> sure;
        for (int i = 0; !isOver; ++i) {
            const QByteArray content = "letter " + QByteArray::number(i);
            if (hill->leave(letter("durable", "durable", content)))
                sure.push_back(content);
            left = static_cast<int>(sure.size());
        }
        return sure;
    });
    for (int round = 1; round <= 2; ++round) {
        const int before = left;
        QTRY_VERIFY_WITH_TIMEOUT(left > before + 50, 30'000);
        m_region->server.kill();
        m_region->server.start();
    }
    const int before = left;
    QTRY_VERIFY_WITH_TIMEOUT(left > before + 50, 30'000); // it goes on by itself
    isOver = true;
    const std::vector<QByteArray> sure = writing.get();
    QByteArrayList all;
    quint64 mark = 0;
    for (bool isAll = false; !isAll;) {
        const auto some = hill->collect(mark);
        VERIFY_RESULT(some);
        all << contents(*some);
        mark = some->mark;
        isAll = some->isAll;
    }
    const std::set<QByteArray> there(all.begin(), all.end());
    QCOMPARE(static_cast<size_t>(all.size()), there.size()); // none twice
    for (const QByteArray& content : sure)
        QVERIFY2(there.contains(content), content.constData());
}

// As when a replica takes over that had not heard of the last second.
void TestRelayCarrier::aRelayThatLostItsNewestLettersGoesOnAboveThem()
{
    const auto hill = m_region->carrier("failover");
    VERIFY_RESULT(hill->leave(letter("failover", "failover", "kept")));
    VERIFY_RESULT(hill->leave(letter("failover", "failover", "lost")));
    const quint64 mark = hill->collect(0)->mark;
    m_region->server.query(QString("DELETE FROM twinward_relay.letter WHERE id = %1; "
                                   "UPDATE twinward_relay.post SET last_place = 0 WHERE recipient = %2")
                               .arg(hex(base::Hash256::of("lost")), hex(clinicNamed("failover"))),
        "relay");
    VERIFY_RESULT(hill->leave(letter("failover", "failover", "new")));
    QCOMPARE(contents(*hill->collect(mark)), QByteArrayList{"new"});
}

} // namespace

QTEST_GUILESS_MAIN(TestRelayCarrier)
#include "tst_relay_carrier.moc"
