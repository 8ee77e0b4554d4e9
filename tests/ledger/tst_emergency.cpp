// Breaking the glass: who may, what is said of it, and to whom.

#include "two_clinics.h"

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using record::Category;

namespace {

struct Sealed : TwoClinics
{
    record::EventId contract;
    explicit Sealed()
    {
        auto agreed = terms();
        agreed.breakGlass = true;
        contract = grant(agreed);
        send(contract);
        carryAll();
    }
};

} // namespace

class EmergencyTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsSealedIsNotReadBeforehand();
    void aReasonOpensItAndStandsOnRecord();
    void theGrantingClinicIsAlertedOnce();
    void withoutItInTheContractNothingOpens();
    void afterTheConsentHasEndedNothingOpens();
    void aNurseOpensWhatNursesRead();
    void whoDoesNotTreatOpensNothing();
};

void EmergencyTest::whatIsSealedIsNotReadBeforehand()
{
    const Sealed clinics;
    QCOMPARE(clinics.readAtHill(), (QStringList{"Observation", "PatientDetails"}));
    const auto log = ledger::sharingLog(*clinics.hill.vault, clinics.there());
    QVERIFY(std::any_of(log->taken.begin(), log->taken.end(), [](const auto& each) {
        return each.event.template as<record::DisclosureTaken>()->sealedForEmergency;
    }));
}

void EmergencyTest::aReasonOpensItAndStandsOnRecord()
{
    Sealed clinics;
    QCOMPARE(ledger::openEmergency(*clinics.hill.vault, clinics.there(), "  ").error().code,
        ErrorCode::InvalidInput);
    const auto opened
        = ledger::openEmergency(*clinics.hill.vault, clinics.there(), "Unconscious, allergies unknown");
    VERIFY_RESULT(opened);
    QCOMPARE(opened->entries, 2);
    QVERIFY(clinics.readAtHill().contains("Told in confidence"));
    QVERIFY(clinics.readAtHill().contains("Cough for a week"));
    // the sensitive entry stays sensitive there
    const auto events = clinics.hill.vault->read(clinics.there());
    QVERIFY(std::any_of(events->begin(), events->end(),
        [](const auto& each) { return each.event.category == Category::Sensitive; }));
    // it stands in the clinic's record and in its access log
    const auto log = ledger::sharingLog(*clinics.hill.vault, clinics.there());
    QCOMPARE(log->emergencies.size(), size_t{1});
    const auto* access = log->emergencies.front().event.as<record::EmergencyAccess>();
    QCOMPARE(access->reason, QStringLiteral("Unconscious, allergies unknown"));
    QCOMPARE(access->who, QStringLiteral("Dr Hill"));
    const auto lines = clinics.hill.vault->readClinic(Category::Access);
    QVERIFY(std::any_of(lines->begin(), lines->end(), [](const auto& each) {
        return each.event.template as<record::AccessLogged>()->purpose == u"ETREAT";
    }));
    QVERIFY(clinics.hill.vault->verify()->ok);
}

void EmergencyTest::theGrantingClinicIsAlertedOnce()
{
    Sealed clinics;
    VERIFY_RESULT(ledger::openEmergency(*clinics.hill.vault, clinics.there(), "Unconscious"));
    const auto told = TwoClinics::carry(clinics.hill, clinics.river);
    QVERIFY(std::any_of(told.begin(), told.end(), [&](const ledger::TakenLetter& each) {
        return each.kind == ledger::TakenLetter::Kind::Emergency && each.patient == clinics.patient;
    }));
    const auto log = ledger::sharingLog(*clinics.river.vault, clinics.patient);
    QCOMPARE(log->emergencies.size(), size_t{1});
    const auto& alert = log->emergencies.front();
    QVERIFY(alert.event.origin);
    QCOMPARE(alert.event.as<record::EmergencyAccess>()->reason, QStringLiteral("Unconscious"));
    QCOMPARE(alert.event.as<record::EmergencyAccess>()->clinicName, QStringLiteral("Hill"));
    QCOMPARE(alert.event.as<record::EmergencyAccess>()->patient, clinics.patient);
    // its answer empties the outbox there, and it is told again to nobody
    clinics.carryAll();
    clinics.carryAll();
    const auto left = ledger::outbox(*clinics.hill.vault);
    QVERIFY(std::none_of(left->begin(), left->end(), [](const ledger::OutgoingLetter& each) {
        return each.kind == ledger::OutgoingLetter::Kind::Emergency;
    }));
    QCOMPARE(ledger::sharingLog(*clinics.river.vault, clinics.patient)->emergencies.size(), size_t{1});
}

void EmergencyTest::withoutItInTheContractNothingOpens()
{
    TwoClinics clinics;
    clinics.send(clinics.grant(clinics.terms()));
    clinics.carryAll();
    QCOMPARE(ledger::openEmergency(*clinics.hill.vault, clinics.there(), "Unconscious").error().code,
        ErrorCode::NotFound);
}

void EmergencyTest::afterTheConsentHasEndedNothingOpens()
{
    Sealed clinics;
    clinics.clock.pass(31 * dayMs);
    QCOMPARE(ledger::openEmergency(*clinics.hill.vault, clinics.there(), "Unconscious").error().code,
        ErrorCode::NotFound);
}

void EmergencyTest::aNurseOpensWhatNursesRead()
{
    Sealed clinics;
    clinics.hill.enrol("Nia", record::Role::Nurse);
    clinics.hill.signIn("Nia", clinics.clock);
    const auto opened = ledger::openEmergency(*clinics.hill.vault, clinics.there(), "Unconscious");
    VERIFY_RESULT(opened);
    QCOMPARE(opened->closed, std::vector{Category::Sensitive});
    QVERIFY(clinics.readAtHill().contains("Cough for a week"));
    QVERIFY(!clinics.readAtHill().contains("Told in confidence"));
}

void EmergencyTest::whoDoesNotTreatOpensNothing()
{
    Sealed clinics;
    clinics.hill.enrol("Ada", record::Role::Administrator);
    clinics.hill.signIn("Ada", clinics.clock);
    QCOMPARE(ledger::openEmergency(*clinics.hill.vault, clinics.there(), "Curious").error().code,
        ErrorCode::NotAuthorised);
    QVERIFY(ledger::sharingLog(*clinics.hill.vault)->emergencies.empty());
}

QTEST_GUILESS_MAIN(EmergencyTest)
#include "tst_emergency.moc"
