#pragma once

// The messages that wait for a person to say whose they are.

#include "interop/hl7_waiting.h"
#include "workbench/rows_model.h"
#include "workbench/session.h"

class QPushButton;
class QTableView;

namespace twinward::interop {

class WaitingList : public QWidget
{
    Q_OBJECT

public:
    explicit WaitingList(workbench::Session& session, QWidget* parent = nullptr);
    [[nodiscard]] QAction* matchAction() const { return m_match; }
    [[nodiscard]] size_t count() const { return m_waiting.size(); }

signals:
    void loaded();

protected:
    void changeEvent(QEvent* event) override;

private:
    void load();
    void show(std::vector<WaitingMessage> waiting);
    void match();
    void retranslate();

    workbench::Session& m_session;
    std::vector<WaitingMessage> m_waiting;
    bool m_loading = false;
    bool m_stale = false; // something came while it loaded
    workbench::RowsModel m_model;
    QAction* m_match;
    QLabel* m_title;
    QLabel* m_none;
    QPushButton* m_button;
    QTableView* m_table;
    workbench::FailureBar* m_failure;
};

} // namespace twinward::interop
