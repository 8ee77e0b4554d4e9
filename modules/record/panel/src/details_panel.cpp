#include "details_panel_p.h"

#include "entry_form_p.h"
#include "history_dialog_p.h"
#include "merge_dialog_p.h"
#include "settle_dialog_p.h"
#include "take_back_p.h"
#include "version_card_p.h"
#include "workbench/flow_layout.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"
#include "workbench/where_saved.h"

#include <QAction>
#include <QEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace twinward::record {

using workbench::PatientContext;
using workbench::Theme;

DetailsPanel::DetailsPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_session(workspace.session)
    , m_context(workspace.context)
    , m_kind(patientKind())
    , m_editor(*m_kind, m_session, this)
{
    setObjectName(QStringLiteral("details"));
    build();
    connect(&m_context, &PatientContext::patientChanged, this, [this] {
        m_editor.close();
        m_editor.setChart({});
        takeChart();
    });
    connect(&m_context, &PatientContext::chartChanged, this, &DetailsPanel::takeChart);
    connect(&m_context, &PatientContext::loadFailed, m_failure,
        [this](const base::Error& error) { m_failure->show(error); });
    connect(&m_editor, &EntryEditor::opened, this, &DetailsPanel::redraw);
    connect(&m_editor, &EntryEditor::closed, this, &DetailsPanel::redraw);
    retranslate();
    takeChart();
}

void DetailsPanel::build()
{
    const int gap = Theme::instance().px(8);
    m_buttons = new workbench::FlowLayout(gap);
    m_edit = addCommand(QStringLiteral("editDetails"), QKeySequence(Qt::Key_F2), &DetailsPanel::editDetails);
    m_settle = addCommand(QStringLiteral("settle"), QKeySequence(Qt::Key_F8), &DetailsPanel::settle);
    m_history = addCommand(QStringLiteral("history"), QKeySequence(Qt::Key_F7), &DetailsPanel::showHistory);
    m_merge = addCommand(QStringLiteral("merge"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M),
        &DetailsPanel::mergeWithAnother);
    m_failure = new workbench::FailureBar(this);
    m_empty = new workbench::EmptyState(this);
    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap);
    layout->addLayout(m_buttons);
    layout->addWidget(m_failure);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(&m_editor, 1);
}

QAction* DetailsPanel::addCommand(const QString& name, const QKeySequence& key, void (DetailsPanel::*slot)())
{
    auto* command = new QAction(this);
    command->setShortcut(key);
    command->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(command, &QAction::triggered, this, slot);
    addAction(command);
    m_commands << command;
    auto* button = new QPushButton(this);
    button->setObjectName(name);
    connect(button, &QPushButton::clicked, command, &QAction::trigger);
    m_buttons->addWidget(button);
    m_labelled.emplace_back(command, button);
    return command;
}

void DetailsPanel::takeChart()
{
    const workbench::ChartPtr before = std::exchange(m_chart, m_context.chart());
    m_failure->clear();
    m_merges.clear();
    if (m_chart) {
        m_editor.setChart(m_chart);
        readMerges();
        if (!before || before->patient() != m_chart->patient()) {
            Event amended;
            amended.patient = m_chart->patient();
            amended.replaces = {EventId()};
            m_editor.restore(m_chart, amended);
        }
    }
    redraw();
}

// The chart knows what was merged into it, but not in which event: that is read where there is something to
// read.
void DetailsPanel::readMerges()
{
    const PatientId patient = m_chart->patient();
    if (m_session.patients()->mergedWith(patient).size() < 2)
        return;
    workbench::whenDone(m_session.run([patient](ledger::Vault& vault) { return vault.read(patient); }), this,
        [this, chart = m_chart](const base::Result<std::vector<RecordedEvent>>& events) {
            if (chart != m_chart || !events)
                return;
            m_merges.clear();
            for (const RecordedEvent& recorded : *events) {
                const auto* merged = recorded.event.as<MergedInto>();
                const Entry* entry = merged != nullptr ? m_chart->find(recorded.event.id) : nullptr;
                const bool stands = entry != nullptr && entry->state != EntryState::Retracted
                    && entry->authorised && entry->content().event.id == recorded.event.id;
                if (stands)
                    m_merges.push_back({recorded.event.id, recorded.event.patient, merged->reason,
                        recorded.author, recorded.recorded});
            }
            redraw();
        });
}

