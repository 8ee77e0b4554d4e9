// Two computers meet: what both screens show, who gets in and who does not, and somebody between them.

#include "replicas.h"

#include "device_certificate_p.h"
#include "pairing_talk_p.h"
#include "sync_net/join.h"
#include "sync_net/pairing.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QSslSocket>
#include <QTcpServer>
#include <QTest>

using namespace twinward;
using namespace twinward::test;
using namespace twinward::sync;
using base::ErrorCode;

namespace {

class TestNetPairing : public QObject
{
    Q_OBJECT

private slots:
    void bothScreensShowTheSameWords();
    void nothingIsGivenBeforeBothAreSure();
    void aHostThatChangesItsNumberIsFound();
    void wordsDifferWhereSomebodyStandsBetween();
    void somebodyBetweenIsSeenOnTheScreens();
    void aCodeThatWasNotReadIsNoUse();
    void whatIsOutOfPlaceEndsIt_data();
    void whatIsOutOfPlaceEndsIt();
    void aComputerJoinsByWords();
    void aComputerJoinsByCodeOnce();
    void clinicsExchangeTheirCards();
    void aPersonWhoSaysNoEndsItForBoth();
    void strangersDoNotUseUpTheTries();
    void timeIsUpAtLast();
};

PairingOptions here()
{
    PairingOptions options;
    options.listenOn = QStringLiteral("127.0.0.1");
    options.discovery = Discovery::ThisComputerOnly;
    options.beaconPort = 47'999;
    return options;
}

// Two talks with nothing between, or with whatever a test puts there.
struct TwoTalks
{
    std::unique_ptr<PairingTalk> host;
    std::unique_ptr<PairingTalk> guest;
    QByteArray toHost;
    QByteArray toGuest;

