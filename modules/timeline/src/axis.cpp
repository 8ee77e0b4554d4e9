#include "timeline/axis.h"

#include <array>
#include <cmath>

namespace twinward::timeline {

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr qint64 dayMs = 24 * hourMs;

// Finest first.
constexpr std::array<TickStep, 26> steps{{{TickUnit::Minute, 1}, {TickUnit::Minute, 2}, {TickUnit::Minute, 5},
    {TickUnit::Minute, 10}, {TickUnit::Minute, 15}, {TickUnit::Minute, 30}, {TickUnit::Hour, 1},
    {TickUnit::Hour, 2}, {TickUnit::Hour, 3}, {TickUnit::Hour, 6}, {TickUnit::Hour, 12}, {TickUnit::Day, 1},
    {TickUnit::Week, 1}, {TickUnit::Month, 1}, {TickUnit::Month, 3}, {TickUnit::Month, 6},
    {TickUnit::Year, 1}, {TickUnit::Year, 2}, {TickUnit::Year, 5}, {TickUnit::Year, 10}, {TickUnit::Year, 20},
    {TickUnit::Year, 50}, {TickUnit::Year, 100}, {TickUnit::Year, 200}, {TickUnit::Year, 500},
    {TickUnit::Year, 1000}}};

double aboutMs(TickStep step)
{
    switch (step.unit) {
    case TickUnit::Minute:
        return static_cast<double>(minuteMs) * step.count;
    case TickUnit::Hour:
        return static_cast<double>(hourMs) * step.count;
    case TickUnit::Day:
        return static_cast<double>(dayMs) * step.count;
    case TickUnit::Week:
        return static_cast<double>(dayMs) * 7 * step.count;
    case TickUnit::Month:
        return static_cast<double>(dayMs) * 28 * step.count;
    case TickUnit::Year:
        break;
    }
    return static_cast<double>(dayMs) * 365 * step.count;
}

bool isChinese(const QLocale& locale)
{
    return locale.language() == QLocale::Chinese;
}

QString labelOf(const QDateTime& tick, TickUnit unit, const QLocale& locale)
{
    const QDate date = tick.date();
    switch (unit) {
    case TickUnit::Minute:
    case TickUnit::Hour:
        return tick.time().toString(QStringLiteral("HH:mm"));
    case TickUnit::Day:
    case TickUnit::Week:
        return isChinese(locale) ? QStringLiteral("%1月%2日").arg(date.month()).arg(date.day())
                                 : QLocale::c().toString(date, QStringLiteral("d MMM"));
    case TickUnit::Month:
        return isChinese(locale) ? QStringLiteral("%1月").arg(date.month())
                                 : QLocale::c().toString(date, QStringLiteral("MMM"));
    case TickUnit::Year:
        break;
    }
    return QString::number(date.year());
}

// What stands above ticks of a unit: the day over hours, the month over days, the year over months.
TickStep spanStep(TickUnit unit)
{
    switch (unit) {
    case TickUnit::Minute:
    case TickUnit::Hour:
        return {TickUnit::Day, 1};
    case TickUnit::Day:
    case TickUnit::Week:
        return {TickUnit::Month, 1};
    case TickUnit::Month:
    case TickUnit::Year:
        break;
    }
    return {TickUnit::Year, 1};
}

QString spanLabel(QDate date, TickUnit unit, const QLocale& locale)
{
    if (unit == TickUnit::Year)
        return isChinese(locale) ? QStringLiteral("%1年").arg(date.year()) : QString::number(date.year());
    if (unit == TickUnit::Month) {
        return isChinese(locale) ? QStringLiteral("%1年%2月").arg(date.year()).arg(date.month())
                                 : QLocale::c().toString(date, QStringLiteral("MMM yyyy"));
    }
    return isChinese(locale) ? locale.toString(date, QStringLiteral("yyyy年M月d日 ddd"))
                             : QLocale::c().toString(date, QStringLiteral("ddd d MMM yyyy"));
}

std::vector<Tick> ticksOf(const Viewport& viewport, TickStep step, const QTimeZone& zone,
    const QLocale& locale, const MeasureText& measure)
{
    std::vector<Tick> ticks;
    QDateTime at = tickAtOrBefore(static_cast<qint64>(std::floor(viewport.firstMs())), step, zone, locale);
    while (at.isValid() && static_cast<double>(at.toMSecsSinceEpoch()) <= viewport.lastMs()) {
        Tick tick;
        tick.ms = at.toMSecsSinceEpoch();
        tick.x = viewport.xOf(static_cast<double>(tick.ms));
        tick.label = labelOf(at, step.unit, locale);
        tick.labelWidth = measure(tick.label);
        ticks.push_back(tick);
        at = tickAfter(at, step);
    }
    return ticks;
}

bool hasRoom(const std::vector<Tick>& ticks)
{
    for (size_t i = 1; i < ticks.size(); ++i) {
        const double half = (ticks[i - 1].labelWidth + ticks[i].labelWidth) / 2;
        if (ticks[i].x - ticks[i - 1].x < half + Axis::minGapPx)
            return false;
    }
    return true;
}

std::vector<AxisSpan> spansOf(
    const Viewport& viewport, TickStep step, const QTimeZone& zone, const QLocale& locale)
{
    std::vector<AxisSpan> spans;
    QDateTime at = tickAtOrBefore(static_cast<qint64>(std::floor(viewport.firstMs())), step, zone, locale);
    while (at.isValid() && static_cast<double>(at.toMSecsSinceEpoch()) <= viewport.lastMs()) {
        const QDateTime next = tickAfter(at, step);
        spans.push_back(
            {at.toMSecsSinceEpoch(), next.toMSecsSinceEpoch(), spanLabel(at.date(), step.unit, locale)});
        at = next;
    }
    return spans;
}

int floorTo(int value, int step)
{
    return value - value % step;
}

} // namespace