void DetailsPanel::redraw()
{
    const bool writing = m_editor.isOpen();
    const Entry* entry = m_chart ? m_chart->demographics() : nullptr;
    const bool mine = m_chart && m_session.mayI(PatientDetails{}) && !writing;
    m_edit->setEnabled(mine);
    m_merge->setEnabled(mine);
    m_history->setEnabled(entry != nullptr);
    m_settle->setEnabled(mine && entry != nullptr && entry->state == EntryState::Conflict);
    for (const auto& [command, button] : m_labelled) {
        button->setEnabled(command->isEnabled());
        button->setVisible(command != m_settle || command->isEnabled());
    }
    m_empty->setVisible(!m_chart && !writing);
    m_empty->setText(m_context.patient().isNull() ? tr("No patient open. Find one with Ctrl+F.")
            : m_context.isLoading()               ? tr("Reading the record…")
                                                  : tr("The record could not be read, so nothing is shown."));
    m_scroll->setVisible(m_chart && !writing);
    delete m_scroll->takeWidget();
    if (!m_chart || writing)
        return;
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::instance().px(8));
    if (entry == nullptr) {
        auto* none = new QLabel(m_kind->emptyText(), page);
        workbench::setTone(none, workbench::Tone::Caution);
        column->addWidget(none);
    } else {
        auto* card
            = new VersionCard(m_kind->title(), entry->content(), m_session.roster(), text::Fields(), page);
        auto* where = new workbench::WhereLine(m_session, workbench::WhereLine::OnOnlyComputer::Said, card);
        card->addBottom(where);
        where->setEvent(entry->current().event.id);
        column->addWidget(card);
    }
    addMerges(column, page);
    column->addStretch();
    m_scroll->setWidget(page);
}

void DetailsPanel::addMerges(QVBoxLayout* column, QWidget* parent)
{
    for (const Merge& merge : m_merges) {
        const PatientRow* row = m_session.patients()->find(merge.patient);
        Event other;
        if (row != nullptr)
            other.body = row->details;
        auto* card = new VersionCard(
            tr("Merged into this record: %1", "name")
                .arg(row != nullptr ? workbench::formatName(row->details) : QString()),
            tr("%1, %2: %3", "who, when, reason")
                .arg(m_session.roster().nameOf(merge.author), text::recorded(merge.recorded), merge.reason),
            text::fields(other), text::Fields(), parent);
        auto* apart = new QPushButton(tr("Take apart again"), card);
        apart->setObjectName(QStringLiteral("takeApart"));
        apart->setEnabled(m_session.mayI(MergedInto{}));
        connect(apart, &QPushButton::clicked, this, [this, merge] { takeApart(merge); });
        card->addBottom(apart);
        column->addWidget(card);
    }
}

void DetailsPanel::editDetails()
{
    if (!m_chart)
        return;
    Event event;
    if (const Entry* entry = m_chart->demographics()) {
        event = amend(*entry, entry->event().body);
    } else {
        event.patient = m_chart->patient();
        event.category = Category::Demographics;
        event.body = PatientDetails{};
        event.occurred = momentNow();
    }
    m_editor.edit(m_chart, event, tr("Amend personal details"));
    m_editor.focusFirst();
}

void DetailsPanel::showHistory()
{
    const Entry* entry = m_chart ? m_chart->demographics() : nullptr;
    if (entry != nullptr)
        HistoryDialog::showFor(m_session, *entry, this);
}

void DetailsPanel::settle()
{
    const Entry* entry = m_chart ? m_chart->demographics() : nullptr;
    if (entry != nullptr)
        SettleDialog::settle(m_session, m_chart, entry->root, this);
}

void DetailsPanel::mergeWithAnother()
{
    if (m_chart)
        MergeDialog::merge(m_session, m_chart->patient(), this);
}

void DetailsPanel::takeApart(const Merge& merge)
{
    const Entry* entry = m_chart ? m_chart->find(merge.event) : nullptr;
    if (entry == nullptr)
        return;
    takeBack(m_session, *entry,
        {tr("Take the two records apart"),
            tr("Each is a patient of their own again, with the entries that were made for each."),
            tr("Take apart"), tr("The records are still merged.")},
        m_failure);
}

void DetailsPanel::focusFirst()
{
    if (m_editor.isOpen())
        m_editor.focusFirst();
    else
        m_labelled.front().second->setFocus(Qt::ShortcutFocusReason);
}

void DetailsPanel::retranslate()
{
    m_edit->setText(tr("Amend details"));
    m_history->setText(tr("History"));
    m_settle->setText(tr("Settle"));
    m_merge->setText(tr("Merge with another record"));
    for (const auto& [command, button] : m_labelled) {
        button->setText(tr("%1  %2", "action, shortcut")
                            .arg(command->text(), command->shortcut().toString(QKeySequence::NativeText)));
        button->setAccessibleName(command->text());
    }
    redraw();
}

void DetailsPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Panel::changeEvent(event);
}

} // namespace twinward::record
