#pragma once

// A chart read back as vital signs: samples in canonical units, whoever recorded them and in whatever
// accepted code and unit. What can't be read with certainty is listed with the reason, never guessed and
// never dropped in silence.

#include "record/chart.h"
#include "vitals/round.h"
#include "vitals/vital_sign.h"

#include <array>
#include <span>

namespace twinward::vitals {

struct Sample
{
    Sign sign = Sign::RespiratoryRate;
    qint64 atMs = 0; // since 1970
    double value = 0; // canonical unit; the enum's number for Consciousness, 0 air or 1 oxygen
    record::Quantity written; // as recorded; empty unit for what is no number
    std::optional<OxygenDelivery> oxygen; // for SupplementalOxygen
    base::Moment at;
    record::EventId event; // the version this value stands in
    record::EventId root; // of its entry
    record::CommitId commit;
    record::UserId author;
    base::HybridTime recorded;
    QString method;
    std::optional<record::EventId> encounter;
    bool corrected = false; // the entry was amended
    bool conflict = false; // another last word of the same entry says otherwise: both are here

    [[nodiscard]] Consciousness consciousness() const
    {
        return static_cast<Consciousness>(static_cast<int>(value));
    }
};

struct Unreadable
{
    enum class Reason : quint8 {
        UnknownUnit, // `detail` is the unit as written; empty where there was none
        NotANumber, // words or a code where a number was due
        UnknownAnswer, // a coded answer that is not ACVPU or air/oxygen; `detail` is it
        Comparator, // "<", ">": not a point on a chart
        NotPossible, // outside what a living body can have; `detail` is the value
        UnknownTime, // nobody knows the day it was measured
        NotFinal, // cancelled or entered in error where it came from
        NoValue, // the source says that it was not measured, or why there is none
    };
    record::EventId event;
    Sign sign = Sign::RespiratoryRate;
    base::Moment at;
    Reason reason = Reason::UnknownUnit;
    QString detail;
    [[nodiscard]] QString message() const; // English, for a terminal; panels translate by reason
};

// Somebody's choice of SpO2 scale, in force from atMs.
struct ScaleChoice
{
    qint64 atMs = 0;
    SpO2Scale scale = SpO2Scale::Scale1;
    record::EventId event;
    record::UserId author;
};

class VitalRecord
{
public:
    [[nodiscard]] static VitalRecord read(const record::Chart& chart);

    [[nodiscard]] std::span<const Sample> samples(Sign sign) const; // oldest first, then as recorded
    [[nodiscard]] const std::vector<Unreadable>& unreadable() const { return m_unreadable; }
    [[nodiscard]] const Sample* latest(Sign sign, qint64 atOrBeforeMs) const;
    [[nodiscard]] const std::vector<ScaleChoice>& scaleChoices() const { return m_scaleChoices; }
    [[nodiscard]] SpO2Scale scaleAt(qint64 ms) const; // scale 1 unless somebody chose otherwise
    // The instants at which anything of `signs` was charted, oldest first; those less than `together` ms
    // after the first of a set count as that set, which bears its last instant.
    [[nodiscard]] std::vector<qint64> rounds(
        std::span<const Sign> signs, qint64 togetherMs = 10 * 60'000) const;
    [[nodiscard]] bool isEmpty() const;

private:
    friend class VitalReader;
    std::array<std::vector<Sample>, signCount> m_samples;
    std::vector<Unreadable> m_unreadable;
    std::vector<ScaleChoice> m_scaleChoices;
};

} // namespace twinward::vitals
