#pragma once

// Checks every hash, signature and seal of the record and says in plain words what was found.

#include "workbench/panel.h"
#include "workbench/widgets.h"

class QPushButton;

namespace twinward::ledger {

class VerifyPanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit VerifyPanel(workbench::Workspace& workspace, QWidget* parent = nullptr);
    [[nodiscard]] QList<QAction*> commands() const override { return {m_check}; }
    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void check();
    void take(const base::Result<VerifyReport>& report);
    void retranslate();

    workbench::Session& m_session;
    std::optional<VerifyReport> m_report;
    QDateTime m_when;
    QAction* m_check;
    QPushButton* m_button;
    QLabel* m_intro;
    QLabel* m_verdict;
    QLabel* m_details;
    workbench::ProgressLine* m_progress;
    workbench::FailureBar* m_failure;
    QPointer<workbench::Job> m_job;
};

} // namespace twinward::ledger
