#include "series_points_p.h"

#include "vitals/bedside_scores.h"

#include <algorithm>
#include <cmath>

namespace twinward::vitals {

namespace {

qint64 toMs(double seconds)
{
    return static_cast<qint64>(std::llround(seconds * 1000));
}

size_t firstAtOrAfter(const Series& series, qint64 ms)
{
    const auto points = series.points();
    const auto found = std::lower_bound(points.begin(), points.end(), ms,
        [](const Point& point, qint64 wanted) { return point.ms < wanted; });
    return static_cast<size_t>(found - points.begin());
}

TrackPoint plain(qint64 ms, double value)
{
    TrackPoint point;
    point.time = static_cast<double>(ms) / 1000;
    point.value = point.low = point.high = value;
    return point;
}

} // namespace

std::vector<TrackPoint> pointsOf(const Series& series, const TimeWindow& window, int pixels,
    const std::function<TrackPoint(size_t)>& pointAt, const std::function<double(double)>& shown)
{
    std::vector<TrackPoint> points;
    size_t first = firstAtOrAfter(series, toMs(window.from));
    size_t last = firstAtOrAfter(series, toMs(window.to));
    if (last - first <= static_cast<size_t>(pixels) * 2) {
        first = first > 0 ? first - 1 : 0;
        last = std::min(last + 1, series.size());
        for (size_t i = first; i < last; ++i)
            points.push_back(pointAt(i));
        return points;
    }
    for (const Column& column : series.decimate(toMs(window.from), toMs(window.to), pixels)) {
        if (column.count == 0)
            continue;
        const qint64 middle = (column.firstMs + column.lastMs) / 2;
        points.push_back(plain(column.firstMs, shown(column.first)));
        points.back().gapBefore = column.gapBefore;
        points.push_back(plain(middle, shown(column.minimum)));
        points.push_back(plain(middle, shown(column.maximum)));
        points.push_back(plain(column.lastMs, shown(column.last)));
    }
    return points;
}

std::vector<TrackPoint> barsOf(const Series& systolic, const Series& diastolic, const TimeWindow& window,
    int pixels, const std::function<double(double)>& shown)
{
    const auto highs = systolic.decimate(toMs(window.from), toMs(window.to), pixels);
    const auto lows = diastolic.decimate(toMs(window.from), toMs(window.to), pixels);
    std::vector<TrackPoint> bars;
    auto low = lows.begin();
    for (const Column& high : highs) {
        if (high.count == 0)
            continue;
        while (low != lows.end() && low->fromMs < high.fromMs)
            ++low;
        TrackPoint bar = plain((high.firstMs + high.lastMs) / 2, shown(high.maximum));
        if (low != lows.end() && low->fromMs == high.fromMs && low->count > 0) {
            bar.low = shown(low->minimum);
            bar.value = meanArterialPressure(bar.high, bar.low);
        }
        bars.push_back(bar);
    }
    return bars;
}

std::optional<double> neighbourOf(const Series& series, double time, Direction direction)
{
    const auto points = series.points();
    size_t index = firstAtOrAfter(series, toMs(time));
    if (direction == Direction::Earlier) {
        if (index == 0)
            return std::nullopt;
        return static_cast<double>(points[index - 1].ms) / 1000;
    }
    while (index < points.size() && points[index].ms <= toMs(time))
        ++index;
    return index < points.size() ? std::optional<double>(static_cast<double>(points[index].ms) / 1000)
                                 : std::nullopt;
}

// Okabe and Ito's colours without the yellow, which is too pale for a thin line on white.
int trackColour(Sign sign)
{
    switch (sign) {
    case Sign::RespiratoryRate:
        return 2;
    case Sign::OxygenSaturation:
        return 5;
    case Sign::SystolicPressure:
    case Sign::DiastolicPressure:
        return 0;
    case Sign::HeartRate:
        return 1;
    case Sign::Temperature:
        return 4;
    case Sign::Glucose:
        return 3;
    default:
        return 7;
    }
}

bool hasUsualBand(Sign sign)
{
    return sign != Sign::Weight && sign != Sign::Height && sign != Sign::UrineOutput;
}

Range trackScale(Sign sign, const Series& series)
{
    const auto usual = Limits::builtIn().usual(sign);
    const auto possible = Limits::builtIn().possible(sign);
    if (!hasUsualBand(sign) || !usual || !possible) {
        const auto extent = series.isEmpty()
            ? std::nullopt
            : series.extent(series.points().front().ms, series.points().back().ms + 1);
        if (!extent)
            return {0, 1};
        const double room = std::max((extent->maximum - extent->minimum) * 0.1, extent->maximum * 0.02);
        return {extent->minimum - room, extent->maximum + room};
    }
    if (sign == Sign::PainScore || sign == Sign::GlasgowComaScale)
        return *possible;
    const double room = (usual->high - usual->low) * 0.5;
    return {std::max(usual->low - room, possible->low), std::min(usual->high + room, possible->high)};
}

} // namespace twinward::vitals
