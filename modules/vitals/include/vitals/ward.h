#pragma once

// A ward at a glance: each patient's last NEWS2, where it is heading, and when observations are next due by
// the Royal College of Physicians' frequencies (NEWS2 2017, chart 4).

#include "vitals/news2.h"

namespace twinward::vitals {

struct WardRow
{
    enum class Trend : quint8 { Unknown, Falling, Steady, Rising }; // of the total; rising is getting worse
    enum class Due : quint8 {
        Unknown, // nothing charted yet, or NEWS2 does not apply
        Later,
        Now, // from dueMs on
        Overdue, // from overdueMs on
        Incomplete, // the set lacks something: complete it now
    };
    record::PatientId patient;
    std::optional<Score> score; // at the last set charted; none where there is none
    std::optional<int> previousTotal; // of the complete score before it
    Trend trend = Trend::Unknown;
    Due due = Due::Unknown;
    std::optional<qint64> lastSetMs;
    std::optional<qint64> dueMs; // none where unknown
    std::optional<qint64> overdueMs;
    bool continuous = false; // monitored without pause
};

[[nodiscard]] WardRow summarise(const record::Chart& chart, const VitalRecord& record, qint64 nowMs);

// The sickest and the longest overdue first; then by who is due first. Stable.
void sortByUrgency(std::vector<WardRow>& rows);

} // namespace twinward::vitals
