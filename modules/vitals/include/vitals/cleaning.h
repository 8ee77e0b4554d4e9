#pragma once

// Finds artefacts in a series and marks them; nothing is ever deleted. Limits and rates are data in
// resources/vitals/cleaning.json; spikes by Hampel's filter (Hampel, J Am Stat Assoc 1974;69:383–393;
// Pearson, IEEE Trans Control Syst Technol 2002;10:55–63: three scaled median absolute deviations).

#include "base/error.h"
#include "vitals/limits.h"
#include "vitals/series.h"

#include <memory>

namespace twinward::vitals {

struct CleaningRules
{
    std::optional<Range> possible; // canonical unit
    std::optional<double> maximumPerSecond; // rate of change, canonical unit a second
    qint64 flatLineMs = 0; // the same value for longer: 0: never
    int hampelHalfWidth = 0; // neighbours on either side: 0: no spike test
    double hampelDeviations = 3; // scaled median absolute deviations
    double hampelFloor = 0; // never a spike where closer to the median than this, canonical unit
};

class CleaningTable
{
public:
    [[nodiscard]] static base::Result<CleaningTable> fromJson(const QByteArray& json);
    [[nodiscard]] static const CleaningTable& builtIn();
    // For a device's series (a value a second or a minute). Signs without rules have limits alone.
    [[nodiscard]] CleaningRules rules(Sign sign) const;

private:
    std::vector<std::pair<Sign, CleaningRules>> m_rules;
};

// One mark a point, for Series::setMarks. Marks a device reported stay.
[[nodiscard]] std::vector<Mark> findArtefacts(std::span<const Point> points, const CleaningRules& rules);

class ArtefactJudge;

// The same as points come: whether a point is a spike is judged once enough neighbours have followed it.
class LiveCleaner
{
public:
    explicit LiveCleaner(const CleaningRules& rules);
    ~LiveCleaner();
    LiveCleaner(LiveCleaner&&) noexcept;
    LiveCleaner& operator=(LiveCleaner&&) noexcept;

    // Appends to the series and sets marks on it, of this point and of ones before it. Always the same
    // series.
    void append(Series& series, Point point);

private:
    CleaningRules m_rules;
    std::unique_ptr<ArtefactJudge> m_judge;
};

// The median of the absolute deviations from the median times 1.4826 (Gaussian consistency).
[[nodiscard]] double scaledMedianDeviation(std::vector<double> values);

} // namespace twinward::vitals
