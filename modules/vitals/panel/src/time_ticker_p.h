#pragma once

// Ticks of a time axis from seconds to a lifetime: the label says no more than the step needs, and midnight
// carries its date.

#include "plot_library_p.h"

namespace twinward::vitals {

class TimeTicker : public QCPAxisTickerDateTime
{
protected:
    double getTickStep(const QCPRange& range) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;

private:
    double m_step = 1;
};

// Ticks of a value axis: as many as its height has room for, at numbers a person counts in.
class ValueTicker : public QCPAxisTicker
{
public:
    explicit ValueTicker(const QCPAxis* axis)
        : m_axis(axis)
    { }

protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double /*tickStep*/) override { return 0; }
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;

private:
    const QCPAxis* m_axis;
    double m_step = 1;
};

} // namespace twinward::vitals
