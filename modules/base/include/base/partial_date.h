#pragma once

// A date of which only the year, or the year and the month, may be known (a FHIR date: YYYY, YYYY-MM,
// YYYY-MM-DD).

#include <compare>
#include <optional>
#include <QDate>
#include <QString>

namespace twinward::base {

class PartialDate
{
public:
    constexpr PartialDate() = default; // nothing known

    // Year 1 to 9999; month and day 0 where not known. An impossible date is none.
    [[nodiscard]] static std::optional<PartialDate> fromParts(int year, int month = 0, int day = 0);
    [[nodiscard]] static std::optional<PartialDate> fromString(QStringView text);
    [[nodiscard]] static PartialDate fromDate(QDate date);

    [[nodiscard]] bool isNull() const { return m_year == 0; }
    [[nodiscard]] bool isComplete() const { return m_day != 0; }
    [[nodiscard]] int year() const { return m_year; }
    [[nodiscard]] int month() const { return m_month; }
    [[nodiscard]] int day() const { return m_day; }
    [[nodiscard]] QString toString() const; // as FHIR writes it; empty where nothing is known

    [[nodiscard]] QDate earliest() const; // the first and the last day it can mean
    [[nodiscard]] QDate latest() const;

    // Whole years and whole months completed on a day, reckoned from earliest(): exact when isComplete(),
    // else one year (or month) at most too many. None where nothing is known or the day lies before it.
    [[nodiscard]] std::optional<int> yearsOn(QDate day) const;
    [[nodiscard]] std::optional<int> monthsOn(QDate day) const;

    // Could both mean the same day?
    [[nodiscard]] bool isCompatibleWith(const PartialDate& other) const;

    friend constexpr auto operator<=>(const PartialDate&, const PartialDate&) = default;

private:
    qint16 m_year = 0;
    qint8 m_month = 0;
    qint8 m_day = 0;
};

} // namespace twinward::base
