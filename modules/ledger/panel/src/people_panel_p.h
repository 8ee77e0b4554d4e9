#pragma once

// Who works here and as what; enrolling and removing them, for those whose role allows it.

#include "workbench/panel.h"
#include "workbench/widgets.h"

class QPushButton;
class QTableWidget;

namespace twinward::ledger {

class PeoplePanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit PeoplePanel(workbench::Workspace& workspace, QWidget* parent = nullptr);
    [[nodiscard]] QList<QAction*> commands() const override { return {m_enrol, m_remove, m_change}; }
    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void fitColumns();
    void judge();
    void remove();
    void retranslate();
    [[nodiscard]] const record::Member* selected() const;

    workbench::Session& m_session;
    std::vector<record::Member> m_members; // as listed
    QAction* m_enrol;
    QAction* m_remove;
    QAction* m_change;
    QTableWidget* m_table;
    QLabel* m_note;
    workbench::FailureBar* m_failure;
    QList<QPushButton*> m_buttons;
};

} // namespace twinward::ledger
