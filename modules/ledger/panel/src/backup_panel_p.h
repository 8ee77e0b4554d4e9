#pragma once

// Where the record is backed up, how often, how old the last good backup is, and what went wrong.

#include "ledger/backup_plan.h"
#include "workbench/panel.h"
#include "workbench/transfer.h"

class QComboBox;
class QPushButton;

namespace twinward::ledger {

class BackupPanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit BackupPanel(workbench::Workspace& workspace, QWidget* parent = nullptr);
    [[nodiscard]] QList<QAction*> commands() const override { return {m_backUp}; }
    void focusFirst() override;
    void choose(const QString& place); // as the dialog does

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void layOut();
    void refresh();
    void backUp();
    void check();
    void plan(const BackupPlan& plan);
    void say(const QString& result, workbench::Tone tone);
    void retranslate();
    void retranslateState();
    [[nodiscard]] QString ageText() const;

    workbench::Session& m_session;
    std::optional<BackupSchedule> m_schedule;
    QAction* m_backUp;
    QLabel* m_intro;
    QLabel* m_state;
    QLabel* m_failed;
    QLabel* m_folderLabel;
    workbench::ElidedLabel* m_folder;
    QPushButton* m_choose;
    QLabel* m_everyLabel;
    QComboBox* m_every;
    QPushButton* m_now;
    QPushButton* m_check;
    workbench::ProgressLine* m_progress;
    QLabel* m_result;
    workbench::FailureBar* m_failure;
    workbench::Transfer m_transfer;
};

} // namespace twinward::ledger
