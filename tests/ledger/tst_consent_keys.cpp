// Cards, and consent that releases keys and turns them.

#include "replicas.h"
#include "two_clinics.h"

#include "disclosure_take_p.h"

using namespace twinward;
using namespace twinward::test;
using ledger::Turn;
using record::Category;

namespace {

// No entries wait to go: only the word that the contract changed.
bool isOnlyTold(const TestClinic& clinic)
{
    const auto letters = ledger::outbox(*clinic.vault);
    return letters->size() == 1 && letters->front().kind == ledger::OutgoingLetter::Kind::ConsentChange;
}

} // namespace

class ConsentKeysTest : public QObject
{
    Q_OBJECT

private slots:
    void cardsComeBackTheSameAndHoldTogether();
    void aCardFollowsItsClinicsKeys();
    void withoutAContractInForceNothingGoes();
    void aWithdrawalEmptiesTheOutboxAndTurnsTheKeys();
    void whoMayNotTurnKeysLeavesItToWhoMay();
    void aLetterSentUnawareOfTheWithdrawalTurnsTheKeysOnceItIsHeardOf();
    void narrowingReleasesLess();
};

void ConsentKeysTest::cardsComeBackTheSameAndHoldTogether()
{
    const TwoClinics clinics;
    const ledger::ClinicCard card = clinics.river.card();
    const auto again = ledger::ClinicCard::fromBytes(card.toBytes());
    QVERIFY(again);
    QCOMPARE(*again, card);
    QCOMPARE(card.name, QStringLiteral("Riverside"));
    QCOMPARE(card.fingerprint().size(), 8 * 5 + 7);
    QVERIFY(card.fingerprint() != clinics.hill.card().fingerprint());
    // a changed name, key or id is no card
    const auto refused = [&card](auto change) {
        ledger::ClinicCard changed = card;
        change(changed);
        return !ledger::ClinicCard::fromBytes(changed.toBytes());
    };
    QVERIFY(refused([](ledger::ClinicCard& changed) { changed.name = QStringLiteral("Hill"); }));
    QVERIFY(refused([](ledger::ClinicCard& changed) { changed.boxKey[3] = char(changed.boxKey[3] ^ 1); }));
    QVERIFY(refused([](ledger::ClinicCard& changed) { changed.id = base::Hash256::of("another"); }));
    QVERIFY(refused([](ledger::ClinicCard& changed) { changed.epoch = 7; }));
}

void ConsentKeysTest::aCardFollowsItsClinicsKeys()
{
    // given a clinic whose keys turn because somebody leaves
    TwoClinics clinics;
    const ledger::ClinicCard before = clinics.river.card();
    clinics.river.enrol("Nia", record::Role::Nurse);
    const auto nurse = clinics.river.vault->roster().findByName("Nia")->user;
    VERIFY_RESULT(clinics.river.vault->removeUser(nurse, "left"));
    const ledger::ClinicCard after = clinics.river.card();
    // then it is the same clinic, and the new card follows the old one
    QCOMPARE(after.id, before.id);
    QVERIFY(after.signingKey != before.signingKey);
    QVERIFY(after.succeeds(before) && !before.succeeds(after));
    QVERIFY(ledger::ClinicCard::fromBytes(after.toBytes()));
    // and a letter signed with the new keys is taken, and its card remembered
    clinics.send(clinics.grant(clinics.terms()));
    TwoClinics::carry(clinics.river, clinics.hill);
    const auto known = ledger::knownClinic(*clinics.hill.vault, before.id);
    VERIFY_RESULT(known);
    QCOMPARE((*known)->card.signingKey, after.signingKey);
    QVERIFY(!(*known)->comparedByPerson);
    // and taking the old card again by hand does not bring the old keys back
    VERIFY_RESULT(ledger::knowClinic(*clinics.hill.vault, before));
    QCOMPARE((*ledger::knownClinic(*clinics.hill.vault, before.id))->card.signingKey, after.signingKey);
}

void ConsentKeysTest::withoutAContractInForceNothingGoes()
{
    TwoClinics clinics;
    QVERIFY(!ledger::disclose(*clinics.river.vault, record::EventId::random()));
    auto later = clinics.terms();
    later.from = {*clinics.clock.ms + dayMs, 0, base::Moment::Precision::Second};
    const auto contract = clinics.grant(later);
    QCOMPARE(ledger::disclose(*clinics.river.vault, contract).error().code, base::ErrorCode::NotAuthorised);
    clinics.clock.pass(2 * dayMs);
    clinics.send(contract);
    // an expired contract keeps what was not carried yet at home
    clinics.clock.pass(40 * dayMs);
    QVERIFY(ledger::outbox(*clinics.river.vault)->empty());
    QCOMPARE(ledger::disclose(*clinics.river.vault, contract).error().code, base::ErrorCode::NotAuthorised);
    // a clinic that nobody knows is sent nothing
    auto stranger = clinics.terms();
    stranger.clinic = base::Hash256::of("stranger");
    QCOMPARE(ledger::grantConsent(*clinics.river.vault, stranger).error().code, base::ErrorCode::NotFound);
}

