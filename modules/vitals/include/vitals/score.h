#pragma once

// What every score gives back: each input with its age and the rule that fired, the total, the band, and
// whether the total is whole. A missing input is never assumed: it is listed, and the total is then only a
// minimum.

#include "vitals/vital_record.h"

#include <optional>
#include <vector>

namespace twinward::vitals {

// What decides whether a score may be used for a patient.
struct PatientFactors
{
    std::optional<int> ageMonths; // none: the birth date is not known
    bool pregnant = false; // known to be
};

// From the demographics and, for pregnancy, the conditions and observations of the chart: the day's age.
[[nodiscard]] PatientFactors factorsAt(const record::Chart& chart, qint64 atMs);

// Why a score may not be used. TooYoung and Pregnant give no points and no band; with AgeUnknown the score is
// worked out, for whoever knows that the patient is an adult, and the reason is shown with it.
enum class NotApplicable : quint8 {
    Applies,
    TooYoung, // under 16 for NEWS2, under 18 for qSOFA
    AgeUnknown,
    Pregnant,
};

enum class Band : quint8 {
    None, // not applicable, or nothing to go by
    Low, // NEWS2 0 to 4
    LowMedium, // NEWS2: 3 in any one parameter
    Medium, // NEWS2 5 to 6
    High, // NEWS2 7 or more; qSOFA 2 or more
};

struct ScoreInput
{
    enum class State : quint8 {
        Fresh,
        Aged, // within the window, but not of the newest set: older than agedAfterMinutes
        Missing, // nothing within the window
    };
    Sign sign = Sign::RespiratoryRate;
    State state = State::Missing;
    std::optional<double> value; // canonical unit; where missing, none
    QString unit;
    std::optional<qint64>
        ageMinutes; // of the value at the score's instant; where missing, of the last value there is
    int points = 0; // 0 where missing
    QString
        rule; // a key: "news2.heartRate.range", "news2.spo2Scale2.rangeOnOxygen", "qsofa.systolicPressure"
    std::optional<double> ruleLow; // the range that fired, ends belong to it; none: open
    std::optional<double> ruleHigh;
    record::EventId event; // none where missing
    bool conflict = false; // two versions differ: the one with more points counted
};

struct Score
{
    QString key; // "news2", "qsofa"
    qint64 atMs = 0;
    NotApplicable applies = NotApplicable::Applies;
    std::vector<ScoreInput> inputs; // in chart order
    int total = 0; // the least it can be where incomplete
    int maximum = 0; // the most it can be once the missing inputs are known; total where complete
    Band band = Band::None; // of `total`: where incomplete, the least it can be
    bool complete = false;
    bool singleThree = false; // NEWS2: at least one input scores 3
    std::optional<SpO2Scale> scale; // NEWS2

    [[nodiscard]] std::vector<Sign> missing() const;
    [[nodiscard]] bool isEmpty() const; // no input at all within the window
};

// A quantity worked out from signs, with the same honesty: none where an input is missing or too old.
struct Derived
{
    QString key; // "bmi", "map", "shockIndex"
    std::optional<double> value;
    QString unit; // UCUM
    int decimals = 0;
    std::vector<ScoreInput> inputs;
};

} // namespace twinward::vitals
