#include "clinic_fixture.h"

#include <QTest>

using namespace twinward;
using namespace twinward::record;
using test::ClinicFixture;

class RosterTest : public QObject
{
    Q_OBJECT

private slots:
    void whoIsEnrolledIsKnownByName();
    void onlyAPhysicianPrescribes();
    void anAuditorSignsNothingButAccess();
    void aNurseCantEnrolAnybody();
    void whoWasRemovedSignsNothingAfterwards();
    void aSecondEnrolmentOfTheSamePersonChangesNothing();
    void theFounderMayDoWhatAnAdministratorMay();
    void theOrderOfArrivalDoesNotMatter();
};

void RosterTest::whoIsEnrolledIsKnownByName()
{
    ClinicFixture clinic;
    const Roster roster = clinic.roster();
    QCOMPARE(roster.clinicName(), QStringLiteral("Hill clinic"));
    QCOMPARE(roster.findByName(QStringLiteral("nia"))->user, clinic.nurse);
    QCOMPARE(roster.nameOf(clinic.physician), QStringLiteral("Chen"));
    QCOMPARE(roster.nameOf(UserId::random()), QStringLiteral("unknown"));
    QCOMPARE(roster.members().size(), 4U);
}

void RosterTest::onlyAPhysicianPrescribes()
{
    ClinicFixture clinic;
    const Roster roster = clinic.roster();
    Medication prescription;
    prescription.action = Medication::Action::Prescribed;
    Medication given;
    given.action = Medication::Action::Given;
    const PatientId patient = PatientId::random();
    QVERIFY(roster.authorises(
        clinic.recorded(ClinicFixture::patientEvent(patient, prescription), clinic.physician)));
    QVERIFY(!roster.authorises(
        clinic.recorded(ClinicFixture::patientEvent(patient, prescription), clinic.nurse)));
    QVERIFY(roster.authorises(clinic.recorded(ClinicFixture::patientEvent(patient, given), clinic.nurse)));
    QVERIFY(
        !roster.authorises(clinic.recorded(ClinicFixture::patientEvent(patient, given), UserId::random())));
}

void RosterTest::anAuditorSignsNothingButAccess()
{
    QVERIFY(roleMaySign(Role::Auditor, AccessLogged()));
    QVERIFY(!roleMaySign(Role::Auditor, Note()));
    QVERIFY(!roleMaySign(Role::Auditor, PatientDetails()));
}

void RosterTest::aNurseCantEnrolAnybody()
{
    ClinicFixture clinic;
    const UserId friendOfNurse = UserId::random();
    clinic.clinicEvents.push_back(clinic.recorded(ClinicFixture::clinicEvent(UserEnrolled{friendOfNurse,
                                                      QStringLiteral("Eve"), Role::Physician, {}, {}}),
        clinic.nurse));
    QCOMPARE(clinic.roster().find(friendOfNurse), nullptr);
}

void RosterTest::whoWasRemovedSignsNothingAfterwards()
{
    ClinicFixture clinic;
    const auto before
        = clinic.recorded(ClinicFixture::patientEvent(PatientId::random(), Note()), clinic.nurse);
    clinic.clinicEvents.push_back(clinic.recorded(
        ClinicFixture::clinicEvent(UserRemoved{clinic.nurse, QStringLiteral("left")}), clinic.administrator));
    const auto after
        = clinic.recorded(ClinicFixture::patientEvent(PatientId::random(), Note()), clinic.nurse);
    const Roster roster = clinic.roster();
    QVERIFY(roster.authorises(before));
    QVERIFY(!roster.authorises(after));
    QCOMPARE(roster.findByName(QStringLiteral("Nia")), nullptr);
}

void RosterTest::aSecondEnrolmentOfTheSamePersonChangesNothing()
{
    ClinicFixture clinic;
    clinic.enrol(clinic.nurse, QStringLiteral("Nia"), Role::Physician);
    QCOMPARE(clinic.roster().find(clinic.nurse)->role, Role::Nurse);
}

void RosterTest::theFounderMayDoWhatAnAdministratorMay()
{
    ClinicFixture clinic;
    clinic.clinicEvents.clear();
    clinic.clinicEvents.push_back(
        clinic.recorded(ClinicFixture::clinicEvent(ClinicFounded{QStringLiteral("Solo")}), clinic.physician));
    for (const auto& [user, role] :
        {std::pair{clinic.physician, Role::Physician}, {clinic.nurse, Role::Nurse}}) {
        clinic.clinicEvents.push_back(
            clinic.recorded(ClinicFixture::clinicEvent(UserEnrolled{user, QStringLiteral("x"), role, {}, {}}),
                clinic.physician));
    }
    QVERIFY(clinic.roster().find(clinic.nurse) != nullptr);
}

void RosterTest::theOrderOfArrivalDoesNotMatter()
{
    ClinicFixture clinic;
    std::reverse(clinic.clinicEvents.begin(), clinic.clinicEvents.end());
    QCOMPARE(clinic.roster().members().size(), 4U);
}

QTEST_GUILESS_MAIN(RosterTest)
#include "tst_roster.moc"
