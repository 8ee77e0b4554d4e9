#include "entry_panel_p.h"

#include "entry_form_p.h"
#include "fitting_table_p.h"
#include "history_dialog_p.h"
#include "settle_dialog_p.h"
#include "take_back_p.h"
#include "workbench/flow_layout.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <QAction>
#include <QCheckBox>
#include <QEvent>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace twinward::record {

using workbench::Theme;

EntryPanel::EntryPanel(
    std::unique_ptr<EntryKind> kind, Begins begins, workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_kind(std::move(kind))
    , m_begins(begins)
    , m_session(workspace.session)
    , m_context(workspace.context)
    , m_model(*m_kind, m_session, this)
    , m_editor(*m_kind, m_session, this)
{
    setObjectName(m_kind->id());
    build();
    using workbench::PatientContext;
    connect(&m_context, &PatientContext::patientChanged, this, &EntryPanel::takePatient);
    connect(&m_context, &PatientContext::chartChanged, this, &EntryPanel::takeChart);
    connect(&m_context, &PatientContext::selectionChanged, this, &EntryPanel::followSelection);
    connect(&m_context, &PatientContext::loadFailed, this, [this](const base::Error& error) {
        m_error = error;
        m_failure->show(error);
        showEntries();
    });
    for (const auto change : {&EntryEditor::opened, &EntryEditor::closed}) {
        connect(&m_editor, change, this, &EntryPanel::updateActions);
        connect(&m_editor, change, this, &EntryPanel::makeRoom);
    }
    connect(&m_editor, &EntryEditor::finished, m_table, qOverload<>(&QWidget::setFocus));
    connect(&m_editor, &EntryEditor::saved, this, [this](const Event& event) { m_context.select(event.id); });
    retranslate();
    takeChart();
}

void EntryPanel::build()
{
    const int gap = Theme::instance().px(8);
    m_buttons = new workbench::FlowLayout(gap);
    buildTable();
    buildActions();
    m_past = new QCheckBox(this);
    m_past->setObjectName(QStringLiteral("showPast"));
    m_past->setVisible(!m_kind->pastText().isEmpty());
    connect(m_past, &QCheckBox::toggled, this, &EntryPanel::showEntries);

    m_where = new workbench::WhereLine(m_session, workbench::WhereLine::OnOnlyComputer::Said, this);
    m_empty = new workbench::EmptyState(this);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_table);
    m_pages->addWidget(m_empty);
    m_failure = new workbench::FailureBar(this);
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_pages);
    split->addWidget(&m_editor);
    split->setStretchFactor(0, 1);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap);
    layout->addLayout(m_buttons);
    layout->addWidget(m_failure);
    layout->addWidget(split, 1);
    layout->addWidget(m_where);
    layout->addWidget(m_past);
}

void EntryPanel::buildTable()
{
    m_table = new FittingTable(this);
    m_table->setObjectName(QStringLiteral("entries"));
    m_table->setModel(&m_model);
    m_table->setColumns(m_kind->mainColumn(), m_kind->droppedColumns());
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        updateActions();
        if (const Entry* entry = selected(); entry != nullptr && m_table->hasFocus())
            m_context.select(entry->root);
    });
    connect(m_table, &QTableView::doubleClicked, this, [this] { m_first->trigger(); });
    m_menu = new QMenu(this);
    connect(m_table, &QWidget::customContextMenuRequested, this,
        [this](const QPoint& at) { m_menu->popup(m_table->viewport()->mapToGlobal(at)); });
}

QAction* EntryPanel::addCommand(const QKeySequence& key, void (EntryPanel::*slot)())
{
    auto* command = new QAction(this);
    command->setShortcut(key);
    command->setShortcutContext(Qt::WidgetShortcut); // in the list only: Delete in the form deletes a letter
    connect(command, &QAction::triggered, this, slot);
    m_table->addAction(command);
    m_menu->addAction(command);
    m_commands << command;
    return command;
}

QPushButton* EntryPanel::addButton(QAction* command, const QString& name)
{
    auto* button = new QPushButton(this);
    button->setObjectName(name);
    connect(button, &QPushButton::clicked, command, &QAction::trigger);
    m_buttons->addWidget(button);
    m_labelled.emplace_back(command, button);
    return button;
}