QDateTime tickAtOrBefore(qint64 ms, TickStep step, const QTimeZone& zone, const QLocale& locale)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(ms, zone);
    const QDate date = local.date();
    switch (step.unit) {
    case TickUnit::Minute: {
        const qint64 length = step.count * minuteMs;
        // Within the hour on the clock: offsets of a half hour are part of some zones.
        const qint64 offset = local.offsetFromUtc() * 1000LL;
        const qint64 wall = ms + offset;
        return QDateTime::fromMSecsSinceEpoch(wall - ((wall % length) + length) % length - offset, zone);
    }
    case TickUnit::Hour: {
        const QDateTime tick(date, QTime(floorTo(local.time().hour(), step.count), 0), zone);
        return tick <= local ? tick : date.startOfDay(zone);
    }
    case TickUnit::Day:
        return date.startOfDay(zone);
    case TickUnit::Week: {
        const int back = (date.dayOfWeek() - static_cast<int>(locale.firstDayOfWeek()) + 7) % 7;
        return date.addDays(-back).startOfDay(zone);
    }
    case TickUnit::Month:
        return QDate(date.year(), floorTo(date.month() - 1, step.count) + 1, 1).startOfDay(zone);
    case TickUnit::Year:
        break;
    }
    // There is no year 0 in the calendar.
    return QDate(std::max(1, floorTo(date.year(), step.count)), 1, 1).startOfDay(zone);
}

QDateTime tickAfter(const QDateTime& tick, TickStep step)
{
    const QDate date = tick.date();
    const QTimeZone zone = tick.timeZone();
    switch (step.unit) {
    case TickUnit::Minute:
        return tick.addMSecs(step.count * minuteMs);
    case TickUnit::Hour: {
        const int hour = floorTo(tick.time().hour(), step.count) + step.count;
        if (hour >= 24)
            return date.addDays(1).startOfDay(zone);
        const QDateTime next(date, QTime(hour, 0), zone);
        // Where the clocks are turned, an hour on the clock may come twice or not at all.
        return next > tick ? next : tick.addMSecs(step.count * hourMs);
    }
    case TickUnit::Day:
        return date.addDays(step.count).startOfDay(zone);
    case TickUnit::Week:
        return date.addDays(7LL * step.count).startOfDay(zone);
    case TickUnit::Month:
        return date.addMonths(step.count).startOfDay(zone);
    case TickUnit::Year:
        break;
    }
    return QDate(floorTo(date.year(), step.count) + step.count, 1, 1).startOfDay(zone);
}

Axis axisFor(
    const Viewport& viewport, const QTimeZone& zone, const QLocale& locale, const MeasureText& measure)
{
    constexpr double narrowestPx = 24; // no label is narrower with its gap; saves trying
    Axis axis;
    for (const TickStep step : steps) {
        if (aboutMs(step) / viewport.msPerPx() < narrowestPx && step.count < 1000)
            continue;
        axis.step = step;
        axis.ticks = ticksOf(viewport, step, zone, locale, measure);
        if (hasRoom(axis.ticks))
            break;
    }
    if (axis.step.unit != TickUnit::Year)
        axis.spans = spansOf(viewport, spanStep(axis.step.unit), zone, locale);
    return axis;
}

} // namespace twinward::timeline
