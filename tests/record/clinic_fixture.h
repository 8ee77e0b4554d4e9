#pragma once

// A clinic of four people for the tests of the record: who they are, and events as each of them would sign
// them.

#include "record/roster.h"

namespace twinward::record::test {

class ClinicFixture
{
public:
    UserId physician = UserId::derived("test", "physician");
    UserId nurse = UserId::derived("test", "nurse");
    UserId administrator = UserId::derived("test", "administrator");
    UserId auditor = UserId::derived("test", "auditor");
    std::vector<RecordedEvent> clinicEvents;

    ClinicFixture()
    {
        clinicEvents.push_back(
            recorded(clinicEvent(ClinicFounded{QStringLiteral("Hill clinic")}), administrator));
        enrol(administrator, QStringLiteral("Ada"), Role::Administrator);
        enrol(physician, QStringLiteral("Chen"), Role::Physician);
        enrol(nurse, QStringLiteral("Nia"), Role::Nurse);
        enrol(auditor, QStringLiteral("Otto"), Role::Auditor);
    }

    [[nodiscard]] Roster roster() const { return Roster::fold(clinicEvents); }

    void enrol(UserId user, const QString& name, Role role)
    {
        clinicEvents.push_back(recorded(clinicEvent(UserEnrolled{user, name, role, {}, {}}), administrator));
    }

    // Each later than the one before.
    RecordedEvent recorded(Event event, UserId author)
    {
        ++m_tick;
        RecordedEvent result;
        result.event = std::move(event);
        result.commit = CommitId::of(QByteArray::number(m_tick));
        result.author = author;
        result.recorded = base::HybridTime(1'700'000'000'000 + m_tick, 0);
        return result;
    }

    static Event clinicEvent(Body body)
    {
        Event event;
        event.category = Category::Clinic;
        event.body = std::move(body);
        return event;
    }

    static Event patientEvent(PatientId patient, Body body, qint64 atMs = 1'600'000'000'000)
    {
        Event event;
        event.patient = patient;
        event.category = defaultCategory(body);
        event.occurred = base::Moment(atMs, 0, base::Moment::Precision::Second);
        event.body = std::move(body);
        return event;
    }

    static PatientDetails person(const QString& family, const QString& given, const QString& born = {})
    {
        PatientDetails details;
        details.names.push_back({family, {given}, {}, {}, QStringLiteral("official")});
        details.birthDate = base::PartialDate::fromString(born).value_or(base::PartialDate());
        return details;
    }

private:
    std::uint64_t m_tick = 0;
};

} // namespace twinward::record::test
