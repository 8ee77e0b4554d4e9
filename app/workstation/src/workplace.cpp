#include "workplace_p.h"

#include "headset_panel/headset.h"
#include "interop_panel/listener.h"
#include "ledger_panel/backup.h"
#include "ledger_panel/panels.h"
#include "panel_list_p.h"
#include "sync_panel/other_clinics.h"
#include "sync_panel/other_computers.h"
#include "workbench/when_done.h"

#include <QCoreApplication>
#include <QVBoxLayout>

namespace twinward::workstation {

using Group = ActionBook::Group;

namespace {
const QString layoutsKey = QStringLiteral("workstation/layouts");

// Where somebody begins who has not been here before.
QString firstPerspective(record::Role role)
{
    switch (role) {
    case record::Role::Physician:
        return QStringLiteral("consulting");
    case record::Role::Nurse:
        return QStringLiteral("ward");
    case record::Role::Administrator:
    case record::Role::Auditor:
        break;
    }
    return QStringLiteral("reception");
}
} // namespace

Workplace::Workplace(std::unique_ptr<workbench::Session> session, ActionBook& book, QWidget* parent)
    : QWidget(parent)
    , m_session(std::move(session))
    , m_context(std::make_unique<workbench::PatientContext>(*m_session))
    , m_workspace{*m_session, *m_context}
    , m_book(book)
    , m_layout(new QVBoxLayout(this))
    , m_failure(new workbench::FailureBar)
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_banner = makeBanner(m_workspace, this);
    m_layout->addWidget(m_banner);
    m_layout->addWidget(m_failure);
    connect(m_session.get(), &workbench::Session::failed, this,
        [this](const base::Error& error) { m_failure->show(error, tr("What was saved before is safe.")); });
    connect(m_context.get(), &workbench::PatientContext::loadFailed, this, [this](const base::Error& error) {
        m_failure->show(error, tr("This chart can't be shown; nothing was changed."));
    });
    connect(m_context.get(), &workbench::PatientContext::patientChanged, m_failure,
        &workbench::FailureBar::clear);
}

Workplace::~Workplace()
{
    // Panels hold the session and the context: they go first.
    if (m_context != nullptr)
        headset::Headset::dismiss(*m_context);
    delete m_docks;
    delete m_banner;
}

void Workplace::start()
{
    // A clinic that listened to its monitors, has other computers or writes to other clinics goes on with
    // that once somebody has unlocked.
    interop::Listener::of(*m_session);
    (void)sync::OtherComputers::of(*m_session);
    (void)sync::OtherClinics::of(*m_session);
    (void)ledger::BackupClock::of(*m_session);
    const auto stored = m_session->getPrivate(layoutsKey);
    workbench::whenDone(stored, this, [this](const base::Result<QByteArray>& bytes) {
        addActions();
        Layouts layouts = bytes ? Layouts::decode(*bytes) : Layouts{};
        if (layouts.current.isEmpty())
            layouts.current = firstPerspective(m_session->user().role);
        m_docks->setLayouts(layouts);
        goToWork();
        emit ready();
    });
}

std::unique_ptr<workbench::Session> Workplace::retire()
{
    headset::Headset::dismiss(*m_context); // whoever wears it sees nothing more of anybody
    saveDrafts();
    if (m_docks != nullptr)
        m_session->putPrivate(layoutsKey, m_docks->layouts().encode());
    delete std::exchange(m_docks, nullptr);
    delete std::exchange(m_banner, nullptr);
    m_context.reset();
    m_actions.clear();
    return std::move(m_session);
}

// Away from the search that found the patient: in it, V would be a letter.
void Workplace::goToChart()
{
    if (m_docks == nullptr) // locked between the chart's opening and this
        return;
    const PanelDock* at = m_docks->focused();
    if (!m_context->patient().isNull() && (at == nullptr || at->factory().id == QLatin1String("patients")))
        goToWork();
}

void Workplace::goToWork()
{
    const Perspective& here = perspective(m_docks->current());
    if (PanelDock* dock = m_docks->dock(m_context->patient().isNull() ? here.focus : here.chart))
        dock->focusPanel();
}

void Workplace::saveDrafts()
{
    if (m_docks == nullptr)
        return;
    for (const PanelDock* dock : m_docks->docks()) {
        if (dock->panel() != nullptr)
            dock->panel()->saveDraft();
    }
}

QAction* Workplace::addAction(Group group, const QString& name, std::function<QString()> words,
    const QKeySequence& keys, std::function<void()> run)
{
    QAction* action = m_book.add(group, name, std::move(words), keys);
    action->setParent(nullptr);
    m_actions.emplace_back(action);
    connect(action, &QAction::triggered, this, std::move(run));
    QWidget::addAction(action);
    return action;
}