void EntryPanel::buildActions()
{
    for (EntryAction& action : m_kind->actions()) {
        auto* command = new QAction(this);
        command->setShortcut(action.key);
        command->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(command);
        QPushButton* button = addButton(command, action.name);
        m_commands << command;
        m_offered.push_back({std::move(action), command, button});
        const size_t place = m_offered.size() - 1;
        connect(command, &QAction::triggered, this, [this, place] { begin(m_offered[place]); });
    }
    m_settle = addCommand(QKeySequence(Qt::Key_F8), &EntryPanel::settleSelected);
    m_settleButton = addButton(m_settle, QStringLiteral("settle"));
    workbench::setKind(m_offered.front().button, workbench::ButtonKind::Primary);
    if (m_kind->opening() != nullptr) {
        m_open = addCommand(QKeySequence(Qt::Key_Return), &EntryPanel::openSelected);
        addButton(m_open, QStringLiteral("openEntry"));
    }
    m_amend = addCommand(
        QKeySequence(m_open != nullptr ? Qt::Key_F2 : Qt::Key_Return), &EntryPanel::amendSelected);
    m_first = m_open != nullptr ? m_open : m_amend;
    m_takeBack = addCommand(QKeySequence(Qt::Key_Delete), &EntryPanel::takeBackSelected);
    m_history = addCommand(QKeySequence(Qt::Key_F7), &EntryPanel::showHistory);
    m_more = new QPushButton(this);
    m_more->setMenu(m_menu);
    m_buttons->addWidget(m_more);
}

void EntryPanel::takePatient()
{
    m_editor.close();
    m_editor.setChart({});
    m_beginWhenLoaded = false;
    takeChart();
}

void EntryPanel::takeChart()
{
    const workbench::ChartPtr before = std::exchange(m_chart, m_context.chart());
    m_error.reset();
    m_failure->clear();
    const bool another = m_chart && (!before || before->patient() != m_chart->patient());
    if (m_chart)
        m_editor.setChart(m_chart);
    showEntries();
    Event blank;
    blank.patient = m_context.patient();
    if (another)
        m_editor.restore(m_chart, blank);
    if (another && m_beginWhenLoaded)
        focusFirst();
}

void EntryPanel::showEntries()
{
    const Entry* entry = selected();
    const std::optional<EventId> kept = entry != nullptr ? std::optional(entry->root) : m_context.selected();
    m_model.show(
        m_chart, m_past->isChecked() ? EntryListModel::Listed::All : EntryListModel::Listed::Current);
    const int row = kept ? m_model.rowOf(*kept) : -1;
    if (m_model.rowCount() > 0)
        m_table->setCurrentIndex(m_model.index(qMax(0, row), 0));
    if (m_context.patient().isNull())
        m_empty->setText(tr("No patient open. Find one with Ctrl+F."));
    else if (m_error)
        m_empty->setText(tr("The record could not be read, so nothing is shown."));
    else if (!m_chart)
        m_empty->setText(tr("Reading the record…"));
    else if (m_model.hidden() > 0)
        m_empty->setText(tr("Nothing current. %n past one(s) not shown.", nullptr, m_model.hidden()));
    else
        m_empty->setText(m_kind->emptyText());
    const bool fillable = m_chart && !m_offered.empty() && m_model.hidden() == 0;
    m_empty->setAction(fillable ? m_offered.front().command : nullptr);
    m_pages->setCurrentWidget(m_model.rowCount() > 0 ? static_cast<QWidget*>(m_table) : m_empty);
    updateActions();
}

const Entry* EntryPanel::selected() const
{
    return m_model.at(m_table->currentIndex().row());
}

QString EntryPanel::whyNot(const Body& body) const
{
    if (m_session.mayI(body))
        return {};
    return tr("Not for your role: %1").arg(workbench::formatRole(m_session.user().role));
}

void EntryPanel::offer(const Offered& offered, const Entry* entry)
{
    const QString why = whyNot(offered.action.sample);
    const bool applies = m_chart && offered.action.propose(*m_chart, entry).has_value();
    offered.command->setEnabled(why.isEmpty() && applies && !m_editor.isOpen());
    offered.command->setToolTip(why);
    offered.button->setToolTip(why);
    offered.button->setAccessibleDescription(why);
}

void EntryPanel::updateActions()
{
    const Entry* entry = selected();
    for (const Offered& offered : m_offered)
        offer(offered, entry);
    m_where->setEvent(entry == nullptr ? std::nullopt : std::optional(entry->current().event.id));
    const bool free = entry != nullptr && !m_editor.isOpen();
    const bool mine = free && whyNot(entry->event().body).isEmpty();
    m_amend->setEnabled(mine && entry->state == EntryState::Current && entry->authorised);
    m_takeBack->setEnabled(mine && entry->state != EntryState::Retracted);
    if (m_open != nullptr)
        m_open->setEnabled(entry != nullptr);
    m_history->setEnabled(entry != nullptr);
    m_settle->setEnabled(mine && entry->state == EntryState::Conflict);
    m_settleButton->setVisible(entry != nullptr && entry->state == EntryState::Conflict);
    for (const auto& [command, button] : m_labelled)
        button->setEnabled(command->isEnabled());
}

