#include "time_ticker_p.h"

#include "when_p.h"
#include "workbench/format.h"

#include <algorithm>
#include <cmath>

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

double ValueTicker::getTickStep(const QCPRange& range)
{
    constexpr int pixelsPerTick = 18;
    const int most = std::clamp(m_axis->axisRect()->height() / pixelsPerTick, 2, 5);
    const double atLeast = range.size() / most;
    const double magnitude = std::pow(10, std::floor(std::log10(std::max(atLeast, 1e-9))));
    m_step = magnitude * 10;
    for (const double nice : {1.0, 2.0, 5.0}) {
        if (magnitude * nice >= atLeast) {
            m_step = magnitude * nice;
            break;
        }
    }
    return m_step;
}

QString ValueTicker::getTickLabel(
    double tick, const QLocale& /*locale*/, QChar /*formatChar*/, int /*precision*/)
{
    return QString::number(tick, 'f', m_step < 1 ? 1 : 0);
}

} // namespace twinward::vitals
