#pragma once

// The door of the workstation: whatever must happen before a vault is open. Sets a clinic up where there is
// none yet, unlocks it, or lets somebody back in with their recovery code. Nothing of this waits on the GUI
// thread.

#include "ledger/vault.h"
#include "ledger_panel/card.h"

#include <functional>

class QStackedLayout;

namespace twinward::ledger {

class UnlockScreen;

// A screen that another module brings to the door: it ends with an open vault, or is given up.
class DoorScreen : public Card
{
    Q_OBJECT

public:
    using Card::Card;
    [[nodiscard]] virtual std::unique_ptr<Vault> takeVault() = 0; // once, after opened()

signals:
    void opened();
    void abandoned();
};

// How there can come to be a vault other than by setting a clinic up: an offer on the first screen.
struct OtherWay
{
    QString name; // stable: the button's object name
    std::function<QString()> words; // translated
    std::function<DoorScreen*(const QString& folder, const VaultOptions& options)> make;
};

class Gate : public QWidget
{
    Q_OBJECT

public:
    // options: how passphrases are stretched; the defaults outside tests.
    explicit Gate(QString folder, VaultOptions options = {}, QWidget* parent = nullptr);
    ~Gate() override;

    void offer(const OtherWay& way); // before begin()
    // What is shown with a vault that is still joining (ledger/joining.h) until there is something in it to
    // look at. None: it is opened as it is.
    using Filling = std::function<DoorScreen*(std::unique_ptr<Vault>)>;
    void fillWith(Filling filling);
    // Looks whether there is a vault and shows set-up or unlocking. user: filled in where it is known.
    void begin(const QString& user = {});
    // Tries at once with what was given on the command line's behalf; the screen shows the outcome as always.
    void unlock(const QString& user, Secret passphrase);

    [[nodiscard]] std::unique_ptr<Vault> takeVault(); // once, after opened()

signals:
    void opened();

private:
    void showSetup();
    void showOther(const OtherWay& way);
    UnlockScreen* showUnlock(const QString& user);
    void showRecover(const QString& user);
    void accept(std::unique_ptr<Vault> vault);
    void bringForward(QWidget* screen);

    QString m_folder;
    VaultOptions m_options;
    std::vector<OtherWay> m_otherWays;
    Filling m_filling;
    std::unique_ptr<Vault> m_vault;
    QStackedLayout* m_stack;
};

} // namespace twinward::ledger
