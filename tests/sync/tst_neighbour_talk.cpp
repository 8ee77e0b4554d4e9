// What two clinics' computers say to each other, played by hand: who is believed, and what is refused.

#include "neighbour_talks.h"

#include <QtEndian>

using namespace twinward;
using namespace twinward::test;

namespace {

QByteArray frame(quint8 kind, const QByteArray& body, quint8 version = neighbour::frameVersion)
{
    QByteArray whole(neighbour::frameHeaderBytes, '\0');
    qToBigEndian(static_cast<quint32>(body.size()), whole.data());
    whole[4] = static_cast<char>(version);
    whole[5] = static_cast<char>(kind);
    return whole + body;
}

class TestNeighbourTalk : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_clinics = std::make_unique<TwoClinics>(); }
    void theyGreetAndLettersGoBothWays();
    void anAlteredGreetingIsNotAnswered();
    void aGreetingOfAnotherLinkIsNotAnswered();
    void aGreetingThrownBackIsNotAnswered();
    void anotherClinicsGreetingIsNotAnswered();
    void whoIsElsewhereIsToldSo();
    void moreThanAGreetingIsNotHeardBefore_data();
    void moreThanAGreetingIsNotHeardBefore();
    void whatIsNoFrameEndsTheLine_data();
    void whatIsNoFrameEndsTheLine();
    void partsThatWereNotAskedForEndTheLine();
    void aLetterWithAWrongHashIsNotTaken();
    void silenceEndsTheLine();

private:
    std::unique_ptr<TwoClinics> m_clinics;
};

void TestNeighbourTalk::theyGreetAndLettersGoBothWays()
{
    TwoTalks talks(*m_clinics);
    talks.river.desk.contents = {{keyOf(letter('a')), "from Riverside"}, {keyOf(letter('a', 2)), "part two"}};
    talks.hill.desk.contents = {{keyOf(letter('b')), "from Hill"}};
    talks.river.talk->setWaiting({letter('a'), letter('a', 2)}, 0); // before they have greeted

    talks.pass();
    talks.hill.talk->setWaiting({letter('b')}, 0);
    talks.pass();

    QVERIFY(talks.isOpen());
    QCOMPARE(talks.hill.desk.taken, (std::vector<QByteArray>{"from Riverside", "part two"}));
    QCOMPARE(talks.river.desk.taken, std::vector<QByteArray>{"from Hill"});
    QCOMPARE(talks.hill.brought, 2);
    QVERIFY(talks.river.talk->isIdle() && talks.hill.talk->isIdle());
    QVERIFY(talks.river.troubles.empty() && talks.hill.troubles.empty());
}

void TestNeighbourTalk::anAlteredGreetingIsNotAnswered()
{
    TwoTalks talks(*m_clinics);
    const QByteArray hello = talks.river.said;
    for (qsizetype at = neighbour::frameHeaderBytes; at < hello.size(); at += 1) {
        talks.hill.begin(Talk::End::Answerer, m_clinics->river.card().id, "link");
        QByteArray altered = hello;
        altered[at] = static_cast<char>(altered[at] ^ 0x04);
        talks.hill.talk->received(altered, 0);
        const bool isOpen = talks.hill.talk->state() == Talk::State::Open;
        // The versions it speaks, its port, its run and whether it has letters are not part of what is
        // signed: TLS vouches for them.
        if (isOpen) {
            QVERIFY(at <= neighbour::frameHeaderBytes + 2 || at >= hello.size() - 32);
            continue;
        }
        // nothing but that it is over
        QVERIFY(talks.hill.said.isEmpty() || talks.hill.said.size() < 2 * neighbour::frameHeaderBytes);
    }
}

void TestNeighbourTalk::aGreetingOfAnotherLinkIsNotAnswered()
{
    TwoTalks before(*m_clinics, "a link of yesterday");
    TwoTalks talks(*m_clinics);

    talks.hill.talk->received(before.river.said, 0);

    QCOMPARE(talks.hill.talk->state(), Talk::State::Closed);
    QVERIFY(talks.hill.said.isEmpty());
}

void TestNeighbourTalk::aGreetingThrownBackIsNotAnswered()
{
    TwoTalks talks(*m_clinics);
    Side mirror{m_clinics->river.vault.get(), {}, {}, {}, {}, {}, 0, {}};
    mirror.begin(Talk::End::Answerer, m_clinics->river.card().id, "link");

    mirror.talk->received(talks.river.said, 0);

    QCOMPARE(mirror.talk->state(), Talk::State::Closed);
    QVERIFY(mirror.said.isEmpty());
}

void TestNeighbourTalk::anotherClinicsGreetingIsNotAnswered()
{
    const SharedClock clock;
    const TestClinic third(QStringLiteral("Third"), clock);
    TwoTalks talks(*m_clinics);
    Side stranger{third.vault.get(), {}, {}, {}, {}, {}, 0, {}};
    stranger.begin(Talk::End::Caller, m_clinics->hill.card().id, "link");

    talks.hill.talk->received(stranger.said, 0);

    QCOMPARE(talks.hill.talk->state(), Talk::State::Closed);
    QVERIFY(talks.hill.said.isEmpty());
    QCOMPARE(talks.hill.talk->parting(), Parting::Keys);
}

void TestNeighbourTalk::whoIsElsewhereIsToldSo()
{
    TwoTalks talks(*m_clinics);
    talks.hill.refusal = Parting::Elsewhere;

    talks.pass();

    QCOMPARE(talks.river.talk->state(), Talk::State::Closed);
    QCOMPARE(talks.river.talk->parting(), Parting::Elsewhere);
    QVERIFY(talks.river.talk->wasToldSo());
    QVERIFY(talks.river.troubles.empty());
}

