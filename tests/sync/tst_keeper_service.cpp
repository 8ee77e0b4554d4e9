// A keeper on the network, beside the real service of the clinic's computers, over loopback.

#include "serving.h"

#include "base/cbor.h"
#include "kept_p.h"
#include "ledger/device_keys.h"
#include "sync_keeper_serve/keeper_service.h"
#include "sync_net/join.h"

using namespace twinward;
using namespace twinward::test;

namespace {

constexpr int patience = 60'000;

class TestKeeperService : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void computersThatAreNeverOnTogetherBecomeAlikeThroughIt();
    void aFolderAsksAndBecomesAKeeper();
    void aRemovedKeeperIsCalledNoMore();
    void aNewLaptopIsFilledByAKeeperAlone();
    void aNewLaptopIsFilledByWhomeverItMeets();
    void whoWasRemovedIsVouchedForNoMore();
    void addressesOfTheHostAreHandedOn();
    void anAnswerThatDoesNotHoldTogetherIsRefused_data();
    void anAnswerThatDoesNotHoldTogetherIsRefused();
};

void TestKeeperService::initTestCase()
{
    if (QFileInfo(QStringLiteral("/dev/shm")).isWritable())
        qputenv("TMPDIR", "/dev/shm");
}

std::unique_ptr<sync::KeeperStore> keeperOf(Replicas& clinic)
{
    const QString folder = clinic.parent.filePath("keeper");
    const auto request = sync::askToKeep(folder, "Mini-PC");
    [&] { VERIFY_RESULT(request); }();
    const auto pack = sync::admitKeeper(clinic[0], *request);
    [&] { VERIFY_RESULT(pack); }();
    [&] { VERIFY_RESULT(sync::becomeKeeper(folder, *pack)); }();
    auto store = sync::KeeperStore::open(folder);
    [&] { VERIFY_RESULT(store); }();
    return std::move(*store);
}

