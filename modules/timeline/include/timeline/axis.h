#pragma once

// The axis of time from minutes to a lifetime: ticks that follow the calendar and never run into each other,
// and above them the day, month or year they stand in.

#include "timeline/item.h"
#include "timeline/shorten.h"
#include "timeline/viewport.h"

#include <QLocale>
#include <vector>

namespace twinward::timeline {

enum class TickUnit : quint8 { Minute, Hour, Day, Week, Month, Year };

struct TickStep
{
    TickUnit unit = TickUnit::Day;
    int count = 1;
};

struct Tick
{
    qint64 ms = 0;
    double x = 0;
    double labelWidth = 0;
    QString label;
};

// A whole day, month or year: what the ticks under it have in common.
struct AxisSpan
{
    qint64 firstMs = 0;
    qint64 lastMs = 0; // where the next one begins
    QString label;
};

struct Axis
{
    TickStep step;
    std::vector<Tick> ticks; // ascending; labels are centred on x and at least minGapPx apart
    std::vector<AxisSpan> spans; // empty where the ticks are years
    static constexpr double minGapPx = 12;
};

[[nodiscard]] Axis axisFor(
    const Viewport& viewport, const QTimeZone& zone, const QLocale& locale, const MeasureText& measure);

// The tick at or before ms, and the one after a tick.
[[nodiscard]] QDateTime tickAtOrBefore(
    qint64 ms, TickStep step, const QTimeZone& zone, const QLocale& locale);
[[nodiscard]] QDateTime tickAfter(const QDateTime& tick, TickStep step);

} // namespace twinward::timeline
