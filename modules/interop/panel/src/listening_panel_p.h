#pragma once

// Where listening to monitors and laboratories is switched on, and what has come of it: who is connected,
// what was taken, what was refused and why, and what waits for a person.

#include "interop_panel/listener.h"
#include "workbench/panel.h"
#include "workbench/rows_model.h"

class QPushButton;
class QSpinBox;
class QTableView;

namespace twinward::workbench {
class ListenAddress;
}

namespace twinward::interop {

class WaitingList;

class ListeningPanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit ListeningPanel(workbench::Workspace& workspace, QWidget* parent = nullptr);
    [[nodiscard]] QList<QAction*> commands() const override;
    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    void connectAll();
    void showSettings();
    void listenOrStop();
    void showState();
    void showHandled();
    void showConnections();
    void retranslate();
    [[nodiscard]] workbench::RowsModel::Row rowOf(const Listener::Handled& handled) const;

    workbench::Session& m_session;
    Listener& m_listener;
    workbench::RowsModel m_handled;
    workbench::RowsModel m_connections;
    QAction* m_switch;
    QLabel* m_title;
    workbench::ListenAddress* m_address;
    QLabel* m_portLabel;
    QSpinBox* m_port;
    QPushButton* m_button;
    QLabel* m_state;
    QLabel* m_warning;
    workbench::FailureBar* m_failure;
    WaitingList* m_waiting;
    QLabel* m_handledTitle;
    QLabel* m_nothingYet;
    QTableView* m_handledTable;
    QLabel* m_connectionsTitle;
    QTableView* m_connectionsTable;
};

} // namespace twinward::interop
