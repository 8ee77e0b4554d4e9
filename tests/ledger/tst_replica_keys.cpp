// Keys that are changed on several devices at once.

#include "hostile.h"

#include <QRandomGenerator>
#include <random>

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using record::Category;
using record::Role;

namespace {

class TestReplicaKeys : public QObject
{
    Q_OBJECT

private slots:
    void aChangedPassphraseOpensEverywhere();
    void whoIsEnrolledOnOneSignsInOnAll();
    void keysTurnedOnOneAreUsedOnAll();
    void keysTurnedOnTwoAtOnceLoseNothingAndEndWithWhoWasRemoved();
    void whoWasEnrolledWhileKeysTurnedElsewhereIsGivenThem();
    void keysTurnedBySomebodyRemovedAreReadAndNotUsed();
    void whoeverComesAndGoesWhereverAllEndAlike();
    void keysFromWhoMayNotGiveThemAreRefused();
    void everyByteOfAPackCounts();
};

void TestReplicaKeys::aChangedPassphraseOpensEverywhere()
{
    Replicas clinic;
    VERIFY_RESULT(clinic[0].changePassphrase(secret(passphrase), secret("a new one")));
    exchange(clinic[0], clinic[1]);
    clinic.vaults[1].reset();
    QCOMPARE(unlock(clinic.folder(1)).error().code, ErrorCode::WrongPassphrase);
    auto opened = unlock(clinic.folder(1), founder, "a new one");
    VERIFY_RESULT(opened);
    clinic.vaults[1] = std::move(*opened);
    // of two changes the later stands, in whatever order they meet
    VERIFY_RESULT(clinic[0].changePassphrase(secret("a new one"), secret("earlier")));
    VERIFY_RESULT(clinic[1].changePassphrase(secret("a new one"), secret("later")));
    exchange(clinic[0], clinic[1]);
    clinic.reopen(0, founder, "later");
    clinic.reopen(1, founder, "later");
    verifies(clinic[0]);
}

void TestReplicaKeys::whoIsEnrolledOnOneSignsInOnAll()
{
    Replicas clinic;
    VERIFY_RESULT(clinic[0].enrolUser("Nurse", Role::Nurse, secret("n")));
    (void)pull(clinic[1], clinic[0]);
    clinic.reopen(1, "Nurse", "n");
    clinic.say(1, "hers");
    (void)pull(clinic[0], clinic[1]);
    QCOMPARE(clinic.notes(0), QStringList{"hers"});
    verifies(clinic[0]);
    verifies(clinic[1]);
}

void TestReplicaKeys::keysTurnedOnOneAreUsedOnAll()
{
    Replicas clinic;
    VERIFY_RESULT(clinic[0].enrolUser("Nurse", Role::Nurse, secret("n")));
    exchange(clinic[0], clinic[1]);
    clinic.say(1, "under the old keys");
    VERIFY_RESULT(clinic[0].removeUser(clinic[0].roster().findByName("Nurse")->user, "left"));
    clinic.say(0, "under the new");
    exchange(clinic[0], clinic[1]);
    QCOMPARE(clinic.inside(1).keyring.epoch(), clinic.inside(0).keyring.epoch());
    QVERIFY(clinic.inside(1).keyring.epoch() > 1);
    clinic.say(1, "under the new there");
    exchange(clinic[0], clinic[1]);
    for (size_t i : {size_t{0}, size_t{1}}) {
        clinic.reopen(i);
        QCOMPARE(clinic.notes(i).size(), 3);
        verifies(clinic[i]);
    }
    clinic.vaults[1].reset();
    QVERIFY(!unlock(clinic.folder(1), "Nurse", "n"));
}

// Two administrators, each on a laptop of their own, and two nurses to be removed.
struct TwoAdministrators : Replicas
{
    TwoAdministrators()
        : Replicas(1)
    {
        auto& first = (*this)[0];
        [&] { VERIFY_RESULT(first.enrolUser("Ada", Role::Administrator, secret("a"))); }();
        for (const char* name : {"N1", "N2"}) {
            [&] { VERIFY_RESULT(first.enrolUser(name, Role::Nurse, secret("n"))); }();
        }
        add("Ada", "a");
        exchange((*this)[0], (*this)[1]);
    }
    [[nodiscard]] record::UserId find(const QString& name) const
    {
        return (*this)[0].roster().findByName(name)->user;
    }
    void remove(size_t on, record::UserId user) const { VERIFY_RESULT((*this)[on].removeUser(user, "left")); }
};

void TestReplicaKeys::keysTurnedOnTwoAtOnceLoseNothingAndEndWithWhoWasRemoved()
{
    TwoAdministrators clinic;
    const auto one = clinic.find("N1");
    const auto two = clinic.find("N2");
    // when each removes one of them, not knowing of the other
    clinic.remove(0, one);
    clinic.remove(1, two);
    clinic.say(0, "after the first turn");
    const auto other = record::PatientId::random();
    VERIFY_RESULT(clinic[1].commit({registration(other, "Diaz", "Luz")}));
    const auto turnedThere = clinic.inside(0).keyring.epoch();
    const auto turnedHere = clinic.inside(1).keyring.epoch();
    QVERIFY(turnedThere != turnedHere);
    exchange(clinic[0], clinic[1]);
    // then both are removed everywhere, all is read, and the keys are ones that neither has
    for (size_t i : {size_t{0}, size_t{1}}) {
        QVERIFY(clinic[i].roster().find(one)->removed);
        QVERIFY(clinic[i].roster().find(two)->removed);
        QCOMPARE(clinic[i].patients()->size(), size_t{2});
        QVERIFY(clinic.inside(i).keyring.epoch() > std::max(turnedHere, turnedThere));
        verifies(clinic[i]);
    }
    QCOMPARE(clinic.inside(0).keyring.epoch(), clinic.inside(1).keyring.epoch());
    QCOMPARE(clinic.notes(0), QStringList{"after the first turn"});
    const auto keys = ledger::keyMaterial(clinic[0]);
    for (const ledger::HandoutRow& row : keys->handouts)
        QVERIFY(row.user != one && row.user != two);
    QCOMPARE(keys->toBytes(), ledger::keyMaterial(clinic[1])->toBytes());
    clinic.reopen(0);
    clinic.reopen(1, "Ada", "a");
    clinic.say(0, "goes on");
    exchange(clinic[0], clinic[1]);
    verifies(clinic[0]);
    verifies(clinic[1]);
    // and content stored under any of them is found again under the newest
    const auto blob = clinic[0].storeBlob(clinic.patient, Category::Imaging, QByteArray(1000, 'b'));
    VERIFY_RESULT(blob);
    QCOMPARE(*clinic[0].storeBlob(clinic.patient, Category::Imaging, QByteArray(1000, 'b')), *blob);
}

void TestReplicaKeys::whoWasEnrolledWhileKeysTurnedElsewhereIsGivenThem()
{
    TwoAdministrators clinic;
    clinic.remove(0, clinic.find("N1"));
    clinic.say(0, "under the new keys");
    VERIFY_RESULT(clinic[1].enrolUser("Late", Role::Physician, secret("l")));
    exchange(clinic[0], clinic[1]);
    for (size_t i : {size_t{0}, size_t{1}}) {
        clinic.reopen(i, "Late", "l");
        QCOMPARE(clinic.notes(i), QStringList{"under the new keys"});
        verifies(clinic[i]);
    }
}

void TestReplicaKeys::keysTurnedBySomebodyRemovedAreReadAndNotUsed()
{
    // given an administrator removed on one laptop, who on another removes somebody without knowing it
    TwoAdministrators clinic;
    const auto ada = clinic.find("Ada");
    const auto nurse = clinic.find("N1");
    clinic.remove(0, ada);
    clinic.remove(1, nurse);
    const auto hers = clinic.inside(1).keyring.epoch();
    clinic.say(0, "after");
    exchange(clinic[0], clinic[1]);
    // then her removal of another counts for nothing, as everything she signed after
    QVERIFY(!clinic[0].roster().find(nurse)->removed);
    QVERIFY(clinic[0].roster().find(ada)->removed);
    QVERIFY(clinic.inside(0).keyring.epoch() != hers);
    QVERIFY(clinic.inside(0).keyring.isRetired(hers));
    QVERIFY(clinic.inside(0).keyring.holds(Category::Clinic, hers));
    verifies(clinic[0]);
    clinic.reopen(0);
    clinic.say(0, "goes on");
    // and the nurse signs in where she was
    clinic.reopen(0, "N1", "n");
    clinic.say(0, "hers");
    verifies(clinic[0]);
    // also on the other laptop, when it has heard
    (void)pull(clinic[1], clinic[0]);
    clinic.reopen(1);
    (void)pull(clinic[1], clinic[0]);
    QCOMPARE(clinic.notes(1).size(), 3);
    verifies(clinic[1]);
}

// One step of people coming and going: kind 0 enrols, 1 removes, 2-5 writes, else a pulls from b.
void takeStep(const Replicas& clinic, int& names, int kind, size_t a, size_t b)
{
    if (kind == 0) {
        const Role role = names % 2 == 0 ? Role::Nurse : Role::Physician;
        QVERIFY(clinic[a].enrolUser(QString("P%1").arg(names++), role, secret("p")).has_value());
    } else if (kind == 1) {
        for (const record::Member& member : clinic[a].roster().members()) {
            if (member.removed || member.role == Role::Administrator
                || clinic[a].roster().isFounder(member.user))
                continue;
            QVERIFY(clinic[a].removeUser(member.user, "left").has_value());
            break;
        }
    } else if (kind <= 5) {
        const auto entry = registration(record::PatientId::random(), "Diaz", "Luz");
        QVERIFY(clinic[a].commit({entry}).has_value());
    } else if (a != b) {
        (void)pull(clinic[a], clinic[b], 5);
    }
}

void TestReplicaKeys::whoeverComesAndGoesWhereverAllEndAlike()
{
    // given two administrators on three laptops; TWINWARD_SEED replays a run
    Replicas clinic(1);
    VERIFY_RESULT(clinic[0].enrolUser("Ada", Role::Administrator, secret("a")));
    clinic.add("Ada", "a");
    clinic.add();
    clinic.exchangeAll();
    int names = 0;
    const quint32 given = qEnvironmentVariable("TWINWARD_SEED").toUInt();
    const quint32 seed = given != 0 ? given : QRandomGenerator::global()->generate();
    qInfo("TWINWARD_SEED=%u", seed);
    std::mt19937 random(seed);
    const auto any = [&random](unsigned below) { return random() % below; };
    for (int run = 0; run < 10; ++run) {
        for (int i = 0; i < 12; ++i)
            takeStep(clinic, names, static_cast<int>(any(10)), any(3), any(3));
        clinic.exchangeAll();
        clinic.exchangeAll();
        const auto keys = ledger::keyMaterial(clinic[0]);
        for (size_t i = 0; i < 3; ++i) {
            if (i == 1)
                clinic.reopen(i, "Ada", "a");
            else
                clinic.reopen(i);
            verifies(clinic[i]);
            QCOMPARE(ledger::keyMaterial(clinic[i])->toBytes(), keys->toBytes());
            QCOMPARE(clinic.inside(i).keyring.epoch(), clinic.inside(0).keyring.epoch());

            QCOMPARE(clinic[i].patients()->size(), clinic[0].patients()->size());
        }
        for (const ledger::HandoutRow& row : keys->handouts)
            QVERIFY(!clinic[0].roster().find(row.user)->removed);
    }
}

void TestReplicaKeys::keysFromWhoMayNotGiveThemAreRefused()
{
    Replicas clinic;
    VERIFY_RESULT(clinic[0].enrolUser("Nurse", Role::Nurse, secret("n")));
    exchange(clinic[0], clinic[1]);
    const auto good = ledger::keyMaterial(clinic[0]);
    VERIFY_RESULT(good);
    clinic.reopen(0, "Nurse", "n");
    auto& d = clinic.inside(0);
    const auto now = d.clock.next();
    // a nurse's turn of keys
    ledger::KeyMaterial forged;
    ledger::Keyring theirs = ledger::Keyring::makeRoots().turned();
    forged.turns.push_back(ledger::KeyTurn::sign(theirs, d.identity, now, {}).row());
    // a nurse's handout, to somebody not given keys of that epoch
    ledger::HandoutRow handout = good->handouts.front();
    handout.keyEpoch = 1;
    handout.user = d.identity.user;
    ledger::signHandout(handout, d.identity, now);
    {
        auto& other = clinic.inside(1);
        const std::lock_guard guard(other.databaseMutex);
        other.database->execute("DELETE FROM handouts");
    }
    forged.handouts.push_back(handout);
    // a nurse's slot in the founder's place, and another's slot that is older
    for (ledger::SlotRow row : good->keySlots) {
        if (row.user == d.identity.user)
            continue;
        ledger::signSlot(row, d.identity, now);
        forged.keySlots.push_back(row);
    }
    auto weak = good->keySlots.front();
    weak.memoryBytes = 8192;
    forged.keySlots.push_back(weak);
    const auto report = ledger::ingestKeys(clinic[1], forged);
    VERIFY_RESULT(report);
    QCOMPARE(report->taken, quint64{0});
    QVERIFY(report->refused.size() >= 3);
    const auto round = ledger::KeyMaterial::fromBytes(good->toBytes());
    QVERIFY(round);
    QCOMPARE(round->toBytes(), good->toBytes());
}

void TestReplicaKeys::everyByteOfAPackCounts()
{
    const Replicas clinic(1);
    const auto laptop = ledger::NewDevice::named("New");
    const auto pack = ledger::admitDevice(clinic[0], laptop.request);
    VERIFY_RESULT(pack);
    const QByteArray bytes = pack->toBytes();
    for (qsizetype length = 0; length < bytes.size(); length += 37)
        QVERIFY(!ledger::JoinPack::fromBytes(bytes.first(length)));
    // given a pack whose slots were exchanged for another clinic's
    const Replicas other(1);
    auto forged = *pack;
    forged.keys.keySlots = ledger::keyMaterial(other[0])->keySlots;
    const QString folder = clinic.parent.filePath("forged");
    QVERIFY(!ledger::join(folder, forged, laptop, founder, secret(passphrase), quick()));
    // or whose keys were
    forged = *pack;
    for (ledger::HandoutRow& row : forged.keys.handouts) {
        for (auto& [category, sealed] : row.roots)
            sealed[40] = static_cast<char>(sealed[40] ^ 1);
    }
    QCOMPARE(ledger::join(folder, forged, laptop, founder, secret(passphrase), quick()).error().code,
        ErrorCode::IntegrityBroken);
    QVERIFY(!ledger::Vault::exists(folder));
}

} // namespace

QTEST_GUILESS_MAIN(TestReplicaKeys)
#include "tst_replica_keys.moc"
