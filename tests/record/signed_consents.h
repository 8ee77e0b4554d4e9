#pragma once

// What people of a clinic sign of one patient's consent, by hand or at random (RapidCheck).

#include "clinic_fixture.h"

#include "record/consent.h"

#include <rapidcheck.h>

namespace twinward::record::test {

inline constexpr qint64 dayMs = 86'400'000;
inline constexpr qint64 start = 1'700'000'000'000;

inline base::Moment day(qint64 number)
{
    return {start + number * dayMs, 0, base::Moment::Precision::Second};
}

// A clinic and what its people sign of one patient's consent.
struct Signed
{
    ClinicFixture clinic;
    std::vector<RecordedEvent> events;
    PatientId patient = PatientId::derived("test", "patient");
    ClinicId other = ClinicId::of("the other clinic");

    [[nodiscard]] ConsentContract terms() const
    {
        ConsentContract contract;
        contract.patient = patient;
        contract.clinic = other;
        contract.clinicName = QStringLiteral("Hill hospital");
        contract.categories = {Category::Demographics, Category::Vitals, Category::Clinical};
        contract.purpose = QStringLiteral("TREAT");
        contract.from = day(0);
        contract.until = day(30);
        return contract;
    }

    EventId sign(Body body, UserId by, std::vector<EventId> replaces = {})
    {
        Event event = ClinicFixture::clinicEvent(std::move(body));
        event.replaces = std::move(replaces);
        events.push_back(clinic.recorded(event, by));
        return event.id;
    }

    [[nodiscard]] std::map<EventId, Consent> consents() const
    {
        return consentsAmong(events, clinic.roster());
    }
    [[nodiscard]] ConsentState stateOn(EventId id, qint64 number) const
    {
        return consents().at(id).stateAt(day(number).utcMs());
    }
};

inline ConsentContract anyTerms(const Signed& world)
{
    ConsentContract contract = world.terms();
    contract.categories.clear();
    for (int category = 1; category <= 5; ++category) {
        if (*rc::gen::arbitrary<bool>())
            contract.categories.push_back(static_cast<Category>(category));
    }
    contract.breakGlass = *rc::gen::arbitrary<bool>();
    contract.from = day(*rc::gen::inRange(0, 5));
    contract.until = *rc::gen::arbitrary<bool>() ? base::Moment() : day(*rc::gen::inRange(5, 40));
    return contract;
}

// A few contracts and what various people did to them.
inline Signed anyHistory()
{
    Signed world;
    const std::vector<UserId> people{world.clinic.physician, world.clinic.nurse, world.clinic.administrator,
        world.clinic.auditor, UserId::derived("test", "stranger")};
    std::vector<EventId> ids;
    const int steps = *rc::gen::inRange(1, 12);
    for (int i = 0; i < steps; ++i) {
        const UserId by = people.at(static_cast<size_t>(*rc::gen::inRange(0, 5)));
        const int what = ids.empty() ? 0 : *rc::gen::inRange(0, 5);
        const EventId about = ids.empty() ? EventId() : *rc::gen::elementOf(ids);
        if (what <= 1)
            ids.push_back(world.sign(anyTerms(world), by));
        else if (what <= 3)
            ids.push_back(world.sign(anyTerms(world), by, {about}));
        else
            ids.push_back(*rc::gen::arbitrary<bool>()
                    ? world.sign(ConsentWithdrawn{about, QStringLiteral("changed my mind")}, by)
                    : world.sign(Retraction{QStringLiteral("by mistake")}, by, {about}));
    }
    return world;
}

} // namespace twinward::record::test
