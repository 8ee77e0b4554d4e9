// What carriers, third clinics, people who left and staff with a changed program might try with letters.

#include "two_clinics.h"

#include "disclosure_take_p.h"
#include "record/event_codec.h"

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using ledger::DisclosureBody;
using ledger::SealedLetter;
using record::Category;

namespace {

const ledger::Vault::Private& inside(const TestClinic& clinic)
{
    return ledger::Vault::Private::of(*clinic.vault);
}

// A letter that Riverside really sent, and what somebody who holds Riverside's keys makes of it.
struct Sent : TwoClinics
{
    record::EventId contract;
    SealedLetter letter;

    explicit Sent(std::vector<Category> categories = {Category::Demographics, Category::Vitals})
        : contract(grant(terms(std::move(categories))))
    {
        send(contract);
        letter = letters(river).front();
    }

    [[nodiscard]] DisclosureBody body() const
    {
        return *ledger::decodeBody<DisclosureBody>(
            ledger::openKeptLetter(inside(hill).keyring, letter.content).body);
    }
    [[nodiscard]] SealedLetter signedAnew(const DisclosureBody& body) const
    {
        return ledger::sealLetter(inside(river).keyring, QStringLiteral("Riverside"), hill.card(),
            ledger::LetterKind::Disclosure, ledger::encodeBody(body));
    }
    // Refused, and nothing of it is here.
    void refuses(const SealedLetter& bad, ErrorCode code, const char* words)
    {
        const auto taken = ledger::takeLetter(*hill.vault, bad);
        QVERIFY2(!taken, words);
        QVERIFY2(taken.error().code == code, qPrintable(words + (": " + taken.error().message())));
        QVERIFY2(taken.error().message().contains(QLatin1String(words)), qPrintable(taken.error().message()));
        QVERIFY(readAtHill().isEmpty());
        QVERIFY(ledger::sharingLog(*hill.vault)->taken.empty());
    }
};

record::ConsentContract termsIn(const DisclosureBody& body)
{
    return *record::decodeEvent(body.head.contract)->as<record::ConsentContract>();
}

void setTerms(DisclosureBody& body, const record::ConsentContract& terms)
{
    auto event = *record::decodeEvent(body.head.contract);
    event.body = terms;
    body.head.contract = record::encodeEvent(event);
}

} // namespace

class DisclosureAttacksTest : public QObject
{
    Q_OBJECT

private slots:
    void aForgedCardIsNoCard();
    void aLetterOfAnUnknownClinicIsRefused();
    void aLetterInAnothersNameIsRefused();
    void aLetterForAnotherClinicIsNotOpened();
    void aCutOrChangedLetterIsRefused();
    void aContractByWhoMayNotSignItIsRefused();
    void aContractForAnotherClinicOrPatientIsRefused();
    void anExpiredContractsLetterIsRefused();
    void aWithdrawnContractsLetterIsNotWrittenAgain();
    void moreThanWasAgreedIsRefused();
    void anothersEntriesAreRefused();
    void aChangedEntryIsRefused();
    void anEntryInAnothersNameIsRefused();
    void whoLeftCantWriteInTheClinicsName();
    void aReceiptOfAnotherClinicSettlesNothing();
    void aReceiptForAPartSettlesNothing();
    void anAlertForWhatWasNotSentIsRefused();
    void anothersEntryOfTheSameNameHidesNothing();
};

