#pragma once

// Putting a wrong entry right in the fields it is charted with, or taking it back, from where it is seen.
// Nothing is overwritten: the chart keeps what was first recorded, by whom, and why it was changed.

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

class CorrectionFields;

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
    [[nodiscard]] const record::Entry* entry() const; // null where the chart has it no more
    [[nodiscard]] base::Result<record::Event> correctedEvent() const;
    [[nodiscard]] QString valueBefore() const;
    [[nodiscard]] bool isNumber() const;

    workbench::Workspace& m_workspace;
    ChartVitalsPtr m_vitals;
    Sample m_sample;
    QString m_unit;
    QRadioButton* m_amend;
    QRadioButton* m_retract;
    CorrectionFields* m_fields = nullptr;
    QLineEdit* m_reason;
    QLabel* m_problem;
    QPushButton* m_save = nullptr;
    workbench::FailureBar* m_failure;
};

} // namespace twinward::vitals
