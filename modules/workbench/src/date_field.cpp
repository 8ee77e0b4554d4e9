#include "workbench/date_field.h"

#include "workbench/format.h"
#include "workbench/widgets.h"

#include <QEvent>
#include <QKeyEvent>
#include <QRegularExpression>

namespace twinward::workbench {

namespace {

using base::PartialDate;

int monthFromWord(const QString& word)
{
    static const QStringList months
        = {QStringLiteral("jan"), QStringLiteral("feb"), QStringLiteral("mar"), QStringLiteral("apr"),
            QStringLiteral("may"), QStringLiteral("jun"), QStringLiteral("jul"), QStringLiteral("aug"),
            QStringLiteral("sep"), QStringLiteral("oct"), QStringLiteral("nov"), QStringLiteral("dec")};
    return static_cast<int>(months.indexOf(word.left(3).toLower())) + 1;
}

// 20 and 11 can only be the 20th of November; 4 and 5 could be either way round.
std::optional<PartialDate> fromSlashes(int first, int second, int year)
{
    if (first > 12)
        return PartialDate::fromParts(year, second, first);
    if (second > 12 || first == second)
        return PartialDate::fromParts(year, first, second);
    return std::nullopt;
}

} // namespace

std::optional<PartialDate> readDate(QStringView text)
{
    // Full-width digits as a Chinese keyboard types them read like the others.
    const QString plain = text.toString().normalized(QString::NormalizationForm_KC).simplified();
    static const QRegularExpression iso(QStringLiteral("^(\\d{4})(?:[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?)?$"));
    static const QRegularExpression digits(QStringLiteral("^(\\d{4})(\\d{2})(\\d{2})$"));
    static const QRegularExpression chinese(
        QStringLiteral("^(\\d{4}) ?年(?: ?(\\d{1,2}) ?月(?: ?(\\d{1,2}) ?[日号])?)?$"));
    for (const QRegularExpression* form : {&iso, &digits, &chinese}) {
        if (const auto match = form->match(plain); match.hasMatch()) {
            return PartialDate::fromParts(
                match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
        }
    }
    static const QRegularExpression dots(QStringLiteral("^(\\d{1,2})\\. ?(\\d{1,2})\\. ?(\\d{4})$"));
    if (const auto match = dots.match(plain); match.hasMatch()) {
        return PartialDate::fromParts(
            match.captured(3).toInt(), match.captured(2).toInt(), match.captured(1).toInt());
    }
    static const QRegularExpression slashes(QStringLiteral("^(\\d{1,2})[-/ ](\\d{1,2})[-/ ](\\d{4})$"));
    if (const auto match = slashes.match(plain); match.hasMatch())
        return fromSlashes(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
    static const QRegularExpression words(
        QStringLiteral("^(?:(\\d{1,2})[ .-]*)?([A-Za-z]{3,9})[ .,-]*(\\d{4})$"));
    if (const auto match = words.match(plain); match.hasMatch()) {
        const int month = monthFromWord(match.captured(2));
        if (month == 0)
            return std::nullopt;
        return PartialDate::fromParts(match.captured(3).toInt(), month, match.captured(1).toInt());
    }
    return std::nullopt;
}

DateField::DateField(Accept accept, QWidget* parent)
    : QLineEdit(parent)
    , m_accept(accept)
{
    setMaxLength(40);
    retranslate();
    connect(this, &QLineEdit::textChanged, this, [this] {
        judge();
        emit dateChanged();
    });
}

void DateField::setDate(const PartialDate& date)
{
    setText(formatDate(date));
}

std::optional<PartialDate> DateField::date() const
{
    if (text().trimmed().isEmpty())
        return PartialDate();
    const auto read = readDate(text());
    if (!read || (m_accept == Accept::WholeDate && !read->isComplete()))
        return std::nullopt;
    if ((m_latest.isValid() && read->earliest() > m_latest)
        || (m_earliest.isValid() && read->latest() < m_earliest))
        return std::nullopt;
    return read;
}

void DateField::setRange(QDate earliest, QDate latest)
{
    m_earliest = earliest;
    m_latest = latest;
    judge();
}

QString DateField::problem() const
{
    if (date())
        return {};
    const auto read = readDate(text());
    if (!read)
        return tr("Not a date that can be read only one way. Write it like %1.")
            .arg(formatDate(QDate(2026, 11, 20)));
    if (m_accept == Accept::WholeDate && !read->isComplete())
        return tr("Day, month and year are needed.");
    if (m_latest.isValid() && read->earliest() > m_latest)
        return tr("After %1, the latest date possible here.").arg(formatDate(m_latest));
    return tr("Before %1, the earliest date possible here.").arg(formatDate(m_earliest));
}

void DateField::judge()
{
    const QString why = problem();
    // While it is being typed an unfinished date is no mistake yet.
    setState(this, why.isEmpty() || hasFocus() ? FieldState::Plain : FieldState::Refuse);
    setToolTip(why);
}

void DateField::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    if (const auto read = date(); read && !read->isNull() && text() != formatDate(*read))
        setText(formatDate(*read));
    judge();
}

void DateField::keyPressEvent(QKeyEvent* event)
{
    const bool up = event->key() == Qt::Key_Up;
    if (up || event->key() == Qt::Key_Down) {
        const auto read = date();
        const QDate from
            = read && read->isComplete() ? read->earliest() : QDate::currentDate().addDays(up ? -1 : 1);
        const PartialDate moved = PartialDate::fromDate(from.addDays(up ? 1 : -1));
        setDate(moved);
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void DateField::changeEvent(QEvent* event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        const auto read = date();
        retranslate();
        if (read && !read->isNull())
            setDate(*read);
    }
}

void DateField::retranslate()
{
    setPlaceholderText(m_accept == Accept::WholeDate
            ? formatDate(QDate(2026, 11, 20))
            : tr("%1, or month and year, or year").arg(formatDate(QDate(2026, 11, 20))));
    judge();
}

} // namespace twinward::workbench
