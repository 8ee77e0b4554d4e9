#include "moment_field_p.h"

#include "workbench/date_field.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>

namespace twinward::record {

using base::Moment;

MomentField::MomentField(QWidget* parent)
    : QWidget(parent)
    , m_date(new workbench::DateField(workbench::DateField::Accept::PartOfDate, this))
    , m_time(new QLineEdit(this))
{
    m_date->setRange({}, QDate::currentDate());
    m_time->setMaxLength(5);
    m_time->setMaximumWidth(workbench::Theme::instance().px(80));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(workbench::Theme::instance().px(8));
    layout->addWidget(m_date, 1);
    layout->addWidget(m_time);
    setFocusProxy(m_date);
    connect(m_date, &QLineEdit::textChanged, this, &MomentField::judge);
    connect(m_time, &QLineEdit::textChanged, this, &MomentField::judge);
    retranslate();
}

void MomentField::setMoment(const Moment& moment)
{
    m_set = moment;
    const QSignalBlocker blockDate(m_date);
    const QSignalBlocker blockTime(m_time);
    m_time->clear();
    if (moment.isNull()) {
        m_date->clear();
        return;
    }
    const QDate day = moment.precision() >= Moment::Precision::Minute
        ? moment.toDateTime().toLocalTime().date()
        : moment.toDateTime().date();
    const bool month = moment.precision() >= Moment::Precision::Month;
    const bool whole = moment.precision() >= Moment::Precision::Day;
    m_date->setDate(base::PartialDate::fromParts(day.year(), month ? day.month() : 0, whole ? day.day() : 0)
                        .value_or(base::PartialDate()));
    if (moment.precision() >= Moment::Precision::Minute)
        m_time->setText(workbench::formatTime(moment.toDateTime()));
}

std::optional<QTime> MomentField::time() const
{
    const QString text = m_time->text().trimmed();
    if (text.isEmpty())
        return QTime();
    for (const char* format : {"H:mm", "Hmm", "H.mm"}) {
        const QTime time = QTime::fromString(text, QString::fromLatin1(format));
        if (time.isValid())
            return time;
    }
    return std::nullopt;
}

std::optional<Moment> MomentField::moment() const
{
    const auto date = m_date->date();
    const auto clock = time();
    if (!date || !clock)
        return std::nullopt;
    if (date->isNull())
        return clock->isValid() ? std::nullopt : std::optional<Moment>(Moment());
    if (!date->isComplete()) {
        if (clock->isValid())
            return std::nullopt;
        return Moment::fromString(date->toString());
    }
    if (!clock->isValid())
        return Moment::fromString(date->toString());
    const QDateTime when(date->earliest(), *clock);
    const QDateTime before = m_set.toDateTime().toLocalTime();
    if (m_set.precision() >= Moment::Precision::Minute && before.date() == when.date()
        && before.time().hour() == clock->hour() && before.time().minute() == clock->minute())
        return m_set;
    if (when > QDateTime::currentDateTime())
        return std::nullopt;
    return Moment::fromDateTime(when, Moment::Precision::Minute);
}

QString MomentField::problem() const
{
    if (moment())
        return {};
    if (!m_date->problem().isEmpty())
        return m_date->problem();
    if (!time())
        return tr("Write the time as 14:05.");
    if (time()->isValid() && (!m_date->date() || !m_date->date()->isComplete()))
        return tr("A time needs the whole date.");
    return tr("This time is still to come.");
}

void MomentField::judge()
{
    const bool dateReads = m_date->date().has_value();
    workbench::setState(
        m_time, dateReads && !moment() ? workbench::FieldState::Refuse : workbench::FieldState::Plain);
    m_time->setToolTip(problem());
    emit changed();
}

void MomentField::retranslate()
{
    m_date->setAccessibleName(tr("Date"));
    m_time->setAccessibleName(tr("Time, may stay empty"));
    m_time->setPlaceholderText(tr("14:05", "how a time of day is written, as an example"));
}

void MomentField::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace twinward::record
