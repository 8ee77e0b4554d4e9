#pragma once

// The door of the workstation: whatever must happen before a vault is open. Sets a clinic up where there is
// none yet, unlocks it, or lets somebody back in with their recovery code. Nothing of this waits on the GUI
// thread.

#include "ledger/vault.h"

#include <QWidget>

class QStackedLayout;

namespace twinward::ledger {

class UnlockScreen;

class Gate : public QWidget
{
    Q_OBJECT

public:
    // options: how passphrases are stretched; the defaults outside tests.
    explicit Gate(QString folder, VaultOptions options = {}, QWidget* parent = nullptr);
    ~Gate() override;

    // Looks whether there is a vault and shows set-up or unlocking. user: filled in where it is known.
    void begin(const QString& user = {});
    // Tries at once with what was given on the command line's behalf; the screen shows the outcome as always.
    void unlock(const QString& user, Secret passphrase);

    [[nodiscard]] std::unique_ptr<Vault> takeVault(); // once, after opened()

signals:
    void opened();

private:
    void showSetup();
    UnlockScreen* showUnlock(const QString& user);
    void showRecover(const QString& user);
    void accept(std::unique_ptr<Vault> vault);
    void bringForward(QWidget* screen);

    QString m_folder;
    VaultOptions m_options;
    std::unique_ptr<Vault> m_vault;
    QStackedLayout* m_stack;
};

} // namespace twinward::ledger
