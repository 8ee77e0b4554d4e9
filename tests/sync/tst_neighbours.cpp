// Two clinics on one network: their letters go by themselves, and nobody else finds out anything.

#include "two_clinics.h"

#include "device_certificate_p.h"
#include "knock_p.h"
#include "ledger/clinic_line.h"
#include "ledger/joining.h"
#include "ledger/key_exchange.h"
#include "neighbour_frame_p.h"
#include "replicas.h"
#include "serving.h"
#include "turned.h"

#include <QSignalSpy>
#include <QSslSocket>

using namespace twinward;
using namespace twinward::test;
using namespace twinward::sync;

namespace {

constexpr int patience = 60'000; // ms

quint16 nextBeaconPort()
{
    static quint16 port = 49'300;
    return ++port;
}

sync::ServiceOptions nearby(quint16 beaconPort, Discovery discovery = Discovery::ThisComputerOnly)
{
    auto options = onLoopback(beaconPort);
    options.beaconEveryMs = 100;
    options.discovery = discovery;
    return options;
}

std::optional<NeighbourStatus> towards(const Serving& serving, const record::ClinicId& clinic)
{
    for (const NeighbourStatus& one : serving.status().neighbours) {
        if (one.clinic == clinic)
            return one;
    }
    return std::nullopt;
}

bool isWith(const Serving& serving, const record::ClinicId& clinic)
{
    const auto found = towards(serving, clinic);
    return found && found->state == PeerState::Connected;
}

NeighbourTroubleKind troubleWith(const Serving& serving, const record::ClinicId& clinic)
{
    const auto found = towards(serving, clinic);
    return found ? found->trouble.kind : NeighbourTroubleKind::None;
}

QString addressOf(const Serving& serving)
{
    return QStringLiteral("127.0.0.1:%1").arg(serving.status().port);
}

// What waits for the other clinic's receipt; its own receipts stay on offer.
qsizetype unacknowledged(const ledger::Vault& vault)
{
    const auto waiting = ledger::outbox(vault);
    [&] { VERIFY_RESULT(waiting); }();
    return std::count_if(waiting->begin(), waiting->end(),
        [](const auto& letter) { return letter.kind != ledger::OutgoingLetter::Kind::Receipt; });
}

// The second clinic's patients in one word each, quietly where none has come.
qsizetype entriesAtHill(const TwoClinics& clinics)
{
    const auto events = clinics.hill.vault->read(clinics.there());
    return events ? static_cast<qsizetype>(events->size()) : 0;
}

class TestNeighbours : public QObject
{
    Q_OBJECT

private slots:
    void aReferralIsThereByItselfAndItsReceiptComesBack();
    void theyFindEachOtherOnceCardsWereTaken();
    void anAddressTypedByHandIsCalledAndRemembered();
    void aWithdrawnContractsLetterDoesNotGo();
    void keysTurnedOnOneSideStillMeet();
    void keysTurnedOnBothSidesStillMeet();
    void aLetterThatMustWaitIsNamedOnBothSides();
    void anyOfAClinicsComputersCarries();
    void aClinicWhoseCardWasNotTakenHearsNothing();
    void whoOnlyHasASecretOfTheLineHearsNothing();
    void whatWasJustEnteredGoesWithTheReferral();
    void keysThatANurseCouldNotTurnTurnOnceAPhysicianIsThere();
};

void TestNeighbours::aReferralIsThereByItselfAndItsReceiptComesBack()
{
    TwoClinics clinics;
    const auto options = nearby(nextBeaconPort());
    Serving river(*clinics.river.vault, options);
    Serving hill(*clinics.hill.vault, options);
    QSignalSpy came(&hill.service(), &Service::letterArrived);
    const auto atRiver = clinics.river.card().id;
    const auto atHill = clinics.hill.card().id;
    QTRY_VERIFY_WITH_TIMEOUT(isWith(river, atHill) && isWith(hill, atRiver), patience);
    QCOMPARE(towards(river, atHill)->name, QStringLiteral("Hill"));
    QVERIFY(towards(river, atHill)->since.isValid());
    QVERIFY(river.status().peers.empty()); // it is none of ours
    QCOMPARE(river.status().state, SyncState::Alone);

    clinics.send(clinics.grant(clinics.terms()));

    QTRY_COMPARE_WITH_TIMEOUT(entriesAtHill(clinics), qsizetype{2}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(unacknowledged(*clinics.river.vault), qsizetype{0}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(towards(river, atHill)->lettersWaiting, qint64{0}, patience);
    QVERIFY(!came.isEmpty());
    QCOMPARE(troubleWith(river, atHill), NeighbourTroubleKind::None);
    QCOMPARE(troubleWith(hill, atRiver), NeighbourTroubleKind::None);
}

void TestNeighbours::theyFindEachOtherOnceCardsWereTaken()
{
    const SharedClock clock;
    const TestClinic river(QStringLiteral("Riverside"), clock);
    const TestClinic hill(QStringLiteral("Hill"), clock);
    const auto options = nearby(nextBeaconPort());
    Serving first(*river.vault, options);
    Serving second(*hill.vault, options);
    QTRY_VERIFY_WITH_TIMEOUT(first.status().port != 0 && second.status().port != 0, patience);
    QVERIFY(first.status().neighbours.empty());

    VERIFY_RESULT(ledger::knowClinic(*river.vault, hill.card()));
    QTRY_VERIFY_WITH_TIMEOUT(towards(first, hill.card().id), patience);
    QVERIFY(!isWith(first, hill.card().id)); // it takes two
    VERIFY_RESULT(ledger::knowClinic(*hill.vault, river.card()));

    QTRY_VERIFY_WITH_TIMEOUT(isWith(first, hill.card().id) && isWith(second, river.card().id), patience);
}

void TestNeighbours::anAddressTypedByHandIsCalledAndRemembered()
{
    TwoClinics clinics;
    const auto options = nearby(nextBeaconPort(), Discovery::Off);
    const auto atHill = clinics.hill.card().id;
    auto fixed = options;
    {
        Serving hill(*clinics.hill.vault, options);
        QTRY_VERIFY_WITH_TIMEOUT(hill.status().port != 0, patience);
        fixed.port = hill.status().port;
        Serving river(*clinics.river.vault, options);
        QCOMPARE(river.service().addNeighbourAddress(atHill, QStringLiteral("no address")).error().code,
            base::ErrorCode::InvalidInput);

        VERIFY_RESULT(river.service().addNeighbourAddress(atHill, addressOf(hill)));

        QTRY_VERIFY_WITH_TIMEOUT(isWith(river, atHill), patience);
        QCOMPARE(towards(river, atHill)->addresses, QStringList{addressOf(hill)});
        river.service().removeNeighbourAddress(atHill, QStringLiteral("127.0.0.1:1")); // was never there
        QTRY_VERIFY_WITH_TIMEOUT(!towards(river, atHill)->address.isEmpty(), patience);
    }
    // Hill was called, and yet knows where Riverside listened.
    const Serving again(*clinics.river.vault, options);
    QTRY_VERIFY_WITH_TIMEOUT(troubleWith(again, atHill) == NeighbourTroubleKind::Unreachable, patience);
    QCOMPARE(towards(again, atHill)->state == PeerState::Connected, false);

    const Serving hill(*clinics.hill.vault, fixed);

    QTRY_VERIFY_WITH_TIMEOUT(isWith(again, atHill), patience);
    QTRY_COMPARE_WITH_TIMEOUT(troubleWith(again, atHill), NeighbourTroubleKind::None, patience);
}

void TestNeighbours::aWithdrawnContractsLetterDoesNotGo()
{
    // given a letter whose contract ended before anybody could carry it, and another that may go
    TwoClinics clinics;
    const auto ended = clinics.grant(clinics.terms());
    const auto withdrawn = clinics.send(ended);
    VERIFY_RESULT(ledger::withdrawConsent(*clinics.river.vault, ended, QStringLiteral("no longer")));
    const auto options = nearby(nextBeaconPort());
    Serving river(*clinics.river.vault, options);
    Serving hill(*clinics.hill.vault, options);

    clinics.send(clinics.grant(clinics.terms({record::Category::Demographics})));

    // then only the other has come
    QTRY_COMPARE_WITH_TIMEOUT(entriesAtHill(clinics), qsizetype{1}, patience);
    const auto log = ledger::sharingLog(*clinics.hill.vault);
    VERIFY_RESULT(log);
    QCOMPARE(log->taken.size(), size_t{1});
    QVERIFY(log->taken.front().event.as<record::DisclosureTaken>()->disclosure != withdrawn.disclosure);
}

void TestNeighbours::keysTurnedOnOneSideStillMeet()
{
    // given that Riverside's keys turned while the two were apart
    TwoClinics clinics;
    turnKeys(clinics.river);
    const auto atHill = clinics.hill.card().id;
    const auto atRiver = clinics.river.card().id;
    QVERIFY((*ledger::knownClinic(*clinics.hill.vault, atRiver))->card != clinics.river.card());
    const auto options = nearby(nextBeaconPort());

    Serving river(*clinics.river.vault, options);
    Serving hill(*clinics.hill.vault, options);

    QTRY_VERIFY_WITH_TIMEOUT(isWith(river, atHill) && isWith(hill, atRiver), patience);
    const auto known = ledger::knownClinic(*clinics.hill.vault, atRiver);
    QCOMPARE((*known)->card.epoch, clinics.river.card().epoch);
    QVERIFY(!(*known)->comparedByPerson); // its earlier key vouched for it
    // and when they turn once more while they are connected, the other hears of it
    turnKeys(clinics.river);
    QTRY_COMPARE_WITH_TIMEOUT((*ledger::knownClinic(*clinics.hill.vault, atRiver))->card.epoch,
        clinics.river.card().epoch, patience);
    clinics.send(clinics.grant(clinics.terms()));
    QTRY_COMPARE_WITH_TIMEOUT(entriesAtHill(clinics), qsizetype{2}, patience);
}

void TestNeighbours::keysTurnedOnBothSidesStillMeet()
{
    TwoClinics clinics;
    turnKeys(clinics.river);
    turnKeys(clinics.river);
    turnKeys(clinics.hill);
    const auto atHill = clinics.hill.card().id;
    const auto atRiver = clinics.river.card().id;
    const auto options = nearby(nextBeaconPort());

    Serving river(*clinics.river.vault, options);
    Serving hill(*clinics.hill.vault, options);

    QTRY_VERIFY_WITH_TIMEOUT(isWith(river, atHill) && isWith(hill, atRiver), patience);
    QCOMPARE((*ledger::knownClinic(*clinics.hill.vault, atRiver))->card, clinics.river.card());
    QCOMPARE((*ledger::knownClinic(*clinics.river.vault, atHill))->card, clinics.hill.card());
}

void TestNeighbours::aLetterThatMustWaitIsNamedOnBothSides()
{
    // given a nurse at Hill, who may not keep what was told in confidence
    TwoClinics clinics;
    clinics.hill.enrol(QStringLiteral("Nurse Amina"), record::Role::Nurse);
    clinics.hill.signIn(QStringLiteral("Nurse Amina"), clinics.clock);
    const auto atHill = clinics.hill.card().id;
    const auto atRiver = clinics.river.card().id;
    auto options = nearby(nextBeaconPort());
    Serving river(*clinics.river.vault, options);
    {
        const Serving hill(*clinics.hill.vault, options);
        QTRY_VERIFY_WITH_TIMEOUT(isWith(river, atHill), patience);

        clinics.send(
            clinics.grant(clinics.terms({record::Category::Demographics, record::Category::Sensitive})));

        QTRY_COMPARE_WITH_TIMEOUT(troubleWith(river, atHill), NeighbourTroubleKind::LetterPutOff, patience);
        QTRY_COMPARE_WITH_TIMEOUT(troubleWith(hill, atRiver), NeighbourTroubleKind::LetterNotTaken, patience);
        QVERIFY(!towards(river, atHill)->trouble.what.isEmpty());
        QCOMPARE(towards(river, atHill)->lettersWaiting, qint64{1});
    }
    // when the physician signs in
    clinics.hill.signIn(QStringLiteral("Dr Hill"), clinics.clock);
    const Serving hill(*clinics.hill.vault, options);

    QTRY_COMPARE_WITH_TIMEOUT(unacknowledged(*clinics.river.vault), qsizetype{0}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(troubleWith(river, atHill), NeighbourTroubleKind::None, patience);
}

void TestNeighbours::anyOfAClinicsComputersCarries()
{
    // given two computers at Riverside, of which the second writes
    TwoClinics clinics;
    const auto laptop = ledger::NewDevice::named(QStringLiteral("Ward laptop"));
    const auto pack = ledger::admitDevice(*clinics.river.vault, laptop.request);
    VERIFY_RESULT(pack);
    const QTemporaryDir folder;
    auto second = ledger::join(folder.filePath("vault"), *pack, laptop, QStringLiteral("Dr Riverside"),
        secret(passphrase), clinics.clock.options());
    VERIFY_RESULT(second);
    (void)pull(**second, *clinics.river.vault);
    const auto atHill = clinics.hill.card().id;
    const auto options = nearby(nextBeaconPort());
    Serving river(*clinics.river.vault, options);
    Serving ward(**second, options);
    Serving hill(*clinics.hill.vault, options);
    QTRY_VERIFY_WITH_TIMEOUT(river.isConnectedTo(**second), patience);
    QTRY_VERIFY_WITH_TIMEOUT(isWith(river, atHill) || isWith(ward, atHill), patience);

    const auto granted = ledger::grantConsent(**second, clinics.terms());
    VERIFY_RESULT(granted);
    VERIFY_RESULT(ledger::disclose(**second, *granted));

    QTRY_COMPARE_WITH_TIMEOUT(entriesAtHill(clinics), qsizetype{2}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(unacknowledged(*clinics.river.vault), qsizetype{0}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(unacknowledged(**second), qsizetype{0}, patience);
    const auto log = ledger::sharingLog(*clinics.hill.vault);
    QCOMPARE(log->taken.size(), size_t{1}); // once
}

void TestNeighbours::aClinicWhoseCardWasNotTakenHearsNothing()
{
    // Hill took Riverside's card; Riverside never heard of the third, which took both.
    TwoClinics clinics;
    TestClinic third(QStringLiteral("Third"), clinics.clock);
    VERIFY_RESULT(ledger::knowClinic(*third.vault, clinics.river.card()));
    VERIFY_RESULT(ledger::knowClinic(*third.vault, clinics.hill.card()));
    const auto options = nearby(nextBeaconPort());
    Serving river(*clinics.river.vault, options);
    Serving hill(*clinics.hill.vault, options);
    Serving stranger(*third.vault, options);
    QTRY_VERIFY_WITH_TIMEOUT(river.status().port != 0 && stranger.status().port != 0, patience);

    VERIFY_RESULT(stranger.service().addNeighbourAddress(clinics.river.card().id, addressOf(river)));

    QTRY_COMPARE_WITH_TIMEOUT(
        troubleWith(stranger, clinics.river.card().id), NeighbourTroubleKind::Unreachable, patience);
    QTRY_VERIFY_WITH_TIMEOUT(isWith(river, clinics.hill.card().id), patience);
    QCOMPARE(river.status().neighbours.size(), size_t{1});
    QVERIFY(!isWith(stranger, clinics.river.card().id));
}

// As somebody would who was removed and kept an old root: the knock is right, the signature can't be.
void TestNeighbours::whoOnlyHasASecretOfTheLineHearsNothing()
{
    TwoClinics clinics;
    TestClinic third(QStringLiteral("Third"), clinics.clock);
    const auto secrets = ledger::lineSecrets(*clinics.hill.vault, clinics.river.card());
    VERIFY_RESULT(secrets);
    const Serving river(*clinics.river.vault, nearby(nextBeaconPort(), Discovery::Off));
    QTRY_VERIFY_WITH_TIMEOUT(river.status().port != 0 && !river.status().neighbours.empty(), patience);
    const auto identity = throwawayIdentity();
    VERIFY_RESULT(identity);
    QSslSocket socket;
    prepareTls(socket, *identity);
    socket.connectToHost(QStringLiteral("127.0.0.1"), river.status().port);
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::ConnectedState, 20'000);
    const Knock knock = Knock::make(secrets->front().ours, QDateTime::currentMSecsSinceEpoch());
    socket.write(knock.token);
    QTRY_COMPARE_WITH_TIMEOUT(socket.bytesAvailable(), knockAnswerBytes, patience);
    QCOMPARE(socket.readAll(), knock.answer);
    socket.startClientEncryption();
    QTRY_VERIFY_WITH_TIMEOUT(socket.isEncrypted(), patience);

    // Hill's own card, which is no secret, under a signature of another clinic's
    neighbour::Hello hello;
    hello.card = clinics.hill.card().toBytes();
    hello.run = record::DeviceId::random();
    hello.signature = *ledger::signAsClinic(*third.vault, "neighbour hello 1",
        neighbour::helloMessage(
            true, clinics.river.card().id, bindingOf(identity->certificate, socket.peerCertificate())));
    socket.write(neighbour::toFrame(hello));

    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::UnconnectedState, patience);
    QVERIFY(socket.readAll().isEmpty()); // not even who answers
    QVERIFY(!isWith(river, clinics.hill.card().id));
}

void TestNeighbours::whatWasJustEnteredGoesWithTheReferral()
{
    TwoClinics clinics;
    const auto options = nearby(nextBeaconPort());
    Serving river(*clinics.river.vault, options);
    Serving hill(*clinics.hill.vault, options);
    QTRY_VERIFY_WITH_TIMEOUT(isWith(river, clinics.hill.card().id), patience);

    for (int i = 0; i < 50; ++i)
        VERIFY_RESULT(clinics.river.vault->commit({heartRate(clinics.patient, 60 + i)}));
    clinics.send(clinics.grant(clinics.terms()));

    QTRY_COMPARE_WITH_TIMEOUT(entriesAtHill(clinics), qsizetype{52}, patience);
    QTRY_COMPARE_WITH_TIMEOUT(unacknowledged(*clinics.river.vault), qsizetype{0}, patience);
}

} // namespace

void TestNeighbours::keysThatANurseCouldNotTurnTurnOnceAPhysicianIsThere()
{
    TwoClinics clinics;
    const auto contract = clinics.grant(clinics.terms());
    clinics.send(contract);
    clinics.river.enrol("Nia", record::Role::Nurse);
    const QString physician = clinics.river.vault->user().name;
    clinics.river.signIn("Nia", clinics.clock);
    QCOMPARE(
        *ledger::withdrawConsent(*clinics.river.vault, contract, "asked the nurse"), ledger::Turn::Pending);
    clinics.river.signIn(physician, clinics.clock);
    const quint32 epoch = clinics.river.card().epoch;

    const Serving river(*clinics.river.vault, nearby(nextBeaconPort()));

    QTRY_VERIFY_WITH_TIMEOUT(clinics.river.card().epoch > epoch, patience);
}

QTEST_GUILESS_MAIN(TestNeighbours)
#include "tst_neighbours.moc"
