// Chains that are not as they should be: forked, continued from an older copy, or cut off with their device.

#include "hostile.h"

#include <rapidcheck.h>

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using ledger::Finding;
using record::Role;

namespace {

class TestReplicaEpochs : public QObject
{
    Q_OBJECT

private slots:
    void aForkIsKeptAndNamedAndBothBranchesAreRead();
    void forksWithoutEndAreRefused();
    void aRestoredDeviceBeginsANewEpochAndLosesNothing();
    void anOlderCopyPutBackIsSeenAtFirstContact();
    void whatAnOlderCopyWroteBeforeItWasSeenIsNotLost();
    void aRemovedDevicesLaterCommitsCountForNothing();
    void whatWasTakenInBeforeTheRemovalArrivedCountsNoMore();
    void anEndVouchedForByAnotherAdministratorIsKept();
    void aRemovedUsersEarlierEntriesAreNotLost();
    void whateverTheOrderAllEndAlike();
};

void TestReplicaEpochs::aForkIsKeptAndNamedAndBothBranchesAreRead()
{
    // given a device that says one thing to one peer and something else to another, with the same number
    const Replicas clinic(3);
    clinic.exchangeAll();
    auto& d = clinic.inside(0);
    ledger::DeviceState one = stateOf(d);
    ledger::DeviceState two = stateOf(d);
    const quint64 before = d.device.head.seq;
    std::vector<ledger::WireCommit> said;
    std::vector<ledger::WireCommit> alsoSaid;
    for (int i = 0; i < 3; ++i) {
        for (auto [state, commits, text] :
            {std::tuple(&one, &said, QString("one %1")), std::tuple(&two, &alsoSaid, QString("two %1"))}) {
            const auto sealed = ledger::sealCommit(
                {note(clinic.patient, text.arg(i))}, d.identity, d.keyring, *state, d.clock.next());
            state->head = sealed.headAfter(state->head);
            commits->push_back(wire(sealed));
        }
    }
    QCOMPARE(ledger::ingest(clinic[1], said)->stored, quint64{3});
    QCOMPARE(ledger::ingest(clinic[2], alsoSaid)->stored, quint64{3});
    // when the two meet
    const auto met = pull(clinic[1], clinic[2]);
    (void)pull(clinic[2], clinic[1]);
    // then both know both, name it, and agree
    QVERIFY(std::any_of(met.noted.begin(), met.noted.end(), [&](const ledger::Noted& noted) {
        return noted.finding == Finding::Fork && noted.seq == before + 1
            && noted.chain.device == clinic[0].device() && noted.from == clinic[2].device()
            && !noted.other.isNull() && noted.other != noted.commit;
    }));
    for (size_t i : {size_t{1}, size_t{2}}) {
        QCOMPARE(clinic.notes(i).size(), 6);
        verifies(clinic[i]);
        const auto found = ledger::evidence(clinic[i]);
        VERIFY_RESULT(found);
        QCOMPARE(std::count_if(found->begin(), found->end(),
                     [](const ledger::Noted& noted) { return noted.finding == Finding::Fork; }),
            1);
    }
    QCOMPARE(*ledger::heads(clinic[1]), *ledger::heads(clinic[2]));
    // also what either branch says later
    const auto later
        = ledger::sealCommit({note(clinic.patient, "later")}, d.identity, d.keyring, two, d.clock.next());
    QCOMPARE(ledger::ingest(clinic[1], {wire(later)})->stored, quint64{1});
    exchange(clinic[1], clinic[2]);
    QCOMPARE(clinic.notes(2).size(), 7);
    QCOMPARE(*ledger::heads(clinic[1]), *ledger::heads(clinic[2]));
    verifies(clinic[2]);
}

void TestReplicaEpochs::forksWithoutEndAreRefused()
{
    const Replicas clinic;
    auto& d = clinic.inside(0);
    bool isRefused = false;
    for (int i = 0; i < 20 && !isRefused; ++i) {
        const auto report = ledger::ingest(clinic[1], {next(clinic, 0, {note(clinic.patient, "again")})});
        VERIFY_RESULT(report);
        isRefused = report->stored == 0;
        if (isRefused)
            QCOMPARE(report->noted.front().finding, Finding::TooManyForks);
    }
    QVERIFY(isRefused);
    QVERIFY(d.device.head.seq > 0);
    verifies(clinic[1]);
}

void TestReplicaEpochs::aRestoredDeviceBeginsANewEpochAndLosesNothing()
{
    // given a backup, and work after it that only the other laptop still has
    Replicas clinic;
    clinic.say(0, "before");
    clinic.vaults[0].reset();
    copyFolder(clinic.folder(0), clinic.folder(9));
    clinic.reopen(0);
    clinic.say(0, "after the backup");
    (void)pull(clinic[1], clinic[0]);
    clinic.say(1, "on the other");
    // when the backup is put back
    clinic.vaults[0].reset();
    QDir(clinic.folder(0)).removeRecursively();
    copyFolder(clinic.folder(9), clinic.folder(0));
    VERIFY_RESULT(ledger::beginEpochAtNextUnlock(clinic.folder(0)));
    clinic.reopen(0);
    clinic.say(0, "restored");
    const auto met = pull(clinic[1], clinic[0]);
    exchange(clinic[0], clinic[1]);
    // then nothing is lost, nothing is forked, and it goes on
    QVERIFY(met.noted.empty());
    const QStringList all{"after the backup", "before", "on the other", "restored"};
    for (size_t i : {size_t{0}, size_t{1}}) {
        QCOMPARE(clinic.notes(i), all);
        QVERIFY(ledger::evidence(clinic[i])->empty());
        verifies(clinic[i]);
    }
    QVERIFY(!*ledger::seemsOutdated(clinic[0], *ledger::heads(clinic[1])));
    QVERIFY(!*ledger::isOutdated(clinic[0]));
    QCOMPARE(*ledger::heads(clinic[0]), *ledger::heads(clinic[1]));
    clinic.reopen(0);
    clinic.say(0, "and on");
    exchange(clinic[0], clinic[1]);
    QCOMPARE(clinic.notes(1).size(), 5);
    verifies(clinic[0]);
}

void TestReplicaEpochs::anOlderCopyPutBackIsSeenAtFirstContact()
{
    Replicas clinic;
    clinic.vaults[0].reset();
    copyFolder(clinic.folder(0), clinic.folder(9));
    clinic.reopen(0);
    for (int i = 0; i < 5; ++i)
        clinic.say(0, QString::number(i));
    (void)pull(clinic[1], clinic[0]);
    clinic.vaults[0].reset();
    QDir(clinic.folder(0)).removeRecursively();
    copyFolder(clinic.folder(9), clinic.folder(0));
    clinic.reopen(0);
    QVERIFY(!*ledger::isOutdated(clinic[0]));
    // when it meets a peer that knows more of what it wrote itself
    QVERIFY(*ledger::seemsOutdated(clinic[0], *ledger::heads(clinic[1])));
    QVERIFY(!*ledger::isOutdated(clinic[0])); // words alone stop nobody
    const auto own
        = ledger::commitsAfter(clinic[1], {clinic[0].device(), 1}, clinic.inside(0).device.head.seq);
    QVERIFY(ledger::ingest(clinic[0], {own->back()})->ownChainIsAhead);
    const auto refused = clinic[0].commit({note(clinic.patient, "into the past")});
    QCOMPARE(refused.error().code, ErrorCode::ReadOnly);
    QVERIFY(refused.error().what.contains("older copy"));
    // also when it is opened again; until it begins a new epoch
    clinic.reopen(0);
    QVERIFY(*ledger::isOutdated(clinic[0]));
    VERIFY_RESULT(ledger::beginEpoch(clinic[0]));
    clinic.say(0, "on from here");
    exchange(clinic[0], clinic[1]);
    QCOMPARE(clinic.notes(0).size(), 6);
    QCOMPARE(clinic.notes(1).size(), 6);
    verifies(clinic[0]);
    verifies(clinic[1]);
}

void TestReplicaEpochs::whatAnOlderCopyWroteBeforeItWasSeenIsNotLost()
{
    // given an older copy that went on writing for a day before it met anybody
    Replicas clinic;
    clinic.vaults[0].reset();
    copyFolder(clinic.folder(0), clinic.folder(9));
    clinic.reopen(0);
    clinic.say(0, "the one life");
    (void)pull(clinic[1], clinic[0]);
    clinic.vaults[0].reset();
    QDir(clinic.folder(0)).removeRecursively();
    copyFolder(clinic.folder(9), clinic.folder(0));
    clinic.reopen(0);
    clinic.say(0, "the other life");
    // when they meet
    const auto met = pull(clinic[0], clinic[1]);
    QVERIFY(met.ownChainIsAhead);
    QCOMPARE(clinic[0].commit({note(clinic.patient, "no more")}).error().code, ErrorCode::ReadOnly);
    VERIFY_RESULT(ledger::beginEpoch(clinic[0]));
    clinic.say(0, "a new epoch");
    exchange(clinic[0], clinic[1]);
    // then both lives are read on both, and the fork is named
    const QStringList all{"a new epoch", "the one life", "the other life"};
    for (size_t i : {size_t{0}, size_t{1}}) {
        QCOMPARE(clinic.notes(i), all);
        QCOMPARE(ledger::evidence(clinic[i])->back().finding, Finding::Fork);
        verifies(clinic[i]);
    }
    QCOMPARE(ledger::evidence(clinic[0])->front().finding, Finding::OlderCopy);
    clinic.reopen(0);
    clinic.reopen(1);
    QCOMPARE(clinic.notes(0), all);
    QCOMPARE(*ledger::heads(clinic[0]) == *ledger::heads(clinic[1]), false); // both logged in since
    exchange(clinic[0], clinic[1]);
    QCOMPARE(*ledger::heads(clinic[0]), *ledger::heads(clinic[1]));
    verifies(clinic[0]);
}

void TestReplicaEpochs::aRemovedDevicesLaterCommitsCountForNothing()
{
    const Replicas clinic(3);
    clinic.say(1, "before it was lost");
    clinic.exchangeAll();
    const auto lost = clinic[1].device();
    VERIFY_RESULT(ledger::removeDevice(clinic[0], lost, "stolen"));
    QCOMPARE(ledger::removeDevice(clinic[0], clinic[0].device(), "me").error().code, ErrorCode::InvalidInput);
    clinic.say(1, "by the thief");
    const auto met = pull(clinic[0], clinic[1]);
    QCOMPARE(met.noted.front().finding, Finding::SetAsideDeviceRemoved);
    QCOMPARE(met.noted.front().chain.device, lost);
    QCOMPARE(clinic.notes(0), QStringList{"before it was lost"});
    QVERIFY(clinic.inside(0).keyring.epoch() > 1);
    verifies(clinic[0]);
    (void)pull(clinic[2], clinic[0]);
    QCOMPARE(clinic.notes(2), QStringList{"before it was lost"});
    verifies(clinic[2]);
    clinic.say(2, "goes on");
    (void)pull(clinic[0], clinic[2]);
    QCOMPARE(clinic.notes(0).size(), 2);
    // and the device itself, if it hears of it, says so
    (void)pull(clinic[1], clinic[0]);
    QVERIFY(clinic[1].commit({note(clinic.patient, "again")}).error().what.contains("removed"));
}

void TestReplicaEpochs::whatWasTakenInBeforeTheRemovalArrivedCountsNoMore()
{
    const Replicas clinic(3);
    clinic.exchangeAll();
    // given that the third heard the thief before it heard of the removal
    VERIFY_RESULT(ledger::removeDevice(clinic[0], clinic[1].device(), "stolen"));
    auto written = note(clinic.patient, "by the thief");
    VERIFY_RESULT(clinic[1].commit({written, registration(record::PatientId::random(), "Thief", "T")}));
    (void)pull(clinic[2], clinic[1]);
    QCOMPARE(clinic.notes(2), QStringList{"by the thief"});
    QVERIFY(clinic[2].contains(written.id));
    (void)pull(clinic[2], clinic[0]);
    (void)pull(clinic[0], clinic[2]);
    for (size_t i : {size_t{0}, size_t{2}}) {
        QCOMPARE(clinic.notes(i), QStringList());
        QVERIFY(!clinic[i].contains(written.id));
        QCOMPARE(clinic[i].patients()->size(), size_t{1});
        QVERIFY(clinic[i].roster().removedDevices().contains(clinic[1].device()));
        verifies(clinic[i]);
    }
    QCOMPARE(*ledger::heads(clinic[0]), *ledger::heads(clinic[2]));
}

void TestReplicaEpochs::anEndVouchedForByAnotherAdministratorIsKept()
{
    const Replicas clinic(3);
    clinic.exchangeAll();
    // given entries that only the third has taken in when the first removes their device
    clinic.say(1, "honest work");
    (void)pull(clinic[2], clinic[1]);
    VERIFY_RESULT(ledger::removeDevice(clinic[0], clinic[1].device(), "broken"));
    VERIFY_RESULT(ledger::removeDevice(clinic[2], clinic[1].device(), "broken, and this is what it wrote"));
    exchange(clinic[0], clinic[2]);
    QCOMPARE(clinic.notes(0), QStringList{"honest work"});
    QCOMPARE(clinic.notes(2), QStringList{"honest work"});
    verifies(clinic[0]);
    verifies(clinic[2]);
}

void TestReplicaEpochs::aRemovedUsersEarlierEntriesAreNotLost()
{
    // given a nurse on a laptop without a network
    Replicas clinic(1);
    VERIFY_RESULT(clinic[0].enrolUser("Nurse", Role::Nurse, secret("n")));
    clinic.add("Nurse", "n");
    (void)pull(clinic[0], clinic[1]);
    clinic.say(1, "before the removal");
    VERIFY_RESULT(clinic[0].removeUser(clinic[0].roster().findByName("Nurse")->user, "left"));
    clinic.say(1, "after it, unknowing");
    // when the laptop comes back
    const auto met = pull(clinic[0], clinic[1]);
    QVERIFY(std::any_of(met.noted.begin(), met.noted.end(),
        [](const ledger::Noted& noted) { return noted.finding == Finding::SetAsideAuthorRemoved; }));
    // then what came before stands, and what came after is shown as what it is
    QCOMPARE(clinic.notes(0), QStringList{"before the removal"});
    const auto chart = clinic[0].chart(clinic.patient);
    QCOMPARE(chart->notAuthorised().size(), size_t{1});
    verifies(clinic[0]);
    QVERIFY(!ledger::evidence(clinic[0])->empty());
    // and nobody of that name opens that laptop any more
    (void)pull(clinic[1], clinic[0]);
    clinic.vaults[1].reset();
    QVERIFY(!unlock(clinic.folder(1), "Nurse", "n"));
    clinic.reopen(1);
    (void)pull(clinic[1], clinic[0]); // what she could not read herself any more
    QCOMPARE(clinic.notes(1), QStringList{"before the removal"});
    clinic.say(1, "by who stays");
    verifies(clinic[1]);
}

// What a run of the property does; printed by RapidCheck when it fails.
struct Step
{
    int kind = 0; // 0-5: an entry, 6-8: a pull, 9: an amendment on two devices at once
    size_t a = 0;
    size_t b = 0;
};

std::ostream& operator<<(std::ostream& stream, const Step& step)
{
    return stream << step.kind << ' ' << step.a << ' ' << step.b;
}

QStringList told(const record::Chart& chart)
{
    QStringList lines;
    for (const record::Entry& entry : chart.entries()) {
        QStringList versions;
        for (const record::RecordedEvent& version : entry.versions)
            versions += version.event.id.toString() + version.commit.toString() + version.author.toString();
        lines += QString("%1 %2 %3 %4")
                     .arg(entry.root.toString())
                     .arg(int(entry.state))
                     .arg(entry.authorised)
                     .arg(versions.join(','));
    }
    return lines;
}

void amendApart(const Replicas& clinic, const Step& step)
{
    for (const size_t i : {step.a, step.b}) {
        const auto chart = clinic[i].chart(clinic.patient);
        const auto all = chart->current<record::Note>();
        if (all.empty())
            return;
        const record::Event amended
            = record::amend(*all.front(), record::Note{"Progress note", QString("amended on %1").arg(i)});
        RC_ASSERT(clinic[i].commit({amended}).has_value());
    }
}

void TestReplicaEpochs::whateverTheOrderAllEndAlike()
{
    const Replicas clinic(3);
    clinic.exchangeAll();
    const bool holds = rc::check("three devices that met in any order tell the same story", [&] {
        const auto steps = *rc::gen::container<std::vector<Step>>(rc::gen::construct<Step>(
            rc::gen::inRange(0, 10), rc::gen::inRange<size_t>(0, 3), rc::gen::inRange<size_t>(0, 3)));
        for (const Step& step : steps) {
            if (step.kind <= 5)
                RC_ASSERT(clinic[step.a]
                              .commit({step.kind % 2 == 0 ? note(clinic.patient, "note")
                                                          : heartRate(clinic.patient, 60)})
                              .has_value());
            else if (step.kind <= 8 && step.a != step.b)
                (void)pull(clinic[step.a], clinic[step.b], 3);
            else if (step.kind == 9)
                amendApart(clinic, step);
        }
        clinic.exchangeAll();
        const QStringList first = told(*clinic[0].chart(clinic.patient));
        for (size_t i : {size_t{1}, size_t{2}}) {
            RC_ASSERT(told(*clinic[i].chart(clinic.patient)) == first);
            RC_ASSERT(*ledger::heads(clinic[i]) == *ledger::heads(clinic[0]));
        }
    });
    QVERIFY(holds);
    for (const auto& vault : clinic.vaults)
        verifies(*vault);
}

} // namespace

QTEST_GUILESS_MAIN(TestReplicaEpochs)
#include "tst_replica_epochs.moc"