void ConsentKeysTest::aWithdrawalEmptiesTheOutboxAndTurnsTheKeys()
{
    TwoClinics clinics;
    const auto contract = clinics.grant(clinics.terms());
    clinics.send(contract);
    const auto letter = TwoClinics::letters(clinics.river).front();
    const auto turned = ledger::withdrawConsent(*clinics.river.vault, contract, "changed her mind");
    VERIFY_RESULT(turned);
    QCOMPARE(*turned, Turn::Turned);
    QVERIFY(isOnlyTold(clinics.river));
    QCOMPARE(ledger::settledLetters(*clinics.river.vault)->front().second, letter.id());
    QCOMPARE(ledger::consents(*clinics.river.vault, clinics.patient)->front().reason, "changed her mind");
    // then what is written from now on does not open with what was released
    VERIFY_RESULT(clinics.river.vault->commit({heartRate(clinics.patient, 60)}));
    const auto& hill = ledger::Vault::Private::of(*clinics.hill.vault);
    const auto body = ledger::decodeBody<ledger::DisclosureBody>(
        ledger::openKeptLetter(hill.keyring, letter.content).body);
    const auto& river = ledger::Vault::Private::of(*clinics.river.vault);
    const quint32 epoch = river.keyring.epoch();
    for (const ledger::ReleasedKey& released : body->released.keys) {
        QVERIFY(released.keyEpoch < epoch);
        const auto tag = river.keyring.subjectTag(clinics.patient, released.category);
        const auto key = river.keyring.patientKey(released.category, tag, epoch);
        QVERIFY(released.key != QByteArray(reinterpret_cast<const char*>(key.data()), ledger::keyBytes));
    }
    // withdrawing twice turns nothing again
    QCOMPARE(*ledger::withdrawConsent(*clinics.river.vault, contract, "again"), Turn::NotNeeded);
    QCOMPARE(river.keyring.epoch(), epoch);
    // what nothing was released under needs no turn
    const auto unused = clinics.grant(clinics.terms());
    QCOMPARE(*ledger::withdrawConsent(*clinics.river.vault, unused, "by mistake"), Turn::NotNeeded);
}

void ConsentKeysTest::whoMayNotTurnKeysLeavesItToWhoMay()
{
    TwoClinics clinics;
    const auto contract = clinics.grant(clinics.terms());
    clinics.send(contract);
    clinics.river.enrol("Nia", record::Role::Nurse);
    const QString founderName = clinics.river.vault->user().name;
    clinics.river.signIn("Nia", clinics.clock);
    QCOMPARE(*ledger::withdrawConsent(*clinics.river.vault, contract, "asked the nurse"), Turn::Pending);
    QVERIFY(isOnlyTold(clinics.river));
    clinics.river.signIn(founderName, clinics.clock);
    QCOMPARE(*ledger::turnAfterWithdrawals(*clinics.river.vault), Turn::Turned);
    QCOMPARE(*ledger::turnAfterWithdrawals(*clinics.river.vault), Turn::NotNeeded);
}

void ConsentKeysTest::aLetterSentUnawareOfTheWithdrawalTurnsTheKeysOnceItIsHeardOf()
{
    // given two computers of one clinic that are apart
    TwoClinics clinics;
    const auto contract = clinics.grant(clinics.terms());
    ledger::Vault& front = *clinics.river.vault;
    const auto laptop = ledger::NewDevice::named("Laptop");
    const auto pack = ledger::admitDevice(front, laptop.request);
    VERIFY_RESULT(pack);
    const auto joined = ledger::join(clinics.river.folder.filePath("second"), *pack, laptop,
        front.user().name, secret(passphrase), clinics.clock.options());
    VERIFY_RESULT(joined);
    ledger::Vault& ward = **joined;
    (void)pull(ward, front);
    const quint32 epoch = ledger::Vault::Private::of(front).keyring.epoch();

    // when one sends under a consent that was withdrawn on the other, where nothing had been released
    QCOMPARE(*ledger::withdrawConsent(front, contract, "asked to"), Turn::NotNeeded);
    clinics.clock.pass(60'000);
    VERIFY_RESULT(ledger::disclose(ward, contract));
    exchange(front, ward);

    // then what is written from now on does not open with what went
    const quint32 turned = ledger::Vault::Private::of(front).keyring.epoch();
    QVERIFY(turned > epoch);
    QCOMPARE(ledger::Vault::Private::of(ward).keyring.epoch(), turned);
    // and that is the end of it
    exchange(front, ward);
    QCOMPARE(ledger::Vault::Private::of(front).keyring.epoch(), turned);
}

void ConsentKeysTest::narrowingReleasesLess()
{
    TwoClinics clinics;
    const auto contract
        = clinics.grant(clinics.terms({Category::Demographics, Category::Vitals, Category::Clinical}));
    clinics.send(contract);
    auto narrower = clinics.terms({Category::Vitals});
    const auto turned = ledger::narrowConsent(*clinics.river.vault, contract, narrower);
    VERIFY_RESULT(turned);
    QCOMPARE(*turned, Turn::Turned);
    QVERIFY(isOnlyTold(clinics.river)); // the wider letter stays at home
    clinics.send(contract);
    TwoClinics::carry(clinics.river, clinics.hill);
    QCOMPARE(clinics.readAtHill(), (QStringList{"Observation", "PatientDetails"}));
}

QTEST_GUILESS_MAIN(ConsentKeysTest)
#include "tst_consent_keys.moc"
