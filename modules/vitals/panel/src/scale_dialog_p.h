#pragma once

// Choosing the SpO2 scale of a patient: scale 2 only with a reason, because it makes a low saturation score
// nothing. The choice is an event like any other, in force from now on.

#include "vitals/round.h"
#include "workbench/panel.h"

#include <QDialog>

class QLineEdit;
class QPushButton;
class QRadioButton;

namespace twinward::workbench {
class FailureBar;
}

namespace twinward::vitals {

class ScaleDialog : public QDialog
{
    Q_OBJECT

public:
    ScaleDialog(workbench::Workspace& workspace, record::PatientId patient, SpO2Scale now, QWidget* parent);

private:
    void save();
    [[nodiscard]] SpO2Scale chosen() const;

    workbench::Workspace& m_workspace;
    record::PatientId m_patient;
    SpO2Scale m_now;
    QRadioButton* m_scale1;
    QRadioButton* m_scale2;
    QLineEdit* m_reason;
    QPushButton* m_save;
    workbench::FailureBar* m_failure;
};

} // namespace twinward::vitals
