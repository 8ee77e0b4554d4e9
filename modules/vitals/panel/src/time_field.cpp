#include "time_field_p.h"

#include "when_p.h"
#include "workbench/date_field.h"
#include "workbench/format.h"

#include <QRegularExpression>

namespace twinward::vitals {

namespace {

constexpr qint64 clockSlackSeconds = 60; // "now" typed as a time of day may round up to the next minute

std::optional<QTime> readClock(const QString& hours, const QString& minutes)
{
    const QTime time(hours.toInt(), minutes.toInt());
    return time.isValid() ? std::optional<QTime>(time) : std::nullopt;
}

} // namespace

std::optional<QDateTime> readTime(QStringView text, const QDateTime& now)
{
    const QString typed = text.trimmed().toString();
    static const QRegularExpression minutesAgo(QStringLiteral(R"(^[-−]\s*(\d{1,4})$)"));
    static const QRegularExpression clock(QStringLiteral(R"(^(.*?)[\s,]*\b(\d{1,2})[:：.hH]?(\d{2})$)"));
    if (const auto match = minutesAgo.match(typed); match.hasMatch())
        return now.addSecs(-60LL * match.captured(1).toInt());
    const auto match = clock.match(typed);
    if (!match.hasMatch())
        return std::nullopt;
    const auto time = readClock(match.captured(2), match.captured(3));
    if (!time)
        return std::nullopt;
    const QString datePart = match.captured(1).trimmed();
    if (datePart.isEmpty())
        return QDateTime(now.date(), *time);
    auto date = workbench::readDate(datePart);
    if (!date) // "19 Nov": this year's
        date = workbench::readDate(datePart + QLatin1Char(' ') + QString::number(now.date().year()));
    if (!date || !date->isComplete())
        return std::nullopt;
    return QDateTime(date->earliest(), *time);
}

TimeField::TimeField(QWidget* parent)
    : QLineEdit(parent)
{
    setMaxLength(40);
}

std::optional<QDateTime> TimeField::time(const QDateTime& now) const
{
    if (isNow())
        return now;
    const auto read = readTime(text(), now);
    if (!read || now.secsTo(*read) > clockSlackSeconds)
        return std::nullopt;
    return std::min(*read, now);
}

void TimeField::setTime(const QDateTime& time)
{
    setText(QLocale::c().toString(time, QStringLiteral("yyyy-MM-dd HH:mm")));
}

QString TimeField::problem(const QDateTime& now) const
{
    if (isNow())
        return {};
    const auto read = readTime(text(), now);
    if (!read)
        return tr("Write the time as 14:05, 19 Nov 2026 14:05, or -20 for 20 minutes ago.");
    if (now.secsTo(*read) > clockSlackSeconds)
        return tr("%1 is in the future. For an earlier day write the date too.")
            .arg(workbench::formatDateTime(*read));
    return {};
}

QString TimeField::meaning(const QDateTime& now) const
{
    if (isNow())
        return workbench::formatDateTime(now);
    const auto read = time(now);
    return read ? tr("%1 · %2", "time, how long ago")
                      .arg(workbench::formatDateTime(*read), When::age(read->msecsTo(now)))
                : QString();
}

} // namespace twinward::vitals
