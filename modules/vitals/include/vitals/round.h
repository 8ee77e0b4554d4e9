#pragma once

// One round of observations as a nurse charts it, and the events it becomes: one observation a sign, blood
// pressure as one panel of two components, each coded (LOINC, SNOMED CT) and with its unit.

#include "record/event.h"
#include "vitals/vital_sign.h"

#include <map>

namespace twinward::vitals {

// A value as it was typed: 98.60 [degF] stays 98.60 [degF] in the record.
struct Entered
{
    base::Decimal value;
    QString unit; // UCUM
};

struct ChartedRound
{
    record::PatientId patient;
    base::Moment at; // when it was measured
    std::map<Sign, Entered> values; // numbers only; oxygen flow and fraction go into `oxygen`
    std::optional<Consciousness> consciousness;
    std::optional<OxygenDelivery> oxygen;
    std::optional<record::EventId> encounter;
    QString method; // "by ear", "monitor bed 3"
    QString note;

    [[nodiscard]] bool isEmpty() const { return values.empty() && !consciousness && !oxygen; }
};

// The events to commit together, in chart order. Refused: an empty round, no patient or time, a value outside
// the possible range or in a unit that is not the sign's, a diastolic not below its systolic.
[[nodiscard]] base::Result<std::vector<record::Event>> eventsOf(const ChartedRound& round);

// ---- decisions that a score rests on
// ----------------------------------------------------------------------------

enum class SpO2Scale : quint8 {
    Scale1, // everybody, unless somebody competent decided otherwise
    Scale2, // target 88–92 % in hypercapnic respiratory failure: only ever by explicit choice
};

// That a person chose this scale for this patient from `at` on. The newest choice is in force.
[[nodiscard]] record::Event scaleChoice(
    record::PatientId patient, SpO2Scale scale, base::Moment at, const QString& reason);
[[nodiscard]] std::optional<SpO2Scale> scaleChosenIn(const record::Event& event);

} // namespace twinward::vitals
