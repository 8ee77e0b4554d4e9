#include "clinic_fixture.h"

#include <algorithm>
#include <QTest>
#include <random>
#include <rapidcheck.h>

using namespace twinward;
using namespace twinward::record;
using test::ClinicFixture;

namespace {

QString told(const Roster& roster)
{
    QStringList lines;
    for (const Member& member : roster.members()) {
        const auto removed = member.removed ? member.removed->packed() : 0;
        lines += QStringLiteral("%1 %2 %3 %4 %5")
                     .arg(member.user.toString(), member.name)
                     .arg(int(member.role))
                     .arg(member.enrolled.packed())
                     .arg(removed);
    }
    for (const auto& [id, enrolled] : roster.devices())
        lines += id.toString() + QString::fromLatin1(enrolled.signingKey);
    for (const auto& [id, removal] : roster.removedDevices()) {
        lines
            += QStringLiteral("%1 %2 %3").arg(id.toString(), removal.by.toString()).arg(removal.at.packed());
        for (const DeviceChainEnd& end : removal.ends)
            lines += QString::number(end.lastSeq);
    }
    return lines.join(u'\n');
}

} // namespace

class RosterTest : public QObject
{
    Q_OBJECT

private slots:
    void whoIsEnrolledIsKnownByName();
    void onlyAPhysicianPrescribes();
    void anAuditorSignsNothingButAccess();
    void whoReleasesTheSensitiveIsAPhysicianOrAnAdministrator();
    void whatComesFromElsewhereCountsByItsAuthorsRole();
    void aNurseCantEnrolAnybody();
    void whoWasRemovedSignsNothingAfterwards();
    void aSecondEnrolmentOfTheSamePersonChangesNothing();
    void theFounderMayDoWhatAnAdministratorMay();
    void theOrderOfArrivalDoesNotMatter();
    void whoWasRemovedEnrolsNobodyThoughNotKnowingIt();
    void ofTwoWhoRemoveEachOtherBothGo();
    void aRemovalStandsBeforeWhatTheRemovedDeviceDidToItsAuthor();
    void everyOrderOfAnyMembershipGivesTheSameRoster();
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

void RosterTest::whoReleasesTheSensitiveIsAPhysicianOrAnAdministrator()
{
    ConsentContract contract;
    contract.categories = {Category::Demographics, Category::Clinical};
    QVERIFY(roleMaySign(Role::Nurse, contract));
    QVERIFY(!roleMaySign(Role::Auditor, contract));
    ConsentContract sensitive = contract;
    sensitive.categories.push_back(Category::Sensitive);
    ConsentContract breakGlass = contract;
    breakGlass.breakGlass = true;
    for (const ConsentContract& all : {sensitive, breakGlass}) {
        QVERIFY(!roleMaySign(Role::Nurse, all));
        QVERIFY(roleMaySign(Role::Physician, all) && roleMaySign(Role::Administrator, all));
    }
    for (const Role role : {Role::Physician, Role::Nurse, Role::Administrator})
        QVERIFY(roleMaySign(role, ConsentWithdrawn()));
    QVERIFY(!roleMaySign(Role::Auditor, ConsentWithdrawn()));
    QVERIFY(roleMaySign(Role::Nurse, EmergencyAccess()));
    QVERIFY(!roleMaySign(Role::Administrator, EmergencyAccess()));
    QVERIFY(!roleMaySign(Role::Nurse, ClinicKnown()));
}

void RosterTest::whatComesFromElsewhereCountsByItsAuthorsRole()
{
    ClinicFixture clinic;
    const Roster roster = clinic.roster();
    const auto fromElsewhere = [](Body body, Role role) {
        Event event = ClinicFixture::patientEvent(PatientId::random(), std::move(body));
        Origin origin;
        origin.clinic = base::Hash256::of("another clinic");
        origin.role = role;
        event.origin = std::make_shared<Origin>(origin);
        return event;
    };
    // A nurse may take in what a physician elsewhere wrote, and not what a nurse elsewhere might not write.
    QVERIFY(roster.authorises(clinic.recorded(fromElsewhere(Condition(), Role::Physician), clinic.nurse)));
    QVERIFY(!roster.authorises(clinic.recorded(fromElsewhere(Condition(), Role::Nurse), clinic.nurse)));
    QVERIFY(
        !roster.authorises(clinic.recorded(fromElsewhere(Condition(), Role::Physician), UserId::random())));
    // Nobody elsewhere says who is whom here, or what was agreed here.
    QVERIFY(
        !roster.authorises(clinic.recorded(fromElsewhere(MergedInto(), Role::Physician), clinic.physician)));
    Event contract = fromElsewhere(ConsentContract(), Role::Physician);
    contract.category = Category::Clinic;
    QVERIFY(!roster.authorises(clinic.recorded(contract, clinic.physician)));
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

void RosterTest::whoWasRemovedEnrolsNobodyThoughNotKnowingIt()
{
    // given two administrators, the first of whom removes the second, who enrols a friend meanwhile
    ClinicFixture clinic;
    const UserId second = UserId::derived("test", "second");
    const UserId guest = UserId::derived("test", "guest");
    clinic.enrol(second, QStringLiteral("Bo"), Role::Administrator);
    clinic.clinicEvents.push_back(clinic.recorded(
        ClinicFixture::clinicEvent(UserRemoved{second, QStringLiteral("left")}), clinic.administrator));
    clinic.clinicEvents.push_back(clinic.recorded(
        ClinicFixture::clinicEvent(UserEnrolled{guest, QStringLiteral("Friend"), Role::Physician, {}, {}}),
        second));
    clinic.clinicEvents.push_back(clinic.recorded(
        ClinicFixture::clinicEvent(UserRemoved{clinic.nurse, QStringLiteral("revenge")}), second));
    const Roster roster = clinic.roster();
    // then the friend is known by name, for what they signed, and may sign nothing; the nurse stays
    QVERIFY(roster.find(second)->removed);
    QVERIFY(roster.find(guest)->removed);
    QVERIFY(!roster.mayAuthor(guest, Note(), base::HybridTime(1'900'000'000'000, 0)));
    QVERIFY(!roster.find(clinic.nurse)->removed);
}

void RosterTest::ofTwoWhoRemoveEachOtherBothGo()
{
    ClinicFixture clinic;
    const UserId second = UserId::derived("test", "second");
    clinic.enrol(second, QStringLiteral("Bo"), Role::Administrator);
    clinic.clinicEvents.push_back(clinic.recorded(
        ClinicFixture::clinicEvent(UserRemoved{second, QStringLiteral("left")}), clinic.administrator));
    clinic.clinicEvents.push_back(clinic.recorded(
        ClinicFixture::clinicEvent(UserRemoved{clinic.administrator, QStringLiteral("left")}), second));
    const Roster roster = clinic.roster();
    QVERIFY(roster.find(second)->removed);
    QVERIFY(roster.find(clinic.administrator)->removed);
}

void RosterTest::aRemovalStandsBeforeWhatTheRemovedDeviceDidToItsAuthor()
{
    // given a stolen device that removed the administrator before the administrator removed it
    ClinicFixture clinic;
    const DeviceId stolen = DeviceId::random();
    const UserId second = UserId::derived("test", "second");
    clinic.enrol(second, QStringLiteral("Bo"), Role::Administrator);
    auto revenge = clinic.recorded(
        ClinicFixture::clinicEvent(UserRemoved{clinic.administrator, QStringLiteral("coup")}), second);
    revenge.device = stolen;
    clinic.clinicEvents.push_back(revenge);
    clinic.clinicEvents.push_back(clinic.recorded(
        ClinicFixture::clinicEvent(DeviceRemoved{stolen, {{1, 7, {}}}, QStringLiteral("stolen")}),
        clinic.administrator));
    clinic.clinicEvents.push_back(clinic.recorded(
        ClinicFixture::clinicEvent(DeviceRemoved{stolen, {{1, 9, {}}}, QStringLiteral("stolen")}), second));
    const Roster roster = clinic.roster();
    QCOMPARE(roster.removedDevices().size(), size_t{1});
    QCOMPARE(roster.removedDevices().at(stolen).by, clinic.administrator);
    QCOMPARE(roster.removedDevices().at(stolen).ends.size(), size_t{2}); // what either vouches for
    // a nurse removes no device
    clinic.clinicEvents.push_back(
        clinic.recorded(ClinicFixture::clinicEvent(DeviceRemoved{DeviceId::random(), {}, {}}), clinic.nurse));
    QCOMPARE(clinic.roster().removedDevices().size(), size_t{1});
}

void RosterTest::everyOrderOfAnyMembershipGivesTheSameRoster()
{
    const bool holds = rc::check("any order of arrival gives the same roster", [] {
        ClinicFixture clinic;
        std::vector<UserId> people{clinic.administrator, clinic.physician, clinic.nurse};
        std::vector<DeviceId> devices{DeviceId::derived("test", "1"), DeviceId::derived("test", "2")};
        const auto steps = *rc::gen::inRange(0, 30);
        for (int i = 0; i < steps; ++i) {
            const UserId author = *rc::gen::elementOf(people);
            const UserId subject = *rc::gen::elementOf(people);
            const DeviceId onDevice = *rc::gen::elementOf(devices);
            Body body = UserRemoved{subject, {}};
            const int kind = *rc::gen::inRange(0, 4);
            if (kind == 1) {
                people.push_back(UserId::derived("test", QByteArray::number(i)));
                body = UserEnrolled{people.back(), QString::number(i), Role::Administrator, {}, {}};
            } else if (kind == 2) {
                body = DeviceEnrolled{onDevice, {}, QByteArray::number(i)};
            } else if (kind == 3) {
                body = DeviceRemoved{onDevice, {{1, i, {}}}, {}};
            }
            auto recorded = clinic.recorded(ClinicFixture::clinicEvent(body), author);
            recorded.device = *rc::gen::elementOf(devices);
            if (*rc::gen::inRange(0, 3) == 0) // at the same time as the one before
                recorded.recorded = clinic.clinicEvents.back().recorded;
            clinic.clinicEvents.push_back(recorded);
        }
        const QString before = told(clinic.roster());
        std::mt19937 random(*rc::gen::arbitrary<unsigned>());
        std::shuffle(clinic.clinicEvents.begin(), clinic.clinicEvents.end(), random);
        RC_ASSERT(told(clinic.roster()) == before);
    });
    QVERIFY(holds);
}

QTEST_GUILESS_MAIN(RosterTest)
#include "tst_roster.moc"
