#pragma once

// On the first screen: a folder of backups is chosen, what it holds is shown, and one is put in place as this
// computer's record. Then it is unlocked like any other.

#include "ledger/backup.h"
#include "ledger_panel/gate.h"
#include "workbench/widgets.h"

#include <atomic>

class QComboBox;
class QProgressBar;
class QPushButton;
class QTimer;

namespace twinward::ledger {

class RestoreScreen : public DoorScreen
{
    Q_OBJECT

public:
    explicit RestoreScreen(QString folder, QWidget* parent = nullptr);
    ~RestoreScreen() override; // stops what runs
    [[nodiscard]] std::unique_ptr<Vault> takeVault() override { return {}; } // it is unlocked afterwards
    void choose(const QString& backups); // as the dialog does

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    // What the work tells and is told, from its own thread.
    struct Shared
    {
        std::atomic<quint64> done = 0;
        std::atomic<quint64> total = 0;
        std::atomic<bool> isCancelled = false;
    };

    void list(const base::Result<std::vector<FoundBackup>>& found);
    void restoreChosen();
    void setBusy(bool busy); // NOLINT: a plain property
    void giveUp();
    void retranslateChoice();

    QString m_folder;
    QString m_backups;
    std::vector<FoundBackup> m_found; // newest first
    std::shared_ptr<Shared> m_running; // none while nothing runs
    QPushButton* m_pick;
    workbench::ElidedLabel* m_place;
    QLabel* m_pickLabel;
    QLabel* m_choiceLabel;
    QComboBox* m_choice;
    QProgressBar* m_progress;
    QTimer* m_timer;
    QPushButton* m_restore;
    QPushButton* m_back;
    workbench::FailureBar* m_failure;
};

} // namespace twinward::ledger
