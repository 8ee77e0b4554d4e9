#include "timeline/item.h"

namespace twinward::timeline {

Extent extentOf(const base::Moment& moment, const QTimeZone& zone)
{
    using Precision = base::Moment::Precision;
    // The date as it was written, in the writer's own offset.
    const QDate date = moment.toDateTime().date();
    const auto midnight = [&zone](QDate day) { return day.startOfDay(zone).toMSecsSinceEpoch(); };
    switch (moment.precision()) {
    case Precision::Unknown:
        return {};
    case Precision::Year:
        return {midnight(QDate(date.year(), 1, 1)), midnight(QDate(date.year(), 1, 1).addYears(1)) - 1};
    case Precision::Month: {
        const QDate first(date.year(), date.month(), 1);
        return {midnight(first), midnight(first.addMonths(1)) - 1};
    }
    case Precision::Day:
        return {midnight(date), midnight(date.addDays(1)) - 1};
    case Precision::Minute:
    case Precision::Second:
    case Precision::Millisecond:
        break;
    }
    return {moment.utcMs(), moment.utcMs()};
}

} // namespace twinward::timeline
