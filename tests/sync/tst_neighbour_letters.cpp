// What becomes of a letter on a line between two clinics: cut off, known already, refused, put off.

#include "neighbour_talks.h"

using namespace twinward;
using namespace twinward::test;

namespace {

class TestNeighbourLetters : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_clinics = std::make_unique<TwoClinics>(); }
    void aLargeLetterGoesOnWhereTheLineBroke();
    void aLetterWrittenAnewBeginsFromTheStart();
    void whatIsKnownThereIsNotSent();
    void aRefusedLetterIsNamedAndNotSentAgain();
    void aLetterPutOffIsOfferedAgainLater();
    void whatCanNotBeWrittenNowIsNamed();
    void whatIsTakenAndNotAcknowledgedIsOfferedAgain();

private:
    std::unique_ptr<TwoClinics> m_clinics;
};

void TestNeighbourLetters::aLargeLetterGoesOnWhereTheLineBroke()
{
    // given a letter of many parts, and a cable that is cut in its middle three times
    TwoTalks talks(*m_clinics);
    QByteArray large(9 * maxPartBytes + 17, Qt::Uninitialized);
    for (qsizetype i = 0; i < large.size(); ++i)
        large[i] = static_cast<char>(i * 31 / 7);
    talks.river.desk.contents = {{keyOf(letter('l')), large}};
    for (int i = 0; i < 3; ++i) {
        talks.begin("link " + QByteArray::number(i));
        talks.river.talk->setWaiting({letter('l')}, 0);
        talks.pass(3 * maxPartBytes);
        QVERIFY(talks.hill.desk.taken.empty());
        QVERIFY(talks.hill.begun && talks.hill.begun->content.size() >= 2 * (i + 1) * maxPartBytes);
    }
    // when it is mended
    talks.begin("the last link");
    talks.river.talk->setWaiting({letter('l')}, 0);
    talks.pass();

    QCOMPARE(talks.hill.desk.taken, std::vector<QByteArray>{large});
    QVERIFY(talks.bytes < large.size() + 4 * maxPartBytes); // what had come was not sent again
    QVERIFY(!talks.hill.begun);
}

void TestNeighbourLetters::aLetterWrittenAnewBeginsFromTheStart()
{
    TwoTalks talks(*m_clinics);
    talks.river.desk.contents = {{keyOf(letter('l')), QByteArray(3 * maxPartBytes, 'a')}};
    talks.river.talk->setWaiting({letter('l')}, 0);
    talks.pass(2 * maxPartBytes);
    QVERIFY(talks.hill.begun);

    // the keys turned meanwhile: the same letter is other bytes
    talks.river.desk.contents = {{keyOf(letter('l')), QByteArray(2 * maxPartBytes, 'b')}};
    talks.begin("another link");
    talks.river.talk->setWaiting({letter('l')}, 0);
    talks.pass();

    QCOMPARE(talks.hill.desk.taken, std::vector<QByteArray>{QByteArray(2 * maxPartBytes, 'b')});
}

