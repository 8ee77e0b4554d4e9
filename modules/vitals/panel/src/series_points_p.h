#pragma once

// From a Series to points on the screen: every point where there is room, minima and maxima where there is
// not.

#include "track_p.h"
#include "vitals/limits.h"
#include "vitals/series.h"
#include "vitals/vital_sign.h"

namespace twinward::vitals {

// pointAt makes the point of one index; shown turns a canonical value into the track's unit.
[[nodiscard]] std::vector<TrackPoint> pointsOf(const Series& series, const TimeWindow& window, int pixels,
    const std::function<TrackPoint(size_t)>& pointAt, const std::function<double(double)>& shown);

// Dense pressures as bars from the lowest diastolic to the highest systolic of each pixel.
[[nodiscard]] std::vector<TrackPoint> barsOf(const Series& systolic, const Series& diastolic,
    const TimeWindow& window, int pixels, const std::function<double(double)>& shown);

[[nodiscard]] std::optional<double> neighbourOf(const Series& series, double time, Direction direction);

// Weight, height and urine are the person's own: a usual range is no help in reading them.
[[nodiscard]] bool hasUsualBand(Sign sign);
[[nodiscard]] int trackColour(Sign sign); // Theme::series
// What the value axis shows at least, canonical unit: the usual range of an adult with room around it, or
// where a usual range would say nothing (weight), what the person had.
[[nodiscard]] Range trackScale(Sign sign, const Series& series);

} // namespace twinward::vitals
