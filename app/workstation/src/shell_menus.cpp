// The window's commands and the menus made of them.

#include "workstation/shell.h"

#include "action_book_p.h"
#include "command_palette_p.h"
#include "help_page_p.h"
#include "idle_lock_p.h"
#include "language_p.h"
#include "preferences_p.h"
#include "workplace_p.h"

#include <QActionGroup>
#include <QMenuBar>

namespace twinward::workstation {

using Group = ActionBook::Group;
using workbench::Theme;

void Shell::addActions()
{
    const auto add = [this](Group group, const char* name, std::function<QString()> words,
                         const QKeySequence& keys, std::function<void()> run) {
        QAction* action = m_book->add(group, QString::fromLatin1(name), std::move(words), keys);
        connect(action, &QAction::triggered, this, std::move(run));
        addAction(action);
        return action;
    };
    add(
        Group::Window, "palette", [] { return tr("Find a command, a panel or a patient"); },
        Qt::CTRL | Qt::Key_K, [this] { m_palette->open(); });
    add(
        Group::Window, "help", [] { return tr("Keys and help"); }, Qt::Key_F1, [this] { m_help->open(); });
    add(
        Group::Record, "lock", [] { return tr("Lock"); }, Qt::CTRL | Qt::Key_L, [this] { lock(); });
    add(
        Group::Record, "quit", [] { return tr("Lock and quit"); }, Qt::CTRL | Qt::Key_Q, [this] { close(); });
    addAppearanceActions();
    addScaleActions();
    addLanguageActions();
    QAction* full = add(Group::Window, "fullScreen", [] { return tr("Full screen"); }, Qt::Key_F11, {});
    full->setCheckable(true);
    connect(full, &QAction::toggled, this, [this](bool on) { on ? showFullScreen() : showNormal(); });
}

void Shell::addAppearanceActions()
{
    auto* modes = new QActionGroup(this);
    const auto mode = [&](const char* name, std::function<QString()> words, Theme::Mode which) {
        QAction* action = m_book->add(Group::Window, QString::fromLatin1(name), std::move(words));
        action->setCheckable(true);
        action->setChecked(m_preferences->mode == which);
        modes->addAction(action);
        addAction(action);
        connect(action, &QAction::triggered, this, [this, which] {
            m_preferences->mode = which;
            m_preferences->save();
            Theme::instance().setMode(which);
        });
    };
    mode(
        "themeSystem", [] { return tr("Light or dark as the desktop"); }, Theme::Mode::System);
    mode(
        "themeLight", [] { return tr("Light"); }, Theme::Mode::Light);
    mode(
        "themeDark", [] { return tr("Dark"); }, Theme::Mode::Dark);
    QAction* touch
        = m_book->add(Group::Window, QStringLiteral("touch"), [] { return tr("Taller rows for touch"); });
    touch->setCheckable(true);
    touch->setChecked(m_preferences->touch);
    connect(touch, &QAction::toggled, this, [this](bool on) {
        m_preferences->touch = on;
        m_preferences->save();
        Theme::instance().setTouch(on);
    });
    auto* minutes = new QActionGroup(this);
    for (const int limit : {2, 5, 10, 20}) {
        QAction* action = m_book->add(Group::Window, QStringLiteral("lockAfter%1").arg(limit),
            [limit] { return tr("Lock after %n minute(s) without a key or the mouse", nullptr, limit); });
        action->setCheckable(true);
        action->setChecked(m_preferences->lockAfterMinutes == limit);
        minutes->addAction(action);
        connect(action, &QAction::triggered, this, [this, limit] {
            m_preferences->lockAfterMinutes = limit;
            m_preferences->save();
            if (!isLocked())
                m_idle->start(limit);
        });
    }
}

void Shell::addScaleActions()
{
    const auto scale = [&](const char* name, std::function<QString()> words, const QList<QKeySequence>& keys,
                           std::function<double()> wanted) {
        QAction* action = m_book->add(Group::Window, QString::fromLatin1(name), std::move(words));
        action->setShortcuts(keys);
        addAction(action);
        connect(
            action, &QAction::triggered, this, [this, wanted = std::move(wanted)] { setScale(wanted()); });
    };
    constexpr double step = 0.25;
    scale(
        "larger", [] { return tr("Larger"); }, {Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Equal},
        [this] { return m_preferences->scale + step; });
    scale(
        "smaller", [] { return tr("Smaller"); }, {Qt::CTRL | Qt::Key_Minus},
        [this] { return m_preferences->scale - step; });
    scale(
        "normalSize", [] { return tr("Normal size"); }, {Qt::CTRL | Qt::Key_0}, [] { return 1.0; });
}

void Shell::addLanguageActions()
{
    auto* languages = new QActionGroup(this);
    // Each in its own language: who can't read the present one must find theirs.
    const std::pair<const char*, QString> known[]
        = {{"en", QStringLiteral("English")}, {"zh_CN", QStringLiteral("中文 (Chinese)")}};
    for (const auto& [code, name] : known) {
        QAction* action = m_book->add(Group::Window, QStringLiteral("language/") + QString::fromLatin1(code),
            [name = name] { return name; });
        action->setCheckable(true);
        action->setChecked(m_preferences->language == QLatin1String(code));
        languages->addAction(action);
        addAction(action);
        connect(action, &QAction::triggered, this, [this, code = QString::fromLatin1(code)] {
            m_preferences->language = code;
            m_preferences->save();
            setLanguage(code);
        });
    }
}

void Shell::fillMenu(QMenu* menu, const std::vector<int>& groups)
{
    for (const int group : groups) {
        menu->addSeparator();
        menu->addActions(m_book->of(static_cast<Group>(group)));
    }
}

// Made anew when the commands change: it is rare, and a menu can then never list what is gone.
void Shell::buildMenus()
{
    menuBar()->clear();
    if (m_workplace != nullptr) {
        fillMenu(menuBar()->addMenu(tr("&Patient")), {static_cast<int>(Group::Patient)});
        fillMenu(menuBar()->addMenu(tr("Pa&nels")), {static_cast<int>(Group::Panels)});
        fillMenu(menuBar()->addMenu(tr("Per&spectives")), {static_cast<int>(Group::Views)});
        QMenu* here = menuBar()->addMenu(tr("&Commands"));
        connect(here, &QMenu::aboutToShow, this, [this, here] {
            here->clear();
            const PanelDock* dock = m_workplace->docks().focused();
            if (dock != nullptr && dock->panel() != nullptr)
                here->addActions(dock->panel()->commands());
            if (here->isEmpty())
                here->addAction(tr("The panel that has the keyboard has no commands"))->setEnabled(false);
        });
    }
    fillMenu(menuBar()->addMenu(tr("&Record")), {static_cast<int>(Group::Record)});
    fillMenu(menuBar()->addMenu(tr("&Window")), {static_cast<int>(Group::Window)});
}

} // namespace twinward::workstation
