#pragma once

// Days and minutes of the clinic's own clock, reckoned from "now" and its offset.

#include "base/moment.h"

#include <QDate>

namespace twinward::demo {

using Day = qint64; // local days since 1970-01-01

class Calendar
{
public:
    explicit Calendar(base::Moment now)
        : m_now(now)
    { }

    [[nodiscard]] base::Moment now() const { return m_now; }
    [[nodiscard]] Day today() const { return dayOf(m_now.utcMs()); }
    [[nodiscard]] Day dayOf(qint64 utcMs) const
    {
        return floorDiv(utcMs + m_now.offsetMinutes() * 60'000LL, dayMs);
    }
    [[nodiscard]] static QDate date(Day day) { return QDate(1970, 1, 1).addDays(day); }
    [[nodiscard]] static Day day(QDate date) { return QDate(1970, 1, 1).daysTo(date); }
    [[nodiscard]] static bool isWeekend(Day day) { return date(day).dayOfWeek() > 5; }

    [[nodiscard]] base::Moment at(Day day, int minuteOfDay) const
    {
        const qint64 localMs = day * dayMs + minuteOfDay * 60'000LL;
        return {localMs - m_now.offsetMinutes() * 60'000LL, m_now.offsetMinutes(),
            base::Moment::Precision::Minute};
    }
    // To the whole minute.
    [[nodiscard]] base::Moment hoursAgo(double hours) const
    {
        const qint64 ms = m_now.utcMs() - static_cast<qint64>(hours * 3'600'000);
        return {ms - ms % 60'000, m_now.offsetMinutes(), base::Moment::Precision::Minute};
    }
    [[nodiscard]] base::Moment month(Day day) const
    {
        return {at(day, 0).utcMs(), m_now.offsetMinutes(), base::Moment::Precision::Month};
    }

    static constexpr qint64 dayMs = 86'400'000;

private:
    static constexpr qint64 floorDiv(qint64 value, qint64 by)
    {
        return value / by - (value % by < 0 ? 1 : 0);
    }

    base::Moment m_now;
};

[[nodiscard]] inline base::Moment later(const base::Moment& from, int minutes)
{
    return {from.utcMs() + minutes * 60'000LL, from.offsetMinutes(), from.precision()};
}

} // namespace twinward::demo
