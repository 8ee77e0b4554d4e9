// A keeper in the wrong hands, and the wrong hands at a keeper.

#include "kept_clinic.h"

#include "ledger/blob_exchange.h"
#include "ledger/keyless.h"

#include <sqlite3.h>

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using ledger::Finding;
using sync::CommitState;
using sync::ConversationState;

namespace {

class TestKeeperAttacks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void whatItAlteredIsRefusedByWhoTakesIt();
    void whatItLostShowsInItsReceipt();
    void whatItInventsIsRefused();
    void aRemovedComputerGetsNothingFromIt();
    void aRemovedKeeperGetsNothing();
    void aStrangerLearnsNothing();
    void commitsAreCheckedFromOutside();
    void bothBranchesOfAForkAreKept();
    void onlyComputersWithKeysSayWhoIsOfTheClinic();
    void falseKeysDoNotPushOutTheTrue();
    void alteredContentIsRefused();
    void onlyWhoMayAdmitsAKeeper();
    void aPackForAnotherIsRefused();
};

std::vector<ledger::WireCommit> commitsOf(const KeptClinic& clinic, size_t computer, quint64 after = 0)
{
    const auto& own = clinic.replicas.inside(computer).device;
    return *ledger::commitsAfter(clinic.replicas[computer], {own.device, own.epoch}, after);
}

