#pragma once

// A patient with a story for the tests of the timeline: events are added in the words of the clinic and
// folded into a real chart.

#include "../record/clinic_fixture.h"

#include "timeline/story.h"

#include <QDateTime>

namespace twinward::timeline::test {

using namespace record;
using record::test::ClinicFixture;

inline base::Moment moment(const char* text)
{
    return base::Moment::fromString(QString::fromUtf8(text)).value_or(base::Moment());
}

inline qint64 utcMs(const char* text)
{
    return QDateTime::fromString(QString::fromUtf8(text), Qt::ISODate).toMSecsSinceEpoch();
}

class StoryFixture
{
public:
    ClinicFixture clinic;
    PatientId patient = PatientId::random();
    std::vector<RecordedEvent> events;
    QTimeZone zone = QTimeZone::utc();
    qint64 nowMs = utcMs("2026-11-20T12:00:00Z");

    explicit StoryFixture(const QString& born = QStringLiteral("1950-03-04"))
    {
        add(ClinicFixture::person(QStringLiteral("Li"), QStringLiteral("Wei"), born), {});
    }

    Event add(Body body, const base::Moment& at) { return add(std::move(body), at, clinic.physician); }

    Event add(Body body, const base::Moment& at, UserId author)
    {
        Event event;
        event.patient = patient;
        event.category = defaultCategory(body);
        event.occurred = at;
        event.body = std::move(body);
        events.push_back(clinic.recorded(event, author));
        return event;
    }

    Event replace(const Event& before, Body body)
    {
        Event event = before;
        event.id = EventId::random();
        event.replaces = {before.id};
        event.body = std::move(body);
        events.push_back(clinic.recorded(event, clinic.physician));
        return event;
    }

    [[nodiscard]] std::shared_ptr<const Chart> chart() const
    {
        return std::make_shared<Chart>(Chart::fold(patient, events, clinic.roster()));
    }

    [[nodiscard]] std::shared_ptr<const Story> tell() const
    {
        return std::make_shared<Story>(
            Story::tell(chart(), {zone, nowMs, {QStringLiteral("Yes"), QStringLiteral("No")}}));
    }

    static Concept called(const QString& text) { return {{}, text}; }

    static Observation measured(
        Observation::Group group, const QString& name, double value, const QString& unit)
    {
        Observation observation;
        observation.group = group;
        observation.code = called(name);
        observation.value = Quantity{base::Decimal(value, 0), unit, {}};
        return observation;
    }

    static Condition problem(const QString& name, const QString& status = QStringLiteral("active"))
    {
        Condition condition;
        condition.code = called(name);
        condition.clinicalStatus = status;
        return condition;
    }

    static Medication prescribed(const QString& name)
    {
        Medication medication;
        medication.code = called(name);
        return medication;
    }
};

// The only item so labelled, or none.
inline const Item* itemCalled(const Story& story, const QString& label)
{
    for (const Item& item : story.items()) {
        if (item.label == label)
            return &item;
    }
    return nullptr;
}

} // namespace twinward::timeline::test
