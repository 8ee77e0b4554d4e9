#pragma once

// What a person's body shows at a visit: the usual for age and sex, this body's own way of being, what the
// conditions of the day do to it, and a little chance.

#include "person_p.h"
#include "vitals/round.h"

namespace twinward::demo {

class Body
{
public:
    Body(const Person& person, const Tables& tables)
        : m_person(person)
        , m_tables(tables)
    { }

    struct Asked
    {
        std::vector<vitals::Sign> signs;
        SignShift shift;
    };
    // At a visit on that day; in the usual ranges where nothing moves them.
    [[nodiscard]] vitals::ChartedRound measure(
        Day day, const base::Moment& at, const Asked& asked, Random& random) const;
    [[nodiscard]] record::Observation laboratory(
        const LabTest& test, Day day, double shift, Random& random) const;
    // The same with the value laid down.
    [[nodiscard]] record::Observation laboratory(const LabTest& test, Day day, double value) const;

    [[nodiscard]] double weightKg(Day day, double bmiShift) const;
    [[nodiscard]] double heightCm(Day day) const;

private:
    [[nodiscard]] double value(vitals::Sign sign, Day day, const SignShift& shift, Random& random) const;
    [[nodiscard]] double pressure(const char* median, const char* yearly, const char* spread, Day day) const;

    const Person& m_person;
    const Tables& m_tables;
};

[[nodiscard]] base::Decimal rounded(double value, int decimals);

} // namespace twinward::demo