    explicit TwoTalks(const QByteArray& hostCode = {}, const QByteArray& guestCode = {},
        const QByteArray& hostBinding = "binding", const QByteArray& guestBinding = "binding")
    {
        host = std::make_unique<PairingTalk>(
            PairingTalk::Setting{PairingTalk::Role::Host, PairingPurpose::Join, hostBinding, hostCode, {},
                [this](const QByteArray& bytes) { toGuest += bytes; }, {}});
        guest = std::make_unique<PairingTalk>(
            PairingTalk::Setting{PairingTalk::Role::Guest, PairingPurpose::Join, guestBinding, guestCode,
                "offer", [this](const QByteArray& bytes) { toHost += bytes; }, {}});
        guest->start();
    }
    void pass()
    {
        while (!toHost.isEmpty() || !toGuest.isEmpty()) {
            host->received(std::exchange(toHost, {}));
            guest->received(std::exchange(toGuest, {}));
        }
    }
};

QByteArray message(int kind, const QByteArray& body)
{
    QByteArray bytes(4, '\0');
    bytes[2] = static_cast<char>(body.size() >> 8);
    bytes[3] = static_cast<char>(body.size());
    return bytes + static_cast<char>(kind) + body;
}

void TestNetPairing::bothScreensShowTheSameWords()
{
    TwoTalks first;
    TwoTalks second;

    first.pass();
    second.pass();

    QCOMPARE(first.host->state(), PairingState::Comparing);
    QCOMPARE(first.host->words().size(), 6);
    QCOMPARE(first.host->words(), first.guest->words());
    QVERIFY(first.host->words() != second.host->words()); // 1 in 2^48
}

void TestNetPairing::nothingIsGivenBeforeBothAreSure()
{
    TwoTalks talks;
    talks.pass();

    talks.guest->confirmWords();
    talks.pass();
    QCOMPARE(talks.guest->state(), PairingState::WaitingForOther);
    QCOMPARE(talks.host->state(), PairingState::Comparing);
    QVERIFY(talks.host->payload().isEmpty());
    talks.host->answer("too early");
    QVERIFY(talks.toGuest.isEmpty());

    talks.host->confirmWords();
    talks.pass();
    QCOMPARE(talks.host->state(), PairingState::Deciding);
    QCOMPARE(talks.host->payload(), "offer");

    talks.host->answer("answer");
    talks.pass();
    QCOMPARE(talks.guest->state(), PairingState::Done);
    QCOMPARE(talks.host->state(), PairingState::Done);
    QCOMPARE(talks.guest->payload(), "answer");
}

// It heard the guest's number first and then chose its own, so that the words come out as it wants them.
void TestNetPairing::aHostThatChangesItsNumberIsFound()
{
    TwoTalks talks;
    talks.host->received(std::exchange(talks.toHost, {}));
    talks.guest->received(std::exchange(talks.toGuest, {})); // the commitment

    talks.guest->received(message(2, QByteArray(32, 'x')));

    QCOMPARE(talks.guest->state(), PairingState::Ended);
    QCOMPARE(talks.guest->whyEnded(), PairingEnd::WordsDiffer);
}

// Passes every message on faithfully, but has a connection of its own with each.
void TestNetPairing::wordsDifferWhereSomebodyStandsBetween()
{
    TwoTalks talks({}, {}, "guest of the one between, host", "guest, host of the one between");
    TwoTalks toHost({}, {}, "guest of the one between, host", "guest of the one between, host");
    TwoTalks toGuest({}, {}, "guest, host of the one between", "guest, host of the one between");

    talks.pass(); // relayed: the commitment is over another pair of certificates
    toHost.pass(); // played in full with each, as host and as guest
    toGuest.pass();

    QCOMPARE(talks.guest->state(), PairingState::Ended);
    QVERIFY(toHost.host->words() != toGuest.guest->words());
}

void TestNetPairing::aCodeThatWasNotReadIsNoUse()
{
    for (const QByteArray& shown : {QByteArray("secret of code"), QByteArray()}) {
        TwoTalks talks(shown, "guessed secret");
        talks.pass();
        QCOMPARE(talks.host->state(), PairingState::Ended);
        QCOMPARE(talks.host->whyEnded(), PairingEnd::NotTheCode);
        QCOMPARE(talks.guest->whyEnded(), PairingEnd::NotTheCode);
        QVERIFY(talks.host->payload().isEmpty());
    }
    TwoTalks passedOn("secret of code", "secret of code", "another pair of certificates");
    passedOn.pass();
    QCOMPARE(passedOn.host->whyEnded(), PairingEnd::NotTheCode);
    TwoTalks right("secret of code", "secret of code");
    right.pass();
    QCOMPARE(right.host->state(), PairingState::Deciding);
}

void TestNetPairing::whatIsOutOfPlaceEndsIt_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("no message") << QByteArray("GET / HTTP/1.1\r\n\r\n");
    QTest::newRow("a number before a greeting") << message(2, QByteArray(32, 'n'));
    QTest::newRow("sure before the words") << message(3, {});
    QTest::newRow("an offer at once") << message(4, "offer");
    QTest::newRow("thanks for nothing") << message(6, {});
    QTest::newRow("of a kind there is not") << message(9, {});
    QTest::newRow("too long for a stranger") << message(1, QByteArray(1000, 'n'));
    QTest::newRow("a greeting that is none") << message(1, "hello");
}

void TestNetPairing::whatIsOutOfPlaceEndsIt()
{
    QFETCH(QByteArray, said);
    TwoTalks talks;

    talks.host->received(said);

    QCOMPARE(talks.host->state(), PairingState::Ended);
    QVERIFY(!talks.host->hasBegun());
    QVERIFY(talks.host->payload().isEmpty());
}

// A host and a guest over real sockets, with a vault each.
struct Meeting
{
    Replicas clinic{1};
    ledger::NewDevice device = ledger::NewDevice::named(QStringLiteral("Ward laptop"));
    PairingHost host{PairingPurpose::Join, here()};
    PairingGuest guest{PairingPurpose::Join, device.request.toBytes(), here()};
    QSignalSpy hostEnded{&host, &PairingHost::ended};
    QSignalSpy guestEnded{&guest, &PairingGuest::ended};

