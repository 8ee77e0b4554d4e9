#pragma once

// How dates, ages and people are written everywhere on the screen: dates that can't be misread (20 Nov 2026;
// 2026年11月20日), ages as a ward says them. Follows QLocale's default, which the shell sets with the
// language.

#include "base/moment.h"
#include "base/partial_date.h"
#include "record/event.h"

#include <QDateTime>
#include <QString>

namespace twinward::workbench {

[[nodiscard]] QString formatDate(QDate date);
[[nodiscard]] QString formatDate(
    const base::PartialDate& date); // "Nov 2026", "2026"; empty where nothing is known
[[nodiscard]] QString formatDateTime(const QDateTime& time); // in local time, to the minute
[[nodiscard]] QString formatTime(const QDateTime& time); // "08:05"
// No more exact than it is known; in local time. Empty where nothing is known.
[[nodiscard]] QString formatMoment(const base::Moment& moment);
// How long ago, in the largest unit that says enough: "just now", "12 min", "3 h", "2 d", "5 mo", "4 y".
[[nodiscard]] QString formatElapsed(qint64 milliseconds);

// Years; months under 2 years; days under 1 month. "about 43 y" where the birth date is known only in part.
// Empty where it is not known or lies after the day.
[[nodiscard]] QString formatAge(const base::PartialDate& birthDate, QDate on = QDate::currentDate());
// At death for who has died, else today.
[[nodiscard]] QString formatAge(const record::PatientDetails& details);

[[nodiscard]] QString formatSex(record::Sex sex);
[[nodiscard]] QString formatRole(record::Role role);
[[nodiscard]] QString formatName(
    const record::PatientDetails& details); // "Unnamed patient" where there is none

// The figure and its unit with a thin space between: "37.2 °C". unit as a person writes it.
[[nodiscard]] QString formatWithUnit(const QString& figure, const QString& unit);

} // namespace twinward::workbench
