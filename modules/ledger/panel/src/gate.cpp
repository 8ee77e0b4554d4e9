#include "ledger_panel/gate.h"

#include "ledger/joining.h"
#include "recover_screen_p.h"
#include "recovery_sheet_p.h"
#include "setup_screen_p.h"
#include "unlock_screen_p.h"

#include <QPushButton>
#include <QStackedLayout>

namespace twinward::ledger {

Gate::Gate(QString folder, VaultOptions options, QWidget* parent)
    : QWidget(parent)
    , m_folder(std::move(folder))
    , m_options(std::move(options))
    , m_stack(new QStackedLayout(this))
{ }

Gate::~Gate() = default;

void Gate::offer(const OtherWay& way)
{
    m_otherWays.push_back(way);
}

void Gate::fillWith(Filling filling)
{
    m_filling = std::move(filling);
}

void Gate::begin(const QString& user)
{
    // A look at one folder: microseconds, and nothing can be shown before it.
    if (Vault::exists(m_folder))
        showUnlock(user);
    else
        showSetup();
}

void Gate::unlock(const QString& user, Secret passphrase)
{
    showUnlock(user)->unlock(std::move(passphrase));
}

std::unique_ptr<Vault> Gate::takeVault()
{
    return std::move(m_vault);
}

void Gate::showSetup()
{
    auto* screen = new SetupScreen(m_folder, m_options);
    connect(screen, &SetupScreen::created, this, [this, screen] {
        const NewVault setup = screen->setup();
        auto created = std::make_shared<Vault::Created>(screen->takeCreated());
        auto* sheet = new RecoverySheet({setup.clinicName, setup.userName}, created->recoveryCode);
        connect(
            sheet, &RecoverySheet::confirmed, this, [this, created] { accept(std::move(created->vault)); });
        bringForward(sheet);
    });
    for (const OtherWay& way : m_otherWays)
        connect(screen->offer(way), &QPushButton::clicked, this, [this, way] { showOther(way); });
    bringForward(screen);
}

// Given up half way it may have made a vault already: that is what begin() looks for.
void Gate::showOther(const OtherWay& way)
{
    DoorScreen* screen = way.make(m_folder, m_options);
    connect(screen, &DoorScreen::abandoned, this, [this] { begin(); });
    connect(screen, &DoorScreen::opened, this, [this, screen] { accept(screen->takeVault()); });
    bringForward(screen);
}

UnlockScreen* Gate::showUnlock(const QString& user)
{
    auto* screen = new UnlockScreen(m_folder, m_options);
    screen->setUser(user);
    connect(screen, &UnlockScreen::unlocked, this, [this, screen] { accept(screen->takeVault()); });
    connect(screen, &UnlockScreen::recoveryWanted, this, [this, screen] { showRecover(screen->user()); });
    bringForward(screen);
    return screen;
}

void Gate::showRecover(const QString& user)
{
    auto* screen = new RecoverScreen(m_folder, m_options);
    screen->setUser(user);
    connect(screen, &RecoverScreen::abandoned, this, [this, screen] { showUnlock(screen->user()); });
    connect(screen, &RecoverScreen::recovered, this, [this, screen] {
        auto created = std::make_shared<Vault::Created>(screen->takeCreated());
        auto* sheet
            = new RecoverySheet({created->vault->clinicName(), screen->user()}, created->recoveryCode);
        connect(
            sheet, &RecoverySheet::confirmed, this, [this, created] { accept(std::move(created->vault)); });
        bringForward(sheet);
    });
    bringForward(screen);
}

void Gate::accept(std::unique_ptr<Vault> vault)
{
    if (m_filling && isJoining(*vault)) {
        DoorScreen* screen = m_filling(std::move(vault));
        connect(screen, &DoorScreen::abandoned, this, [this] { begin(); });
        connect(screen, &DoorScreen::opened, this, [this, screen] {
            m_vault = screen->takeVault();
            emit opened();
        });
        bringForward(screen);
        return;
    }
    m_vault = std::move(vault);
    emit opened();
}

// The screen before is gone with all that was typed into it.
void Gate::bringForward(QWidget* screen)
{
    QWidget* before = m_stack->currentWidget();
    m_stack->addWidget(screen);
    m_stack->setCurrentWidget(screen);
    if (before != nullptr) {
        m_stack->removeWidget(before);
        before->deleteLater();
    }
}

} // namespace twinward::ledger
