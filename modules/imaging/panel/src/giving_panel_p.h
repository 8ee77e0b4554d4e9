#pragma once

// Images out as DICOM files, and what was found on them: for another clinic, a disc, a colleague who teaches.

#include "imaging/export.h"
#include "workbench/panel.h"
#include "workbench/rows_model.h"
#include "workbench/transfer.h"

class QCheckBox;
class QComboBox;
class QPushButton;
class QTableView;

namespace twinward::imaging {

class GivingPanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit GivingPanel(workbench::Workspace& workspace, QWidget* parent = nullptr);
    [[nodiscard]] QList<QAction*> commands() const override { return {m_action}; }
    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    void showStudies();
    void give();
    void show(const base::Result<ExportedStudies>& given);
    void judge();
    void retranslate();

    workbench::PatientContext& m_context;
    std::vector<Study> m_studies; // of the open patient
    workbench::RowsModel m_model;
    QAction* m_action;
    QLabel* m_title;
    QLabel* m_explanation;
    QLabel* m_note; // in place of the studies
    QTableView* m_table;
    QComboBox* m_what;
    QCheckBox* m_nameless;
    QLineEdit* m_folder;
    QPushButton* m_pick;
    QPushButton* m_give;
    workbench::ProgressLine* m_progress;
    workbench::FailureBar* m_failure;
    QLabel* m_result;
    workbench::Transfer* m_transfer;
};

} // namespace twinward::imaging
