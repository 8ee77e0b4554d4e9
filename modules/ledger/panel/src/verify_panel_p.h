#pragma once

// Checks every hash, signature and seal of the record, and what other computers signed of it, and says in
// plain words what was found.

#include "ledger/witness.h"
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
    // What was found of the vault by itself, and against what others signed.
    struct Found
    {
        VerifyReport vault;
        WitnessReport witnesses;
        bool isOlderCopy = false;
        [[nodiscard]] bool isWhole() const { return vault.ok && witnesses.ok && !isOlderCopy; }
    };
    [[nodiscard]] static base::Result<Found> look(const Vault& vault, const ProgressFn& progress);
    void take(const base::Result<Found>& found);
    void retranslate();
    void retranslateBroken();
    [[nodiscard]] QString witnessText() const;

    workbench::Session& m_session;
    std::optional<Found> m_report;
    QDateTime m_when;
    QAction* m_check;
    QPushButton* m_button;
    QLabel* m_intro;
    QLabel* m_verdict;
    QLabel* m_details;
    QLabel* m_witnesses;
    workbench::ProgressLine* m_progress;
    workbench::FailureBar* m_failure;
    QPointer<workbench::Job> m_job;
};

} // namespace twinward::ledger
