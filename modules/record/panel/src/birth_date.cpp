#include "record_panel/birth_date.h"

#include "workbench/date_field.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QRegularExpression>

namespace twinward::record {

using base::PartialDate;

namespace {

constexpr int oldest = 130; // years: longer than anybody is known to have lived (122, J. Calment)
constexpr int unusual = 105; // years: asked about

std::optional<PartialDate> fromAge(const QString& text, QDate today)
{
    static const QRegularExpression years(
        QStringLiteral("^(about|approx\\.?|ca\\.?|~|≈|大约|大概|约)? ?(\\d{1,3}) ?(years?|yrs?|y|years? "
                       "old|y/?o|岁|歲)?$"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression months(
        QStringLiteral("^(?:about|~|约)? ?(\\d{1,2}) ?(?:months?|mo|个月|個月)(?: old)?$"),
        QRegularExpression::CaseInsensitiveOption);
    if (const auto match = months.match(text); match.hasMatch()) {
        const QDate born = today.addMonths(-match.captured(1).toInt());
        return PartialDate::fromParts(born.year(), born.month());
    }
    const auto match = years.match(text);
    // A bare number could be an age or the end of a year: one of the two has to be said.
    if (!match.hasMatch() || (match.captured(1).isEmpty() && match.captured(3).isEmpty()))
        return std::nullopt;
    return PartialDate::fromParts(today.year() - match.captured(2).toInt());
}

std::optional<PartialDate> fromMonthAndYear(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("^(\\d{1,2}) ?[/.-] ?(\\d{4})$"));
    const auto match = form.match(text);
    return match.hasMatch() ? PartialDate::fromParts(match.captured(2).toInt(), match.captured(1).toInt())
                            : std::nullopt;
}

} // namespace

std::optional<PartialDate> readBirthDate(QStringView text, QDate today)
{
    const QString plain = text.toString().normalized(QString::NormalizationForm_KC).simplified();
    std::optional<PartialDate> read = fromAge(plain, today);
    if (!read)
        read = fromMonthAndYear(plain);
    if (!read)
        read = workbench::readDate(plain);
    if (!read || read->earliest() > today || read->latest() < today.addYears(-oldest))
        return std::nullopt;
    return read;
}

BirthDateField::BirthDateField(QWidget* parent)
    : QWidget(parent)
    , m_line(new QLineEdit(this))
    , m_reading(new QLabel(this))
{
    m_line->setObjectName(QStringLiteral("birthDate"));
    m_line->setMaxLength(40);
    m_reading->setObjectName(QStringLiteral("birthDateReading"));
    m_reading->setTextFormat(Qt::PlainText);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(workbench::Theme::instance().px(8));
    layout->addWidget(m_line, 1);
    layout->addWidget(m_reading, 1);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, [this] {
        showReading();
        emit changed();
    });
    showReading();
}

void BirthDateField::setDate(const PartialDate& date)
{
    m_line->setText(workbench::formatDate(date));
}

std::optional<PartialDate> BirthDateField::date() const
{
    if (m_line->text().trimmed().isEmpty())
        return PartialDate();
    return readBirthDate(m_line->text(), QDate::currentDate());
}

QString BirthDateField::problem() const
{
    if (date())
        return {};
    return tr("The birth date can't be read, or only in two ways. Write it like %1, or only the year, or the "
              "age like «about 45».")
        .arg(workbench::formatDate(QDate(1980, 5, 17)));
}

void BirthDateField::showReading()
{
    m_line->setPlaceholderText(tr("17 May 1980, 5/1980, 1980, about 45"));
    m_line->setAccessibleName(tr("Birth date or age"));
    const auto read = date();
    const bool empty = m_line->text().trimmed().isEmpty();
    const bool doubtful
        = read && !read->isNull() && read->yearsOn(QDate::currentDate()).value_or(0) > unusual;
    workbench::setState(m_line, doubtful ? workbench::FieldState::Warn : workbench::FieldState::Plain);
    workbench::setTone(m_reading, doubtful || !read ? workbench::Tone::Caution : workbench::Tone::Secondary);
    if (empty)
        m_reading->setText(tr("May stay empty"));
    else if (!read)
        m_reading->setText(tr("Not readable yet"));
    else
        m_reading->setText(tr("%1 — %2", "birth date as understood, age")
                               .arg(workbench::formatDate(*read), workbench::formatAge(*read)));
    m_line->setAccessibleDescription(m_reading->text());
}

void BirthDateField::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        showReading();
    QWidget::changeEvent(event);
}

} // namespace twinward::record
