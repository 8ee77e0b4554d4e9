#pragma once

// When something clinical happened, with how exactly that is known and the offset the clock on the wall had.
// FHIR dateTime and instant map onto it and back.

#include <compare>
#include <optional>
#include <QDateTime>
#include <QString>

namespace twinward::base {

class Moment
{
public:
    enum class Precision : quint8 { Unknown, Year, Month, Day, Minute, Second, Millisecond };

    constexpr Moment() = default; // not known
    // Milliseconds since 1970-01-01T00:00Z; offset of the local clock east of Greenwich, in minutes.
    constexpr Moment(qint64 utcMs, int offsetMinutes, Precision precision)
        : m_utcMs(utcMs)
        , m_offsetMinutes(static_cast<qint16>(offsetMinutes))
        , m_precision(precision)
    { }

    [[nodiscard]] static Moment fromDateTime(const QDateTime& time, Precision precision = Precision::Second);
    // FHIR date, dateTime or instant (YYYY, YYYY-MM, YYYY-MM-DD, YYYY-MM-DDThh:mm[:ss[.fff]](Z|±hh:mm)); a
    // time without an offset is read as UTC.
    [[nodiscard]] static std::optional<Moment> fromString(QStringView text);

    [[nodiscard]] bool isNull() const { return m_precision == Precision::Unknown; }
    [[nodiscard]] qint64 utcMs() const { return m_utcMs; }
    [[nodiscard]] int offsetMinutes() const { return m_offsetMinutes; }
    [[nodiscard]] Precision precision() const { return m_precision; }
    [[nodiscard]] QDateTime toDateTime() const; // with its own offset
    [[nodiscard]] QString toString() const; // as FHIR writes it, no more exact than is known

    friend constexpr auto operator<=>(const Moment&, const Moment&) = default;

private:
    qint64 m_utcMs = 0;
    qint16 m_offsetMinutes = 0;
    Precision m_precision = Precision::Unknown;
};

} // namespace twinward::base