void DisclosureAttacksTest::aForgedCardIsNoCard()
{
    // given somebody who puts their own keys under Hill's id
    TwoClinics clinics;
    const SharedClock clock;
    const TestClinic evil(QStringLiteral("Hill"), clock);
    ledger::ClinicCard forged = evil.card();
    forged.id = clinics.hill.card().id;
    QVERIFY(!ledger::ClinicCard::fromBytes(forged.toBytes()));
    QCOMPARE(ledger::knowClinic(*clinics.river.vault, forged).error().code, ErrorCode::InvalidInput);
    // or who says that theirs come after Hill's
    forged = evil.card();
    forged.id = clinics.hill.card().id;
    forged.earlier = {{1, clinics.hill.card().signingKey, forged.signature}};
    forged.epoch = 2;
    QVERIFY(!ledger::ClinicCard::fromBytes(forged.toBytes()));
    // one's own card is nobody else's
    QCOMPARE(
        ledger::knowClinic(*clinics.river.vault, clinics.river.card()).error().code, ErrorCode::InvalidInput);
    // and every cut or changed byte is seen
    const QByteArray bytes = clinics.hill.card().toBytes();
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        QByteArray changed = bytes;
        changed[i] = static_cast<char>(changed[i] ^ 0x20);
        QVERIFY(!ledger::ClinicCard::fromBytes(changed));
        QVERIFY(!ledger::ClinicCard::fromBytes(bytes.first(i)));
    }
}

void DisclosureAttacksTest::aLetterOfAnUnknownClinicIsRefused()
{
    Sent sent;
    TestClinic stranger(QStringLiteral("Stranger"), sent.clock);
    VERIFY_RESULT(ledger::knowClinic(*stranger.vault, sent.hill.card()));
    const SealedLetter letter = ledger::sealLetter(inside(stranger).keyring, QStringLiteral("Riverside"),
        sent.hill.card(), ledger::LetterKind::Disclosure, ledger::encodeBody(sent.body()));
    sent.refuses(letter, ErrorCode::NotFound, "not known here");
}

void DisclosureAttacksTest::aLetterInAnothersNameIsRefused()
{
    // given a clinic that Hill knows, which writes as if it were Riverside
    Sent sent;
    TestClinic evil(QStringLiteral("Evil"), sent.clock);
    VERIFY_RESULT(ledger::knowClinic(*sent.hill.vault, evil.card()));
    SealedLetter letter = ledger::sealLetter(inside(evil).keyring, QStringLiteral("Riverside"),
        sent.hill.card(), ledger::LetterKind::Disclosure, ledger::encodeBody(sent.body()));
    letter.from = sent.river.card().id;
    sent.refuses(letter, ErrorCode::IntegrityBroken, "envelope");
    // or puts its own name on Riverside's letter
    SealedLetter swapped = sent.letter;
    swapped.from = evil.card().id;
    sent.refuses(swapped, ErrorCode::IntegrityBroken, "envelope");
}

void DisclosureAttacksTest::aLetterForAnotherClinicIsNotOpened()
{
    Sent sent;
    TestClinic third(QStringLiteral("Third"), sent.clock);
    VERIFY_RESULT(ledger::knowClinic(*third.vault, sent.river.card()));
    SealedLetter stolen = sent.letter;
    stolen.to = third.card().id;
    QCOMPARE(ledger::takeLetter(*third.vault, stolen).error().code, ErrorCode::InvalidInput);
    // nor sent on by who may open it: it says inside for whom it was
    const QByteArray opened = ledger::openForClinic(inside(sent.hill).keyring, sent.letter.content);
    stolen.content
        = ledger::sealToClinic(ledger::clinicLetterKey(inside(sent.hill).keyring, 1), third.card(), opened);
    QVERIFY(ledger::takeLetter(*third.vault, stolen).error().message().contains("for another clinic"));
}

void DisclosureAttacksTest::aCutOrChangedLetterIsRefused()
{
    Sent sent;
    const qsizetype size = sent.letter.content.size();
    for (qsizetype at = 0; at < size; at += 1 + at / 8) {
        SealedLetter bad = sent.letter;
        bad.content.truncate(at);
        QVERIFY(!ledger::takeLetter(*sent.hill.vault, bad));
        bad = sent.letter;
        bad.content[at] = static_cast<char>(bad.content[at] ^ 1);
        QVERIFY(!ledger::takeLetter(*sent.hill.vault, bad));
    }
    QVERIFY(sent.readAtHill().isEmpty());
    VERIFY_RESULT(ledger::takeLetter(*sent.hill.vault, sent.letter)); // and the true one is taken still
}

