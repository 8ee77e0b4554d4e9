#include "special_cases_p.h"

namespace twinward::demo {

using record::HumanName;
using record::Role;
using record::Sex;
using vitals::Sign;

namespace {

HumanName named(const QString& family, const QStringList& given)
{
    HumanName name;
    name.family = family;
    name.given = given;
    name.use = QStringLiteral("official");
    return name;
}

// Two colleagues amended the same allergy on the same morning, neither seeing the other's words.
void writeConflict(const Calendar& calendar, ChartWriter& writer)
{
    record::Allergy allergy;
    allergy.code
        = {{record::code_system::snomed, QStringLiteral("91936005"), QStringLiteral("Allergy to penicillin")},
            {}};
    allergy.clinicalStatus = QStringLiteral("active");
    allergy.criticality = QStringLiteral("unable-to-assess");
    allergy.reaction = QStringLiteral("Rash");
    const auto first = writer.add({calendar.at(calendar.today() - 9, 9 * 60)}, allergy);
    allergy.criticality = QStringLiteral("high");
    allergy.reaction = QStringLiteral("Swelling of the face, wheeze, needed adrenaline");
    writer.correct(first, {calendar.at(calendar.today() - 2, 10 * 60)}, allergy);
    allergy.criticality = QStringLiteral("low");
    allergy.reaction = QStringLiteral("Rash as a child, had amoxicillin since without trouble");
    writer.correct(first, {calendar.at(calendar.today() - 2, 10 * 60 + 40), Role::Nurse}, allergy);
}

// A weight with a slipped point, put right; and a temperature that was another patient's, taken back.
void writeCorrected(
    const Person& person, const Tables& tables, const Calendar& calendar, ChartWriter& writer, Random& random)
{
    const Day day = calendar.today() - 3;
    const Body body(person, tables);
    Body::Asked asked;
    asked.signs = {Sign::HeartRate, Sign::Temperature, Sign::Weight};
    const base::Moment at = calendar.at(day, 9 * 60 + 10);
    auto round = body.measure(day, at, asked, random);
    const base::Decimal weight = round.values.at(Sign::Weight).value;
    round.values.at(Sign::Weight).value = rounded(weight.value() / 2 + 0.1, 1);
    const auto events = vitals::eventsOf(round);
    if (!events)
        return;
    const size_t before = writer.events().size();
    writer.addRound({later(at, 2), Role::Nurse}, *events);
    const std::vector<Authored> written(
        writer.events().begin() + static_cast<ptrdiff_t>(before), writer.events().end());
    for (const Authored& each : written) {
        const auto* observation = each.event.as<record::Observation>();
        if (observation == nullptr)
            continue;
        record::Observation corrected = *observation;
        corrected.value = record::Quantity{weight, QStringLiteral("kg"), {}};
        if (observation->code.coding.code == record::loinc::bodyWeight)
            writer.correct(each.event.id, {later(at, 9), Role::Nurse}, corrected);
        if (observation->code.coding.code == record::loinc::bodyTemperature)
            writer.correct(each.event.id, {later(at, 30), Role::Nurse},
                record::Retraction{QStringLiteral("Another patient's: charted in the wrong record")});
    }
}

} // namespace

SpecialCase specialCase(int afterWard)
{
    switch (afterWard) {
    case 0:
        return SpecialCase::Conflict;
    case 1:
        return SpecialCase::NothingRecorded;
    case 2:
        return SpecialCase::LongName;
    case 3:
        return SpecialCase::RegisteredTwice;
    case 4:
        return SpecialCase::RegisteredAgain;
    case 5:
        return SpecialCase::Corrected;
    default:
        return SpecialCase::None;
    }
}

Laid laidFor(SpecialCase special)
{
    Laid laid;
    switch (special) {
    case SpecialCase::LongName:
        laid.name = named(QStringLiteral("Fernández-Villavicencio y Ramírez de Arellano"),
            {QStringLiteral("María"), QStringLiteral("de los Ángeles"), QStringLiteral("Guadalupe"),
                QStringLiteral("Inmaculada Concepción")});
        laid.sex = Sex::Female;
        laid.years = 58;
        break;
    case SpecialCase::RegisteredTwice:
        laid.name = named(QStringLiteral("Traoré"), {QStringLiteral("Fatoumata")});
        laid.sex = Sex::Female;
        laid.years = 36;
        break;
    case SpecialCase::RegisteredAgain:
        laid.name = named(QStringLiteral("Traore"), {QStringLiteral("Fatumata")});
        laid.sex = Sex::Female;
        laid.years = 36;
        laid.chronic = QStringList();
        break;
    case SpecialCase::NothingRecorded:
        laid.name = named(QStringLiteral("Njoroge"), {QStringLiteral("Zawadi")});
        laid.sex = Sex::Female;
        laid.years = 23;
        laid.chronic = QStringList();
        break;
    case SpecialCase::Conflict:
    case SpecialCase::Corrected:
        laid.years = special == SpecialCase::Conflict ? 44 : 31;
        break;
    case SpecialCase::None:
        break;
    }
    return laid;
}

void writeSpecial(SpecialCase special, const Person& person, const Tables& tables, const Calendar& calendar,
    ChartWriter& writer, Random& random)
{
    if (special == SpecialCase::Conflict)
        writeConflict(calendar, writer);
    if (special == SpecialCase::Corrected)
        writeCorrected(person, tables, calendar, writer, random);
}

} // namespace twinward::demo
