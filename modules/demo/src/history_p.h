#pragma once

// The visits of one person over the years: when they come, what is found, what is given.

#include "body_p.h"
#include "chart_writer_p.h"

#include <map>
#include <set>

namespace twinward::demo {

class History
{
public:
    // Visits from the person's registration up to `last`.
    History(const Person& person, const Tables& tables, const Calendar& calendar, Day last, Random& random);

    void write(ChartWriter& writer);

private:
    struct Prescription
    {
        record::EventId event;
        QString drug;
    };
    // What is known of one condition as the visits go by.
    struct Course
    {
        Onset onset;
        bool written = false;
        size_t linesGiven = 0; // of ConditionModel::drugs
    };
    struct Visit
    {
        Day day = 0;
        base::Moment start;
        record::EventId encounter;
        const ConditionModel* reason = nullptr;
    };

    void planAcute();
    void planPregnancy();
    void planVisits();
    void visitOn(Day day);
    void register_(ChartWriter& writer, const base::Moment& at);
    void see(ChartWriter& writer, Day day);
    void vaccinate(ChartWriter& writer);
    void recordSigns(ChartWriter& writer, const Visit& visit);
    void recordConditions(ChartWriter& writer, const Visit& visit);
    void recordOutcome(
        ChartWriter& writer, const Visit& visit, const Course& course, record::EventId condition);
    void prescribe(ChartWriter& writer, const Visit& visit, Course& course);
    void prescribeLine(
        ChartWriter& writer, const Visit& visit, const Course& course, const std::vector<Regimen>& choices);
    void orderTests(ChartWriter& writer, const Visit& visit);
    void writeNote(ChartWriter& writer, const Visit& visit);
    [[nodiscard]] bool mayHave(const Drug& drug, Day day) const;
    [[nodiscard]] bool isTreated(const Course& course) const { return course.linesGiven > 0; }
    [[nodiscard]] SignShift shiftOn(Day day) const;
    [[nodiscard]] base::Moment startOf(Day day);

    const Person& m_person;
    const Tables& m_tables;
    const Calendar& m_calendar;
    Day m_last;
    Random& m_random;
    Body m_body;
    std::vector<Course> m_courses;
    std::set<Day> m_visits;
    std::map<QString, Day> m_tested; // by test: when last
    std::set<QString> m_prescribed; // drug and condition: once each
};

} // namespace twinward::demo
