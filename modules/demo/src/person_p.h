#pragma once

// One invented person before anything has happened to them: who they are, what they have, how their body is.

#include "calendar_p.h"
#include "random_p.h"
#include "tables_p.h"

namespace twinward::demo {

struct Onset
{
    const ConditionModel* condition = nullptr;
    Day from = 0;
    Day to = 0; // when it ends; for what lasts, far ahead

    [[nodiscard]] bool isOn(Day day) const { return day >= from && day <= to; }
};

// How far this body is from the usual, in standard deviations.
struct Constitution
{
    double weight = 0;
    double height = 0;
    double heartRate = 0;
    double respiratoryRate = 0;
    double pressure = 0;
};

// What is laid down for somebody whose story is told in full.
struct Laid
{
    std::optional<record::Sex> sex;
    std::optional<int> years;
    std::optional<record::HumanName> name;
    std::optional<record::HumanName> otherName;
    std::optional<QStringList> chronic;
};

struct Person
{
    int index = 0;
    record::PatientId id;
    record::Sex sex = record::Sex::Female;
    Day born = 0;
    Day registered = 0;
    record::PatientDetails details;
    std::vector<Onset> chronic;
    std::vector<const AllergyModel*> allergies;
    bool noKnownAllergies = false;
    Constitution body;

    [[nodiscard]] double monthsOn(Day day) const { return static_cast<double>(day - born) / 30.4375; }
    [[nodiscard]] int yearsOn(Day day) const
    {
        return static_cast<int>(static_cast<double>(day - born) / 365.25);
    }
};

[[nodiscard]] record::PatientId personId(quint64 seed, int index);
[[nodiscard]] Person makePerson(const Tables& tables, const Calendar& calendar, quint64 seed, int index,
    Random& random, const Laid& laid = {});

} // namespace twinward::demo
