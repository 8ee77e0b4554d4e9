#pragma once

// What one recorded entry says, in the fields it would be charted with: time, values with their units and
// limits, oxygen, level of consciousness, how it was measured, note. Prefilled with what stands.

#include "number_row_p.h"
#include "time_field_p.h"
#include "vitals/correction.h"

#include <QWidget>

class QGridLayout;
class QLineEdit;

namespace twinward::vitals {

class ChoiceField;
class OxygenDeviceBox;
class Units;

class CorrectionFields : public QWidget
{
    Q_OBJECT

public:
    // signs: those of one entry. ageMonths: for the limits.
    CorrectionFields(const Units& units, const std::vector<Sign>& signs, const Correction& before,
        std::optional<int> ageMonths, QWidget* parent);

    // None while a field is refused or nothing stands there.
    [[nodiscard]] std::optional<Correction> correction() const;
    [[nodiscard]] bool isChanged() const; // from what stood
    void focusFirst();

signals:
    void edited();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build(std::optional<int> ageMonths);
    void buildNumber(QGridLayout* grid, Sign sign, std::optional<int> ageMonths);
    void buildOxygen(QGridLayout* grid, int line);
    void addLabelled(QGridLayout* grid, QLabel*& label, QWidget* field);
    void fill();
    void showOxygen();
    void judgeTime();
    void retranslate();
    [[nodiscard]] OxygenDelivery oxygen() const;
    [[nodiscard]] QByteArray written() const; // of every field: to see what changed

    Units* m_units;
    std::vector<Sign> m_signs;
    Correction m_before;
    QByteArray m_opened;
    std::vector<NumberRow*> m_rows;
    QLabel* m_timeLabel = nullptr;
    TimeField* m_time = nullptr;
    QLabel* m_timeProblem = nullptr;
    QString m_timeText; // as it was filled: seconds are not lost by looking
    QLabel* m_oxygenLabel = nullptr;
    ChoiceField* m_oxygen = nullptr;
    QLabel* m_deviceLabel = nullptr;
    OxygenDeviceBox* m_device = nullptr;
    QLabel* m_consciousnessLabel = nullptr;
    ChoiceField* m_consciousness = nullptr;
    QLabel* m_methodLabel = nullptr;
    QLineEdit* m_method = nullptr;
    QLabel* m_noteLabel = nullptr;
    QLineEdit* m_note = nullptr;
};

} // namespace twinward::vitals
