// A clinic that received a chart hears when the contract ends or covers less, and what that changes there.

#include "two_clinics.h"

#include "consent_letters_p.h"

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using ledger::OutgoingLetter;
using ledger::TakenLetter;
using record::Category;
using record::ConsentState;

namespace {

struct Referred : TwoClinics
{
    record::EventId contract;

    explicit Referred(bool breakGlass = false) // NOLINT
    {
        auto agreed = terms({Category::Demographics, Category::Vitals, Category::Clinical});
        agreed.breakGlass = breakGlass;
        contract = grant(agreed);
        send(contract);
        carryAll();
        clock.pass(dayMs);
    }

    void withdraw(ledger::Reason telling = ledger::Reason::KeptHere)
    {
        [&] {
            VERIFY_RESULT(ledger::withdrawConsent(*river.vault, contract, "her own business", telling));
        }();
    }
    void narrow(const record::ConsentContract& to)
    {
        [&] { VERIFY_RESULT(ledger::narrowConsent(*river.vault, contract, to)); }();
    }
    [[nodiscard]] record::ReceivedConsent atHill() const
    {
        const auto received = ledger::receivedConsents(*hill.vault, there());
        [&] { QCOMPARE(received->size(), size_t{1}); }();
        return received->front();
    }
    [[nodiscard]] ConsentState stateAtHill() const { return atHill().stateAt(*clock.ms); }
    // Where the entries came from, as Hill's charts have it.
    [[nodiscard]] std::vector<record::Origin> originsAtHill() const
    {
        std::vector<record::Origin> origins;
        const auto events = hill.vault->read(there());
        for (const auto& recorded : *events)
            origins.push_back(*recorded.event.origin);
        return origins;
    }
};

std::vector<OutgoingLetter::Kind> waiting(const TestClinic& clinic)
{
    std::vector<OutgoingLetter::Kind> kinds;
    const auto letters = ledger::outbox(*clinic.vault);
    for (const OutgoingLetter& letter : *letters)
        kinds.push_back(letter.kind);
    return kinds;
}

void signInANurse(TwoClinics& clinics)
{
    clinics.river.enrol("Nia", record::Role::Nurse);
    clinics.river.signIn("Nia", clinics.clock);
}

} // namespace

class ConsentLettersTest : public QObject
{
    Q_OBJECT

private slots:
    void aWithdrawalIsToldUntilItIsAnswered();
    void whatWasOpenedStaysReadableAndSaysSo();
    void theReasonGoesOnlyWhereThatWasChosen();
    void nothingIsToldWhereNothingWent();
    void aNarrowingTellsWhatIsLeft();
    void anEmergencyPartNoLongerAllowedStaysShut();
    void aWithdrawalMayArriveBeforeItsLetter();
    void aLetterOfMoreThanIsLeftIsRefused();
    void theLastDayIsSeenByTheClockThere();
    void anothersWithdrawalEndsNothing();
    void whatTheOwnClinicMakesUpEndsNothing();
    void aLostAnswerIsGivenAgain();
};

void ConsentLettersTest::aWithdrawalIsToldUntilItIsAnswered()
{
    Referred clinics;
    QVERIFY(waiting(clinics.river).empty());
    clinics.withdraw();
    QCOMPARE(waiting(clinics.river), std::vector{OutgoingLetter::Kind::ConsentChange});
    QCOMPARE(waiting(clinics.river), std::vector{OutgoingLetter::Kind::ConsentChange}); // as often as asked
    const auto told = TwoClinics::carry(clinics.river, clinics.hill);
    QCOMPARE(told.size(), size_t{1});
    QCOMPARE(told.front().kind, TakenLetter::Kind::ConsentChange);
    QCOMPARE(told.front().patient, clinics.there());
    QCOMPARE(clinics.stateAtHill(), ConsentState::Withdrawn);
    QCOMPARE(waiting(clinics.river).size(), size_t{1}); // that it went is not that it arrived
    TwoClinics::carry(clinics.hill, clinics.river);
    QVERIFY(waiting(clinics.river).empty());
    QVERIFY(clinics.hill.vault->verify()->ok);
}

