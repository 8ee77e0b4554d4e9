#pragma once

// One line of the charting form: label, field, unit with its switch, the value before with its age, and under
// it what the limits say.

#include "vitals/limits.h"
#include "vitals/round.h"
#include "vitals/vital_record.h"

#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

class QGridLayout;

namespace twinward::workbench {
class ElidedLabel;
}

namespace twinward::vitals {

class Units;

class NumberRow : public QObject
{
    Q_OBJECT

public:
    enum class State { Empty, Ok, Unusual, Refused, NotDone };

    NumberRow(Sign sign, Units& units, QWidget* form);
    void placeIn(QGridLayout* grid, int row);
    static constexpr int gridRows = 2; // lines of the grid it takes

    [[nodiscard]] Sign sign() const { return m_sign; }
    [[nodiscard]] QLineEdit* editor() const { return m_editor; }
    [[nodiscard]] QToolButton* unitButton() const { return m_unit; }
    [[nodiscard]] QLabel* labelWidget() const { return m_label; }
    [[nodiscard]] QWidget* previousWidget() const;
    [[nodiscard]] QLabel* messageWidget() const { return m_message; }

    void setPatient(const VitalRecord& record, std::optional<int> ageMonths, qint64 nowMs);
    void updateAge(qint64 nowMs);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] std::optional<Entered> entered() const; // only where it is not refused
    // What stands there in the canonical unit, whatever is held against it; none where it is no number.
    [[nodiscard]] std::optional<double> canonical() const;
    [[nodiscard]] QString unit() const { return m_unitNow; } // UCUM, of what stands there
    // As it was typed earlier, in whatever unit that was.
    void restore(const QString& text, const QString& unit);
    [[nodiscard]] bool isNotDone() const { return m_state == State::NotDone; }
    // What another field has against this one (diastolic and systolic); empty: nothing.
    void setObjection(const QString& why);
    void retranslate();
    // Objects to a diastolic that is not below its systolic.
    static void comparePressures(const NumberRow& systolic, NumberRow& diastolic);

    static const QString notDoneMark;

signals:
    void edited();

private:
    void judge();
    void judgeNumber(const base::Decimal& number);
    void takeUnit();
    void rewrite(const Entered& typed);
    void show(State state, const QString& message);

    Sign m_sign;
    Units& m_units;
    QString m_unitNow;
    QLabel* m_label;
    QLineEdit* m_editor;
    QToolButton* m_unit;
    workbench::ElidedLabel* m_previous;
    QLabel* m_message;
    State m_state = State::Empty;
    // The last number a person's hand wrote, so that switching units there and back loses nothing.
    std::optional<Entered> m_typed;
    bool m_rewriting = false;
    QString m_objection;
    std::optional<Sample> m_before;
    qint64 m_nowMs = 0;
    std::optional<int> m_ageMonths;
};

} // namespace twinward::vitals
