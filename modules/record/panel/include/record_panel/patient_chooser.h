#pragma once

// Finding the patient something belongs to: the likely ones to begin with, everybody by searching. Nobody is
// chosen before a person chooses.

#include "workbench/rows_model.h"
#include "workbench/session.h"

class QTableView;

namespace twinward::record {

class PatientChooser : public QWidget
{
    Q_OBJECT

public:
    explicit PatientChooser(workbench::Session& session, QWidget* parent = nullptr);

    void setCandidates(std::vector<PatientId> candidates); // the likeliest first
    [[nodiscard]] PatientId chosen() const; // none until somebody was
    [[nodiscard]] const PatientRow* chosenRow() const; // null for none; valid while this lives
    void focusFirst();

signals:
    void chosenChanged();
    void accepted(); // Enter or a double click on somebody

protected:
    void changeEvent(QEvent* event) override;

private:
    void search(const QString& text);
    void retranslate();

    workbench::PatientIndexPtr m_index;
    std::vector<PatientId> m_candidates;
    std::vector<PatientId> m_listed;
    workbench::RowsModel m_model;
    workbench::SearchField* m_search;
    QTableView* m_table;
    QLabel* m_nobody;
};

} // namespace twinward::record
