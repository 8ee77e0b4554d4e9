#pragma once

// Records out as FHIR R4: the open patient's, or the whole clinic's, into a folder.

#include "interop/fhir_export.h"
#include "workbench/panel.h"
#include "workbench/transfer.h"

class QPushButton;

namespace twinward::interop {

class ExportPanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit ExportPanel(workbench::Workspace& workspace, QWidget* parent = nullptr);
    [[nodiscard]] QList<QAction*> commands() const override { return {m_patient, m_all}; }
    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    void exportPatient();
    void exportAll();
    void show(const base::Result<ExportReport>& report);
    void judge();
    void retranslate();

    workbench::PatientContext& m_context;
    QAction* m_patient;
    QAction* m_all;
    QLabel* m_title;
    QLabel* m_explanation;
    QLineEdit* m_folder;
    QPushButton* m_pick;
    QPushButton* m_patientButton;
    QPushButton* m_allButton;
    workbench::ProgressLine* m_progress;
    workbench::FailureBar* m_failure;
    QLabel* m_result;
    workbench::Transfer* m_transfer;
};

} // namespace twinward::interop