void ConsentLettersTest::whatWasOpenedStaysReadableAndSaysSo()
{
    Referred clinics;
    const QStringList before = clinics.readAtHill();
    for (const record::Origin& origin : clinics.originsAtHill())
        QVERIFY(origin.inLetter == record::Origin::Letter::Held && origin.ended.isNull());
    const qint64 at = *clinics.clock.ms;
    clinics.withdraw();
    clinics.clock.pass(dayMs);
    clinics.carryAll();
    QCOMPARE(clinics.readAtHill(), before);
    const auto origins = clinics.originsAtHill();
    QVERIFY(!origins.empty());
    for (const record::Origin& origin : origins) {
        QVERIFY(origin.isWithdrawn);
        QCOMPARE(origin.ended.utcMs(), at); // when it was withdrawn, not when that was heard
        QCOMPARE(origin.contract, clinics.contract);
    }
    // a new contract for the same entries: they are shown as under that
    clinics.send(
        clinics.grant(clinics.terms({Category::Demographics, Category::Vitals, Category::Clinical})));
    clinics.carryAll();
    for (const record::Origin& origin : clinics.originsAtHill())
        QVERIFY(origin.ended.isNull());
}

void ConsentLettersTest::theReasonGoesOnlyWhereThatWasChosen()
{
    Referred silent;
    silent.withdraw();
    const auto letter = TwoClinics::letters(silent.river).front();
    const auto& hill = ledger::Vault::Private::of(*silent.hill.vault);
    QVERIFY(!ledger::openForClinic(hill.keyring, letter.content).contains("business"));
    silent.carryAll();
    QVERIFY(silent.atHill().reason.isEmpty());
    Referred open;
    open.withdraw(ledger::Reason::Told);
    open.carryAll();
    QCOMPARE(open.atHill().reason, QStringLiteral("her own business"));
}

void ConsentLettersTest::nothingIsToldWhereNothingWent()
{
    TwoClinics clinics;
    const auto contract = clinics.grant(clinics.terms());
    VERIFY_RESULT(ledger::withdrawConsent(*clinics.river.vault, contract, "by mistake"));
    QVERIFY(waiting(clinics.river).empty());
}

void ConsentLettersTest::aNarrowingTellsWhatIsLeft()
{
    Referred clinics;
    auto less = clinics.terms({Category::Demographics, Category::Vitals});
    less.until = {*clinics.clock.ms + 2 * dayMs, 0, base::Moment::Precision::Second};
    clinics.narrow(less);
    clinics.carryAll();
    QVERIFY(waiting(clinics.river).empty());
    const auto received = clinics.atHill();
    QCOMPARE(received.terms.categories, less.categories);
    QCOMPARE(received.terms.until.utcMs(), less.until.utcMs());
    QCOMPARE(received.narrowed.utcMs(), *clinics.clock.ms);
    QCOMPARE(clinics.stateAtHill(), ConsentState::InForce);
    // withdrawn in the end, only that is left to tell
    clinics.withdraw();
    clinics.carryAll();
    QCOMPARE(clinics.stateAtHill(), ConsentState::Withdrawn);
}

void ConsentLettersTest::anEmergencyPartNoLongerAllowedStaysShut()
{
    Referred clinics(true);
    auto less = clinics.terms({Category::Demographics, Category::Vitals, Category::Clinical});
    clinics.narrow(less); // without the emergency
    clinics.carryAll();
    QCOMPARE(clinics.stateAtHill(), ConsentState::InForce);
    QCOMPARE(ledger::openEmergency(*clinics.hill.vault, clinics.there(), "Unconscious").error().code,
        ErrorCode::NotFound);
    QVERIFY(ledger::sharingLog(*clinics.hill.vault)->emergencies.empty());
}

void ConsentLettersTest::aWithdrawalMayArriveBeforeItsLetter()
{
    // given a letter that is still with its carrier when the withdrawal overtakes it
    TwoClinics clinics;
    const auto contract = clinics.grant(clinics.terms());
    clinics.send(contract);
    const auto late = TwoClinics::letters(clinics.river).front();
    signInANurse(clinics); // who turns no keys: what is late still opens
    VERIFY_RESULT(ledger::withdrawConsent(*clinics.river.vault, contract, {}));
    const auto told = TwoClinics::carry(clinics.river, clinics.hill);
    QCOMPARE(told.size(), size_t{1});
    const auto alone = ledger::receivedConsents(*clinics.hill.vault);
    QCOMPARE(alone->size(), size_t{1});
    QVERIFY(alone->front().patient.isNull());
    // then the letter is not taken in any more
    const auto taken = ledger::takeLetter(*clinics.hill.vault, late);
    QCOMPARE(taken.error().code, ErrorCode::InvalidInput);
    QVERIFY(taken.error().message().contains("has ended"));
    QVERIFY(clinics.readAtHill().isEmpty());
    QCOMPARE(alone->front().stateAt(*clinics.clock.ms), ConsentState::Withdrawn);
}

