// Computers of one clinic find each other, and nobody else finds out anything.

#include "serving.h"

#include "device_certificate_p.h"
#include "kept_p.h"
#include "knock_p.h"
#include "ledger/device_keys.h"
#include "sync_net/join.h"

#include <QSslSocket>
#include <QTcpServer>

using namespace twinward;
using namespace twinward::test;
using namespace twinward::sync;
using base::ErrorCode;

namespace {

class TestNetService : public QObject
{
    Q_OBJECT

private slots:
    void twoComputersFindEachOtherAndAreAlike();
    void anAddressTypedByHandIsCalled();
    void whatIsAtAWrongAddressIsSaid();
    void aNewComputerIsFilledByTheOneThatLetItIn();
    void whatIsEnteredWhileApartComesOverLater();
    void aStrangerHearsNothing_data();
    void aStrangerHearsNothing();
    void strangersDoNotKeepOthersOut();
    void aForeignCertificateIsRefused();
    void anotherClinicsComputerIsNotTalkedTo();
    void aRemovedComputerIsDroppedAtOnce();
    void imagesComeWhereEverythingIsWanted();
    void whatWasSetIsKept();
    void aServiceThatWasStoppedNeverRuns();
};

quint16 nextBeaconPort()
{
    static quint16 port = 48'100;
    return ++port;
}

QString addressOf(const Serving& serving)
{
    return QStringLiteral("127.0.0.1:%1").arg(serving.status().port);
}

void TestNetService::twoComputersFindEachOtherAndAreAlike()
{
    const Replicas clinic(2);
    const auto options = onLoopback(nextBeaconPort());
    Serving first(clinic[0], options);
    Serving second(clinic[1], options);

    QTRY_VERIFY_WITH_TIMEOUT(first.isConnectedTo(clinic[1]) && second.isConnectedTo(clinic[0]), 20'000);
    clinic.say(0, QStringLiteral("from the first"));
    clinic.say(1, QStringLiteral("from the second"));

    QTRY_COMPARE_WITH_TIMEOUT(clinic.notes(0).size(), 2, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(clinic.notes(1).size(), 2, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(first.status().state, SyncState::CaughtUp, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(first.status().spread.onlyHere, quint64{0}, 20'000);
    QCOMPARE(first.status().peers.size(), size_t{1});
    QVERIFY(first.peer(clinic[1])->since.isValid());
    QCOMPARE(first.peer(clinic[1])->trouble.kind, TroubleKind::None);
}

void TestNetService::anAddressTypedByHandIsCalled()
{
    const Replicas clinic(2);
    auto options = onLoopback(nextBeaconPort());
    options.discovery = Discovery::Off;
    Serving first(clinic[0], options);
    Serving second(clinic[1], options);
    QTRY_VERIFY_WITH_TIMEOUT(first.status().port != 0, 20'000);

    QCOMPARE(second.service().addAddress(QStringLiteral("no address")).error().code, ErrorCode::InvalidInput);
    VERIFY_RESULT(second.service().addAddress(addressOf(first)));

    QTRY_VERIFY_WITH_TIMEOUT(second.isConnectedTo(clinic[0]), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(second.status().addresses, QStringList{addressOf(first)}, 20'000);
    second.service().removeAddress(addressOf(first));
    QTRY_VERIFY_WITH_TIMEOUT(second.status().addresses.isEmpty(), 20'000);
    QVERIFY(Kept::read(clinic[1]).addresses.empty());
}

void TestNetService::whatIsAtAWrongAddressIsSaid()
{
    const Replicas clinic(1);
    auto options = onLoopback(nextBeaconPort());
    options.discovery = Discovery::Off;
    QTcpServer other; // says what a web server says
    QVERIFY(other.listen(QHostAddress::LocalHost));
    connect(&other, &QTcpServer::newConnection, &other, [&other] {
        other.nextPendingConnection()->write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    });
    Serving serving(clinic[0], options);
    const QString address = QStringLiteral("127.0.0.1:%1").arg(other.serverPort());

    VERIFY_RESULT(serving.service().addAddress(address));

    QTRY_COMPARE_WITH_TIMEOUT(serving.status().addressTroubles[address].kind, TroubleKind::Stranger, 20'000);
    other.close();
    QTRY_COMPARE_WITH_TIMEOUT(
        serving.status().addressTroubles[address].kind, TroubleKind::Unreachable, 20'000);
}

void TestNetService::aNewComputerIsFilledByTheOneThatLetItIn()
{
    Replicas clinic(1);
    clinic.say(0, QStringLiteral("before"));
    auto options = onLoopback(nextBeaconPort());
    options.discovery = Discovery::Off; // only where it was met
    Serving first(clinic[0], options);
    QTRY_VERIFY_WITH_TIMEOUT(first.status().port != 0, 20'000);
    const auto laptop = ledger::NewDevice::named(QStringLiteral("Ward laptop"));
    const auto answer = admit(clinic[0], laptop.request.toBytes(), first.status().port);
    VERIFY_RESULT(answer);
    auto vault = completeJoin(
        clinic.folder(1), *answer, laptop, QStringLiteral("127.0.0.1"), founder, secret(passphrase), quick());
    VERIFY_RESULT(vault);
    clinic.vaults.push_back(std::move(*vault));

    Serving second(clinic[1], options);

    QTRY_VERIFY_WITH_TIMEOUT(!ledger::isJoining(clinic[1]), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(clinic.notes(1), QStringList{QStringLiteral("before")}, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(second.status().state, SyncState::CaughtUp, 20'000);
}

void TestNetService::whatIsEnteredWhileApartComesOverLater()
{
    const Replicas clinic(3);
    const auto options = onLoopback(nextBeaconPort());
    Serving first(clinic[0], options);
    {
        Serving second(clinic[1], options);
        QTRY_VERIFY_WITH_TIMEOUT(first.isConnectedTo(clinic[1]), 20'000);
    }
    QTRY_VERIFY_WITH_TIMEOUT(first.peer(clinic[1])->state == PeerState::Away, 20'000);
    clinic.say(0, QStringLiteral("meanwhile"));
    QTRY_VERIFY_WITH_TIMEOUT(first.status().spread.onlyHere > 0, 20'000);

    Serving third(clinic[2], options);
    Serving second(clinic[1], options);

    QTRY_COMPARE_WITH_TIMEOUT(clinic.notes(1), QStringList{QStringLiteral("meanwhile")}, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(clinic.notes(2), QStringList{QStringLiteral("meanwhile")}, 20'000);
}

void TestNetService::aStrangerHearsNothing_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("silence") << QByteArray();
    QTest::newRow("a web browser") << QByteArray(
        "GET / HTTP/1.1\r\nHost: clinic\r\n\r\nand more, until it is "
        "as long as a token is, and then some");
    QTest::newRow("a token of zeros") << QByteArray(knockBytes, '\0');
    QTest::newRow("another clinic's token")
        << Knock::make(QByteArray(16, 'x'), QDateTime::currentMSecsSinceEpoch()).token;
    QTest::newRow("TLS") << QByteArray::fromHex("16030100f4010000f00303") + QByteArray(240, 'r');
}

void TestNetService::aStrangerHearsNothing()
{
    QFETCH(QByteArray, said);
    const Replicas clinic(1);
    Serving serving(clinic[0], onLoopback(nextBeaconPort()));
    QTRY_VERIFY_WITH_TIMEOUT(serving.status().port != 0, 20'000);
    QTcpSocket stranger;
    stranger.connectToHost(QHostAddress::LocalHost, serving.status().port);
    QTRY_COMPARE_WITH_TIMEOUT(stranger.state(), QAbstractSocket::ConnectedState, 20'000);

    stranger.write(said);

    QTRY_COMPARE_WITH_TIMEOUT(stranger.state(), QAbstractSocket::UnconnectedState, 20'000); // in bounded time
    QVERIFY(stranger.readAll().isEmpty());
}

void TestNetService::strangersDoNotKeepOthersOut()
{
    const Replicas clinic(2);
    auto options = onLoopback(nextBeaconPort());
    Serving first(clinic[0], options);
    QTRY_VERIFY_WITH_TIMEOUT(first.status().port != 0, 20'000);
    std::vector<std::unique_ptr<QTcpSocket>> strangers;
    for (int i = 0; i < 40; ++i) {
        strangers.push_back(std::make_unique<QTcpSocket>());
        strangers.back()->connectToHost(QHostAddress::LocalHost, first.status().port);
    }

    Serving second(clinic[1], options);

    QTRY_VERIFY_WITH_TIMEOUT(second.isConnectedTo(clinic[0]), 30'000);
}

// It knows the clinic's secret, as a device does that was removed, and shows a certificate of its own.
void TestNetService::aForeignCertificateIsRefused()
{
    const Replicas clinic(2);
    Serving serving(clinic[0], onLoopback(nextBeaconPort()));
    QTRY_VERIFY_WITH_TIMEOUT(serving.status().port != 0, 20'000);
    const auto foreign = throwawayIdentity();
    VERIFY_RESULT(foreign);
    QSslSocket socket;
    prepareTls(socket, *foreign);
    socket.connectToHost(QStringLiteral("127.0.0.1"), serving.status().port);
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::ConnectedState, 20'000);
    const Knock knock = Knock::make(ledger::vaultId(clinic[0]), QDateTime::currentMSecsSinceEpoch());

    socket.write(knock.token);
    QTRY_COMPARE_WITH_TIMEOUT(socket.bytesAvailable(), knockAnswerBytes, 20'000);
    QCOMPARE(socket.readAll(), knock.answer);
    socket.startClientEncryption();

    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::UnconnectedState, 20'000);
    QVERIFY(socket.readAll().isEmpty());
}

void TestNetService::anotherClinicsComputerIsNotTalkedTo()
{
    const Replicas clinic(1);
    const Replicas another(1);
    const auto options = onLoopback(nextBeaconPort());
    Serving first(clinic[0], options);
    Serving second(another[0], options);
    QTRY_VERIFY_WITH_TIMEOUT(first.status().port != 0 && second.status().port != 0, 20'000);

    VERIFY_RESULT(second.service().addAddress(addressOf(first)));

    QTRY_COMPARE_WITH_TIMEOUT(
        second.status().addressTroubles[addressOf(first)].kind, TroubleKind::Unreachable, 20'000);
    QVERIFY(first.status().peers.empty() && second.status().peers.empty());
}

void TestNetService::aRemovedComputerIsDroppedAtOnce()
{
    const Replicas clinic(3);
    const auto options = onLoopback(nextBeaconPort());
    Serving first(clinic[0], options);
    Serving second(clinic[1], options);
    Serving third(clinic[2], options);
    QTRY_VERIFY_WITH_TIMEOUT(
        first.isConnectedTo(clinic[1]) && second.isConnectedTo(clinic[2]) && first.isConnectedTo(clinic[2]),
        20'000);

    VERIFY_RESULT(ledger::removeDevice(clinic[0], clinic[2].device(), QStringLiteral("lost")));
    clinic.say(0, QStringLiteral("not for the lost one"));

    QTRY_COMPARE_WITH_TIMEOUT(clinic.notes(1).size(), 1, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(
        !first.peer(clinic[2]) && !second.peer(clinic[2]) && !third.isConnectedTo(clinic[0]), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(!third.isConnectedTo(clinic[1]), 20'000);
    VERIFY_RESULT(third.service().addAddress(addressOf(first)));
    QTRY_VERIFY_WITH_TIMEOUT(third.status().addressTroubles.contains(addressOf(first))
            || third.peer(clinic[0])->trouble.kind != TroubleKind::None,
        20'000);
    QVERIFY(clinic.notes(2).isEmpty());
}

void TestNetService::imagesComeWhereEverythingIsWanted()
{
    const Replicas clinic(2);
    const QByteArray picture(300'000, 'p');
    const auto name = clinic[0].storeBlob(clinic.patient, record::Category::Imaging, picture);
    VERIFY_RESULT(name);
    const auto options = onLoopback(nextBeaconPort());
    Serving first(clinic[0], options);
    Serving second(clinic[1], options);
    QTRY_COMPARE_WITH_TIMEOUT(second.status().state, SyncState::CaughtUp, 20'000);
    QCOMPARE(clinic[1].readBlob(clinic.patient, record::Category::Imaging, *name).error().code,
        ErrorCode::NotFound); // on demand: not yet

    second.service().wantBlob(*name);

    QTRY_VERIFY_WITH_TIMEOUT(
        clinic[1].readBlob(clinic.patient, record::Category::Imaging, *name).has_value(), 20'000);
    const auto another = clinic[0].storeBlob(clinic.patient, record::Category::Imaging, picture + 'q');
    VERIFY_RESULT(another);
    second.service().setImages(BlobPolicy::Everything);
    QTRY_VERIFY_WITH_TIMEOUT(
        clinic[1].readBlob(clinic.patient, record::Category::Imaging, *another).has_value(), 20'000);
}

void TestNetService::whatWasSetIsKept()
{
    const Replicas clinic(2);
    const auto options = onLoopback(nextBeaconPort());
    {
        Serving serving(clinic[0], options);
        serving.service().setDestinations({clinic[1].device()});
        serving.service().setImages(BlobPolicy::Everything);
        VERIFY_RESULT(serving.service().addAddress(QStringLiteral("10.9.8.7")));
        QTRY_COMPARE_WITH_TIMEOUT(serving.status().destinations.size(), size_t{1}, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(serving.status().addresses.size(), 1, 20'000);
    }
    const Serving again(clinic[0], options);

    QTRY_COMPARE_WITH_TIMEOUT(again.status().destinations, std::set{clinic[1].device()}, 20'000);
    QCOMPARE(again.status().images, BlobPolicy::Everything);
    QCOMPARE(again.status().addresses, QStringList{QStringLiteral("10.9.8.7:47815")});
}

void TestNetService::aServiceThatWasStoppedNeverRuns()
{
    const Replicas clinic(1);
    Service service(onLoopback(nextBeaconPort()));

    service.stop();
    service.run(clinic[0]); // returns

    QCOMPARE(service.status().state, SyncState::Off);
    QVERIFY(service.beginEpoch().isCanceled());
}

} // namespace

QTEST_GUILESS_MAIN(TestNetService)
#include "tst_net_service.moc"
