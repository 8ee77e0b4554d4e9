#pragma once

// The dates a chart needs beside workbench/format.h: short enough for an axis, and ages that say they are
// ages.

#include <QCoreApplication>
#include <QDateTime>
#include <QString>

namespace twinward::vitals {

class When
{
    Q_DECLARE_TR_FUNCTIONS(When)

public:
    [[nodiscard]] static QString dayAndMonth(QDate date); // 20 Nov
    [[nodiscard]] static QString monthAndYear(QDate date); // Nov 2026
    [[nodiscard]] static QString clockSeconds(QTime time); // 14:05:09
    // 14:05 today, 19 Nov, 14:05 within a year, 20 Nov 2025 before.
    [[nodiscard]] static QString compact(const QDateTime& time, const QDateTime& now);
    // "just now", "5 min ago", "3 h ago"; "in the future" where the clock of whoever recorded it was ahead.
    [[nodiscard]] static QString age(qint64 milliseconds);
};

} // namespace twinward::vitals
