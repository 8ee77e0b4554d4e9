#include "workstation/shell.h"

#include "action_book_p.h"
#include "command_palette_p.h"
#include "desktop_colours_p.h"
#include "help_page_p.h"
#include "idle_lock_p.h"
#include "language_p.h"
#include "ledger_panel/backup.h"
#include "ledger_panel/gate.h"
#include "preferences_p.h"
#include "status_line_p.h"
#include "sync_panel/door.h"
#include "workbench/when_done.h"
#include "workplace_p.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QFile>
#include <QLabel>
#include <QMenuBar>
#include <QScreen>
#include <QScrollArea>

namespace twinward::workstation {

using Group = ActionBook::Group;
using workbench::Theme;

Shell::Shell(Options options, ledger::VaultOptions vaultOptions, QWidget* parent)
    : QMainWindow(parent)
    , m_options(std::move(options))
    , m_vaultOptions(std::move(vaultOptions))
    , m_preferences(std::make_unique<Preferences>(Preferences::load()))
    , m_book(new ActionBook(this))
    , m_palette(new CommandPalette(*m_book, this))
    , m_help(new HelpPage(*m_book, this))
    , m_idle(new IdleLock(this))
    , m_status(new StatusLine)
{
    setStatusBar(m_status);
    setWindowTitle(QStringLiteral("Twinward"));
    setMinimumSize(800, 560);
    if (!restoreGeometry(m_preferences->geometry)) {
        constexpr QSize roomy(1440, 900);
        resize(roomy);
        const QSize room = screen()->availableSize();
        if (room.width() <= roomy.width() || room.height() <= roomy.height() + 40) // with its title bar
            setWindowState(Qt::WindowMaximized);
    }
    m_idle->setObjectName(QStringLiteral("idleLock"));
    connect(m_idle, &IdleLock::timeToLock, this, &Shell::lock);
    connect(m_idle, &IdleLock::ticked, this, [this] { m_status->setSecondsToLock(m_idle->secondsLeft()); });
    connect(m_status, &StatusLine::computersWanted, this, [this] {
        if (m_workplace != nullptr)
            m_workplace->docks().dock(QStringLiteral("computers"))->focusPanel();
    });
    addActions();
    buildMenus();
    // What is typed must be seen: a field below the fold comes into sight, however the keyboard came to it.
    connect(qApp, &QApplication::focusChanged, this, [](QWidget*, QWidget* now) {
        for (QWidget* above = now; above != nullptr; above = above->parentWidget()) {
            if (auto* scroll = qobject_cast<QScrollArea*>(above); scroll != nullptr && scroll != now)
                scroll->ensureWidgetVisible(now);
        }
    });
    new DesktopColours(this);
}

Shell::~Shell()
{
    if (m_workplace != nullptr)
        m_closing = m_workplace->retire();
    delete m_workplace;
}

workbench::Workspace* Shell::workspace()
{
    return m_workplace == nullptr ? nullptr : &m_workplace->workspace();
}

void Shell::begin()
{
    showDoor(m_options.user);
    if (m_options.passphraseFile.isEmpty() || m_options.user.isEmpty()
        || !ledger::Vault::exists(m_options.vaultFolder))
        return;
    if (auto passphrase = readPassphraseFile())
        m_gate->unlock(m_options.user, std::move(*passphrase));
}

// As twinctl reads it: the first line, without its end. A few bytes of a local file, before anything is
// shown.
base::Result<ledger::Secret> Shell::readPassphraseFile() const
{
    QFile file(m_options.passphraseFile);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return base::fail(base::ErrorCode::Io, file.errorString(), m_options.passphraseFile);
    ledger::Secret bytes(1024);
    const qint64 read = file.read(reinterpret_cast<char*>(bytes.data()), static_cast<qint64>(bytes.size()));
    const QByteArrayView all(bytes.data(), std::max<qint64>(read, 0));
    const auto end = std::find_if(all.begin(), all.end(), [](char c) { return c == '\n' || c == '\r'; });
    return ledger::Secret::copyOf(all.first(end - all.begin()));
}

void Shell::showDoor(const QString& user)
{
    m_status->setSession(nullptr);
    m_gate = new ledger::Gate(m_options.vaultFolder, m_vaultOptions);
    m_gate->offer(sync::joinAClinic());
    m_gate->offer(ledger::restoreFromBackup());
    m_gate->fillWith(sync::fillJoined);
    connect(m_gate, &ledger::Gate::opened, this, [this] { enter(m_gate->takeVault()); });
    setCentralWidget(m_gate);
    m_gate->begin(user);
    retranslate();
}

void Shell::enter(std::unique_ptr<ledger::Vault> vault)
{
    auto session = std::make_unique<workbench::Session>(std::move(vault));
    m_status->setSession(session.get());
    m_workplace = new Workplace(std::move(session), *m_book);
    connect(m_workplace, &Workplace::ready, this, [this] {
        m_gate = nullptr;
        setCentralWidget(m_workplace); // the door goes with it
        m_palette->setWorkspace(&m_workplace->workspace());
        m_idle->start(m_preferences->lockAfterMinutes);
        buildMenus();
        if (m_workplace->session().user().user == m_left.user)
            m_workplace->workspace().context.open(m_left.patient);
        m_workplace->goToWork();
        retranslate();
        emit unlocked();
    });
    m_workplace->start();
}

void Shell::lock()
{
    if (!isLocked())
        leave(After::ShowDoor);
}

void Shell::leave(After after)
{
    const record::Member user = m_workplace->session().user();
    m_left = {user.user, m_workplace->workspace().context.patient(), user.name};
    m_idle->stop();
    m_status->setSecondsToLock(-1);
    m_palette->setWorkspace(nullptr);
    m_palette->hide();
    m_help->hide();
    // Whatever was copied out of a chart must not outlive the unlocked window.
    if (QApplication::clipboard()->ownsClipboard())
        QApplication::clipboard()->clear();
    m_closing = m_workplace->retire();
    m_status->setSession(nullptr);
    std::exchange(m_workplace, nullptr)->deleteLater();
    auto* wait = new QLabel(tr("Locking: what was begun is being saved."));
    wait->setAlignment(Qt::AlignCenter);
    setCentralWidget(wait);
    buildMenus();
    retranslate();
    workbench::whenDone(m_closing->close(), this, [this, after] {
        m_closing.reset();
        if (after == After::Quit) {
            m_quitting = true;
            close();
            return;
        }
        showDoor(m_left.name);
        emit locked();
    });
}

void Shell::closeEvent(QCloseEvent* event)
{
    m_preferences->geometry = saveGeometry();
    m_preferences->save();
    if (m_closing != nullptr || (m_workplace != nullptr && !m_quitting)) {
        // Closing the vault takes a moment, and the window stays until it is done.
        event->ignore();
        if (m_workplace != nullptr)
            leave(After::Quit);
        return;
    }
    event->accept();
}

void Shell::setScale(double scale)
{
    m_preferences->scale = std::clamp(scale, 1.0, 2.0);
    m_preferences->save();
    Theme::instance().setScale(m_preferences->scale);
}

void Shell::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_book->retranslate();
        buildMenus();
        retranslate();
    }
}

void Shell::retranslate()
{
    setWindowTitle(m_workplace == nullptr
            ? tr("Twinward, locked")
            : tr("Twinward, %1", "clinic").arg(m_workplace->session().clinicName()));
}

} // namespace twinward::workstation
