#include "demo/clinic.h"

#include "history_p.h"
#include "special_cases_p.h"
#include "ward_p.h"

namespace twinward::demo {

using record::Role;

Clinic::Clinic(const ClinicPlan& plan, std::shared_ptr<const Tables> tables)
    : m_plan(plan)
    , m_tables(std::move(tables))
{ }

base::Result<Clinic> Clinic::plan(const ClinicPlan& plan)
{
    if (plan.patients < 1 || plan.patients > 1'000'000) {
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("A demo clinic has 1 to 1,000,000 patients"), QString::number(plan.patients));
    }
    const auto tables = Tables::builtIn();
    if (!tables)
        return base::fail(tables.error());
    return Clinic(plan, *tables);
}

record::PatientId Clinic::patientId(int index) const
{
    return personId(m_plan.seed, index);
}

std::vector<DemoUser> Clinic::colleagues()
{
    return {{QStringLiteral("Grace Wanjiru"), Role::Nurse},
        {QStringLiteral("Tomás Quispe"), Role::Administrator},
        {QStringLiteral("Ingrid Lindström"), Role::Auditor}};
}

std::vector<Authored> Clinic::patient(int index) const
{
    const Calendar calendar(m_plan.now);
    Random random(m_plan.seed, static_cast<quint64>(index));
    const int beds = wardBeds(*m_tables);
    ChartWriter writer(patientId(index), QByteArray::number(m_plan.seed) + '|' + QByteArray::number(index));
    if (index < beds) {
        const WardStay stay = wardStay(*m_tables, calendar, index);
        Person person = makePerson(*m_tables, calendar, m_plan.seed, index, random, stay.laid());
        person.allergies.clear(); // what they are given on the ward is laid down
        person.noKnownAllergies = true;
        History(person, *m_tables, calendar, stay.admitted() - 14, random).write(writer);
        stay.write(person, writer, random);
        return writer.take();
    }
    const SpecialCase special = specialCase(index - beds);
    Person person = makePerson(*m_tables, calendar, m_plan.seed, index, random, laidFor(special));
    if (special == SpecialCase::RegisteredTwice || special == SpecialCase::RegisteredAgain) {
        person.born = calendar.today() - 13'400; // the same woman, so the same birthday
        person.details.birthDate = base::PartialDate::fromDate(Calendar::date(person.born));
    }
    if (special == SpecialCase::Conflict) {
        person.allergies.clear();
        person.noKnownAllergies = false;
    }
    if (special == SpecialCase::NothingRecorded) {
        writer.add({calendar.hoursAgo(20)}, person.details);
        return writer.take();
    }
    History(person, *m_tables, calendar, calendar.today(), random).write(writer);
    writeSpecial(special, person, *m_tables, calendar, writer, random);
    return writer.take();
}

} // namespace twinward::demo