void TestNeighbourTalk::moreThanAGreetingIsNotHeardBefore_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("an offer") << toFrame(Offers{{keyOf(letter('x'))}});
    QTest::newRow("a wish") << toFrame(Want{keyOf(letter('x')), {}, 0});
    QTest::newRow("a part") << toFrame(Part{keyOf(letter('x')), base::Hash256::of("x"), 1, 0, "x"});
    QTest::newRow("an answer") << toFrame(Answer{keyOf(letter('x')), Outcome::Taken, {}});
    QTest::newRow("still here") << toFrame(StillHere());
}

void TestNeighbourTalk::moreThanAGreetingIsNotHeardBefore()
{
    QFETCH(QByteArray, said);
    TwoTalks talks(*m_clinics);

    talks.hill.talk->received(said, 0);

    QCOMPARE(talks.hill.talk->state(), Talk::State::Closed);
    QVERIFY(talks.hill.desk.taken.empty());
}

void TestNeighbourTalk::whatIsNoFrameEndsTheLine_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<int>("why");
    const int malformed = static_cast<int>(Parting::Malformed);
    const QByteArray part = toFrame(Part{keyOf(letter('x')), {}, 1, 0, "x"}).mid(neighbour::frameHeaderBytes);
    QTest::newRow("another version") << frame(8, "x", 2) << static_cast<int>(Parting::Version);
    QTest::newRow("no kind") << frame(0, "x") << malformed;
    QTest::newRow("an unknown kind") << frame(9, "x") << malformed;
    QTest::newRow("empty") << frame(8, {}) << malformed;
    QTest::newRow("no CBOR") << frame(3, "offers") << malformed;
    QTest::newRow("more behind it") << frame(5, part + "more") << malformed;
    QTest::newRow("too large an answer") << frame(6, QByteArray(10'000, 'x')) << malformed;
    QTest::newRow("too large a part") << frame(5, QByteArray(maxPartBytes + 4096, 'x')) << malformed;
    QTest::newRow("a gigabyte announced") << QByteArray::fromHex("4000000001050000") << malformed;
    QTest::newRow("a second greeting") << toFrame(Hello()) << malformed;
    Offers many;
    for (int i = 0; i <= static_cast<int>(maxOffers); ++i)
        many.letters.push_back({0, record::EventId::random(), 1});
    QTest::newRow("too many offers") << toFrame(many) << malformed;
    QTest::newRow("an offer of nothing") << toFrame(Offers()) << malformed;
}

void TestNeighbourTalk::whatIsNoFrameEndsTheLine()
{
    QFETCH(QByteArray, said);
    QFETCH(int, why);
    TwoTalks talks(*m_clinics);
    talks.pass();
    QVERIFY(talks.isOpen());

    talks.hill.talk->received(said, 0);
    talks.pass();

    QCOMPARE(talks.hill.talk->state(), Talk::State::Closed);
    QCOMPARE(talks.river.talk->state(), Talk::State::Closed);
    QCOMPARE(static_cast<int>(*talks.river.talk->parting()), why);
    QVERIFY(talks.river.talk->wasToldSo());
}

void TestNeighbourTalk::partsThatWereNotAskedForEndTheLine()
{
    const QByteArray content(100, 'x');
    const base::Hash256 id = base::Hash256::of(content);
    const LetterKey key = keyOf(letter('x'));
    const std::vector<Part> bad = {
        {keyOf(letter('y')), id, 100, 0, content}, // another letter
        {key, id, 100, 1, content}, // not where it was
        {key, id, 50, 0, content}, // more than all of it
        {key, id, 100, 0, {}}, // nothing, again and again
        {key, id, ledger::maxSealedBytes + 1, 0, content}, // more than a letter is
        {key, id, 0, 0, content},
        {key, id, -1, -1, content},
    };
    for (const Part& part : bad) {
        TwoTalks talks(*m_clinics);
        talks.pass();
        talks.hill.talk->received(toFrame(Offers{{key}}), 0);
        talks.hill.talk->received(toFrame(part), 0);
        QCOMPARE(talks.hill.talk->state(), Talk::State::Closed);
        QVERIFY(talks.hill.desk.taken.empty());
    }
}

void TestNeighbourTalk::aLetterWithAWrongHashIsNotTaken()
{
    TwoTalks talks(*m_clinics);
    talks.pass();
    talks.hill.talk->received(toFrame(Offers{{keyOf(letter('x'))}}), 0);

    talks.hill.talk->received(toFrame(Part{keyOf(letter('x')), base::Hash256::of("y"), 1, 0, "x"}), 0);

    QCOMPARE(talks.hill.talk->state(), Talk::State::Closed);
    QVERIFY(talks.hill.desk.taken.empty());
    QVERIFY(!talks.hill.begun);
}

void TestNeighbourTalk::silenceEndsTheLine()
{
    TwoTalks talks(*m_clinics);
    talks.pass();

    talks.river.talk->tick(59'000);
    QCOMPARE(talks.river.talk->state(), Talk::State::Open);
    QVERIFY(!talks.river.take().isEmpty()); // it says that it is still here, and nobody hears it
    talks.river.talk->tick(61'000);

    QCOMPARE(talks.river.talk->parting(), Parting::Silent);
    TwoTalks never(*m_clinics);
    never.hill.talk->tick(16'000); // whoever called said nothing
    QCOMPARE(never.hill.talk->state(), Talk::State::Closed);
    QVERIFY(never.hill.said.isEmpty());
}

} // namespace

QTEST_GUILESS_MAIN(TestNeighbourTalk)
#include "tst_neighbour_talk.moc"
