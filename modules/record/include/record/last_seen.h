#pragma once

// When a patient was last seen here: the latest visit or observation that stands, whoever recorded it and
// however late.

#include "record/chart.h"

namespace twinward::record {

// Null where nothing says so. What lies ahead of nowMs (a planned visit) does not count; a visit counts from
// its start to its end.
[[nodiscard]] base::Moment lastSeen(const Chart& chart, qint64 nowMs);

} // namespace twinward::record
