// How the hand moves through a round: Enter and the arrows from field to field, 120/80 in one go, units by
// Ctrl+U.

#include "answer_fields_p.h"
#include "choice_field_p.h"
#include "round_fields_p.h"
#include "sign_text_p.h"
#include "units_p.h"

#include <QKeyEvent>

namespace twinward::vitals {

void RoundFields::setFocusOrder()
{
    m_order = {m_time};
    for (const Sign sign : allSigns()) {
        if (sign == Sign::SupplementalOxygen)
            m_order << m_oxygen;
        else if (sign == Sign::Consciousness)
            m_order << m_consciousness;
        else
            m_order << row(sign)->editor();
        if (sign == Sign::OxygenFraction)
            m_order << m_device;
    }
    for (qsizetype i = 0; i < m_order.size(); ++i) {
        m_order.at(i)->installEventFilter(this);
        if (i > 0)
            setTabOrder(m_order.at(i - 1), m_order.at(i));
    }
    connect(
        row(Sign::SystolicPressure)->editor(), &QLineEdit::textChanged, this, &RoundFields::pastePressures);
}

void RoundFields::focusFirst()
{
    row(Sign::RespiratoryRate)->editor()->setFocus(Qt::OtherFocusReason);
}

void RoundFields::moveFrom(QWidget* field, int step)
{
    qsizetype next = m_order.indexOf(field) + step;
    while (next >= 0 && next < m_order.size() && m_order.at(next)->isHidden())
        next += step;
    if (next >= m_order.size()) {
        emit finished();
        return;
    }
    if (next >= 0) {
        m_order.at(next)->setFocus(Qt::TabFocusReason);
        if (auto* const line = qobject_cast<QLineEdit*>(m_order.at(next)))
            line->selectAll();
    }
}

bool RoundFields::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        if (auto* const field = qobject_cast<QWidget*>(watched);
            field != nullptr && m_order.contains(field)) {
            if (keyInField(field, static_cast<QKeyEvent*>(event)))
                return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

bool RoundFields::keyInField(QWidget* field, QKeyEvent* event)
{
    const bool isPlain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && isPlain) {
        moveFrom(field, 1);
        return true;
    }
    const bool isList = qobject_cast<QComboBox*>(field) != nullptr; // there the arrows choose
    if (isPlain && !isList && (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up)) {
        moveFrom(field, event->key() == Qt::Key_Down ? 1 : -1);
        return true;
    }
    if (event->modifiers() == Qt::ControlModifier && event->key() == Qt::Key_U) {
        for (const NumberRow* each : m_rows) {
            if (each != nullptr && each->editor() == field)
                m_units.setUnit(each->sign(), m_units.next(each->sign()));
        }
        return true;
    }
    return field == row(Sign::SystolicPressure)->editor() && keyInPressure(event);
}

// A slash after the systolic goes on to the diastolic, so that 120/80 is typed as it is said.
bool RoundFields::keyInPressure(const QKeyEvent* event)
{
    const QString typed = event->text();
    if (typed != QStringLiteral("/") && typed != QStringLiteral("／"))
        return false;
    QLineEdit* const diastolic = row(Sign::DiastolicPressure)->editor();
    diastolic->setFocus(Qt::TabFocusReason);
    diastolic->selectAll();
    return true;
}

void RoundFields::pastePressures(const QString& text)
{
    const qsizetype slash = text.indexOf(u'/');
    if (slash < 0)
        return;
    const QString systolic = text.left(slash).trimmed();
    const QString diastolic = text.mid(slash + 1).trimmed();
    row(Sign::SystolicPressure)->editor()->setText(systolic);
    row(Sign::DiastolicPressure)->editor()->setText(diastolic);
}

void RoundFields::wasEdited()
{
    if (isEmpty())
        m_typedSince = QDateTime();
    else if (!m_typedSince.isValid())
        m_typedSince = QDateTime::currentDateTime();
    checkPressures();
    emit edited();
}

void RoundFields::checkPressures()
{
    NumberRow::comparePressures(*row(Sign::SystolicPressure), *row(Sign::DiastolicPressure));
}

} // namespace twinward::vitals
