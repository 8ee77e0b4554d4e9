#include "workbench/format.h"

#include <QCoreApplication>
#include <QLocale>

namespace twinward::workbench {

namespace {

struct Format
{
    Q_DECLARE_TR_FUNCTIONS(Format)
};

bool writesChinese()
{
    return QLocale().language() == QLocale::Chinese;
}

// The names of months come from the language on the screen, the order of the parts from the house.
QString dateText(QDate date)
{
    if (writesChinese())
        return QStringLiteral("%1年%2月%3日").arg(date.year()).arg(date.month()).arg(date.day());
    return QLocale::c().toString(date, QStringLiteral("d MMM yyyy"));
}

QString yearMonthText(int year, int month)
{
    if (writesChinese())
        return QStringLiteral("%1年%2月").arg(year).arg(month);
    return QStringLiteral("%1 %2").arg(QLocale::c().monthName(month, QLocale::ShortFormat)).arg(year);
}

QString yearText(int year)
{
    return writesChinese() ? QStringLiteral("%1年").arg(year) : QString::number(year);
}

} // namespace

QString formatDate(QDate date)
{
    return date.isValid() ? dateText(date) : QString();
}

QString formatDate(const base::PartialDate& date)
{
    if (date.isNull())
        return {};
    if (date.isComplete())
        return dateText(date.earliest());
    return date.month() == 0 ? yearText(date.year()) : yearMonthText(date.year(), date.month());
}

QString formatDateTime(const QDateTime& time)
{
    if (!time.isValid())
        return {};
    const QDateTime local = time.toLocalTime();
    return Format::tr("%1, %2", "date, time").arg(dateText(local.date()), formatTime(local));
}

QString formatTime(const QDateTime& time)
{
    return time.toLocalTime().toString(QStringLiteral("HH:mm"));
}

QString formatMoment(const base::Moment& moment)
{
    using Precision = base::Moment::Precision;
    // A year, month or day is what the calendar on its own wall said; a time is shown on this wall's clock.
    const QDate written = moment.toDateTime().date();
    switch (moment.precision()) {
    case Precision::Unknown:
        return {};
    case Precision::Year:
        return yearText(written.year());
    case Precision::Month:
        return yearMonthText(written.year(), written.month());
    case Precision::Day:
        return dateText(written);
    case Precision::Minute:
    case Precision::Second:
    case Precision::Millisecond:
        break;
    }
    return formatDateTime(moment.toDateTime());
}

QString formatElapsed(qint64 milliseconds)
{
    const qint64 minutes = milliseconds / 60'000;
    if (minutes < 1)
        return Format::tr("just now");
    if (minutes < 60)
        return Format::tr("%1 min").arg(minutes);
    if (minutes < 48 * 60)
        return Format::tr("%1 h").arg(minutes / 60);
    const qint64 days = minutes / (24 * 60);
    if (days < 60)
        return Format::tr("%1 d", "days").arg(days);
    if (days < 730)
        return Format::tr("%1 mo", "months").arg(days * 12 / 365);
    return Format::tr("%1 y", "years").arg(days * 100 / 36525);
}

QString formatAge(const base::PartialDate& birthDate, QDate on)
{
    const auto months = birthDate.monthsOn(on);
    const auto years = birthDate.yearsOn(on);
    if (!months || !years)
        return {};
    QString age;
    if (*months < 1 && birthDate.isComplete())
        age = Format::tr("%1 d", "days").arg(birthDate.earliest().daysTo(on));
    else if (*years < 2 && birthDate.month() != 0)
        age = Format::tr("%1 mo", "months").arg(*months);
    else
        age = Format::tr("%1 y", "years of age").arg(*years);
    return birthDate.isComplete() ? age : Format::tr("about %1").arg(age);
}

QString formatAge(const record::PatientDetails& details)
{
    if (details.deceased) {
        if (details.deceasedAt.isNull())
            return {};
        return formatAge(details.birthDate, details.deceasedAt.toDateTime().date());
    }
    return formatAge(details.birthDate, QDate::currentDate());
}

QString formatSex(record::Sex sex)
{
    switch (sex) {
    case record::Sex::Female:
        return Format::tr("Female");
    case record::Sex::Male:
        return Format::tr("Male");
    case record::Sex::Other:
        return Format::tr("Other sex");
    case record::Sex::Unknown:
        break;
    }
    return Format::tr("Sex not known");
}

QString formatRole(record::Role role)
{
    switch (role) {
    case record::Role::Physician:
        return Format::tr("Physician");
    case record::Role::Nurse:
        return Format::tr("Nurse");
    case record::Role::Administrator:
        return Format::tr("Administrator");
    case record::Role::Auditor:
        return Format::tr("Auditor");
    }
    return {};
}

QString formatName(const record::PatientDetails& details)
{
    const QString name = details.displayName();
    return name.isEmpty() ? Format::tr("Unnamed patient") : name;
}

QString formatWithUnit(const QString& figure, const QString& unit)
{
    return unit.isEmpty() ? figure : figure + QChar(0x202F) + unit;
}

} // namespace twinward::workbench
