#include "base/moment.h"

#include "base/partial_date.h"

#include <QTimeZone>

namespace twinward::base {

namespace {

std::optional<int> digits(QStringView text)
{
    int value = 0;
    for (const QChar c : text) {
        if (c < u'0' || c > u'9')
            return std::nullopt;
        value = value * 10 + (c.unicode() - u'0');
    }
    return text.isEmpty() ? std::nullopt : std::optional<int>(value);
}

// "Z", "+hh:mm", "-hh:mm" or nothing, in minutes.
std::optional<int> offset(QStringView text)
{
    if (text.isEmpty() || text == u"Z")
        return 0;
    if (text.size() != 6 || (text[0] != u'+' && text[0] != u'-') || text[3] != u':')
        return std::nullopt;
    const auto hours = digits(text.mid(1, 2));
    const auto minutes = digits(text.mid(4, 2));
    if (!hours || !minutes || *hours > 14 || *minutes > 59)
        return std::nullopt;
    return (text[0] == u'-' ? -1 : 1) * (*hours * 60 + *minutes);
}

} // namespace

Moment Moment::fromDateTime(const QDateTime& time, Precision precision)
{
    if (!time.isValid())
        return {};
    return {time.toMSecsSinceEpoch(), time.offsetFromUtc() / 60, precision};
}

std::optional<Moment> Moment::fromString(QStringView text)
{
    const auto date = PartialDate::fromString(text.left(10));
    if (!date)
        return std::nullopt;
    if (text.size() <= 10) {
        const QDateTime start(date->earliest(), QTime(0, 0), Qt::UTC);
        const Precision precision = date->isComplete() ? Precision::Day
            : date->month() != 0                       ? Precision::Month
                                                       : Precision::Year;
        return Moment(start.toMSecsSinceEpoch(), 0, precision);
    }
    if (text.size() < 16 || text[10] != u'T' || text[13] != u':')
        return std::nullopt;
    const auto hour = digits(text.mid(11, 2));
    const auto minute = digits(text.mid(14, 2));
    QStringView rest = text.mid(16);
    Precision precision = Precision::Minute;
    int second = 0;
    int milliseconds = 0;
    if (rest.startsWith(u':')) {
        const auto seconds = digits(rest.mid(1, 2));
        if (rest.size() < 3 || !seconds)
            return std::nullopt;
        second = *seconds;
        precision = Precision::Second;
        rest = rest.mid(3);
        if (rest.startsWith(u'.')) {
            qsizetype end = 1;
            while (end < rest.size() && rest[end].isDigit())
                ++end;
            const auto fraction = digits(rest.mid(1, std::min<qsizetype>(end - 1, 3)));
            if (!fraction)
                return std::nullopt;
            milliseconds = *fraction * (end == 2 ? 100 : end == 3 ? 10 : 1);
            precision = Precision::Millisecond;
            rest = rest.mid(end);
        }
    }
    const auto offsetMinutes = offset(rest);
    // A leap second is read as the second before it: it must not turn into another day.
    if (!hour || !minute || !offsetMinutes || *hour > 23 || *minute > 59 || second > 60)
        return std::nullopt;
    const QDateTime local(
        date->earliest(), QTime(*hour, *minute, std::min(second, 59), milliseconds), Qt::UTC);
    return Moment(local.toMSecsSinceEpoch() - *offsetMinutes * 60'000LL, *offsetMinutes, precision);
}

QDateTime Moment::toDateTime() const
{
    if (isNull())
        return {};
    return QDateTime::fromMSecsSinceEpoch(m_utcMs, Qt::OffsetFromUTC, m_offsetMinutes * 60);
}

QString Moment::toString() const
{
    if (isNull())
        return {};
    const QDateTime local = toDateTime();
    switch (m_precision) {
    case Precision::Unknown:
        return {};
    case Precision::Year:
        return local.toString(QStringLiteral("yyyy"));
    case Precision::Month:
        return local.toString(QStringLiteral("yyyy-MM"));
    case Precision::Day:
        return local.toString(QStringLiteral("yyyy-MM-dd"));
    case Precision::Minute:
    case Precision::Second:
    case Precision::Millisecond:
        break;
    }
    // FHIR asks for seconds wherever there is a time.
    QString text
        = local.toString(m_precision == Precision::Millisecond ? QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz")
                                                               : QStringLiteral("yyyy-MM-ddTHH:mm:ss"));
    if (m_offsetMinutes == 0)
        return text + u'Z';
    const int minutes = std::abs(static_cast<int>(m_offsetMinutes));
    return text + (m_offsetMinutes < 0 ? u'-' : u'+')
        + QStringLiteral("%1:%2").arg(minutes / 60, 2, 10, QChar(u'0')).arg(minutes % 60, 2, 10, QChar(u'0'));
}

} // namespace twinward::base
