#include "vitals/ward.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace twinward::vitals {

namespace {

constexpr qint64 msPerMinute = 60'000;

// How far back a trend looks: an admission, not a life.
constexpr qint64 trendMs = 14LL * 24 * 60 * msPerMinute;

bool isScored(const Score& score)
{
    return score.applies == NotApplicable::Applies || score.applies == NotApplicable::AgeUnknown;
}

WardRow::Trend trendOf(const std::optional<Score>& score, const std::optional<int>& previous)
{
    if (!score || !score->complete || !previous)
        return WardRow::Trend::Unknown;
    if (score->total == *previous)
        return WardRow::Trend::Steady;
    return score->total > *previous ? WardRow::Trend::Rising : WardRow::Trend::Falling;
}

void setDue(WardRow& row, qint64 nowMs)
{
    const News2Response& response = News2::builtIn().response(*row.score);
    row.continuous = response.dueAfterMinutes == 0;
    row.dueMs = *row.lastSetMs + response.dueAfterMinutes * msPerMinute;
    row.overdueMs = *row.lastSetMs + response.overdueAfterMinutes * msPerMinute;
    if (nowMs > *row.overdueMs)
        row.due = WardRow::Due::Overdue;
    else if (!row.score->complete)
        row.due = WardRow::Due::Incomplete;
    else
        row.due = nowMs >= *row.dueMs ? WardRow::Due::Now : WardRow::Due::Later;
}

// Smaller is more urgent.
auto urgency(const WardRow& row)
{
    const int band = row.score ? static_cast<int>(row.score->band) : 0;
    const int total = row.score ? row.score->total : 0;
    const int late = row.due == WardRow::Due::Overdue ? 0 : 1;
    return std::tuple(-band, -total, late, row.overdueMs.value_or(std::numeric_limits<qint64>::max()));
}

} // namespace

WardRow summarise(const record::Chart& chart, const VitalRecord& record, qint64 nowMs)
{
    WardRow row;
    row.patient = chart.patient();
    const std::vector<Score> history = news2History(chart, record, nowMs - trendMs, nowMs);
    if (history.empty())
        return row;
    row.score = history.back();
    row.lastSetMs = row.score->atMs;
    for (auto earlier = history.rbegin() + 1; earlier != history.rend(); ++earlier) {
        if (earlier->complete && isScored(*earlier)) {
            row.previousTotal = earlier->total;
            break;
        }
    }
    if (!isScored(*row.score))
        return row;
    row.trend = trendOf(row.score, row.previousTotal);
    setDue(row, nowMs);
    return row;
}

void sortByUrgency(std::vector<WardRow>& rows)
{
    std::ranges::stable_sort(rows, {}, urgency);
}

} // namespace twinward::vitals