void TestKeeperService::computersThatAreNeverOnTogetherBecomeAlikeThroughIt()
{
    Replicas clinic;
    const auto store = keeperOf(clinic);
    clinic.exchangeAll();
    clinic.say(0, "in the morning");
    const auto options = onLoopback(47'941);
    sync::KeeperService keeper(*store, options);
    VERIFY_RESULT(keeper.begin());
    QVERIFY(keeper.port() != 0);
    {
        const Serving morning(clinic[0], options);
        QTRY_VERIFY_WITH_TIMEOUT(keeper.peers().size() == 1
                && keeper.peers().front().state == sync::ConversationState::CaughtUp
                && store->wishes(*ledger::heads(clinic[0]))->empty(),
            patience);
    }
    QTRY_VERIFY_WITH_TIMEOUT(keeper.peers().empty(), patience);
    const Serving evening(clinic[1], options);
    QTRY_COMPARE_WITH_TIMEOUT(clinic.notes(1), QStringList{"in the morning"}, patience);
    QCOMPARE(keeper.peers().front().device, clinic[1].device());
}

void TestKeeperService::aFolderAsksAndBecomesAKeeper()
{
    Replicas clinic(1);
    const QString folder = clinic.parent.filePath("keeper");
    const auto first = sync::askToKeep(folder, "Mini-PC");
    const auto again = sync::askToKeep(folder, "Mini-PC");
    VERIFY_RESULT(again);
    QCOMPARE(first->device, again->device);
    QVERIFY(!sync::askToKeep(folder, "  "));
    const auto pack = sync::admitKeeper(clinic[0], *first);
    const QString elsewhere = clinic.parent.filePath("elsewhere");
    QCOMPARE(sync::becomeKeeper(elsewhere, *pack).error().code, base::ErrorCode::NotFound);
    VERIFY_RESULT(sync::becomeKeeper(folder, *pack));
    QVERIFY(!QFile::exists(folder + "/keeper.asking"));
    QCOMPARE(sync::askToKeep(folder, "Mini-PC").error().code, base::ErrorCode::InvalidInput);
    QCOMPARE((*sync::KeeperStore::open(folder))->device(), first->device);
}

void TestKeeperService::aRemovedKeeperIsCalledNoMore()
{
    Replicas clinic;
    const auto store = keeperOf(clinic);
    clinic.exchangeAll();
    const auto options = onLoopback(47'942);
    sync::KeeperService keeper(*store, options);
    VERIFY_RESULT(keeper.begin());
    const Serving ward(clinic[0], options);
    QTRY_COMPARE_WITH_TIMEOUT(keeper.peers().size(), size_t{1}, patience);
    VERIFY_RESULT(ledger::removeDevice(clinic[0], store->device(), "stolen"));
    QTRY_VERIFY_WITH_TIMEOUT(keeper.peers().empty(), patience);
    clinic.say(0, "not for it");
    QVERIFY(!store->wishes(*ledger::heads(clinic[0]))->empty());
}

// Admitted by the first computer of the clinic; what completeJoin() is given.
struct Admitted
{
    ledger::NewDevice laptop = ledger::NewDevice::named("New laptop");
    QByteArray answer;

    Admitted(Replicas& clinic, quint16 port)
    {
        const auto packed = sync::admit(clinic[0], laptop.request.toBytes(), port);
        [&] { VERIFY_RESULT(packed); }();
        answer = *packed;
    }
    void join(Replicas& clinic) const
    {
        auto vault = sync::completeJoin(clinic.folder(clinic.vaults.size()), answer, laptop, "127.0.0.1",
            founder, secret(passphrase), quick());
        VERIFY_RESULT(vault);
        clinic.vaults.push_back(std::move(*vault));
        QVERIFY(ledger::isJoining(*clinic.vaults.back()));
    }
};

bool holdsAllOf(const sync::KeeperStore& store, const ledger::Vault& vault)
{
    return store.wishes(*ledger::heads(vault))->empty();
}

void TestKeeperService::aNewLaptopIsFilledByAKeeperAlone()
{
    Replicas clinic;
    const auto store = keeperOf(clinic);
    clinic.exchangeAll();
    clinic.say(0, "before");
    auto options = onLoopback(47'943);
    sync::KeeperService keeper(*store, options);
    VERIFY_RESULT(keeper.begin());
    const Admitted admitted = [&] {
        Serving host(clinic[0], options);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(!keeper.peers().empty(), patience); }();
        Admitted made(clinic, host.status().port);
        host.service().tryNow();
        [&] {
            QTRY_VERIFY_WITH_TIMEOUT(
                holdsAllOf(*store, clinic[0]) && store->devices().contains(made.laptop.request.device),
                patience);
        }();
        return made;
    }(); // and the host is off
    QTRY_VERIFY_WITH_TIMEOUT(keeper.peers().empty(), patience);

    admitted.join(clinic);
    const Serving laptop(clinic[2], options);
    QTRY_VERIFY_WITH_TIMEOUT(!ledger::isJoining(clinic[2]), patience);
    QTRY_COMPARE_WITH_TIMEOUT(clinic.notes(2), QStringList{"before"}, patience);
    clinic.say(2, "from the new laptop");
    QTRY_VERIFY_WITH_TIMEOUT(holdsAllOf(*store, clinic[2]), patience);

    // and the third computer, which never met the host again, learns of the laptop there and is met by it
    const Serving third(clinic[1], options);
    QTRY_VERIFY_WITH_TIMEOUT(third.isConnectedTo(clinic[2]), patience);
    clinic.say(1, "from the third");
    QTRY_COMPARE_WITH_TIMEOUT(
        clinic.notes(2), (QStringList{"before", "from the new laptop", "from the third"}), patience);
}

void TestKeeperService::aNewLaptopIsFilledByWhomeverItMeets()
{
    Replicas clinic;
    clinic.say(0, "before");
    const Admitted admitted(clinic, 0); // nothing listens where the host was
    clinic.exchangeAll();
    admitted.join(clinic);

    const auto options = onLoopback(47'944);
    const Serving third(clinic[1], options);
    const Serving laptop(clinic[2], options);

    QTRY_VERIFY_WITH_TIMEOUT(!ledger::isJoining(clinic[2]), patience);
    QTRY_COMPARE_WITH_TIMEOUT(clinic.notes(2), QStringList{"before"}, patience);
}

void TestKeeperService::whoWasRemovedIsVouchedForNoMore()
{
    Replicas clinic(3);
    VERIFY_RESULT(ledger::removeDevice(clinic[0], clinic[1].device(), "stolen"));
    const Admitted admitted(clinic, 4000);

    admitted.join(clinic);

    const auto kept = sync::Kept::read(clinic[3]);
    const std::vector<sync::PinnedDevice> expected{
        {clinic[0].device(), ledger::deviceSigningKey(clinic[0])},
        {clinic[2].device(), ledger::deviceSigningKey(clinic[2])},
    };
    QCOMPARE(kept.pinned, expected);
    QCOMPARE(kept.addresses, (std::vector<sync::PeerAddress>{{"127.0.0.1", 4000}}));
}

void TestKeeperService::addressesOfTheHostAreHandedOn()
{
    Replicas clinic(1);
    sync::Kept known;
    known.addresses = {{"10.0.0.7", 47'815}, {"fe80::1%eth0", 47'815}, {"127.0.0.1", 4000}};
    VERIFY_RESULT(known.write(clinic[0]));
    const Admitted admitted(clinic, 4000);

    admitted.join(clinic);

    // each once, and none that means something on the host alone
    QCOMPARE(sync::Kept::read(clinic[1]).addresses,
        (std::vector<sync::PeerAddress>{{"127.0.0.1", 4000}, {"10.0.0.7", 47'815}}));
}

void TestKeeperService::anAnswerThatDoesNotHoldTogetherIsRefused_data()
{
    QTest::addColumn<int>("keyBytes");
    QTest::addColumn<int>("others");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("in order") << 32 << 2 << "10.0.0.7:4000" << true;
    QTest::newRow("nobody else") << 32 << 0 << "10.0.0.7:4000" << true;
    QTest::newRow("a short key") << 31 << 1 << "10.0.0.7:4000" << false;
    QTest::newRow("too many computers") << 32 << 501 << "10.0.0.7:4000" << false;
    QTest::newRow("no address") << 32 << 1 << "not an address!" << false;
    QTest::newRow("no port") << 32 << 1 << "10.0.0.7" << false;
    QTest::newRow("an endless address") << 32 << 1 << QString(400, u'a') + ":4000" << false;
}

void TestKeeperService::anAnswerThatDoesNotHoldTogetherIsRefused()
{
    QFETCH(int, keyBytes);
    QFETCH(int, others);
    QFETCH(QString, address);
    QFETCH(bool, isGood);
    const Replicas clinic(1);
    const auto laptop = ledger::NewDevice::named("New laptop");
    const auto pack = ledger::admitDevice(clinic[0], laptop.request);
    VERIFY_RESULT(pack);
    base::CborWriter writer;
    writer.array(7).integer(1).bytes(pack->toBytes()).bytes(clinic[0].device().toBytes());
    writer.bytes(QByteArray(32, 'k')).integer(4000).array(static_cast<quint64>(others));
    for (int i = 0; i < others; ++i) {
        writer.array(2).bytes(record::DeviceId::random().toBytes());
        writer.bytes(QByteArray(keyBytes, 'k'));
    }
    writer.array(1).text(address);

    const auto made = sync::completeJoin(
        clinic.folder(1), writer.data(), laptop, "127.0.0.1", founder, secret(passphrase), quick());

    QCOMPARE(made.has_value(), isGood);
    QCOMPARE(ledger::Vault::exists(clinic.folder(1)), isGood);
}

} // namespace

QTEST_GUILESS_MAIN(TestKeeperService)
#include "tst_keeper_service.moc"
