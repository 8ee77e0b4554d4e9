#include "base/partial_date.h"

namespace twinward::base {

std::optional<PartialDate> PartialDate::fromParts(int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 0 || month > 12 || day < 0 || (day != 0 && month == 0))
        return std::nullopt;
    if (day != 0 && !QDate::isValid(year, month, day))
        return std::nullopt;
    PartialDate date;
    date.m_year = static_cast<qint16>(year);
    date.m_month = static_cast<qint8>(month);
    date.m_day = static_cast<qint8>(day);
    return date;
}

std::optional<PartialDate> PartialDate::fromString(QStringView text)
{
    if (text.size() != 4 && text.size() != 7 && text.size() != 10)
        return std::nullopt;
    int parts[3] = {0, 0, 0};
    int part = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (i == 4 || i == 7) {
            if (c != u'-')
                return std::nullopt;
            ++part;
        } else if (c >= u'0' && c <= u'9') {
            parts[part] = parts[part] * 10 + (c - u'0');
        } else {
            return std::nullopt;
        }
    }
    if ((part >= 1 && parts[1] == 0) || (part == 2 && parts[2] == 0))
        return std::nullopt;
    return fromParts(parts[0], parts[1], parts[2]);
}

PartialDate PartialDate::fromDate(QDate date)
{
    return date.isValid() ? fromParts(date.year(), date.month(), date.day()).value_or(PartialDate())
                          : PartialDate();
}

QString PartialDate::toString() const
{
    if (isNull())
        return {};
    QString text = QStringLiteral("%1").arg(m_year, 4, 10, QChar(u'0'));
    if (m_month != 0)
        text += QStringLiteral("-%1").arg(m_month, 2, 10, QChar(u'0'));
    if (m_day != 0)
        text += QStringLiteral("-%1").arg(m_day, 2, 10, QChar(u'0'));
    return text;
}

QDate PartialDate::earliest() const
{
    return isNull() ? QDate() : QDate(m_year, m_month == 0 ? 1 : m_month, m_day == 0 ? 1 : m_day);
}

QDate PartialDate::latest() const
{
    if (isNull() || isComplete())
        return earliest();
    const QDate month(m_year, m_month == 0 ? 12 : m_month, 1);
    return {month.year(), month.month(), month.daysInMonth()};
}

std::optional<int> PartialDate::monthsOn(QDate day) const
{
    const QDate born = earliest();
    if (!born.isValid() || !day.isValid() || day < born)
        return std::nullopt;
    int months = (day.year() - born.year()) * 12 + day.month() - born.month();
    // Born on the 31st, a month is over on the last day of a shorter one.
    if (day.day() < std::min(born.day(), day.daysInMonth()))
        --months;
    return months;
}

std::optional<int> PartialDate::yearsOn(QDate day) const
{
    const auto months = monthsOn(day);
    return months ? std::optional<int>(*months / 12) : std::nullopt;
}

bool PartialDate::isCompatibleWith(const PartialDate& other) const
{
    return !isNull() && !other.isNull() && earliest() <= other.latest() && other.earliest() <= latest();
}

} // namespace twinward::base
