// A keeper on the network, beside the real service of the clinic's computers, over loopback.

#include "serving.h"

#include "sync_keeper_serve/keeper_service.h"

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

} // namespace

QTEST_GUILESS_MAIN(TestKeeperService)
#include "tst_keeper_service.moc"
