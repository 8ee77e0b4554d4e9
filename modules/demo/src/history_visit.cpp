// What happens at one visit.

#include "history_p.h"

#include <algorithm>

namespace twinward::demo {

using record::Role;
using vitals::Sign;
using Privacy = ChartWriter::Privacy;

namespace {

Privacy privacyOf(const ConditionModel& condition)
{
    return condition.sensitive ? Privacy::Sensitive : Privacy::Usual;
}

} // namespace

void History::see(ChartWriter& writer, Day day)
{
    Visit visit;
    visit.day = day;
    visit.start = startOf(day);
    if (later(visit.start, 60).utcMs() > m_calendar.now().utcMs())
        return;
    for (const Course& course : m_courses) {
        const bool sooner
            = visit.reason == nullptr || course.onset.condition->course != ConditionModel::Course::Chronic;
        if (course.onset.isOn(day) && sooner)
            visit.reason = course.onset.condition;
    }
    record::Encounter encounter;
    encounter.encounterClass = QStringLiteral("AMB");
    encounter.type
        = {{record::code_system::snomed, QStringLiteral("11429006"), QStringLiteral("Consultation")}, {}};
    if (visit.reason != nullptr && !visit.reason->sensitive)
        encounter.reason = visit.reason->code;
    encounter.status = QStringLiteral("finished");
    encounter.end = later(visit.start, 25);
    encounter.location = QStringLiteral("Consulting room %1").arg(m_random.between(1, 3));
    visit.encounter = writer.addAt(visit.start, {later(visit.start, 25), Role::Nurse}, encounter);
    recordSigns(writer, visit);
    recordConditions(writer, visit);
    orderTests(writer, visit);
    writeNote(writer, visit);
}

void History::recordSigns(ChartWriter& writer, const Visit& visit)
{
    Body::Asked asked;
    asked.shift = shiftOn(visit.day);
    const bool child = m_person.yearsOn(visit.day) < 12;
    const bool ill = visit.reason != nullptr && visit.reason->course == ConditionModel::Course::Acute;
    const bool breathing = asked.shift.oxygenSaturation < -0.4 || asked.shift.respiratoryRate > 0.8;
    if (ill || breathing)
        asked.signs.push_back(Sign::RespiratoryRate);
    if (ill || breathing)
        asked.signs.push_back(Sign::OxygenSaturation);
    if (!child) {
        asked.signs.push_back(Sign::SystolicPressure);
        asked.signs.push_back(Sign::DiastolicPressure);
    }
    if (ill || !child)
        asked.signs.push_back(Sign::HeartRate);
    if (ill || child)
        asked.signs.push_back(Sign::Temperature);
    if (asked.shift.pain > 0)
        asked.signs.push_back(Sign::PainScore);
    if (asked.shift.glucose > 0)
        asked.signs.push_back(Sign::Glucose);
    asked.signs.push_back(Sign::Weight);
    if (m_person.yearsOn(visit.day) < 19 || m_tested.emplace(QStringLiteral("height"), visit.day).second)
        asked.signs.push_back(Sign::Height);
    const base::Moment at = later(visit.start, 6);
    auto round = m_body.measure(visit.day, at, asked, m_random);
    round.encounter = visit.encounter;
    if (auto events = vitals::eventsOf(round))
        writer.addRound({later(at, 2), Role::Nurse}, std::move(*events));
}

void History::recordConditions(ChartWriter& writer, const Visit& visit)
{
    for (Course& course : m_courses) {
        const ConditionModel& condition = *course.onset.condition;
        if (course.onset.from > visit.day)
            continue;
        if (!course.written) {
            record::Condition body;
            body.code = condition.code;
            body.clinicalStatus = QStringLiteral("active");
            body.verificationStatus = QStringLiteral("confirmed");
            const bool lasts = condition.course == ConditionModel::Course::Chronic;
            const base::Moment onset = lasts ? m_calendar.month(course.onset.from)
                                             : base::Moment(m_calendar.at(course.onset.from, 0).utcMs(),
                                                 visit.start.offsetMinutes(), base::Moment::Precision::Day);
            const auto event = writer.addAt(onset, {later(visit.start, 14)}, body, privacyOf(condition));
            course.written = true;
            recordOutcome(writer, visit, course, event);
        }
        if (course.onset.isOn(visit.day))
            prescribe(writer, visit, course);
    }
}

// An illness that is over by now: written as such when it had passed.
void History::recordOutcome(
    ChartWriter& writer, const Visit& visit, const Course& course, record::EventId condition)
{
    if (course.onset.to > m_last)
        return;
    record::Condition body;
    body.code = course.onset.condition->code;
    body.clinicalStatus = QStringLiteral("resolved");
    body.verificationStatus = QStringLiteral("confirmed");
    const base::Moment over = m_calendar.at(course.onset.to, 12 * 60);
    body.abatement = base::Moment(over.utcMs(), over.offsetMinutes(), base::Moment::Precision::Day);
    const base::Moment written = over.utcMs() > visit.start.utcMs() ? over : later(visit.start, 15);
    if (written.utcMs() < m_calendar.now().utcMs())
        writer.correct(condition, {written}, body, privacyOf(*course.onset.condition));
}

// The first line of drugs at once, the next ones a visit at a time.
void History::prescribe(ChartWriter& writer, const Visit& visit, Course& course)
{
    const auto& lines = course.onset.condition->drugs;
    const bool chronic = course.onset.condition->course == ConditionModel::Course::Chronic;
    do {
        if (course.linesGiven >= lines.size())
            return;
        prescribeLine(writer, visit, course, lines[course.linesGiven]);
        ++course.linesGiven;
    } while (!chronic);
}

void History::prescribeLine(
    ChartWriter& writer, const Visit& visit, const Course& course, const std::vector<Regimen>& choices)
{
    const size_t first = static_cast<size_t>(m_random.between(0, static_cast<int>(choices.size()) - 1));
    for (size_t offset = 0; offset < choices.size(); ++offset) {
        const Regimen& regimen = choices[(first + offset) % choices.size()];
        const Drug& drug = m_tables.drugs.at(regimen.drug);
        const int years = m_person.yearsOn(visit.day);
        if (!mayHave(drug, visit.day) || (regimen.toYears > 0 && years >= regimen.toYears))
            continue;
        const QString once
            = course.onset.condition->course == ConditionModel::Course::Chronic ? regimen.drug : QString();
        if (!m_random.chance(regimen.chance) || (!once.isEmpty() && !m_prescribed.insert(once).second))
            return;
        record::Medication body;
        body.action = record::Medication::Action::Prescribed;
        body.code = drug.code;
        body.dose = years < 12 && !regimen.childDose.isEmpty() ? regimen.childDose : regimen.dose;
        body.route = drug.route;
        body.frequency = regimen.frequency;
        body.reason = course.onset.condition->code.label();
        if (regimen.days > 0)
            body.end = later(visit.start, regimen.days * 24 * 60);
        const bool over = regimen.days > 0 && body.end.utcMs() < m_calendar.now().utcMs();
        body.status = over ? QStringLiteral("completed") : QStringLiteral("active");
        writer.add({later(visit.start, 18)}, body, privacyOf(*course.onset.condition));
        return;
    }
}

void History::orderTests(ChartWriter& writer, const Visit& visit)
{
    const base::Moment at = later(visit.start, 40);
    std::map<QString, std::pair<double, Privacy>> due;
    for (const Course& course : m_courses) {
        if (!course.onset.isOn(visit.day))
            continue;
        const bool newlyIll = visit.day - course.onset.from < 8;
        for (const ConditionLab& lab : course.onset.condition->labs) {
            const auto last = m_tested.find(lab.test);
            const bool wanted = lab.everyDays == 0
                ? newlyIll
                : last == m_tested.end() || visit.day - last->second >= lab.everyDays;
            if (wanted)
                due.try_emplace(lab.test, 0, privacyOf(*course.onset.condition));
        }
        for (const Finding& finding : course.onset.condition->findings) {
            if (!newlyIll)
                continue;
            record::Observation body;
            body.group = record::Observation::Group::Laboratory;
            body.code = record::Concept::loinc(finding.loinc, finding.display);
            body.value = finding.answer;
            body.interpretation = QStringLiteral("A");
            body.status = QStringLiteral("final");
            body.encounter = visit.encounter;
            writer.add({at}, body);
        }
    }
    for (auto& [key, order] : due) {
        for (const Course& course :
            m_courses) { // everything that moves this value, not only what it is taken for
            for (const ConditionLab& lab : course.onset.condition->labs) {
                if (lab.test == key && course.onset.isOn(visit.day))
                    order.first += isTreated(course)
                            && course.onset.condition->course == ConditionModel::Course::Chronic
                            && visit.day - course.onset.from > 60
                        ? lab.treatedShift
                        : lab.shift;
            }
        }
        m_tested[key] = visit.day;
        auto body = m_body.laboratory(m_tables.tests.at(key), visit.day, order.first, m_random);
        body.encounter = visit.encounter;
        writer.add({at}, body, order.second);
    }
}

void History::writeNote(ChartWriter& writer, const Visit& visit)
{
    if (visit.reason == nullptr || visit.reason->notes.isEmpty() || !m_random.chance(0.6))
        return;
    record::Note note;
    note.title = visit.reason->code.label();
    note.text = visit.reason->notes[m_random.between(0, static_cast<int>(visit.reason->notes.size()) - 1)];
    writer.add({later(visit.start, 22)}, note, privacyOf(*visit.reason));
}

} // namespace twinward::demo