void DisclosureAttacksTest::aContractByWhoMayNotSignItIsRefused()
{
    Sent sent;
    DisclosureBody body = sent.body();
    body.head.contractBy.role = record::Role::Auditor;
    sent.refuses(sent.signedAnew(body), ErrorCode::IntegrityBroken, "role may not");
    // at home it releases nothing in the first place
    sent.river.enrol("Otto", record::Role::Auditor);
    sent.river.signIn("Otto", sent.clock);
    QCOMPARE(ledger::grantConsent(*sent.river.vault, sent.terms()).error().code, ErrorCode::NotAuthorised);
    QVERIFY(!ledger::disclose(*sent.river.vault, sent.contract));
}

void DisclosureAttacksTest::aContractForAnotherClinicOrPatientIsRefused()
{
    Sent sent;
    const DisclosureBody whole = sent.body();
    DisclosureBody body = whole;
    auto terms = termsIn(whole);
    terms.clinic = base::Hash256::of("somebody else");
    setTerms(body, terms);
    sent.refuses(sent.signedAnew(body), ErrorCode::IntegrityBroken, "for somebody else");
    body = whole;
    terms = termsIn(whole);
    terms.patient = record::PatientId::random();
    setTerms(body, terms);
    sent.refuses(sent.signedAnew(body), ErrorCode::IntegrityBroken, "for somebody else");
    body = whole;
    body.head.contractId = record::EventId::random();
    sent.refuses(sent.signedAnew(body), ErrorCode::IntegrityBroken, "names no consent");
    body = whole;
    body.head.part = 2;
    sent.refuses(sent.signedAnew(body), ErrorCode::IntegrityBroken, "no part");
}

void DisclosureAttacksTest::anExpiredContractsLetterIsRefused()
{
    Sent sent;
    sent.clock.pass(31 * dayMs);
    sent.refuses(sent.letter, ErrorCode::InvalidInput, "has ended");
    QVERIFY(ledger::outbox(*sent.river.vault)->empty());
}

void DisclosureAttacksTest::aWithdrawnContractsLetterIsNotWrittenAgain()
{
    Sent sent;
    const auto waiting = ledger::outbox(*sent.river.vault)->front();
    VERIFY_RESULT(ledger::withdrawConsent(*sent.river.vault, sent.contract, "no longer"));
    QCOMPARE(ledger::write(*sent.river.vault, waiting).error().code, ErrorCode::NotAuthorised);
    QCOMPARE(ledger::disclose(*sent.river.vault, sent.contract).error().code, ErrorCode::NotAuthorised);
    // and an amendment revives nothing
    VERIFY_RESULT(ledger::narrowConsent(*sent.river.vault, sent.contract, sent.terms()));
    QCOMPARE(ledger::disclose(*sent.river.vault, sent.contract).error().code, ErrorCode::NotAuthorised);
}

void DisclosureAttacksTest::moreThanWasAgreedIsRefused()
{
    // given a letter of more categories than its contract names
    Sent sent({Category::Demographics, Category::Vitals, Category::Clinical});
    DisclosureBody body = sent.body();
    auto terms = termsIn(body);
    terms.categories = {Category::Demographics, Category::Vitals};
    setTerms(body, terms);
    sent.refuses(sent.signedAnew(body), ErrorCode::IntegrityBroken, "more than was agreed");
    // or with a part for emergencies that nobody agreed to
    body = sent.body();
    body.emergency = "sealed";
    sent.refuses(sent.signedAnew(body), ErrorCode::IntegrityBroken, "more than was agreed");
    // or without the key to what it holds
    body = sent.body();
    body.released.keys.pop_back();
    sent.refuses(sent.signedAnew(body), ErrorCode::IntegrityBroken, "without its key");
}