void TestNeighbourLetters::whatIsKnownThereIsNotSent()
{
    TwoTalks talks(*m_clinics);
    talks.river.desk.contents = {{keyOf(letter('a')), QByteArray(100'000, 'a')}};
    talks.hill.desk.knownHere = {keyOf(letter('a'))};
    ledger::OutgoingLetter receipt = letter('a');
    receipt.kind = Kind::Receipt;
    talks.hill.desk.contents = {{keyOf(receipt), "the receipt, again"}};
    talks.pass();
    const qint64 before = talks.bytes;

    talks.river.talk->setWaiting({letter('a')}, 0);
    talks.pass();

    QVERIFY(talks.bytes - before < 1'000);
    QVERIFY(talks.hill.desk.taken.empty());
    QCOMPARE(talks.river.desk.taken, std::vector<QByteArray>{"the receipt, again"});
}

void TestNeighbourLetters::aRefusedLetterIsNamedAndNotSentAgain()
{
    TwoTalks talks(*m_clinics);
    talks.river.desk.contents = {{keyOf(letter('a')), "altered"}, {keyOf(letter('b')), "as well"}};
    talks.hill.desk.refusal
        = base::Error{base::ErrorCode::IntegrityBroken, QStringLiteral("not as it was signed"), {}, {}};
    talks.pass();

    talks.river.talk->setWaiting({letter('a')}, 0);
    talks.pass();

    QCOMPARE(talks.river.troubles, std::vector{NeighbourTroubleKind::LetterRefused});
    QCOMPARE(talks.hill.troubles, std::vector{NeighbourTroubleKind::LetterNotTaken});
    QVERIFY(talks.river.talk->hasTrouble());
    talks.hill.desk.refusal.reset();
    talks.river.talk->setWaiting({letter('a'), letter('b')}, 0); // what comes after it still goes
    talks.river.talk->tick(50'000);
    talks.pass();
    QCOMPARE(talks.hill.desk.taken, std::vector<QByteArray>{"as well"});
}

void TestNeighbourLetters::aLetterPutOffIsOfferedAgainLater()
{
    TwoTalks talks(*m_clinics);
    talks.river.desk.contents = {{keyOf(letter('a')), "for the doctor"}};
    talks.hill.desk.refusal
        = base::Error{base::ErrorCode::NotAuthorised, QStringLiteral("not for a nurse"), {}, {}};
    talks.hill.desk.isLater = true;
    talks.river.talk->setWaiting({letter('a')}, 0);
    talks.pass();
    QCOMPARE(talks.river.troubles, std::vector{NeighbourTroubleKind::LetterPutOff});
    talks.hill.desk.refusal.reset();

    talks.river.talk->tick(10'000); // not yet
    talks.pass(std::numeric_limits<qint64>::max(), 10'000);
    QVERIFY(talks.hill.desk.taken.empty());
    for (qint64 at = 20'000; at <= 80'000; at += 20'000) {
        talks.hill.talk->tick(at);
        talks.river.talk->tick(at);
        talks.pass(std::numeric_limits<qint64>::max(), at);
    }

    QCOMPARE(talks.hill.desk.taken, std::vector<QByteArray>{"for the doctor"});
    QVERIFY(!talks.river.talk->hasTrouble() && !talks.hill.talk->hasTrouble());
}

void TestNeighbourLetters::whatCanNotBeWrittenNowIsNamed()
{
    TwoTalks talks(*m_clinics);
    talks.river.desk.contents = {{keyOf(letter('b')), "another"}};

    talks.river.talk->setWaiting({letter('a'), letter('b')}, 0);
    talks.pass();

    QCOMPARE(talks.river.troubles, std::vector{NeighbourTroubleKind::LetterNotWritten});
    QCOMPARE(talks.hill.desk.taken, std::vector<QByteArray>{"another"});
    QVERIFY(talks.hill.talk->isIdle());
}

void TestNeighbourLetters::whatIsTakenAndNotAcknowledgedIsOfferedAgain()
{
    TwoTalks talks(*m_clinics);
    talks.river.desk.contents = {{keyOf(letter('a')), "once"}};
    talks.river.talk->setWaiting({letter('a')}, 0);
    talks.pass();
    QCOMPARE(talks.hill.desk.taken.size(), size_t{1});
    talks.hill.desk.knownHere = {keyOf(letter('a'))};
    talks.hill.desk.contents = {};

    qint64 at = 0;
    for (; at <= 700'000; at += 20'000) {
        talks.hill.talk->tick(at);
        talks.river.talk->tick(at);
        talks.pass(std::numeric_limits<qint64>::max(), at);
    }

    // its receipt was asked for: this Hill can't write one, and says so
    QVERIFY(!talks.hill.troubles.empty());
    QCOMPARE(talks.hill.troubles.front(), NeighbourTroubleKind::LetterNotWritten);
    QCOMPARE(talks.hill.desk.taken.size(), size_t{1});
}

} // namespace

QTEST_GUILESS_MAIN(TestNeighbourLetters)
#include "tst_neighbour_letters.moc"