// As somebody who has the mini-PC on their desk.
void doTo(const QString& folder, const char* sql)
{
    sqlite3* connection = nullptr;
    QCOMPARE(sqlite3_open(qPrintable(folder + "/keeper.db"), &connection), SQLITE_OK);
    QCOMPARE(sqlite3_exec(connection, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(connection);
}

void TestKeeperAttacks::initTestCase()
{
    if (QFileInfo(QStringLiteral("/dev/shm")).isWritable())
        qputenv("TMPDIR", "/dev/shm");
}

void TestKeeperAttacks::whatItAlteredIsRefusedByWhoTakesIt()
{
    KeptClinic clinic;
    clinic.say(0, "whole");
    clinic.meet(0, KeptClinic::keeper());
    clinic.keepers[0].reset();
    // a byte within the newest commit's sealed segment
    doTo(clinic.keeperFolder(),
        "UPDATE chain_commit SET bytes = CAST(substr(bytes, 1, length(bytes) - 40) || "
        "CASE substr(bytes, -40, 1) WHEN x'00' THEN x'01' ELSE x'00' END || substr(bytes, -39) AS BLOB) "
        "WHERE recorded = (SELECT max(recorded) FROM chain_commit)");
    clinic.reopenKeeper();
    const auto before = KeptClinic::sorted(*clinic.stores[1]);
    clinic.meet(1, KeptClinic::keeper());
    QCOMPARE(clinic.replicas.notes(1), QStringList());
    QVERIFY(KeptClinic::sorted(*clinic.stores[1]) >= before);
    const auto found = std::find_if(clinic.troubles.begin(), clinic.troubles.end(),
        [](const sync::Trouble& trouble) { return trouble.finding.has_value(); });
    QVERIFY(found != clinic.troubles.end());
    QCOMPARE(found->from, clinic.keepers[0]->device());
    verifies(clinic.replicas[1]);
}

void TestKeeperAttacks::whatItLostShowsInItsReceipt()
{
    KeptClinic clinic;
    clinic.say(0, "there for a while");
    clinic.meet(0, KeptClinic::keeper());
    QCOMPARE(clinic.stateOfNewest(0), CommitState::OnPeer);
    clinic.keepers[0].reset();
    doTo(clinic.keeperFolder(),
        "DELETE FROM chain_commit WHERE recorded = (SELECT max(recorded) FROM chain_commit)");
    clinic.reopenKeeper();
    clinic.network.connect(0, KeptClinic::keeper());
    clinic.settle(); // it says that it has less, and is given it again
    QCOMPARE(KeptClinic::sorted(*clinic.keepers[0]), KeptClinic::sorted(*clinic.stores[0]));
    QCOMPARE(clinic.stateOfNewest(0), CommitState::OnPeer);
}

void TestKeeperAttacks::whatItInventsIsRefused()
{
    KeptClinic clinic;
    auto commits = commitsOf(clinic, 0);
    ledger::WireCommit invented = commits.back();
    invented.header.replace(clinic.replicas[0].device().toBytes(), clinic.keepers[0]->device().toBytes());
    const auto signature = clinic.keepers[0]->sign(invented.header);
    invented.deviceSignature = *signature;
    const auto report = ledger::ingest(clinic.replicas[1], {invented}, clinic.keepers[0]->device());
    VERIFY_RESULT(report);
    QCOMPARE(report->stored, quint64{0});
    QCOMPARE(report->noted.size(), size_t{1});
}

void TestKeeperAttacks::aRemovedComputerGetsNothingFromIt()
{
    KeptClinic clinic(3);
    clinic.meet(0, KeptClinic::keeper());
    VERIFY_RESULT(ledger::removeDevice(clinic.replicas[0], clinic.replicas[1].device(), "stolen"));
    clinic.say(0, "not for the thief");
    clinic.meet(0, KeptClinic::keeper());
    const auto before = KeptClinic::sorted(*clinic.stores[1]);
    clinic.network.connect(1, KeptClinic::keeper());
    clinic.settle();
    QCOMPARE(clinic.network.state(1, KeptClinic::keeper()), ConversationState::Closed);
    QCOMPARE(KeptClinic::sorted(*clinic.stores[1]), before);
    clinic.meet(2, KeptClinic::keeper());
    QCOMPARE(clinic.replicas.notes(2), QStringList{"not for the thief"});
}

void TestKeeperAttacks::aRemovedKeeperGetsNothing()
{
    KeptClinic clinic;
    clinic.meet(0, KeptClinic::keeper());
    VERIFY_RESULT(ledger::removeDevice(clinic.replicas[0], clinic.keepers[0]->device(), "stolen"));
    const auto before = KeptClinic::sorted(*clinic.keepers[0]);
    clinic.say(0, "not for the thief");
    clinic.network.connect(0, KeptClinic::keeper());
    clinic.settle();
    QCOMPARE(clinic.network.state(0, KeptClinic::keeper()), ConversationState::Closed);
    QCOMPARE(KeptClinic::sorted(*clinic.keepers[0]), before);
    QCOMPARE(clinic.stateOfNewest(0), CommitState::SavedHere); // its receipt counts no more
}

void TestKeeperAttacks::aStrangerLearnsNothing()
{
    KeptClinic clinic;
    KeptClinic other;
    clinic.meet(0, KeptClinic::keeper());
    clinic.keepers.push_back(std::move(other.keepers[0]));
    clinic.network.connect(KeptClinic::keeper(0), KeptClinic::keeper(1));
    clinic.settle();
    QVERIFY(clinic.keepers[1]->heads()->empty());
    clinic.network.connect(0, KeptClinic::keeper(1));
    clinic.settle();
    QVERIFY(clinic.keepers[1]->heads()->empty());
}

void TestKeeperAttacks::commitsAreCheckedFromOutside()
{
    KeptClinic clinic;
    clinic.say(0, "one");
    clinic.say(0, "two");
    auto& keeper = *clinic.keepers[0];
    const auto from = clinic.replicas[1].device();
    const auto commits = commitsOf(clinic, 0);
    QVERIFY(commits.size() > 3);
    const auto refused = [&](const ledger::WireCommit& commit, Finding finding) {
        const auto report = keeper.ingest({commit}, from);
        QCOMPARE(report->stored, quint64{0});
        QCOMPARE(report->noted.size(), size_t{1});
        QCOMPARE(ledger::findingName(report->noted.front().finding), ledger::findingName(finding));
        QCOMPARE(report->noted.front().from, from);
        QVERIFY(!report->noted.front().why.isEmpty());
    };
    // a gap is asked for
    const auto gap = keeper.ingest({commits.back()}, from);
    QCOMPARE(gap->stored, quint64{0});
    QCOMPARE(gap->missing.size(), size_t{1});
    QCOMPARE(gap->missing.front().what, ledger::Missing::What::EarlierCommits);
    QCOMPARE(gap->missing.front().ask.after, quint64{0});
    // and the chain taken in order, once
    QCOMPARE(keeper.ingest(commits, from)->stored, quint64{commits.size()});
    QCOMPARE(keeper.ingest(commits, from)->known, quint64{commits.size()});
    // what isn't what was signed
    clinic.say(0, "three");
    const auto next = commitsOf(clinic, 0).back();
    auto altered = next;
    altered.segments.front().body.back() = static_cast<char>(altered.segments.front().body.back() ^ 1);
    refused(altered, Finding::Malformed);
    altered = next;
    altered.deviceSignature.front() = static_cast<char>(altered.deviceSignature.front() ^ 1);
    refused(altered, Finding::BadSignature);
    altered = next;
    altered.header.back() = static_cast<char>(altered.header.back() ^ 1);
    const auto report = keeper.ingest({altered}, from);
    QCOMPARE(report->stored, quint64{0});
    // of another clinic, and of a device that it was not told of
    KeptClinic other;
    refused(commitsOf(other, 0).back(), Finding::OtherVault);
    QCOMPARE(keeper.ingest({next}, from)->stored, quint64{1});
}

void TestKeeperAttacks::bothBranchesOfAForkAreKept()
{
    KeptClinic clinic;
    clinic.meet(0, KeptClinic::keeper());
    const QString copy = clinic.replicas.parent.filePath("copy");
    const auto keys = keysOf(clinic.replicas[0]);
    clinic.stores[0].reset();
    clinic.replicas.vaults[0].reset();
    copyFolder(clinic.replicas.folder(0), copy);
    auto twin = openWith(copy, keys);
    VERIFY_RESULT(twin);
    clinic.replicas.reopen(0);
    VERIFY_RESULT((*twin)->commit({note(clinic.replicas.patient, "on one branch")}));
    VERIFY_RESULT(clinic.replicas[0].commit({note(clinic.replicas.patient, "on the other")}));
    auto& keeper = *clinic.keepers[0];
    const ledger::ChainId chain{clinic.replicas[0].device(), 1};
    const auto one = *ledger::commitsAfter(**twin, chain, 0);
    const auto other = *ledger::commitsAfter(clinic.replicas[0], chain, 0);
    QVERIFY(keeper.ingest(one, {})->noted.empty());
    const auto report = keeper.ingest(other, {});
    QCOMPARE(report->noted.size(), size_t{1});
    QCOMPARE(report->noted.front().finding, Finding::Fork);
    const auto heads = *keeper.heads();
    QCOMPARE(std::count_if(heads.begin(), heads.end(),
                 [&](const ledger::ChainHead& head) { return head.chain == chain; }),
        2);
    clinic.meet(1, KeptClinic::keeper());
    QCOMPARE(clinic.replicas.notes(1), (QStringList{"on one branch", "on the other"}));
}

void TestKeeperAttacks::onlyComputersWithKeysSayWhoIsOfTheClinic()
{
    KeptClinic clinic;
    auto& keeper = *clinic.keepers[0];
    const auto before = keeper.devices();
    // another clinic's list, a list that was altered, one that is no list
    KeptClinic other;
    const auto theirs = sync::writeDeviceList(other.replicas[0]);
    auto altered = *sync::writeDeviceList(clinic.replicas[0]);
    altered.statement.back() = static_cast<char>(altered.statement.back() ^ 1);
    VERIFY_RESULT(keeper.takeDeviceLists({theirs->toBytes(), altered.toBytes(), "nonsense", {}}));
    QVERIFY(keeper.devices() == before);
    // a computer that was removed can't bring others in
    clinic.meet(0, KeptClinic::keeper());
    const auto laptop = ledger::NewDevice::named("Thief's");
    VERIFY_RESULT(ledger::admitDevice(clinic.replicas[1], laptop.request));
    const auto fromThief = sync::writeDeviceList(clinic.replicas[1]);
    VERIFY_RESULT(ledger::removeDevice(clinic.replicas[0], clinic.replicas[1].device(), "stolen"));
    clinic.meet(0, KeptClinic::keeper());
    VERIFY_RESULT(keeper.takeDeviceLists({fromThief->toBytes()}));
    QCOMPARE(keeper.standingOf(laptop.request.device), sync::Store::Standing::Unknown);
    QCOMPARE(keeper.standingOf(clinic.replicas[1].device()), sync::Store::Standing::Removed);
}

void TestKeeperAttacks::falseKeysDoNotPushOutTheTrue()
{
    KeptClinic clinic;
    auto& keeper = *clinic.keepers[0];
    auto material = *ledger::keyMaterial(clinic.replicas[0]);
    VERIFY_RESULT(keeper.ingestKeys(material.toBytes()));
    auto forged = material;
    forged.keySlots.front().sealed.fill('x');
    forged.keySlots.front().recorded = base::HybridTime(forged.keySlots.front().recorded.packed() + 1000);
    QVERIFY(keeper.ingestKeys(forged.toBytes())->taken > 0);
    auto tomorrow = material;
    tomorrow.keySlots.front().recorded
        = base::HybridTime(tomorrow.keySlots.front().recorded.wallMs() + 10ULL * 86'400'000, 0);
    QCOMPARE(keeper.ingestKeys(tomorrow.toBytes())->refused.size(), 1);
    clinic.meet(1, KeptClinic::keeper());
    clinic.stores[1].reset();
    clinic.replicas.reopen(1); // with the passphrase as it is
    QCOMPARE(keeper.ingestKeys("nonsense").error().code, ErrorCode::InvalidInput);
}

void TestKeeperAttacks::alteredContentIsRefused()
{
    KeptClinic clinic;
    const auto blob
        = clinic.replicas[0].storeBlob(clinic.replicas.patient, record::Category::Clinical, "content");
    VERIFY_RESULT(blob);
    const auto offer = **ledger::blobOffer(clinic.replicas[0], *blob);
    QByteArray sealed = *ledger::blobFile(clinic.replicas[0], *blob);
    sealed.back() = static_cast<char>(sealed.back() ^ 1);
    auto& keeper = *clinic.keepers[0];
    QCOMPARE(keeper.ingestBlob(offer, sealed).error().code, ErrorCode::IntegrityBroken);
    QCOMPARE(keeper.blobsMissing({offer})->size(), size_t{1});
    QCOMPARE(keeper.blobFile(*blob).error().code, ErrorCode::NotFound);
}

void TestKeeperAttacks::onlyWhoMayAdmitsAKeeper()
{
    KeptClinic clinic;
    VERIFY_RESULT(clinic.replicas[0].enrolUser("Nurse Achieng", record::Role::Nurse, secret("n")));
    clinic.stores[0].reset();
    clinic.replicas.reopen(0, "Nurse Achieng", "n");
    const auto box = ledger::NewDevice::named("Another");
    QCOMPARE(sync::admitKeeper(clinic.replicas[0], box.request).error().code, ErrorCode::NotAuthorised);
    auto unsignedRequest = box.request;
    unsignedRequest.signature.fill('x');
    QCOMPARE(sync::admitKeeper(clinic.replicas[1], unsignedRequest).error().code, ErrorCode::InvalidInput);
    // a computer that has keys is none
    const auto laptop = ledger::NewDevice::named("Laptop");
    VERIFY_RESULT(ledger::admitDevice(clinic.replicas[1], laptop.request));
    QCOMPARE(sync::admitKeeper(clinic.replicas[1], laptop.request).error().code, ErrorCode::InvalidInput);
}

void TestKeeperAttacks::aPackForAnotherIsRefused()
{
    KeptClinic clinic;
    const auto box = ledger::NewDevice::named("One");
    const auto pack = sync::admitKeeper(clinic.replicas[0], box.request);
    VERIFY_RESULT(pack);
    const QString folder = clinic.replicas.parent.filePath("another");
    const auto other = ledger::NewDevice::named("Another");
    QCOMPARE(sync::KeeperStore::create(folder, *pack, other).error().code, ErrorCode::InvalidInput);
    QVERIFY(!sync::KeeperStore::exists(folder));
    auto altered = *pack;
    altered.list.signature.fill('x');
    QCOMPARE(sync::KeeperStore::create(folder, altered, box).error().code, ErrorCode::InvalidInput);
    VERIFY_RESULT(sync::KeeperStore::create(folder, *pack, box));
    QCOMPARE(sync::KeeperStore::create(folder, *pack, box).error().code, ErrorCode::InvalidInput);
    const QByteArray bytes = pack->toBytes();
    for (qsizetype size = 0; size < bytes.size(); size += 7)
        QVERIFY(!sync::KeeperPack::fromBytes(bytes.first(size)));
}

} // namespace

QTEST_GUILESS_MAIN(TestKeeperAttacks)
#include "tst_keeper_attacks.moc"
