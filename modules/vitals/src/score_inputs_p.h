#pragma once

// Which recorded values a score may use at an instant, and how old they are. One place, so that every score
// has the same window and the same honesty about what is missing, old or in conflict.

#include "vitals/score.h"

#include <map>

namespace twinward::vitals {

class ScoreInputs
{
public:
    ScoreInputs(const VitalRecord& record, qint64 atMs, qint64 windowMinutes)
        : m_record(record)
        , m_atMs(atMs)
        , m_windowMinutes(windowMinutes)
    { }

    // Values that count before the record: those of a round being typed.
    void setTyped(std::map<Sign, Sample> typed) { m_typed = std::move(typed); }

    // The newest value within the window, with every other that has the same right: of the same instant, or a
    // version in conflict with it. Values of which only the day is known are too vague for a score. Empty:
    // missing.
    [[nodiscard]] std::vector<const Sample*> candidates(Sign sign) const;

    // An input without points: Missing with the age of the last value there is, or Fresh/Aged with the value.
    [[nodiscard]] ScoreInput describe(Sign sign, const Sample* sample, qint64 agedAfterMinutes) const;

    [[nodiscard]] qint64 atMs() const { return m_atMs; }

private:
    [[nodiscard]] const Sample* newest(Sign sign) const;
    [[nodiscard]] qint64 ageMinutes(const Sample& sample) const;

    const VitalRecord& m_record;
    qint64 m_atMs;
    qint64 m_windowMinutes;
    std::map<Sign, Sample> m_typed;
};

} // namespace twinward::vitals
