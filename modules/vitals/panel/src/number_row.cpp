#include "number_row_p.h"

#include "sign_text_p.h"
#include "units_p.h"
#include "when_p.h"
#include "workbench/widgets.h"

#include <QGridLayout>

namespace twinward::vitals {

using workbench::FieldState;
using workbench::Tone;

const QString NumberRow::notDoneMark = QStringLiteral("-");

NumberRow::NumberRow(Sign sign, Units& units, QWidget* form)
    : QObject(form)
    , m_sign(sign)
    , m_units(units)
    , m_unitNow(units.unit(sign))
    , m_label(new QLabel(form))
    , m_editor(new QLineEdit(form))
    , m_unit(new QToolButton(form))
    , m_previous(new workbench::ElidedLabel(form))
    , m_message(new QLabel(form))
{
    m_editor->setObjectName(definition(sign).key);
    m_editor->setMaxLength(12);
    m_editor->setAlignment(Qt::AlignRight);
    m_label->setBuddy(m_editor);
    m_unit->setAutoRaise(true);
    m_unit->setFocusPolicy(Qt::NoFocus); // Ctrl+U in the field: Tab goes from number to number
    m_unit->setEnabled(definition(sign).entryUnits.size() > 1);
    m_unit->setObjectName(definition(sign).key + QStringLiteral(".unit"));
    m_message->setWordWrap(true);
    m_message->hide();
    workbench::setTone(m_previous, Tone::Secondary);
    connect(m_editor, &QLineEdit::textChanged, this, [this] {
        if (!m_rewriting) {
            const auto number = base::Decimal::fromUserInput(m_editor->text());
            m_typed = number ? std::optional<Entered>(Entered{*number, m_unitNow}) : std::nullopt;
        }
        m_objection.clear();
        judge();
        emit edited();
    });
    connect(m_unit, &QToolButton::clicked, this, [this] { m_units.setUnit(m_sign, m_units.next(m_sign)); });
    connect(&units, &Units::changed, this, &NumberRow::takeUnit);
    retranslate();
}

QWidget* NumberRow::previousWidget() const
{
    return m_previous;
}

void NumberRow::placeIn(QGridLayout* grid, int row)
{
    grid->addWidget(m_label, row, 0);
    grid->addWidget(m_editor, row, 1);
    grid->addWidget(m_unit, row, 2);
    grid->addWidget(m_previous, row, 3);
    grid->addWidget(m_message, row + 1, 1, 1, 3);
}

void NumberRow::setPatient(const VitalRecord& record, std::optional<int> ageMonths, qint64 nowMs)
{
    const Sample* before = record.latest(m_sign, nowMs);
    m_before = before != nullptr ? std::optional<Sample>(*before) : std::nullopt;
    m_ageMonths = ageMonths;
    updateAge(nowMs);
    judge();
}

void NumberRow::updateAge(qint64 nowMs)
{
    m_nowMs = nowMs;
    if (!m_before) {
        m_previous->setFullText({});
        return;
    }
    m_previous->setFullText(
        tr("%1 · %2", "value before, how long ago")
            .arg(SignText::figure(m_sign, m_before->value, m_unitNow), When::age(nowMs - m_before->atMs)));
}

std::optional<Entered> NumberRow::entered() const
{
    if (m_state != State::Ok && m_state != State::Unusual)
        return std::nullopt;
    const auto number = base::Decimal::fromUserInput(m_editor->text());
    return number ? std::optional<Entered>(Entered{*number, m_unitNow}) : std::nullopt;
}

std::optional<double> NumberRow::canonical() const
{
    const auto number = base::Decimal::fromUserInput(m_editor->text());
    return number ? convert(m_sign, number->value(), m_unitNow, definition(m_sign).unit) : std::nullopt;
}

void NumberRow::restore(const QString& text, const QString& unit)
{
    const auto number = base::Decimal::fromUserInput(text);
    if (!number || unit == m_unitNow)
        return m_editor->setText(text);
    m_typed = Entered{*number, unit};
    rewrite(*m_typed);
}

void NumberRow::setObjection(const QString& why)
{
    if (why == m_objection)
        return;
    m_objection = why;
    judge();
}

void NumberRow::comparePressures(const NumberRow& systolic, NumberRow& diastolic)
{
    const auto low = diastolic.canonical();
    const auto high = systolic.canonical();
    if (!low || !high)
        return diastolic.setObjection({});
    const LimitVerdict verdict = Limits::builtIn().checkPressures(*high, *low);
    diastolic.setObjection(
        verdict.level == LimitVerdict::Level::Impossible ? SignText::verdict(verdict, 0) : QString());
}

void NumberRow::judge()
{
    const QString text = m_editor->text().trimmed();
    if (text.isEmpty())
        return show(State::Empty, {});
    if (text == notDoneMark || text == QStringLiteral("−"))
        return show(State::NotDone, tr("Not done: this is what will be recorded."));
    const auto number = base::Decimal::fromUserInput(text);
    if (!number)
        return show(State::Refused, tr("This is not a number."));
    judgeNumber(*number);
}

void NumberRow::judgeNumber(const base::Decimal& number)
{
    const int decimals = decimalsIn(m_sign, m_unitNow);
    const LimitVerdict verdict = Limits::builtIn().check(m_sign, number.value(), m_unitNow, m_ageMonths);
    if (verdict.level == LimitVerdict::Level::Impossible)
        return show(State::Refused, SignText::verdict(verdict, decimals));
    if (!m_objection.isEmpty())
        return show(State::Refused, m_objection);
    if (verdict.level == LimitVerdict::Level::Unusual)
        return show(State::Unusual, SignText::verdict(verdict, decimals));
    const auto value = convert(m_sign, number.value(), m_unitNow, definition(m_sign).unit);
    if (m_before && value) {
        LimitVerdict change = Limits::builtIn().checkChange(
            m_sign, *value, m_before->value, (m_nowMs - m_before->atMs) / 60'000);
        if (change.level != LimitVerdict::Level::Ok) {
            change.other = convert(m_sign, m_before->value, definition(m_sign).unit, m_unitNow);
            change.unit = m_unitNow;
            return show(State::Unusual, SignText::verdict(change, decimals));
        }
    }
    show(State::Ok, {});
}

void NumberRow::show(State state, const QString& message)
{
    m_state = state;
    const bool isRefused = state == State::Refused;
    workbench::setState(m_editor,
        isRefused ? FieldState::Refuse : (state == State::Unusual ? FieldState::Warn : FieldState::Plain));
    workbench::setTone(
        m_message, isRefused ? Tone::Danger : (state == State::Unusual ? Tone::Caution : Tone::Secondary));
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
    m_editor->setAccessibleDescription(message);
}

// What was typed keeps its meaning: a possible value is written again in the new unit. One that is impossible
// in the old unit was typed in the new one all along, and stays as it is.
void NumberRow::takeUnit()
{
    const QString now = m_units.unit(m_sign);
    if (m_unitNow == now)
        return;
    m_unitNow = now;
    if (m_typed) {
        const auto level = Limits::builtIn().check(m_sign, m_typed->value.value(), m_typed->unit).level;
        if (level == LimitVerdict::Level::Impossible)
            m_typed->unit = now;
        else
            rewrite(*m_typed);
    }
    retranslate();
    emit edited();
}

void NumberRow::rewrite(const Entered& typed)
{
    const auto converted = convert(m_sign, typed.value.value(), typed.unit, m_unitNow);
    if (!converted)
        return;
    m_rewriting = true;
    m_editor->setText(typed.unit == m_unitNow
            ? typed.value.toString()
            : QString::number(*converted, 'f', decimalsIn(m_sign, m_unitNow)));
    m_rewriting = false;
}

void NumberRow::retranslate()
{
    m_label->setText(SignText::label(m_sign));
    m_editor->setAccessibleName(
        tr("%1 in %2", "sign, unit").arg(SignText::label(m_sign), SignText::unit(m_unitNow)));
    m_unit->setText(m_unitNow == QStringLiteral("{score}") ? QString() : SignText::unit(m_unitNow));
    m_unit->setAccessibleName(tr("Unit of %1").arg(SignText::label(m_sign)));
    m_unit->setToolTip(m_unit->isEnabled()
            ? tr("Write it in %1 instead (Ctrl+U)").arg(SignText::unit(m_units.next(m_sign)))
            : QString());
    updateAge(m_nowMs);
    judge();
}

} // namespace twinward::vitals