void Workplace::addActions()
{
    QAction* close = addAction(
        Group::Patient, QStringLiteral("closeChart"), [] { return tr("Close this chart"); },
        Qt::CTRL | Qt::Key_W, [this] { m_context->open({}); });
    const auto judge = [this, close] { close->setEnabled(!m_context->patient().isNull()); };
    connect(m_context.get(), &workbench::PatientContext::patientChanged, close, judge);
    judge();
    addPanelActions();
    addHeadsetAction();
    addPerspectiveActions();
    addAction(
        Group::Record, QStringLiteral("changePassphrase"), [] { return tr("Change your passphrase…"); }, {},
        [this] { ledger::changePassphrase(*m_session, this); });
    addAction(
        Group::Window, QStringLiteral("nextPanel"), [] { return tr("Go to the next panel"); }, Qt::Key_F6,
        [this] { m_docks->cycle(DockArea::Step::Next); });
    addAction(
        Group::Window, QStringLiteral("previousPanel"), [] { return tr("Go to the panel before"); },
        Qt::SHIFT | Qt::Key_F6, [this] { m_docks->cycle(DockArea::Step::Previous); });
}

void Workplace::addPanelActions()
{
    QList<workbench::PanelFactory> factories = allPanels();
    factories.removeIf([this](const workbench::PanelFactory& factory) {
        return factory.offered && !factory.offered(*m_session);
    });
    QAction* find = nullptr;
    for (const workbench::PanelFactory& factory : factories) {
        QAction* action = addAction(
            Group::Panels, QStringLiteral("panel/") + factory.id,
            [title = factory.title] { return QCoreApplication::translate("Panels", title); },
            factory.shortcut, [this, id = factory.id] { m_docks->dock(id)->focusPanel(); });
        if (factory.id == QLatin1String("patients"))
            find = action;
    }
    m_docks = new DockArea(factories, m_workspace, find);
    m_layout->addWidget(m_docks, 1);
    for (PanelDock* dock : m_docks->docks())
        connect(dock, &PanelDock::made, this, &Workplace::adoptCommands);
    // Queued: whoever opened the patient is still at it.
    connect(m_context.get(), &workbench::PatientContext::patientChanged, this, &Workplace::goToChart,
        Qt::QueuedConnection);
}

void Workplace::addHeadsetAction()
{
    headset::Headset& headset = headset::Headset::of(m_workspace, boardPanels());
    const auto words
        = [&headset] { return headset.isEntered() ? tr("Leave the headset") : tr("Enter the headset"); };
    QAction* action = addAction(
        Group::Panels, QStringLiteral("enterHeadset"), words, Qt::Key_H, [this] { toggleHeadset(); });
    connect(&headset, &headset::Headset::changed, action, [action, words] { action->setText(words()); });
}

// The panel comes along, which says what is missing; and the viewer, whose examination is shown.
void Workplace::toggleHeadset()
{
    headset::Headset& headset = headset::Headset::of(m_workspace);
    if (headset.isEntered() && headset.state().phase != headset::Phase::Failed) {
        headset.leave();
        return;
    }
    m_docks->dock(QStringLiteral("images"))->make();
    m_docks->dock(QStringLiteral("headset"))->focusPanel();
    headset.enter();
}

void Workplace::addPerspectiveActions()
{
    int place = 0;
    for (const Perspective& each : perspectives()) {
        ++place;
        QAction* action = addAction(
            Group::Views, QStringLiteral("perspective/") + each.id,
            [title = each.title] { return QCoreApplication::translate("Perspectives", title); },
            QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + place)),
            [this, id = each.id] {
                m_docks->showPerspective(id);
                goToWork();
            });
        action->setCheckable(true);
        connect(m_docks, &DockArea::perspectiveChanged, action,
            [this, action, id = each.id] { action->setChecked(m_docks->current() == id); });
    }
    addAction(
        Group::Views, QStringLiteral("resetPerspective"),
        [] { return tr("Put this perspective's panels back in place"); }, {}, [this] { m_docks->reset(); });
}

// A panel's keys work while it has the keyboard: several panels may use the same.
void Workplace::adoptCommands(workbench::Panel* panel)
{
    for (QAction* command : panel->commands()) {
        if (command->shortcutContext() == Qt::WindowShortcut)
            command->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        if (!panel->actions().contains(command))
            panel->addAction(command);
        m_book.adopt(Group::Panel, command);
    }
}

} // namespace twinward::workstation
