// When a person comes to the clinic, and with what.

#include "history_p.h"
#include "record/allergy_match.h"

#include <algorithm>

namespace twinward::demo {

History::History(
    const Person& person, const Tables& tables, const Calendar& calendar, Day last, Random& random)
    : m_person(person)
    , m_tables(tables)
    , m_calendar(calendar)
    , m_last(last)
    , m_random(random)
    , m_body(person, tables)
{
    for (const Onset& onset : person.chronic) {
        Course course;
        course.onset = onset;
        m_courses.push_back(course);
    }
}

void History::visitOn(Day day)
{
    while (Calendar::isWeekend(day))
        ++day;
    if (day >= m_person.registered && day <= m_last)
        m_visits.insert(day);
}

// Illnesses that come and go, at the rate of the person's age, half a year at a time.
void History::planAcute()
{
    for (Day from = m_person.registered; from < m_last; from += 183) {
        for (const ConditionModel& condition : m_tables.conditions) {
            if (condition.course != ConditionModel::Course::Acute)
                continue;
            const double perYear = condition.share(m_person.yearsOn(from), m_person.sex);
            const Day start = from + m_random.between(0, 182);
            const int days = std::max(2, static_cast<int>(condition.days * m_random.uniform(0.8, 1.3)));
            const bool again = std::any_of(m_courses.begin(), m_courses.end(), [&](const Course& each) {
                return each.onset.condition == &condition && start < each.onset.to + 30;
            });
            if (!m_random.chance(perYear / 2) || again || start > m_last)
                continue;
            Course course;
            course.onset = {&condition, start, start + days};
            m_courses.push_back(course);
            visitOn(start + 1);
            if (m_random.chance(0.3) || days > 60)
                visitOn(start + days);
            for (Day control = start + 30; control < start + days; control += 30)
                visitOn(control);
        }
    }
}

void History::planPregnancy()
{
    const auto found = std::find_if(m_tables.conditions.begin(), m_tables.conditions.end(),
        [](const ConditionModel& each) { return each.course == ConditionModel::Course::Pregnancy; });
    if (found == m_tables.conditions.end())
        return;
    Day from = m_person.registered;
    while (from < m_last) {
        const double perYear = found->share(m_person.yearsOn(from), m_person.sex);
        const Day start = from + m_random.between(0, 364);
        from += 365;
        if (!m_random.chance(perYear) || start > m_last)
            continue;
        Course course;
        course.onset = {&*found, start, start + found->days - m_random.between(0, 14)};
        for (Day control = start + 70; control < course.onset.to; control += found->reviewDays)
            visitOn(control);
        m_courses.push_back(course);
        from = std::max(from, course.onset.to + 300);
    }
}

void History::planVisits()
{
    planAcute();
    planPregnancy();
    visitOn(m_person.registered);
    int every = m_person.yearsOn(m_calendar.today()) < 5 ? 120 : 420;
    for (const Onset& onset : m_person.chronic)
        every = std::min(every, onset.condition->reviewDays);
    for (Day day = m_person.registered + every; day <= m_last;
         day += static_cast<Day>(every * m_random.uniform(0.8, 1.5)))
        visitOn(day);
    std::stable_sort(m_courses.begin(), m_courses.end(),
        [](const Course& one, const Course& other) { return one.onset.from < other.onset.from; });
}

base::Moment History::startOf(Day day)
{
    const base::Moment start = m_calendar.at(day, 8 * 60 + m_random.between(0, 95) * 5);
    return start;
}

void History::write(ChartWriter& writer)
{
    planVisits();
    vaccinate(writer);
    bool first = true;
    for (const Day day : m_visits) {
        if (first)
            register_(writer, m_calendar.at(day, 7 * 60 + 30));
        first = false;
        see(writer, day);
    }
    if (first) // nobody had time for them yet
        register_(writer, m_calendar.at(m_person.registered, 9 * 60));
}

// Scheduled doses since birth; those from before the registration are copied from the card.
void History::vaccinate(ChartWriter& writer)
{
    for (const Vaccine& vaccine : m_tables.vaccines) {
        const Day day = m_person.born + vaccine.days + m_random.between(0, 12);
        const bool forThem = vaccine.sex == record::Sex::Unknown || vaccine.sex == m_person.sex;
        const bool came = m_random.chance(0.93);
        if (!forThem || !came || day > m_last || day >= m_calendar.today()
            || m_person.yearsOn(m_calendar.today()) > 16)
            continue;
        const Day written = std::max(day, m_person.registered);
        record::Immunisation body;
        body.code = vaccine.code;
        body.status = QStringLiteral("completed");
        body.site = vaccine.site;
        const base::Moment given = m_calendar.at(day, 9 * 60 + 30);
        const base::Moment exact{given.utcMs(), given.offsetMinutes(),
            day < m_person.registered ? base::Moment::Precision::Day : given.precision()};
        writer.addAt(exact, {m_calendar.at(written, 10 * 60), record::Role::Nurse}, body);
    }
}

void History::register_(ChartWriter& writer, const base::Moment& at)
{
    writer.add({at}, m_person.details);
    for (const AllergyModel* allergy : m_person.allergies) {
        record::Allergy body = allergy->body;
        body.reaction
            = allergy->reactions[m_random.between(0, static_cast<int>(allergy->reactions.size()) - 1)];
        writer.add({later(at, 10)}, body);
    }
    if (m_person.noKnownAllergies)
        writer.add({later(at, 10)}, record::noKnownAllergies());
}

SignShift History::shiftOn(Day day) const
{
    SignShift shift;
    for (const Course& course : m_courses) {
        if (course.onset.isOn(day))
            shift += course.onset.condition->course == ConditionModel::Course::Chronic && isTreated(course)
                ? course.onset.condition->treated
                : course.onset.condition->signs;
    }
    return shift;
}

bool History::mayHave(const Drug& drug, Day day) const
{
    for (const AllergyModel* allergy : m_person.allergies) {
        if (drug.meets.contains(allergy->key))
            return false;
    }
    return std::none_of(m_courses.begin(), m_courses.end(), [&](const Course& each) {
        return each.onset.isOn(day) && drug.avoidIn.contains(each.onset.condition->key);
    });
}

} // namespace twinward::demo
