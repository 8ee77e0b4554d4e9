#pragma once

// The ward of eight: stays that are laid down in resources/demo/ward.json, so that one can be seen getting
// worse.

#include "body_p.h"
#include "chart_writer_p.h"

#include <QJsonObject>

namespace twinward::demo {

class WardStay
{
public:
    WardStay(QJsonObject bed, QString ward, const Tables& tables, const Calendar& calendar);

    [[nodiscard]] Laid laid() const; // who lies there
    [[nodiscard]] Day admitted() const;
    void write(const Person& person, ChartWriter& writer, Random& random) const;

private:
    struct Signs
    {
        double values[7] = {}; // in the order of the table's columns, after "at"
        vitals::Consciousness consciousness = vitals::Consciousness::Alert;
    };
    [[nodiscard]] Signs signsAt(double hoursAgo) const;
    [[nodiscard]] vitals::ChartedRound roundAt(double hoursAgo, const Person& person, Random& random) const;
    void writeRounds(
        const Person& person, ChartWriter& writer, record::EventId encounter, Random& random) const;
    void writeProblems(ChartWriter& writer) const;
    void writeDrugs(ChartWriter& writer) const;
    void writeTests(const Person& person, ChartWriter& writer, record::EventId encounter) const;
    void writeNotes(ChartWriter& writer) const;

    QJsonObject m_bed;
    QString m_ward;
    const Tables& m_tables;
    const Calendar& m_calendar;
};

[[nodiscard]] int wardBeds(const Tables& tables);
[[nodiscard]] WardStay wardStay(const Tables& tables, const Calendar& calendar, int bed);

} // namespace twinward::demo
