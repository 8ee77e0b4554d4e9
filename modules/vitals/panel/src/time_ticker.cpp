#include "time_ticker_p.h"

#include "when_p.h"
#include "workbench/format.h"

namespace twinward::vitals {

double TimeTicker::getTickStep(const QCPRange& range)
{
    m_step = QCPAxisTickerDateTime::getTickStep(range);
    return m_step;
}

QString TimeTicker::getTickLabel(
    double tick, const QLocale& /*locale*/, QChar /*formatChar*/, int /*precision*/)
{
    constexpr double minute = 60;
    constexpr double day = 86400;
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(qRound64(tick * 1000));
    if (m_step < minute)
        return When::clockSeconds(time.time());
    if (m_step < day)
        return time.time() == QTime(0, 0) ? When::dayAndMonth(time.date()) : workbench::formatTime(time);
    if (m_step < 27 * day)
        return When::dayAndMonth(time.date());
    if (m_step < 360 * day)
        return When::monthAndYear(time.date());
    return QString::number(time.date().year());
}

} // namespace twinward::vitals