void DisclosureAttacksTest::anothersEntriesAreRefused()
{
    Sent sent;
    DisclosureBody body = sent.body();
    auto terms = termsIn(body);
    terms.patient = record::PatientId::random();
    setTerms(body, terms);
    body.head.patient = terms.patient;
    body.head.subjects = {terms.patient};
    sent.refuses(sent.signedAnew(body), ErrorCode::IntegrityBroken, "another patient");
}

void DisclosureAttacksTest::aChangedEntryIsRefused()
{
    Sent sent;
    const DisclosureBody whole = sent.body();
    DisclosureBody body = whole;
    body.released.commits.front().segments.front().body[40] ^= 1;
    sent.refuses(sent.signedAnew(body), ErrorCode::IntegrityBroken, "not what was signed");
    // one commit's entries under another's header
    body = whole;
    std::swap(body.released.commits[0].segments, body.released.commits[1].segments);
    sent.refuses(sent.signedAnew(body), ErrorCode::IntegrityBroken, "not what was signed");
    body = whole;
    body.released.commits.front().segments.front().position = 9;
    sent.refuses(sent.signedAnew(body), ErrorCode::IntegrityBroken, "not where its commit says");
    body = whole;
    body.released.keys.front().key[0] ^= 1;
    sent.refuses(sent.signedAnew(body), ErrorCode::IntegrityBroken, "not what was sealed");
}

void DisclosureAttacksTest::anEntryInAnothersNameIsRefused()
{
    Sent sent;
    const DisclosureBody whole = sent.body();
    DisclosureBody body = whole;
    body.released.commits.front().authorSignature[5] ^= 1;
    sent.refuses(sent.signedAnew(body), ErrorCode::IntegrityBroken, "signature does not hold");
    body = whole;
    body.released.people.front().signingKey = inside(sent.hill).identity.signingKey();
    sent.refuses(sent.signedAnew(body), ErrorCode::IntegrityBroken, "signature does not hold");
    body = whole;
    body.released.people.clear();
    sent.refuses(sent.signedAnew(body), ErrorCode::IntegrityBroken, "who signed");
    body = whole;
    body.released.devices.clear();
    sent.refuses(sent.signedAnew(body), ErrorCode::IntegrityBroken, "who signed");
}

void DisclosureAttacksTest::whoLeftCantWriteInTheClinicsName()
{
    // given somebody with a copy of Riverside's keys, who is removed, and Hill hears of the new keys
    Sent sent;
    sent.river.enrol("Nia", record::Role::Nurse);
    const ledger::Keyring kept = inside(sent.river).keyring.clone();
    VERIFY_RESULT(sent.river.vault->removeUser(sent.river.vault->roster().findByName("Nia")->user, "left"));
    const DisclosureBody body = sent.body();
    VERIFY_RESULT(ledger::takeLetter(*sent.hill.vault, TwoClinics::letters(sent.river).front()));
    // then what the old keys sign is no word of Riverside's
    const auto forged = ledger::sealLetter(kept, QStringLiteral("Riverside"), sent.hill.card(),
        ledger::LetterKind::Disclosure, ledger::encodeBody(body));
    const auto taken = ledger::takeLetter(*sent.hill.vault, forged);
    QVERIFY(!taken);
    QVERIFY(taken.error().message().contains("no longer uses"));
}

