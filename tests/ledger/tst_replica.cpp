#include "replicas.h"

#include <atomic>
#include <QElapsedTimer>
#include <thread>

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using ledger::Finding;
using record::Category;
using record::Role;

namespace {

class TestReplica : public QObject
{
    Q_OBJECT

private slots:
    void aNewDeviceHoldsWhatTheOthersHold();
    void whatIsEnteredOnEitherIsReadOnBoth();
    void whoListensHearsWhatOthersBring();
    void commitsTravelByteForByte();
    void nothingIsEnteredWhileADeviceJoins();
    void aJoinCutShortGoesOn();
    void onlyWhoMayEnrolAdmitsDevices();
    void aNurseTakesInWhatSheCantReadAndAPhysicianFindsIt();
    void theOrderOfArrivalDoesNotMatter();
    void aVaultOfTheVersionBeforeIsBroughtUpToDate();
    void enteringTakingInReadingAndVerifyingAtOnceAgree();
    void manyCommitsComeInQuickly();
};

void TestReplica::aNewDeviceHoldsWhatTheOthersHold()
{
    Replicas clinic;
    QCOMPARE(clinic[1].patients()->size(), clinic[0].patients()->size());
    QCOMPARE(clinic[1].clinicName(), test::clinic);
    QCOMPARE(clinic[1].user().name, founder);
    QCOMPARE(clinic[1].roster().devices().size(), size_t{2});
    QVERIFY(clinic[0].device() != clinic[1].device());
    QCOMPARE(clinic[1].chart(clinic.patient)->details().displayName(),
        clinic[0].chart(clinic.patient)->details().displayName());
    verifies(clinic[0]);
    verifies(clinic[1]);
    QVERIFY(ledger::wishes(clinic[1], *ledger::heads(clinic[0]))->empty());
}

void TestReplica::whatIsEnteredOnEitherIsReadOnBoth()
{
    Replicas clinic;
    clinic.say(0, "from the first");
    clinic.say(1, "from the second");
    exchange(clinic[0], clinic[1]);
    const QStringList both{"from the first", "from the second"};
    QCOMPARE(clinic.notes(0), both);
    QCOMPARE(clinic.notes(1), both);
    verifies(clinic[0]);
    verifies(clinic[1]);
    // and they stand when both are opened again
    clinic.reopen(0);
    clinic.reopen(1);
    QCOMPARE(clinic.notes(0), both);
    QCOMPARE(clinic.notes(1), both);
    verifies(clinic[1]);
}

void TestReplica::whoListensHearsWhatOthersBring()
{
    Replicas clinic;
    std::vector<record::RecordedEvent> heard;
    clinic[1].onCommit([&](const std::vector<record::RecordedEvent>& events) {
        heard.insert(heard.end(), events.begin(), events.end());
    });
    const auto other = record::PatientId::random();
    VERIFY_RESULT(clinic[0].commit({registration(other, "Diaz", "Luz"), heartRate(other, 71)}));
    const auto mark = clinic[1].writtenMark(other);
    (void)pull(clinic[1], clinic[0]);
    QCOMPARE(std::count_if(heard.begin(), heard.end(),
                 [&](const record::RecordedEvent& one) { return one.event.patient == other; }),
        2);
    QVERIFY(*clinic[1].writtenMark(other) != *mark);
    QCOMPARE(clinic[1].patients()->find(other)->name, QString("Luz Diaz"));
    // what is entered now is later than all that was taken in
    const auto receipt = clinic[1].commit({heartRate(other, 72)});
    VERIFY_RESULT(receipt);
    for (const record::RecordedEvent& one : heard)
        QVERIFY(one.commit == receipt->id || one.recorded < receipt->recorded);
}

void TestReplica::commitsTravelByteForByte()
{
    Replicas clinic;
    auto documented = note(clinic.patient, "with its source");
    documented.source = "the document it came from";
    VERIFY_RESULT(clinic[0].commit({documented, heartRate(clinic.patient, 80)}));
    const ledger::ChainId chain{clinic[0].device(), 1};
    const auto sent = ledger::commitsAfter(clinic[0], chain, 0);
    VERIFY_RESULT(sent);
    for (const ledger::WireCommit& commit : *sent) {
        const QByteArray bytes = ledger::encodeCommit(commit);
        const auto back = ledger::decodeCommit(bytes);
        QVERIFY(back);
        QCOMPARE(ledger::encodeCommit(*back), bytes);
        QVERIFY(!ledger::decodeCommit(bytes.chopped(1)));
        QVERIFY(!ledger::decodeCommit(bytes + 'x'));
    }
    (void)pull(clinic[1], clinic[0]);
    const auto passedOn = ledger::commitsAfter(clinic[1], chain, 0);
    VERIFY_RESULT(passedOn);
    QCOMPARE(passedOn->size(), sent->size());
    for (size_t i = 0; i < sent->size(); ++i)
        QCOMPARE(ledger::encodeCommit((*passedOn)[i]), ledger::encodeCommit((*sent)[i]));
    QCOMPARE(clinic[1].readSource(documented.id).value(), documented.source);
    // and no more than was asked for
    QCOMPARE(ledger::commitsAfter(clinic[0], chain, 0, {2, 1 << 20})->size(), size_t{2});
    QCOMPARE(ledger::commitsAfter(clinic[0], chain, 0, {100, 1})->size(), size_t{1});
    QVERIFY(ledger::commitsAfter(clinic[0], chain, 1'000'000)->empty());
}

void TestReplica::nothingIsEnteredWhileADeviceJoins()
{
    Replicas clinic(1);
    clinic.join();
    QVERIFY(ledger::isJoining(clinic[1]));
    QCOMPARE(clinic[1].commit({note(clinic.patient, "too early")}).error().code, ErrorCode::ReadOnly);
    (void)pull(clinic[1], clinic[0]);
    QVERIFY(!ledger::isJoining(clinic[1]));
    clinic.say(1, "in time");
    // a folder that holds a vault is not joined again
    const auto laptop = ledger::NewDevice::named("Another");
    const auto pack = ledger::admitDevice(clinic[0], laptop.request);
    VERIFY_RESULT(pack);
    const auto again = ledger::join(clinic.folder(1), *pack, laptop, founder, secret(passphrase), quick());
    QCOMPARE(again.error().code, ErrorCode::InvalidInput);
    // nor with another's pack, nor with a wrong passphrase, and then nothing is left behind
    const QString elsewhere = clinic.parent.filePath("elsewhere");
    QVERIFY(!ledger::join(
        elsewhere, *pack, ledger::NewDevice::named("Thief"), founder, secret(passphrase), quick()));
    QCOMPARE(ledger::join(elsewhere, *pack, laptop, founder, secret("wrong"), quick()).error().code,
        ErrorCode::WrongPassphrase);
    QVERIFY(!ledger::Vault::exists(elsewhere));
    const auto packed = ledger::JoinPack::fromBytes(pack->toBytes());
    QVERIFY(packed);
    VERIFY_RESULT(ledger::join(elsewhere, *packed, laptop, founder, secret(passphrase), quick()));
}

void TestReplica::aJoinCutShortGoesOn()
{
    Replicas clinic(1);
    for (int i = 0; i < 20; ++i)
        clinic.say(0, QString::number(i));
    clinic.join();
    const ledger::ChainId chain{clinic[0].device(), 1};
    const auto some = ledger::commitsAfter(clinic[0], chain, 0, {5, 1 << 20});
    QCOMPARE(ledger::ingest(clinic[1], *some)->stored, quint64{5});
    clinic.reopen(1);
    QVERIFY(ledger::isJoining(clinic[1]));
    verifies(clinic[1]);
    (void)pull(clinic[1], clinic[0]);
    QVERIFY(!ledger::isJoining(clinic[1]));
    QCOMPARE(clinic.notes(1).size(), 20);
    clinic.say(1, "goes on");
    verifies(clinic[1]);
}

void TestReplica::onlyWhoMayEnrolAdmitsDevices()
{
    Replicas clinic(1);
    VERIFY_RESULT(clinic[0].enrolUser("Nurse", Role::Nurse, secret("n")));
    clinic.reopen(0, "Nurse", "n");
    auto laptop = ledger::NewDevice::named("Hers");
    QCOMPARE(ledger::admitDevice(clinic[0], laptop.request).error().code, ErrorCode::NotAuthorised);
    clinic.reopen(0);
    auto forged = laptop.request;
    forged.name = "Somebody else's";
    QCOMPARE(ledger::admitDevice(clinic[0], forged).error().code, ErrorCode::InvalidInput);
    const auto bytes = laptop.request.toBytes();
    VERIFY_RESULT(ledger::admitDevice(clinic[0], *ledger::JoinRequest::fromBytes(bytes)));
    QVERIFY(!ledger::JoinRequest::fromBytes(bytes.chopped(1)));
}

void TestReplica::aNurseTakesInWhatSheCantReadAndAPhysicianFindsIt()
{
    // given a laptop on which a nurse is signed in
    Replicas clinic(1);
    VERIFY_RESULT(clinic[0].enrolUser("Nurse", Role::Nurse, secret("n")));
    clinic.add("Nurse", "n");
    auto secretNote = note(clinic.patient, "for physicians alone");
    secretNote.category = Category::Sensitive;
    VERIFY_RESULT(clinic[0].commit({secretNote, note(clinic.patient, "for all")}));
    // when it takes in what only physicians read
    (void)pull(clinic[1], clinic[0]);
    QCOMPARE(clinic.notes(1), QStringList{"for all"});
    QVERIFY(!clinic[1].contains(secretNote.id));
    verifies(clinic[1]);
    // then the physician who signs in there reads it, and passes it on
    clinic.reopen(1);
    QCOMPARE(clinic.notes(1).size(), 2);
    QVERIFY(clinic[1].contains(secretNote.id));
    verifies(clinic[1]);
}

void TestReplica::theOrderOfArrivalDoesNotMatter()
{
    Replicas clinic(3);
    for (int i = 0; i < 6; ++i) {
        clinic.say(static_cast<size_t>(i % 3), QString::number(i));
        if (i == 3)
            exchange(clinic[1], clinic[2]);
    }
    // given everything of all, brought backwards and twice
    std::vector<ledger::WireCommit> all;
    for (const auto& from : clinic.vaults) {
        const auto heads = ledger::heads(*from);
        for (const ledger::ChainHead& head : *heads) {
            const auto some = ledger::commitsAfter(*from, head.chain, 0, {1000, 1 << 24});
            all.insert(all.begin(), some->rbegin(), some->rend());
        }
    }
    for (const auto& vault : clinic.vaults) {
        const auto report = ledger::ingest(*vault, all);
        VERIFY_RESULT(report);
        QVERIFY(report->noted.empty());
        QVERIFY(report->missing.empty());
        QVERIFY(report->known > report->stored);
    }
    for (size_t i = 0; i < 3; ++i) {
        QCOMPARE(clinic.notes(i).size(), 6);
        verifies(clinic[i]);
    }
    QCOMPARE(*ledger::heads(clinic[0]), *ledger::heads(clinic[1]));
    QCOMPARE(*ledger::heads(clinic[0]), *ledger::heads(clinic[2]));
}

void TestReplica::aVaultOfTheVersionBeforeIsBroughtUpToDate()
{
    // given a vault as version 2 made it
    Replicas clinic(1);
    VERIFY_RESULT(clinic[0].enrolUser("Nurse", Role::Nurse, secret("n")));
    clinic.say(0, "old");
    clinic.vaults[0].reset();
    const auto database
        = [&] { return ledger::Database::open(ledger::VaultFiles{clinic.folder(0)}.database()); };
    database()->execute(
        "DROP TABLE branches; DROP TABLE chain_heads; DROP TABLE unopened; DROP TABLE evidence;"
        " DROP TABLE slot_marks; DROP TABLE handouts;"
        " UPDATE meta SET value=CAST('2' AS BLOB) WHERE CAST(name AS TEXT)='format';"
        " DELETE FROM meta WHERE CAST(name AS TEXT)='own_chain'");
    // when it is opened
    clinic.reopen(0, "Nurse", "n");
    clinic.reopen(0);
    // then all is there, it verifies, and another device can join
    QCOMPARE(clinic.notes(0), QStringList{"old"});
    verifies(clinic[0]);
    clinic.add();
    QCOMPARE(clinic.notes(1), QStringList{"old"});
    clinic.vaults[1].reset();
    VERIFY_RESULT(unlock(clinic.folder(1), "Nurse", "n"));
}

void TestReplica::enteringTakingInReadingAndVerifyingAtOnceAgree()
{
    const Replicas clinic;
    std::atomic<int> wrong = 0;
    std::atomic<bool> done = false;
    std::vector<std::thread> threads;
    for (const size_t i : {size_t{0}, size_t{1}}) {
        threads.emplace_back([&, i] {
            for (int n = 0; n < 60; ++n)
                wrong += clinic[i].commit({note(clinic.patient, "note")}) ? 0 : 1;
        });
        threads.emplace_back([&, i] {
            while (!done) {
                (void)pull(clinic[i], clinic[1 - i], 7);
                const auto report = clinic[i].verify();
                wrong += report && report->ok && clinic[i].chart(clinic.patient) ? 0 : 1;
            }
        });
    }
    threads[0].join();
    threads[2].join();
    done = true;
    threads[1].join();
    threads[3].join();
    QCOMPARE(wrong.load(), 0);
    exchange(clinic[0], clinic[1]);
    QCOMPARE(clinic.notes(0).size(), 120);
    QCOMPARE(clinic.notes(1).size(), 120);
    verifies(clinic[0]);
    verifies(clinic[1]);
}

void TestReplica::manyCommitsComeInQuickly()
{
    Replicas clinic(1);
    const auto seal = [&](int i) { VERIFY_RESULT(clinic[0].commit({heartRate(clinic.patient, i % 200)})); };
    for (int i = 0; i < 3000; ++i)
        seal(i);
    clinic.join();
    const auto all = ledger::commitsAfter(clinic[0], {clinic[0].device(), 1}, 0, {10'000, 1 << 26});
    VERIFY_RESULT(all);
    QElapsedTimer timer;
    timer.start();
    const auto report = ledger::ingest(clinic[1], *all);
    qInfo("%lld commits taken in within %lld ms", static_cast<long long>(all->size()), timer.elapsed());
    VERIFY_RESULT(report);
    QCOMPARE(report->stored, static_cast<quint64>(all->size()));
    QCOMPARE(clinic[1].chart(clinic.patient)->current<record::Observation>().size(), size_t{3000});
}

} // namespace

QTEST_GUILESS_MAIN(TestReplica)
#include "tst_replica.moc"
