#pragma once

// A demo clinic at a fixed instant, and its charts folded as the program would.

#include "demo/clinic.h"
#include "record/chart.h"

#include <QtTest/QtTest>

namespace twinward::demo_test {

// Friday morning, 20 Nov 2026, 08:30 two hours east of Greenwich.
inline base::Moment friday()
{
    return *base::Moment::fromString(u"2026-11-20T08:30:00+02:00");
}

inline demo::Clinic clinic(int patients, quint64 seed = 7, base::Moment now = friday())
{
    auto made = demo::Clinic::plan({patients, seed, now});
    Q_ASSERT(made.has_value());
    return std::move(*made);
}

inline const record::UserId physician = record::UserId::derived("test", "physician");
inline const record::UserId nurse = record::UserId::derived("test", "nurse");

inline record::Roster roster()
{
    std::vector<record::RecordedEvent> enrolled;
    record::RecordedEvent founded;
    founded.event.category = record::Category::Clinic;
    founded.event.body = record::ClinicFounded{QStringLiteral("Test")};
    founded.author = physician;
    founded.recorded = base::HybridTime(1);
    enrolled.push_back(founded);
    for (const auto& [user, role] :
        {std::pair(physician, record::Role::Physician), std::pair(nurse, record::Role::Nurse)}) {
        record::RecordedEvent recorded;
        recorded.event.category = record::Category::Clinic;
        recorded.event.body = record::UserEnrolled{user, record::roleName(role), role, {}, {}};
        recorded.author = physician;
        recorded.recorded = base::HybridTime(1);
        enrolled.push_back(recorded);
    }
    return record::Roster::fold(enrolled);
}

inline record::Chart chartOf(const demo::Clinic& from, int index)
{
    std::vector<record::RecordedEvent> events;
    quint64 order = 0;
    for (demo::Authored& each : from.patient(index)) {
        record::RecordedEvent recorded;
        recorded.event = std::move(each.event);
        recorded.author = each.author == record::Role::Nurse ? nurse : physician;
        recorded.recorded
            = base::HybridTime(static_cast<quint64>(each.recordedMs), static_cast<quint16>(++order));
        events.push_back(std::move(recorded));
    }
    return record::Chart::fold(from.patientId(index), std::move(events), roster());
}

} // namespace twinward::demo_test
