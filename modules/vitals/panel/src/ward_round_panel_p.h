#pragma once

// A round of many patients with the keyboard alone: the ward as a table, Enter opens the form for the patient
// under the cursor, saving goes on to the next.

#include "charting_form_p.h"
#include "ward_model_p.h"

class QAction;
class QComboBox;
class QSplitter;
class QTableView;

namespace twinward::workbench {
class EmptyState;
class ProgressLine;
} // namespace twinward::workbench

namespace twinward::vitals {

class WardRoundPanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit WardRoundPanel(workbench::Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] QList<QAction*> commands() const override;
    void saveDraft() override { m_form->saveDraft(); }
    void focusFirst() override;
    [[nodiscard]] ChartingForm* form() const { return m_form; }

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeActions();
    void layOut();
    [[nodiscard]] QWidget* makeList();
    void takeList();
    void takePatient();
    void openRow(int row);
    void wasSaved(record::PatientId patient);
    void updateCounts();
    void retranslate();
    [[nodiscard]] int currentRow() const;

    workbench::Workspace& m_workspace;
    VitalsSource m_source;
    WardList m_list;
    WardModel m_model;
    QTableView* m_table;
    ChartingForm* m_form;
    QLabel* m_title;
    QLabel* m_counts;
    QLabel* m_status;
    QComboBox* m_order;
    workbench::ProgressLine* m_progress;
    workbench::FailureBar* m_failure;
    workbench::EmptyState* m_empty;
    QSplitter* m_split;
    QAction* m_addOpen;
    QAction* m_removeCurrent;
    QAction* m_search;
    QAction* m_restart;
    QTimer m_clock;
    record::PatientId m_charting; // opened from here: its form belongs to the round
};

} // namespace twinward::vitals
