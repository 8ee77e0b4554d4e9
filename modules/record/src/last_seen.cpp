#include "record/last_seen.h"

namespace twinward::record {

base::Moment lastSeen(const Chart& chart, qint64 nowMs)
{
    base::Moment last;
    const auto take = [&](const base::Moment& moment) {
        if (!moment.isNull() && moment.utcMs() <= nowMs && (last.isNull() || moment.utcMs() > last.utcMs()))
            last = moment;
    };
    for (const Entry* entry : chart.current<Observation>())
        take(entry->event().occurred);
    for (const Entry* entry : chart.current<Encounter>()) {
        const auto* encounter = entry->as<Encounter>();
        if (encounter->status == QLatin1String("cancelled") || encounter->status == QLatin1String("planned"))
            continue;
        take(entry->event().occurred);
        take(encounter->end);
    }
    return last;
}

} // namespace twinward::record
