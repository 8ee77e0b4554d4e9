#include "when_p.h"

#include "workbench/format.h"

#include <QLocale>

namespace twinward::vitals {

namespace {

bool writesChinese()
{
    return QLocale().language() == QLocale::Chinese;
}

} // namespace

QString When::dayAndMonth(QDate date)
{
    if (writesChinese())
        return QStringLiteral("%1月%2日").arg(date.month()).arg(date.day());
    return QLocale::c().toString(date, QStringLiteral("d MMM"));
}

QString When::monthAndYear(QDate date)
{
    if (writesChinese())
        return QStringLiteral("%1年%2月").arg(date.year()).arg(date.month());
    return QLocale::c().toString(date, QStringLiteral("MMM yyyy"));
}

QString When::clockSeconds(QTime time)
{
    return time.toString(QStringLiteral("HH:mm:ss"));
}

QString When::compact(const QDateTime& time, const QDateTime& now)
{
    if (time.date() == now.date())
        return workbench::formatTime(time);
    if (std::abs(time.daysTo(now)) < 300)
        return tr("%1, %2", "day and month, time").arg(dayAndMonth(time.date()), workbench::formatTime(time));
    return workbench::formatDate(time.date());
}

QString When::age(qint64 milliseconds)
{
    constexpr qint64 minute = 60'000;
    if (milliseconds < -minute)
        return tr("in the future");
    if (milliseconds < minute)
        return tr("just now");
    return tr("%1 ago").arg(workbench::formatElapsed(milliseconds));
}

} // namespace twinward::vitals
