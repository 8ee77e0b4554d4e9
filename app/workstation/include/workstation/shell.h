#pragma once

// The window: the door while the record is locked, the workplace while it is open, and what is there in both:
// menus, palette, theme, size, language, status.

#include "ledger/vault.h"
#include "workstation/options.h"

#include <memory>
#include <QMainWindow>

class QMenu;

namespace twinward::ledger {
class Gate;
}

namespace twinward::workbench {
class Session;
struct Workspace;
} // namespace twinward::workbench

namespace twinward::workstation {

class ActionBook;
class CommandPalette;
class HelpPage;
class IdleLock;
class StatusLine;
class Workplace;
struct Preferences;

class Shell : public QMainWindow
{
    Q_OBJECT

public:
    // vaultOptions: how passphrases are stretched; the defaults outside tests.
    explicit Shell(Options options, ledger::VaultOptions vaultOptions = {}, QWidget* parent = nullptr);
    ~Shell() override;

    void begin(); // shows the door; unlocks at once where the environment gives a passphrase file
    void lock(); // drafts are kept; the door comes back
    [[nodiscard]] bool isLocked() const { return m_workplace == nullptr; }
    [[nodiscard]] workbench::Workspace* workspace(); // null while locked

signals:
    void unlocked(); // the workplace stands
    void locked(); // the vault is closed and the door is back

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class After { ShowDoor, Quit };

    void addActions();
    void addAppearanceActions();
    void addScaleActions();
    void addLanguageActions();
    void buildMenus();
    void fillMenu(QMenu* menu, const std::vector<int>& groups);
    void showDoor(const QString& user);
    void enter(std::unique_ptr<ledger::Vault> vault);
    void leave(After after);
    void setScale(double scale);
    void retranslate();
    [[nodiscard]] base::Result<ledger::Secret> readPassphraseFile() const;

    struct Left // how the last user of this window left it
    {
        record::UserId user;
        record::PatientId patient;
        QString name;
    };

    Options m_options;
    ledger::VaultOptions m_vaultOptions;
    std::unique_ptr<Preferences> m_preferences;
    Left m_left;
    ActionBook* m_book;
    CommandPalette* m_palette;
    HelpPage* m_help;
    IdleLock* m_idle;
    StatusLine* m_status;
    ledger::Gate* m_gate = nullptr;
    Workplace* m_workplace = nullptr;
    std::unique_ptr<workbench::Session> m_closing; // until its vault is closed
    bool m_quitting = false;
};

} // namespace twinward::workstation
