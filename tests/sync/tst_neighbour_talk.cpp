// What two clinics' computers say to each other, played by hand: who is believed, what is refused, and what
// becomes of a letter that is cut off.

#include "two_clinics.h"

#include "ledger/clinic_line.h"
#include "neighbour_talk_p.h"

#include <QtEndian>

using namespace twinward;
using namespace twinward::test;
using namespace twinward::sync;
using namespace twinward::sync::neighbour;

namespace {

using Kind = ledger::OutgoingLetter::Kind;

ledger::OutgoingLetter letter(char name, qint64 part = 1)
{
    ledger::OutgoingLetter one;
    one.about = *record::EventId::fromBytes(QByteArray(16, name));
    one.part = part;
    return one;
}

// Letters in memory.
class DeskInMemory : public Desk
{
public:
    std::map<LetterKey, QByteArray> contents;
    std::set<LetterKey> knownHere;
    std::optional<base::Error> refusal;
    bool isLater = false;
    bool isAgain = false;
    std::vector<QByteArray> taken;

    base::Result<ledger::SealedLetter> write(const ledger::OutgoingLetter& one) override
    {
        const auto found = contents.find(keyOf(one));
        if (found == contents.end())
            return base::fail(base::ErrorCode::NotAuthorised, QStringLiteral("not by this user"));
        return ledger::SealedLetter{{}, {}, found->second};
    }
    base::Result<Known> known(const std::vector<LetterKey>& offered) override
    {
        Known known;
        for (const LetterKey& each : offered) {
            if (!knownHere.contains(each))
                continue;
            known.letters.push_back(each);
            ledger::OutgoingLetter receipt;
            receipt.kind = Kind::Receipt;
            receipt.about = each.about;
            if (each.kind != static_cast<unsigned>(Kind::Receipt))
                known.receipts.push_back(receipt);
        }
        return known;
    }
    LetterCame take(const QByteArray& content) override
    {
        if (refusal)
            return {base::fail(*refusal), isLater, false, std::nullopt};
        taken.push_back(content);
        return {ledger::TakenLetter(), false, false, std::nullopt};
    }
};

// One end.
struct Side
{
    const ledger::Vault* vault = nullptr;
    DeskInMemory desk;
    std::optional<Begun> begun;
    QByteArray said;
    std::vector<NeighbourTroubleKind> troubles;
    std::optional<Parting> refusal; // by whoever decides which line stays
    int brought = 0;
    std::unique_ptr<Talk> talk;

    void begin(Talk::End end, const record::ClinicId& other, const QByteArray& binding)
    {
        said.clear();
        Talk::Setting setting;
        setting.end = end;
        setting.binding = binding;
        setting.own = ledger::ownCard(*vault)->id;
        setting.other = other;
        setting.hello.card = ledger::ownCard(*vault)->toBytes();
        setting.hello.run = record::DeviceId::random();
        setting.sign = [this](const QByteArray& message) {
            return ledger::signAsClinic(*vault, helloPurpose, message);
        };
        setting.send = [this](const QByteArray& bytes) { said += bytes; };
        setting.greeted = [this](const ledger::ClinicCard&, const Hello&) { return refusal; };
        setting.trouble = [this](NeighbourTroubleKind kind, const base::Error&) { troubles.push_back(kind); };
        setting.brought = [this] { ++brought; };
        talk = std::make_unique<Talk>(std::move(setting), desk, begun);
        talk->start(0);
    }
    [[nodiscard]] QByteArray take() { return std::exchange(said, {}); }
};

struct TwoTalks
{
    const TwoClinics& clinics;
    Side river{clinics.river.vault.get(), {}, {}, {}, {}, {}, 0, {}};
    Side hill{clinics.hill.vault.get(), {}, {}, {}, {}, {}, 0, {}};
    qint64 bytes = 0;

    explicit TwoTalks(const TwoClinics& both, const QByteArray& binding = "link")
        : clinics(both)
    {
        begin(binding);
    }
    void begin(const QByteArray& binding)
    {
        river.begin(Talk::End::Caller, clinics.hill.card().id, binding);
        hill.begin(Talk::End::Answerer, clinics.river.card().id, binding);
    }
    // Until both are quiet, or so many bytes have gone and the cable is cut.
    void pass(qint64 upTo = std::numeric_limits<qint64>::max(), qint64 nowMs = 0)
    {
        while (!river.said.isEmpty() || !hill.said.isEmpty()) {
            for (auto [from, to] : {std::pair(&river, &hill), std::pair(&hill, &river)}) {
                const QByteArray said = from->take().left(static_cast<qsizetype>(std::max<qint64>(upTo, 0)));
                bytes += said.size();
                upTo -= said.size();
                const qsizetype half = said.size() / 2; // in pieces, as sockets give it
                to->talk->received(QByteArrayView(said).first(half), nowMs);
                to->talk->received(QByteArrayView(said).sliced(half), nowMs);
            }
        }
    }
    [[nodiscard]] bool isOpen() const
    {
        return river.talk->state() == Talk::State::Open && hill.talk->state() == Talk::State::Open;
    }
};

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
    void aLargeLetterGoesOnWhereTheLineBroke();
    void aLetterWrittenAnewBeginsFromTheStart();
    void whatIsKnownThereIsNotSent();
    void aRefusedLetterIsNamedAndNotSentAgain();
    void aLetterPutOffIsOfferedAgainLater();
    void whatCanNotBeWrittenNowIsNamed();
    void whatIsTakenAndNotAcknowledgedIsOfferedAgain();
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

void TestNeighbourTalk::aLargeLetterGoesOnWhereTheLineBroke()
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

void TestNeighbourTalk::aLetterWrittenAnewBeginsFromTheStart()
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

void TestNeighbourTalk::whatIsKnownThereIsNotSent()
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

void TestNeighbourTalk::aRefusedLetterIsNamedAndNotSentAgain()
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

void TestNeighbourTalk::aLetterPutOffIsOfferedAgainLater()
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

void TestNeighbourTalk::whatCanNotBeWrittenNowIsNamed()
{
    TwoTalks talks(*m_clinics);
    talks.river.desk.contents = {{keyOf(letter('b')), "another"}};

    talks.river.talk->setWaiting({letter('a'), letter('b')}, 0);
    talks.pass();

    QCOMPARE(talks.river.troubles, std::vector{NeighbourTroubleKind::LetterNotWritten});
    QCOMPARE(talks.hill.desk.taken, std::vector<QByteArray>{"another"});
    QVERIFY(talks.hill.talk->isIdle());
}

void TestNeighbourTalk::whatIsTakenAndNotAcknowledgedIsOfferedAgain()
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
