#pragma once

// Two records of one person: find the other, compare the two side by side, say which one is kept as the main
// record and why. Nothing is lost: the merge is an event, and taking it back takes the records apart.

#include "patient_list_model_p.h"
#include "workbench/widgets.h"

#include <QDialog>

class QHBoxLayout;
class QPushButton;
class QRadioButton;

namespace twinward::record {

class FittingTable;

class MergeDialog : public QDialog
{
    Q_OBJECT

public:
    // other: who is probably the same; none to be found by name.
    static void merge(workbench::Session& session, PatientId patient, QWidget* parent, PatientId other = {});

private:
    MergeDialog(workbench::Session& session, PatientId patient, QWidget* parent, PatientId other);
    void buildSearch();
    void buildDecision();
    void search(const QString& text);
    void list(std::vector<const PatientRow*> rows);
    void compare();
    void commit();
    [[nodiscard]] PatientId other() const;

    workbench::Session& m_session;
    PatientId m_patient;
    workbench::PatientIndexPtr m_index; // as it was when the dialog opened: rows must not move under the hand
    PatientListModel m_model;
    workbench::SearchField* m_field;
    FittingTable* m_table;
    QWidget* m_cards;
    QHBoxLayout* m_cardRow;
    QRadioButton* m_keepThis;
    QRadioButton* m_keepOther;
    QLineEdit* m_reason;
    QPushButton* m_merge;
    workbench::FailureBar* m_failure;
};

} // namespace twinward::record
