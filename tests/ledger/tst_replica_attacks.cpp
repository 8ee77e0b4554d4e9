// What a hostile peer, or a clinic's own device gone bad, might bring: none of it gets in, and it is said
// from whom it came.

#include "hostile.h"

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using ledger::Finding;
using record::Category;
using record::Role;

namespace {

class TestReplicaAttacks : public QObject
{
    Q_OBJECT

private slots:
    void garbageIsRefused();
    void anotherClinicsCommitsAreRefused();
    void aChangedCommitIsRefused_data();
    void aChangedCommitIsRefused();
    void aForgedAuthorIsRefused();
    void aForgedDeviceWaitsForEver();
    void aWrongRoleIsRefused();
    void swappedBodiesAreRefused();
    void aReplayedCommitChangesNothing();
    void aGapIsAskedForAgain();
    void goodCommitsBeforeABadOneStand();
    void aClockFarAheadIsHeldOff();
    void aTimeThatRunsBackwardsIsRefused();
    void tooMuchAtOnceIsRefused();
};

void TestReplicaAttacks::garbageIsRefused()
{
    const Replicas clinic;
    refused(clinic[1], {{}}, Finding::Malformed);
    refused(clinic[1], {{QByteArray(1000, '\x9f'), {}, {}, {}}}, Finding::Malformed);
    auto longer = last(clinic, 0);
    clinic.say(0, "one");
    longer = last(clinic, 0);
    longer.header += '\0';
    refused(clinic[1], {longer}, Finding::Malformed);
    auto without = last(clinic, 0);
    without.segments.clear();
    refused(clinic[1], {without}, Finding::Malformed);
}

void TestReplicaAttacks::anotherClinicsCommitsAreRefused()
{
    const Replicas clinic;
    const Replicas other(1);
    refused(clinic[1], {last(other, 0)}, Finding::OtherVault);
}

void TestReplicaAttacks::aChangedCommitIsRefused_data()
{
    QTest::addColumn<int>("part");
    QTest::newRow("the device's signature") << 0;
    QTest::newRow("the author's signature") << 1;
    QTest::newRow("a body") << 2;
    QTest::newRow("a source") << 3;
    QTest::newRow("a source taken away") << 4;
    QTest::newRow("a source added") << 5;
    QTest::newRow("the signatures exchanged") << 6;
}

void TestReplicaAttacks::aChangedCommitIsRefused()
{
    QFETCH(int, part);
    const Replicas clinic;
    auto documented = note(clinic.patient, "with a source");
    documented.source = "source";
    VERIFY_RESULT(clinic[0].commit({documented, heartRate(clinic.patient, 60)}));
    auto commit = last(clinic, 0);
    const auto flip = [](QByteArray& bytes) { bytes[5] = static_cast<char>(bytes[5] ^ 1); };
    switch (part) {
    case 0:
        flip(commit.deviceSignature);
        break;
    case 1:
        flip(commit.authorSignature);
        break;
    case 2:
        flip(commit.segments[1].body);
        break;
    case 3:
        flip(commit.segments[0].sources);
        break;
    case 4:
        commit.segments[0].sources.clear();
        break;
    case 5:
        commit.segments[1].sources = commit.segments[0].sources;
        break;
    default:
        std::swap(commit.deviceSignature, commit.authorSignature);
    }
    const bool isSignature = part == 0 || part == 1 || part == 6;
    refused(clinic[1], {commit}, isSignature ? Finding::BadSignature : Finding::NotWhatWasSigned);
}

void TestReplicaAttacks::aForgedAuthorIsRefused()
{
    // given a device that signs in the name of somebody whose key it has not
    const Replicas clinic;
    auto& d = clinic.inside(0);
    auto forged = ledger::Identity::make(d.identity.vault);
    forged.user = d.identity.user;
    const auto commit
        = ledger::sealCommit({note(clinic.patient, "forged")}, forged, d.keyring, d.device, d.clock.next());
    refused(clinic[1], {wire(commit)}, Finding::BadSignature);
    // what its device did sign is kept as evidence
    const auto kept = ledger::evidence(clinic[1]);
    VERIFY_RESULT(kept);
    QCOMPARE(kept->size(), size_t{1});
    QCOMPARE(kept->front().commit, commit.id);
    // and somebody who was never enrolled is waited for
    const auto stranger = ledger::Identity::make(d.identity.vault);
    const auto theirs = ledger::sealCommit(
        {note(clinic.patient, "stranger")}, stranger, d.keyring, d.device, d.clock.next());
    const auto report = ledger::ingest(clinic[1], {wire(theirs)});
    VERIFY_RESULT(report);
    QCOMPARE(report->stored, quint64{0});
    QCOMPARE(report->missing.front().what, ledger::Missing::What::Author);
}

void TestReplicaAttacks::aForgedDeviceWaitsForEver()
{
    const Replicas clinic;
    auto& d = clinic.inside(0);
    ledger::DeviceState made;
    made.device = record::DeviceId::random();
    made.signingSeed = ledger::Secret::random(ledger::keyBytes);
    made.head.commit = d.identity.genesis;
    const auto commit = ledger::sealCommit(
        {note(clinic.patient, "from nowhere")}, d.identity, d.keyring, made, d.clock.next());
    const auto report = ledger::ingest(clinic[1], {wire(commit)});
    VERIFY_RESULT(report);
    QCOMPARE(report->stored, quint64{0});
    QCOMPARE(report->missing.front().what, ledger::Missing::What::Device);
    // nor may it take the place of the first commit of all
    made.head.commit = {};
    const auto first
        = ledger::sealCommit({note(clinic.patient, "first")}, d.identity, d.keyring, made, d.clock.next());
    refused(clinic[1], {wire(first)}, Finding::OutOfOrder);
}

void TestReplicaAttacks::aWrongRoleIsRefused()
{
    Replicas clinic;
    VERIFY_RESULT(clinic[0].enrolUser("Nurse", Role::Nurse, secret("n")));
    (void)pull(clinic[1], clinic[0]);
    clinic.reopen(0, "Nurse", "n");
    (void)pull(clinic[1], clinic[0]);
    refused(clinic[1], {next(clinic, 0, {prescription(clinic.patient)})}, Finding::RoleForbids);
    refused(clinic[1],
        {next(clinic, 0,
            {test::event({},
                record::UserEnrolled{record::UserId::random(), "Friend", Role::Physician, QByteArray(32, 'k'),
                    QByteArray(32, 'b')})})},
        Finding::RoleForbids);
    QCOMPARE(ledger::evidence(clinic[1])->size(), size_t{2});
}

void TestReplicaAttacks::swappedBodiesAreRefused()
{
    const Replicas clinic;
    VERIFY_RESULT(
        clinic[0].commit({heartRate(clinic.patient, 60), heartRate(record::PatientId::random(), 190)}));
    auto commit = last(clinic, 0);
    std::swap(commit.segments[0], commit.segments[1]);
    refused(clinic[1], {commit}, Finding::NotWhatWasSigned);
    // nor another commit's, though its header be signed for it
    auto& d = clinic.inside(0);
    auto sealed = ledger::sealCommit(
        {heartRate(clinic.patient, 61)}, d.identity, d.keyring, d.device, d.clock.next());
    sealed.segments[0].body = commit.segments[0].body;
    sealed.header.segments[0].body = base::Hash256::of(sealed.segments[0].body);
    sealed.headerBytes = ledger::encodeHeader(sealed.header);
    sealed.deviceSignature
        = ledger::signWithSeed(d.device.signingSeed, ledger::deviceSigns(), sealed.headerBytes);
    sealed.authorSignature = d.identity.sign(ledger::authorSigns(), sealed.headerBytes);
    (void)pull(clinic[1], clinic[0]);
    refused(clinic[1], {wire(sealed)}, Finding::NotWhatWasSigned);
}

void TestReplicaAttacks::aReplayedCommitChangesNothing()
{
    const Replicas clinic;
    clinic.say(0, "once");
    (void)pull(clinic[1], clinic[0]);
    const auto again = last(clinic, 0);
    const auto report = ledger::ingest(clinic[1], {again, again, again});
    VERIFY_RESULT(report);
    QCOMPARE(report->known, quint64{3});
    QCOMPARE(report->stored, quint64{0});
    QCOMPARE(clinic.notes(1), QStringList{"once"});
    clinic.say(0, "twice");
    const auto twice = last(clinic, 0);
    QCOMPARE(ledger::ingest(clinic[1], {twice, twice})->stored, quint64{1});
    verifies(clinic[1]);
}

void TestReplicaAttacks::aGapIsAskedForAgain()
{
    const Replicas clinic;
    const quint64 before = clinic.inside(0).device.head.seq;
    clinic.say(0, "one");
    clinic.say(0, "two");
    const auto report = ledger::ingest(clinic[1], {last(clinic, 0)});
    VERIFY_RESULT(report);
    QCOMPARE(report->stored, quint64{0});
    QVERIFY(report->noted.empty());
    QCOMPARE(report->missing.size(), size_t{1});
    QCOMPARE(report->missing.front().what, ledger::Missing::What::EarlierCommits);
    QCOMPARE(report->missing.front().ask, (ledger::ChainWish{{clinic[0].device(), 1}, before}));
}

void TestReplicaAttacks::goodCommitsBeforeABadOneStand()
{
    const Replicas clinic;
    const quint64 before = clinic.inside(0).device.head.seq;
    for (int i = 0; i < 5; ++i)
        clinic.say(0, QString::number(i));
    auto commits = *ledger::commitsAfter(clinic[0], {clinic[0].device(), 1}, before);
    commits[3].segments[0].body[0] = static_cast<char>(commits[3].segments[0].body[0] ^ 1);
    const auto report = ledger::ingest(clinic[1], commits);
    VERIFY_RESULT(report);
    QCOMPARE(report->stored, quint64{3});
    QCOMPARE(report->noted.size(), size_t{1});
    QCOMPARE(report->noted.front().seq, before + 4);
    QCOMPARE(clinic.notes(1).size(), 3);
    verifies(clinic[1]);
    // and the good one is taken from whoever has it
    (void)pull(clinic[1], clinic[0]);
    QCOMPARE(clinic.notes(1).size(), 5);
}

void TestReplicaAttacks::aClockFarAheadIsHeldOff()
{
    const Replicas clinic;
    auto& d = clinic.inside(0);
    const base::HybridTime far(d.clock.next().packed() + (static_cast<quint64>(25) * 3600 * 1000 << 16));
    const auto commit
        = ledger::sealCommit({note(clinic.patient, "tomorrow")}, d.identity, d.keyring, d.device, far);
    refused(clinic[1], {wire(commit)}, Finding::FutureClock);
    // it drags nobody's clock with it
    const auto receipt = clinic[1].commit({note(clinic.patient, "today")});
    VERIFY_RESULT(receipt);
    QVERIFY(receipt->recorded < far);
}

void TestReplicaAttacks::aTimeThatRunsBackwardsIsRefused()
{
    const Replicas clinic;
    auto& d = clinic.inside(0);
    const auto earlier = d.clock.next();
    clinic.say(0, "now");
    (void)pull(clinic[1], clinic[0]);
    const auto commit
        = ledger::sealCommit({note(clinic.patient, "before")}, d.identity, d.keyring, d.device, earlier);
    refused(clinic[1], {wire(commit)}, Finding::OutOfOrder);
}

void TestReplicaAttacks::tooMuchAtOnceIsRefused()
{
    const Replicas clinic;
    const std::vector<ledger::WireCommit> many(ledger::maxIngestCommits + 1);
    QCOMPARE(ledger::ingest(clinic[1], many).error().code, ErrorCode::InvalidInput);
    // a thousand pieces of garbage leave a short report
    const std::vector<ledger::WireCommit> some(1000);
    QVERIFY(ledger::ingest(clinic[1], some)->noted.size() <= 100);
}

} // namespace

QTEST_GUILESS_MAIN(TestReplicaAttacks)
#include "tst_replica_attacks.moc"
