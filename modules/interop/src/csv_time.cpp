#include "csv_p.h"

#include <QDateTime>
#include <QRegularExpression>

namespace twinward::interop {

namespace {

const QRegularExpression& datePattern()
{
    static const QRegularExpression pattern(
        QStringLiteral(R"(^\s*(\d{1,4})[-/. 年](\d{1,2})[-/. 月](\d{1,4})日?)"));
    return pattern;
}

} // namespace

std::optional<std::array<int, 3>> dateNumbers(QStringView text)
{
    const auto match = datePattern().match(text.toString());
    if (!match.hasMatch())
        return std::nullopt;
    return std::array{match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt()};
}

base::Moment csvTime(const QString& text, CsvMapping::DateOrder order)
{
    // With an offset it needs no interpretation.
    static const QRegularExpression exact(
        QStringLiteral(R"(^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$)"));
    if (exact.match(text).hasMatch())
        return base::Moment::fromString(text).value_or(base::Moment());
    static const QRegularExpression clock(
        QStringLiteral(R"((\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([AaPp][Mm])?\s*$)"));
    const auto numbers = dateNumbers(text);
    const auto time = clock.match(text);
    if (!numbers || !time.hasMatch())
        return {}; // a vital sign without a time of day can't be put on a chart
    using Order = CsvMapping::DateOrder;
    const auto [a, b, c] = *numbers;
    const QDate date = order == Order::YearMonthDay ? QDate(a, b, c)
        : order == Order::DayMonthYear              ? QDate(c, b, a)
                                                    : QDate(c, a, b);
    int hour = time.captured(1).toInt();
    const QString half = time.captured(4).toUpper();
    if (!half.isEmpty()) {
        if (hour < 1 || hour > 12)
            return {};
        hour = hour % 12 + (half == u"PM" ? 12 : 0);
    }
    const QTime ofDay(hour, time.captured(2).toInt(), time.captured(3).toInt());
    if (!date.isValid() || date.year() < 1900 || !ofDay.isValid())
        return {};
    const auto precision
        = time.captured(3).isEmpty() ? base::Moment::Precision::Minute : base::Moment::Precision::Second;
    return base::Moment::fromDateTime(QDateTime(date, ofDay), precision);
}

} // namespace twinward::interop