void DisclosureAttacksTest::aReceiptOfAnotherClinicSettlesNothing()
{
    Sent sent;
    TestClinic third(QStringLiteral("Third"), sent.clock);
    VERIFY_RESULT(ledger::knowClinic(*sent.river.vault, third.card()));
    ledger::ReceiptBody receipt;
    receipt.about = sent.body().head.disclosure;
    receipt.parts = {1};
    receipt.at = {*sent.clock.ms, 0, base::Moment::Precision::Second};
    const auto letter = ledger::sealLetter(inside(third).keyring, QStringLiteral("Third"), sent.river.card(),
        ledger::LetterKind::Receipt, ledger::encodeBody(receipt));
    QCOMPARE(ledger::takeLetter(*sent.river.vault, letter).error().code, ErrorCode::IntegrityBroken);
    receipt.about = record::EventId::random();
    const auto other = ledger::sealLetter(inside(sent.hill).keyring, QStringLiteral("Hill"),
        sent.river.card(), ledger::LetterKind::Receipt, ledger::encodeBody(receipt));
    QCOMPARE(ledger::takeLetter(*sent.river.vault, other).error().code, ErrorCode::IntegrityBroken);
    QCOMPARE(ledger::outbox(*sent.river.vault)->size(), size_t{1});
}

void DisclosureAttacksTest::aReceiptForAPartSettlesNothing()
{
    Sent sent;
    ledger::ReceiptBody receipt;
    receipt.about = sent.body().head.disclosure;
    const auto letter = ledger::sealLetter(inside(sent.hill).keyring, QStringLiteral("Hill"),
        sent.river.card(), ledger::LetterKind::Receipt, ledger::encodeBody(receipt));
    QVERIFY(!ledger::takeLetter(*sent.river.vault, letter));
    QCOMPARE(ledger::outbox(*sent.river.vault)->size(), size_t{1});
}

void DisclosureAttacksTest::anAlertForWhatWasNotSentIsRefused()
{
    Sent sent;
    record::Event access;
    access.category = Category::Clinic;
    access.body = record::EmergencyAccess{record::EventId::random(), sent.contract, sent.river.card().id,
        sent.patient, sent.hill.card().id, "Hill", "Dr Hill", record::Role::Physician, {}, "made up"};
    ledger::EmergencyBody body;
    body.access = record::encodeEvent(access);
    const auto letter = ledger::sealLetter(inside(sent.hill).keyring, QStringLiteral("Hill"),
        sent.river.card(), ledger::LetterKind::Emergency, ledger::encodeBody(body));
    QCOMPARE(ledger::takeLetter(*sent.river.vault, letter).error().code, ErrorCode::IntegrityBroken);
    QVERIFY(ledger::sharingLog(*sent.river.vault)->emergencies.empty());
}

void DisclosureAttacksTest::anothersEntryOfTheSameNameHidesNothing()
{
    // given a third clinic that sends an entry under the name of one of Riverside's before Riverside does
    Sent sent;
    TestClinic third(QStringLiteral("Third"), sent.clock);
    const auto patient = record::PatientId::random();
    record::Event untrue = heartRate(patient, 200);
    const auto here = sent.river.vault->read(sent.patient);
    for (const auto& recorded : *here) {
        if (recorded.event.as<record::Observation>() != nullptr)
            untrue.id = recorded.event.id;
    }
    VERIFY_RESULT(third.vault->commit({registration(patient, "Nobody", "Real"), untrue}));
    VERIFY_RESULT(ledger::knowClinic(*third.vault, sent.hill.card()));
    VERIFY_RESULT(ledger::knowClinic(*sent.hill.vault, third.card()));
    auto terms = sent.terms();
    terms.patient = patient;
    VERIFY_RESULT(ledger::disclose(*third.vault, *ledger::grantConsent(*third.vault, terms)));
    TwoClinics::carry(third, sent.hill);
    // when Riverside's true entry comes
    VERIFY_RESULT(ledger::takeLetter(*sent.hill.vault, sent.letter));
    // then both are there, each as its own clinic's
    QCOMPARE(sent.readAtHill(), (QStringList{"Observation", "PatientDetails"}));
    const auto chart = sent.hill.vault->chart(sent.there());
    const auto* observation = chart->current<record::Observation>().front()->as<record::Observation>();
    QCOMPARE(std::get<record::Quantity>(observation->value).value.toString(), QStringLiteral("72"));
}

QTEST_GUILESS_MAIN(DisclosureAttacksTest)
#include "tst_disclosure_attacks.moc"
