#pragma once

// Who read what, when and why, for the auditor to list and filter.

#include "audit_model_p.h"
#include "workbench/panel.h"
#include "workbench/widgets.h"

class QComboBox;
class QPushButton;
class QTableView;

namespace twinward::workbench {
class DateField;
}

namespace twinward::ledger {

class AuditPanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit AuditPanel(workbench::Workspace& workspace, QWidget* parent = nullptr);
    [[nodiscard]] QList<QAction*> commands() const override { return {m_reload}; }
    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void layOut();
    void reload();
    void refilter();
    void showEverything();
    void fillUsers();
    void retranslate();

    workbench::Session& m_session;
    AuditModel* m_model;
    QAction* m_reload;
    workbench::SearchField* m_search;
    QComboBox* m_user;
    QComboBox* m_action;
    workbench::DateField* m_from;
    workbench::DateField* m_to;
    QLabel* m_fromLabel;
    QLabel* m_toLabel;
    QLabel* m_count;
    QTableView* m_table;
    workbench::EmptyState* m_nothing; // where filters leave nothing
    workbench::FailureBar* m_failure;
    QAction* m_everything;
};

} // namespace twinward::ledger
