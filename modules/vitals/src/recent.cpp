#include "vitals/recent.h"

#include "vitals/cleaning.h"

#include <algorithm>

namespace twinward::vitals {

namespace {

constexpr qint64 shortestGapMs = 15'000;
constexpr qint64 unknownGapMs = 60'000;
constexpr qint64 aheadMs = 5 * 60'000; // clocks of devices differ by minutes
constexpr size_t enoughToTell = 4;

std::span<const Sample> between(std::span<const Sample> samples, qint64 fromMs, qint64 toMs)
{
    const auto earlier = [](const Sample& sample, qint64 wanted) { return sample.atMs < wanted; };
    const auto first = std::lower_bound(samples.begin(), samples.end(), fromMs, earlier);
    const auto last = std::lower_bound(first, samples.end(), toMs + 1, earlier);
    return {first, last};
}

RecentSign read(Sign sign, std::span<const Sample> readings)
{
    RecentSign recent{sign, Series(gapAfterMs(readings)), std::nullopt};
    LiveCleaner cleaner(CleaningTable::builtIn().rules(sign));
    for (const Sample& sample : readings)
        cleaner.append(recent.series, {sample.atMs, sample.value, Mark::None});
    const auto points = recent.series.points();
    for (const Sample& sample : readings) {
        const auto at = std::lower_bound(points.begin(), points.end(), sample.atMs,
            [](const Point& point, qint64 wanted) { return point.ms < wanted; });
        if (at != points.end() && at->ms == sample.atMs && at->marks == Mark::None)
            recent.last = sample;
    }
    return recent;
}

} // namespace

bool RecentSign::isSilent(qint64 nowMs) const
{
    return series.isEmpty() || nowMs - series.points().back().ms > series.gapMs();
}

qint64 gapAfterMs(std::span<const Sample> readings)
{
    if (readings.size() < enoughToTell)
        return unknownGapMs;
    std::vector<qint64> distances;
    distances.reserve(readings.size());
    for (size_t i = 1; i < readings.size(); ++i)
        distances.push_back(readings[i].atMs - readings[i - 1].atMs);
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    return std::max(shortestGapMs, 3 * *middle);
}

std::vector<RecentSign> recentSigns(const VitalRecord& record, qint64 nowMs, qint64 windowMs)
{
    std::vector<RecentSign> all;
    for (const Sign sign : allSigns()) {
        if (!definition(sign).isNumber)
            continue;
        const auto readings = between(record.samples(sign), nowMs - windowMs, nowMs + aheadMs);
        if (!readings.empty())
            all.push_back(read(sign, readings));
    }
    return all;
}

} // namespace twinward::vitals
