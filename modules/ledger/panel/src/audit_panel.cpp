#include "audit_panel_p.h"

#include "workbench/date_field.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <algorithm>
#include <array>
#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLocale>
#include <QTableView>
#include <QVBoxLayout>

namespace twinward::ledger {

using record::AccessLogged;
using workbench::Theme;

namespace {
const QString auditPurpose = QStringLiteral("HOPERAT"); // HL7 v3 PurposeOfUse: the clinic's own operations
} // namespace

AuditPanel::AuditPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_session(workspace.session)
    , m_model(new AuditModel(this))
    , m_reload(new QAction(this))
    , m_search(new workbench::SearchField)
    , m_user(new QComboBox)
    , m_action(new QComboBox)
    , m_from(new workbench::DateField(workbench::DateField::Accept::WholeDate))
    , m_to(new workbench::DateField(workbench::DateField::Accept::WholeDate))
    , m_fromLabel(new QLabel)
    , m_toLabel(new QLabel)
    , m_count(new QLabel)
    , m_table(new QTableView)
    , m_nothing(new workbench::EmptyState)
    , m_failure(new workbench::FailureBar)
    , m_everything(new QAction(this))
{
    m_reload->setObjectName(QStringLiteral("reloadAccessLog"));
    m_search->setObjectName(QStringLiteral("accessFilter"));
    m_user->setObjectName(QStringLiteral("accessUser"));
    m_action->setObjectName(QStringLiteral("accessAction"));
    m_count->setObjectName(QStringLiteral("accessCount"));
    layOut();
    connect(m_reload, &QAction::triggered, this, &AuditPanel::reload);
    connect(m_search, &workbench::SearchField::searchChanged, this, &AuditPanel::refilter);
    connect(m_user, &QComboBox::activated, this, &AuditPanel::refilter);
    connect(m_action, &QComboBox::activated, this, &AuditPanel::refilter);
    connect(m_from, &workbench::DateField::dateChanged, this, &AuditPanel::refilter);
    connect(m_to, &workbench::DateField::dateChanged, this, &AuditPanel::refilter);
    connect(m_everything, &QAction::triggered, this, &AuditPanel::showEverything);
    connect(&m_session, &workbench::Session::rosterChanged, this, &AuditPanel::fillUsers);
    connect(&Theme::instance(), &Theme::changed, this,
        [this] { m_table->verticalHeader()->setDefaultSectionSize(Theme::instance().rowHeight()); });
    retranslate();
}

void AuditPanel::layOut()
{
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(Theme::instance().rowHeight());
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    const std::array<int, AuditModel::ColumnCount> widths = {160, 160, 130, 180, 220, 120};
    for (int column = 0; column < AuditModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, Theme::instance().px(widths[static_cast<size_t>(column)]));
    m_search->setTarget(m_table);
    m_fromLabel->setBuddy(m_from);
    m_toLabel->setBuddy(m_to);
    for (workbench::DateField* field : {m_from, m_to})
        field->setMaximumWidth(Theme::instance().px(140));
    workbench::setTone(m_count, workbench::Tone::Secondary);

    auto* filters = new QHBoxLayout;
    filters->setSpacing(8);
    filters->addWidget(m_search, 1);
    filters->addWidget(m_user);
    filters->addWidget(m_action);
    filters->addWidget(m_fromLabel);
    filters->addWidget(m_from);
    filters->addWidget(m_toLabel);
    filters->addWidget(m_to);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addLayout(filters);
    layout->addWidget(m_failure);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_nothing, 1);
    layout->addWidget(m_count);
    m_nothing->setAction(m_everything);
    m_nothing->hide();
}

void AuditPanel::focusFirst()
{
    m_search->setFocus();
}

void AuditPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    reload();
}

void AuditPanel::reload()
{
    using Events = std::vector<record::RecordedEvent>;
    const auto read = m_session.run([](Vault& vault) -> base::Result<Events> {
        auto events = vault.readClinic(record::Category::Access);
        if (!events)
            return events;
        // Who looks at the log stands in it too, from the next reading on.
        const auto logged = vault.logAccess(
            {{AccessLogged::Action::Search, {}, QStringLiteral("access log"), auditPurpose}});
        if (!logged)
            return base::fail(logged.error());
        return events;
    });
    workbench::whenDone(read, this, [this](const base::Result<Events>& events) {
        if (!events) {
            m_failure->show(events.error());
            return;
        }
        m_failure->clear();
        m_model->setEvents(*events, m_session.roster(), m_session.patients());
        refilter();
    });
}

void AuditPanel::refilter()
{
    AuditFilter filter;
    filter.text = m_search->text().trimmed();
    if (const auto user = record::UserId::fromString(m_user->currentData().toString()))
        filter.user = *user;
    if (m_action->currentIndex() > 0)
        filter.action = static_cast<AccessLogged::Action>(m_action->currentData().toInt());
    if (const auto from = m_from->date())
        filter.from = from->earliest();
    if (const auto to = m_to->date())
        filter.to = to->latest();
    m_model->setFilter(filter);
    const QLocale locale;
    m_count->setText(
        tr("%1 of %2 entries", "shown, all")
            .arg(locale.toString(m_model->rowCount()), locale.toString(qulonglong(m_model->total()))));
    const bool isNarrowedToNothing = m_model->rowCount() == 0 && m_model->total() > 0;
    m_table->setVisible(!isNarrowedToNothing);
    m_nothing->setVisible(isNarrowedToNothing);
}

void AuditPanel::showEverything()
{
    m_search->clear();
    m_from->setDate({});
    m_to->setDate({});
    m_user->setCurrentIndex(0);
    m_action->setCurrentIndex(0);
    refilter();
    m_search->setFocus();
}

void AuditPanel::fillUsers()
{
    const QVariant chosen = m_user->currentData();
    m_user->clear();
    m_user->addItem(tr("Everybody"));
    for (const record::Member& member : m_session.roster().members())
        m_user->addItem(member.name, member.user.toString());
    m_user->setCurrentIndex(std::max(0, m_user->findData(chosen)));
}

void AuditPanel::retranslate()
{
    using Action = AccessLogged::Action;
    m_reload->setText(tr("Read the access log again"));
    m_search->setPlaceholderText(tr("Filter by any word"));
    m_search->setAccessibleName(tr("Filter the access log by any word"));
    m_user->setAccessibleName(tr("Who"));
    m_action->setAccessibleName(tr("What"));
    m_fromLabel->setText(tr("From"));
    m_toLabel->setText(tr("to", "from a date to a date"));
    m_from->setAccessibleName(tr("First day"));
    m_to->setAccessibleName(tr("Last day"));
    m_table->setAccessibleName(tr("Access log"));
    m_nothing->setText(tr("No entry of the access log is like that."));
    m_everything->setText(tr("Show all entries"));
    const int action = std::max(0, m_action->currentIndex());
    m_action->clear();
    m_action->addItem(tr("Everything"));
    for (const Action each : {Action::ReadRecord, Action::Search, Action::Export, Action::Print,
             Action::Import, Action::Unlock, Action::FailedUnlock, Action::Lock})
        m_action->addItem(AuditModel::actionText(each), static_cast<int>(each));
    m_action->setCurrentIndex(action);
    fillUsers();
    m_model->retranslate();
    refilter();
}

void AuditPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::ledger
