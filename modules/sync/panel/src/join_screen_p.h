#pragma once

// The new computer's side of joining a clinic: find the computer that is in it, or type its code; compare six
// words; then who is going to work here. Whatever breaks off leaves nothing behind.

#include "ledger/joining.h"
#include "ledger_panel/gate.h"
#include "sync_net/pairing.h"
#include "workbench/widgets.h"

class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedLayout;

namespace twinward::ledger {
class PassphraseField;
}

namespace twinward::sync {

class WordCards;

class JoinScreen : public ledger::DoorScreen
{
    Q_OBJECT

public:
    JoinScreen(QString folder, ledger::VaultOptions options, QWidget* parent = nullptr);
    ~JoinScreen() override;

    [[nodiscard]] std::unique_ptr<ledger::Vault> takeVault() override { return std::move(m_vault); }

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    enum Page { Find, Compare, Wait, Unlock };

    [[nodiscard]] QWidget* makeFind();
    [[nodiscard]] QWidget* makeCompare();
    [[nodiscard]] QWidget* makeWait();
    [[nodiscard]] QWidget* makeUnlock();
    void show(Page page);
    void startLooking();
    void showHosts();
    void judge();
    void connectToChosen();
    void connectByCode();
    // A request under the name that was typed, and a pairing that carries it.
    PairingGuest& newGuest();
    void followState();
    void ended(PairingEnd why);
    void complete();
    void completed(base::Result<std::unique_ptr<ledger::Vault>> made);
    void leave();
    void say(const QString& what, const QString& todo);
    void retranslateFind();

    QString m_folder;
    ledger::VaultOptions m_options;
    std::unique_ptr<ledger::Vault> m_vault;
    std::unique_ptr<PairingGuest> m_finder; // only looks
    std::unique_ptr<PairingGuest> m_guest;
    std::optional<ledger::NewDevice> m_device; // of the request under way
    std::optional<PairingEnd> m_end;
    bool m_isCompleting = false;

    QStackedLayout* m_pages;
    workbench::FailureBar* m_failure;
    QLabel* m_endText;
    QLabel* m_endTodo;
    QLabel* m_nameLabel;
    QLineEdit* m_name;
    QLabel* m_looking;
    QListWidget* m_hosts;
    QPushButton* m_connect;
    QLabel* m_codeLabel;
    QLineEdit* m_code;
    QPushButton* m_useCode;
    QPushButton* m_back;
    QLabel* m_compareText;
    WordCards* m_words;
    QPushButton* m_different;
    QPushButton* m_same;
    QLabel* m_waitText;
    QPushButton* m_stop;
    QLabel* m_unlockText;
    QLabel* m_userLabel;
    QLineEdit* m_user;
    QLabel* m_passphraseLabel;
    ledger::PassphraseField* m_passphrase;
    QLabel* m_busy;
    QPushButton* m_join;
};

} // namespace twinward::sync