void ConsentLettersTest::aLetterOfMoreThanIsLeftIsRefused()
{
    TwoClinics clinics;
    const auto contract
        = clinics.grant(clinics.terms({Category::Demographics, Category::Vitals, Category::Clinical}));
    clinics.send(contract);
    const auto late = TwoClinics::letters(clinics.river).front();
    signInANurse(clinics);
    VERIFY_RESULT(ledger::narrowConsent(*clinics.river.vault, contract, clinics.terms()));
    TwoClinics::carry(clinics.river, clinics.hill);
    const auto taken = ledger::takeLetter(*clinics.hill.vault, late);
    QCOMPARE(taken.error().code, ErrorCode::InvalidInput);
    QVERIFY(taken.error().message().contains("Less is agreed"));
    // and what is sent anew, of what is left, is taken
    clinics.send(contract);
    clinics.carryAll();
    QCOMPARE(clinics.readAtHill(), (QStringList{"Observation", "PatientDetails"}));
}

void ConsentLettersTest::theLastDayIsSeenByTheClockThere()
{
    Referred clinics;
    clinics.clock.pass(30 * dayMs);
    QCOMPARE(clinics.stateAtHill(), ConsentState::Expired);
    for (const record::Origin& origin : clinics.originsAtHill()) {
        QVERIFY(!origin.isWithdrawn);
        QCOMPARE(origin.ended.utcMs(), clinics.atHill().terms.until.utcMs());
    }
}

void ConsentLettersTest::anothersWithdrawalEndsNothing()
{
    // given a third clinic that Hill knows, and that says that Riverside's contract ended
    Referred clinics;
    TestClinic third(QStringLiteral("Third"), clinics.clock);
    VERIFY_RESULT(ledger::knowClinic(*clinics.hill.vault, third.card()));
    ledger::ConsentChangeBody body;
    body.change = record::EventId::random();
    body.contract = clinics.contract;
    body.since = {*clinics.clock.ms, 0, base::Moment::Precision::Second};
    const auto letter = ledger::sealLetter(ledger::Vault::Private::of(*third.vault).keyring, "Riverside",
        clinics.hill.card(), ledger::LetterKind::ConsentChange, ledger::encodeBody(body));
    VERIFY_RESULT(ledger::takeLetter(*clinics.hill.vault, letter));
    QCOMPARE(clinics.stateAtHill(), ConsentState::InForce);
}

void ConsentLettersTest::whatTheOwnClinicMakesUpEndsNothing()
{
    // given a device of Hill's that writes what Riverside never said
    Referred clinics;
    record::ConsentTold told;
    told.clinic = clinics.river.card().id;
    told.contract = clinics.contract;
    told.change = record::EventId::random();
    told.since = {*clinics.clock.ms, 0, base::Moment::Precision::Second};
    told.letter = "made up";
    record::Event event;
    event.category = Category::Clinic;
    event.body = told;
    event.id = ledger::eventIdOf(told);
    VERIFY_RESULT(clinics.hill.vault->commit({event}));
    QCOMPARE(clinics.stateAtHill(), ConsentState::InForce);
    // or who says more than the letter that it shows
    clinics.narrow(clinics.terms());
    clinics.carryAll();
    const auto narrowed = clinics.atHill();
    const auto events = clinics.hill.vault->readClinic(Category::Clinic);
    for (const auto& recorded : *events) {
        const auto* tellsTruly = recorded.event.as<record::ConsentTold>();
        if (tellsTruly == nullptr || tellsTruly->letter == "made up")
            continue;
        event.body = *tellsTruly;
        std::get<record::ConsentTold>(event.body).categories.clear();
        event.id = ledger::eventIdOf(*tellsTruly);
    }
    VERIFY_RESULT(clinics.hill.vault->commit({event}));
    QCOMPARE(clinics.stateAtHill(), ConsentState::InForce);
    QCOMPARE(clinics.atHill().terms, narrowed.terms);
}

void ConsentLettersTest::aLostAnswerIsGivenAgain()
{
    Referred clinics;
    clinics.withdraw();
    TwoClinics::carry(clinics.river, clinics.hill);
    const auto again = TwoClinics::carry(clinics.river, clinics.hill);
    QVERIFY(again.front().isAgain);
    OutgoingLetter receipt;
    receipt.kind = OutgoingLetter::Kind::Receipt;
    receipt.to = clinics.river.card().id;
    receipt.about = again.front().about;
    const auto sealed = ledger::write(*clinics.hill.vault, receipt);
    VERIFY_RESULT(sealed);
    VERIFY_RESULT(ledger::takeLetter(*clinics.river.vault, *sealed));
    QVERIFY(waiting(clinics.river).empty());
}

QTEST_GUILESS_MAIN(ConsentLettersTest)
#include "tst_consent_letters.moc"