void EntryPanel::begin(const Offered& offered)
{
    const Entry* entry = selected();
    const auto proposal = m_chart ? offered.action.propose(*m_chart, entry) : std::nullopt;
    if (!proposal || !whyNot(proposal->body).isEmpty())
        return;
    Event event;
    if (proposal->amends) {
        event = amend(*entry, proposal->body);
    } else {
        event.patient = m_chart->patient();
        event.body = proposal->body;
        event.category = proposal->category.value_or(defaultCategory(event.body));
    }
    event.occurred = proposal->occurred;
    if (proposal->needsForm) {
        m_editor.edit(m_chart, event, offered.action.text());
        return m_editor.focusFirst();
    }
    workbench::whenDone(
        m_session.commit({event}), this, [this](const base::Result<ledger::CommitReceipt>& receipt) {
            if (!receipt)
                m_failure->show(receipt.error(), tr("Nothing was saved."));
        });
}

void EntryPanel::openSelected()
{
    if (const Entry* entry = selected())
        m_kind->opening()(m_session, *entry, this);
}

void EntryPanel::amendSelected()
{
    const Entry* entry = selected();
    if (entry == nullptr)
        return;
    const Event event = amend(*entry, entry->event().body);
    m_editor.edit(m_chart, event, tr("Amend"));
    m_editor.focusFirst();
}

void EntryPanel::takeBackSelected()
{
    const Entry* entry = selected();
    if (entry == nullptr)
        return;
    takeBack(m_session, *entry,
        {tr("Take back this entry"), tr("It stays readable, struck through, with your name and reason."),
            tr("Take back"), tr("The entry stands as it was.")},
        m_failure);
}

void EntryPanel::showHistory()
{
    if (const Entry* entry = selected())
        HistoryDialog::showFor(m_session, *entry, this);
}

void EntryPanel::settleSelected()
{
    if (const Entry* entry = selected())
        SettleDialog::settle(m_session, m_chart, entry->root, this);
}

void EntryPanel::followSelection()
{
    const auto wanted = m_context.selected();
    const int row = wanted ? m_model.rowOf(*wanted) : -1;
    if (row >= 0 && row != m_table->currentIndex().row())
        m_table->setCurrentIndex(m_model.index(row, 0));
}

void EntryPanel::focusFirst()
{
    if (m_editor.isOpen())
        return m_editor.focusFirst();
    if (m_begins == Begins::NewEntry && !m_offered.empty()) {
        m_beginWhenLoaded = !m_chart;
        if (m_offered.front().command->isEnabled())
            return m_offered.front().command->trigger();
    }
    if (m_model.rowCount() > 0)
        return m_table->setFocus(Qt::ShortcutFocusReason);
    if (!m_offered.empty() && m_offered.front().button->isEnabled())
        m_offered.front().button->setFocus(Qt::ShortcutFocusReason);
    else
        setFocus(Qt::ShortcutFocusReason);
}

// In a low dock the form has the room to itself until it is closed.
void EntryPanel::makeRoom()
{
    m_pages->setVisible(!m_editor.isOpen() || height() >= Theme::instance().px(520));
}

void EntryPanel::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    makeRoom();
}

void EntryPanel::retranslate()
{
    for (const Offered& offered : m_offered)
        offered.command->setText(offered.action.text());
    if (m_open != nullptr)
        m_open->setText(tr("Open"));
    m_amend->setText(tr("Amend"));
    m_takeBack->setText(tr("Take back"));
    m_history->setText(tr("History"));
    m_settle->setText(tr("Settle"));
    for (const auto& [command, button] : m_labelled) {
        button->setText(tr("%1  %2", "action, shortcut")
                            .arg(command->text(), command->shortcut().toString(QKeySequence::NativeText)));
        button->setAccessibleName(command->text());
    }
    m_more->setText(tr("This entry"));
    m_more->setAccessibleName(tr("What can be done with the selected entry"));
    m_past->setText(m_kind->pastText());
    m_table->setAccessibleName(m_kind->title());
    m_model.retranslate();
    showEntries();
}

void EntryPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Panel::changeEvent(event);
}

} // namespace twinward::record
