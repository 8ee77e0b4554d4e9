#pragma once

// What a monitor has sent in the last minutes, out of the record it is filed in: a series for each sign,
// cleaned, with its gaps. A monitor's pace is its own, so what counts as a gap follows from it.

#include "vitals/series.h"
#include "vitals/vital_record.h"

namespace twinward::vitals {

struct RecentSign
{
    Sign sign = Sign::HeartRate;
    Series series; // canonical unit; artefacts marked, never left out
    std::optional<Sample> last; // the newest that is no artefact

    // Nothing has come for longer than a gap: the last number is not what is now.
    [[nodiscard]] bool isSilent(qint64 nowMs) const;
};

// Numbers alone, in chart order; signs with nothing in the window left out. The window ends at nowMs; what is
// dated later than a device's clock may be wrong (five minutes) is left out as well.
[[nodiscard]] std::vector<RecentSign> recentSigns(const VitalRecord& record, qint64 nowMs, qint64 windowMs);

// From when on nothing between two readings is a gap: three times the median distance between them, so that
// one reading lost does not break the line and two do; never below 15 s, which is jitter, and one minute
// where there are too few to tell.
[[nodiscard]] qint64 gapAfterMs(std::span<const Sample> readings);

} // namespace twinward::vitals
