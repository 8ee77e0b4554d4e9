#pragma once

// The fields of one round of observations in the order of the paper chart, moved through with Enter alone.
// Knows the patient's earlier values, not the vault: whoever holds it saves what round() gives.

#include "number_row_p.h"
#include "time_field_p.h"
#include "vitals/news2.h"

#include <array>
#include <QWidget>

class QPushButton;

namespace twinward::workbench {
class ElidedLabel;
}

namespace twinward::vitals {

class ChoiceField;
class OxygenDeviceBox;
class Units;

class RoundFields : public QWidget
{
    Q_OBJECT

public:
    explicit RoundFields(Units& units, QWidget* parent = nullptr);

    // Earlier values and limits; what is typed stays.
    void setPatient(const VitalRecord& record, const PatientFactors& factors, const QDateTime& now);
    void updateAges(const QDateTime& now);

    [[nodiscard]] bool isEmpty() const; // nothing typed but perhaps the time
    // What stands there and is not refused; without patient and encounter. An unreadable time leaves `at`
    // null.
    [[nodiscard]] ChartedRound round(const QDateTime& now) const;
    [[nodiscard]] std::vector<Sign> notDone() const;
    // The first field that can't be saved as it is; null where all can.
    [[nodiscard]] QWidget* firstRefused(const QDateTime& now) const;

    [[nodiscard]] QByteArray state() const; // for a draft
    // When it was typed; null where the state can't be read. A round that was "now" keeps the time it was
    // typed at.
    QDateTime restore(const QByteArray& state);
    void clear();
    void focusFirst();
    // Writes a value that came from a device into its field, for the person to confirm by saving.
    void fill(Sign sign, double canonical);

    [[nodiscard]] NumberRow* row(Sign sign) const { return m_rows[static_cast<size_t>(sign)]; }
    [[nodiscard]] TimeField* timeField() const { return m_time; }
    void setScale(SpO2Scale scale);

signals:
    void edited();
    void finished(); // Enter in the last field
    void scaleWanted(); // somebody wants another SpO2 scale

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void makeRows(Units& units);
    void layOut();
    void applySizes();
    int placeTime(QGridLayout* grid, int row);
    int placeSaturation(QGridLayout* grid, int row);
    int placeOxygen(QGridLayout* grid, int row);
    int placePressures(QGridLayout* grid, int row);
    int placeConsciousness(QGridLayout* grid, int row);
    void setFocusOrder();
    void retranslate();
    void checkPressures();
    void showOxygenFields();
    void judgeTime();
    void updateBefore(const QDateTime& now);
    void wasEdited();
    void moveFrom(QWidget* field, int step);
    [[nodiscard]] bool keyInField(QWidget* field, QKeyEvent* event);
    [[nodiscard]] bool keyInPressure(const QKeyEvent* event);
    void pastePressures(const QString& text);
    [[nodiscard]] std::optional<OxygenDelivery> oxygen() const;

    Units& m_units;
    std::array<NumberRow*, signCount> m_rows{}; // none for ACVPU and for air or oxygen
    QLabel* m_timeLabel = nullptr;
    TimeField* m_time = nullptr;
    workbench::ElidedLabel* m_timeMeaning = nullptr;
    QLabel* m_timeProblem = nullptr;
    QPushButton* m_scale = nullptr;
    QLabel* m_oxygenLabel = nullptr;
    ChoiceField* m_oxygen = nullptr;
    workbench::ElidedLabel* m_oxygenBefore = nullptr;
    QLabel* m_deviceLabel = nullptr;
    OxygenDeviceBox* m_device = nullptr;
    QLabel* m_pressureLabel = nullptr;
    workbench::ElidedLabel* m_pressureBefore = nullptr;
    QLabel* m_consciousnessLabel = nullptr;
    ChoiceField* m_consciousness = nullptr;
    workbench::ElidedLabel* m_consciousnessBefore = nullptr;
    QList<QWidget*> m_order;
    std::optional<VitalRecord> m_record;
    QDateTime m_now;
    QDateTime m_typedSince; // of the first key of this round
    SpO2Scale m_scaleNow = SpO2Scale::Scale1;
};

} // namespace twinward::vitals
