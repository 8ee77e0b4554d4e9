#pragma once

// Putting a wrong value right, or taking it back, from where it is seen. Nothing is overwritten: the chart
// keeps what was first recorded, by whom, and why it was changed.

#include "chart_vitals_p.h"
#include "workbench/panel.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace twinward::workbench {
class FailureBar;
}

namespace twinward::vitals {

// The observation with its number replaced; blood pressure as "120/80". Refused as the charting form refuses.
[[nodiscard]] base::Result<record::Observation> correctedObservation(
    record::Observation observation, Sign sign, const QString& typed, const QString& unit);

class CorrectionDialog : public QDialog
{
    Q_OBJECT

public:
    CorrectionDialog(
        workbench::Workspace& workspace, ChartVitalsPtr vitals, const Sample& sample, QWidget* parent);

private:
    void layOut();
    void judge();
    void save();
    [[nodiscard]] QString valueBefore() const;
    [[nodiscard]] bool isNumber() const;

    workbench::Workspace& m_workspace;
    ChartVitalsPtr m_vitals;
    Sample m_sample;
    QString m_unit;
    QRadioButton* m_amend;
    QRadioButton* m_retract;
    QLineEdit* m_value;
    QLineEdit* m_reason;
    QLabel* m_problem;
    QPushButton* m_save = nullptr;
    workbench::FailureBar* m_failure;
};

} // namespace twinward::vitals
