#pragma once

// Who is there: a user's name and passphrase open the vault. Says plainly when they don't, and what is safe.

#include "ledger/vault.h"
#include "ledger_panel/card.h"
#include "workbench/widgets.h"

class QLineEdit;
class QProgressBar;
class QPushButton;

namespace twinward::ledger {

class PassphraseField;

class UnlockScreen : public Card
{
    Q_OBJECT

public:
    UnlockScreen(QString folder, VaultOptions options, QWidget* parent = nullptr);

    void setUser(const QString& user);
    [[nodiscard]] QString user() const;
    void unlock(Secret passphrase);
    [[nodiscard]] std::unique_ptr<Vault> takeVault() { return std::move(m_vault); }

signals:
    void unlocked(); // takeVault() has it
    void recoveryWanted();

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    void take(base::Result<std::unique_ptr<Vault>> opened);
    void showProblem(const base::Error& error);
    void checkFiles();
    void setBusy(bool busy); // NOLINT: a plain property

    QString m_folder;
    VaultOptions m_options;
    std::unique_ptr<Vault> m_vault;
    bool m_capsLock = false;
    QLabel* m_userLabel;
    QLabel* m_passphraseLabel;
    QLineEdit* m_user;
    PassphraseField* m_passphrase;
    QLabel* m_hint;
    QProgressBar* m_busy;
    QPushButton* m_unlock;
    QPushButton* m_recover;
    workbench::FailureBar* m_failure;
    QPushButton* m_check;
    QLabel* m_checked;
};

} // namespace twinward::ledger