    Meeting() { VERIFY_RESULT(host.open()); }
    void finish()
    {
        QTRY_COMPARE_WITH_TIMEOUT(host.state(), PairingState::Deciding, 20'000);
        const auto asked = joinAsked(host.offered());
        QVERIFY(asked.has_value());
        QCOMPARE(asked->name, QStringLiteral("Ward laptop"));
        const auto answer = admit(clinic[0], host.offered(), 4000);
        VERIFY_RESULT(answer);
        host.answer(*answer);
        QTRY_COMPARE_WITH_TIMEOUT(guest.state(), PairingState::Done, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(host.state(), PairingState::Done, 20'000);
        auto wrong = completeJoin(clinic.folder(1), guest.answer(), device, guest.hostAddress(), founder,
            secret("not it"), quick());
        QCOMPARE(wrong.error().code, ErrorCode::WrongPassphrase);
        auto vault = completeJoin(clinic.folder(1), guest.answer(), device, guest.hostAddress(), founder,
            secret(passphrase), quick());
        VERIFY_RESULT(vault);
        QVERIFY(ledger::isJoining(**vault));
        QCOMPARE((*vault)->device(), device.request.device);
        QVERIFY(hostEnded.isEmpty() && guestEnded.isEmpty());
    }
};

void TestNetPairing::aComputerJoinsByWords()
{
    Meeting meeting;
    meeting.guest.look();
    QTRY_COMPARE_WITH_TIMEOUT(meeting.guest.hosts().size(), 1, 20'000);
    QCOMPARE(meeting.guest.hosts().front().address, meeting.host.addresses().front());
    VERIFY_RESULT(meeting.guest.meet(meeting.guest.hosts().front().address));

    QTRY_COMPARE_WITH_TIMEOUT(meeting.guest.state(), PairingState::Comparing, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(meeting.host.state(), PairingState::Comparing, 20'000);
    QCOMPARE(meeting.host.words(), meeting.guest.words());
    QCOMPARE(meeting.host.words().size(), 6);
    meeting.host.confirmWords();
    meeting.guest.confirmWords();

    meeting.finish();
}

void TestNetPairing::aComputerJoinsByCodeOnce()
{
    Meeting meeting;
    const QString code = meeting.host.code();
    VERIFY_RESULT(meeting.guest.meetByCode(code));
    meeting.finish();

    PairingHost another(PairingPurpose::Join, here());
    VERIFY_RESULT(another.open());
    PairingGuest late(PairingPurpose::Join, meeting.device.request.toBytes(), here());
    QSignalSpy ended(&late, &PairingGuest::ended);
    VERIFY_RESULT(late.meetByCode(code)); // the host it was for has closed
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
    QCOMPARE(late.meetByCode(QStringLiteral("TW1-77777")).error().code, ErrorCode::InvalidInput);
    QCOMPARE(late.meet(QStringLiteral("nowhere")).error().code, ErrorCode::InvalidInput);
}

void TestNetPairing::clinicsExchangeTheirCards()
{
    PairingHost host(PairingPurpose::ClinicCards, here());
    VERIFY_RESULT(host.open());
    PairingGuest guest(PairingPurpose::ClinicCards, "card of the guest", here());
    PairingGuest joining(PairingPurpose::Join, "asks to join", here());
    QSignalSpy left(&host, &PairingHost::guestLeft);
    QSignalSpy ended(&joining, &PairingGuest::ended);

    VERIFY_RESULT(joining.meet(host.addresses().front()));
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
    QCOMPARE(ended.front().front().value<PairingEnd>(), PairingEnd::OtherPurpose);
    VERIFY_RESULT(guest.meet(host.addresses().front()));
    QTRY_COMPARE_WITH_TIMEOUT(host.state(), PairingState::Comparing, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(guest.state(), PairingState::Comparing, 20'000);
    guest.confirmWords();
    host.confirmWords();
    QTRY_COMPARE_WITH_TIMEOUT(host.state(), PairingState::Deciding, 20'000);
    QCOMPARE(host.offered(), "card of the guest");
    host.answer("card of the host");

    QTRY_COMPARE_WITH_TIMEOUT(guest.state(), PairingState::Done, 20'000);
    QCOMPARE(guest.answer(), "card of the host");
    QTRY_COMPARE_WITH_TIMEOUT(host.state(), PairingState::Done, 20'000);
}

// Is the host to the guest and the guest to the host, over TLS with each, and would pass on what it hears.
void TestNetPairing::somebodyBetweenIsSeenOnTheScreens()
{
    Meeting meeting;
    PairingHost toGuest(PairingPurpose::Join, here());
    VERIFY_RESULT(toGuest.open());
    PairingGuest toHost(PairingPurpose::Join, ledger::NewDevice::named("Theirs").request.toBytes(), here());

    VERIFY_RESULT(meeting.guest.meet(toGuest.addresses().front()));
    VERIFY_RESULT(toHost.meet(meeting.host.addresses().front()));

    QTRY_COMPARE_WITH_TIMEOUT(meeting.guest.state(), PairingState::Comparing, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(meeting.host.state(), PairingState::Comparing, 20'000);
    QVERIFY(meeting.guest.words() != meeting.host.words());
    toGuest.confirmWords();
    toHost.confirmWords();
    meeting.host.wordsDiffer();
    QTRY_COMPARE_WITH_TIMEOUT(toHost.state(), PairingState::Ended, 20'000);
    QVERIFY(toHost.answer().isEmpty() && toGuest.offered().isEmpty());
}

void TestNetPairing::aPersonWhoSaysNoEndsItForBoth()
{
    Meeting meeting;
    VERIFY_RESULT(meeting.guest.meet(meeting.host.addresses().front()));
    QTRY_COMPARE_WITH_TIMEOUT(meeting.host.state(), PairingState::Comparing, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(meeting.guest.state(), PairingState::Comparing, 20'000);

    meeting.guest.wordsDiffer();

    QTRY_COMPARE_WITH_TIMEOUT(meeting.hostEnded.size(), 1, 20'000);
    QCOMPARE(meeting.hostEnded.front().front().value<PairingEnd>(), PairingEnd::WordsDiffer);
    QCOMPARE(meeting.host.state(), PairingState::Ended);
    QCOMPARE(meeting.guest.state(), PairingState::Ended);
    QTcpSocket late; // nothing listens any more
    const auto address = meeting.host.addresses().front().split(u':');
    late.connectToHost(address[0], static_cast<quint16>(address[1].toUInt()));
    QVERIFY(!late.waitForConnected(2000));
}

void TestNetPairing::strangersDoNotUseUpTheTries()
{
    Meeting meeting;
    const auto address = meeting.host.addresses().front().split(u':');
    std::vector<std::unique_ptr<QTcpSocket>> strangers;
    for (int i = 0; i < 10; ++i) {
        auto& stranger = strangers.emplace_back(std::make_unique<QTcpSocket>());
        stranger->connectToHost(address[0], static_cast<quint16>(address[1].toUInt()));
        QTRY_VERIFY_WITH_TIMEOUT(stranger->state() == QAbstractSocket::ConnectedState, 20'000);
        stranger->write("GET / HTTP/1.1\r\n\r\n");
        QTRY_COMPARE_WITH_TIMEOUT(stranger->state(), QAbstractSocket::UnconnectedState, 20'000);
    }

    QCOMPARE(meeting.host.state(), PairingState::Looking);
    VERIFY_RESULT(meeting.guest.meetByCode(meeting.host.code()));
    meeting.finish();
}

void TestNetPairing::timeIsUpAtLast()
{
    PairingOptions options = here();
    options.openMs = 50;
    PairingHost host(PairingPurpose::Join, options);
    QSignalSpy ended(&host, &PairingHost::ended);

    VERIFY_RESULT(host.open());

    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
    QCOMPARE(ended.front().front().value<PairingEnd>(), PairingEnd::TimeIsUp);
}

} // namespace

QTEST_GUILESS_MAIN(TestNetPairing)
#include "tst_net_pairing.moc"
