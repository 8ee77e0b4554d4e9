#include "people_panel_p.h"

#include "enrol_dialog_p.h"
#include "ledger_panel/panels.h"
#include "workbench/format.h"
#include "workbench/reason_dialog.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <algorithm>
#include <QAction>
#include <QDateTime>
#include <QEvent>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace twinward::ledger {

using workbench::Theme;

PeoplePanel::PeoplePanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_session(workspace.session)
    , m_enrol(new QAction(this))
    , m_remove(new QAction(this))
    , m_change(new QAction(this))
    , m_table(new QTableWidget(0, 4))
    , m_note(new QLabel)
    , m_failure(new workbench::FailureBar)
{
    m_enrol->setObjectName(QStringLiteral("enrolUser"));
    m_remove->setObjectName(QStringLiteral("removeUser"));
    m_change->setObjectName(QStringLiteral("changePassphraseHere"));
    m_table->setObjectName(QStringLiteral("people"));
    m_note->setObjectName(QStringLiteral("peopleNote"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    workbench::setTone(m_note, workbench::Tone::Secondary);
    m_note->setWordWrap(true);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_failure);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_note);
    auto* row = new QHBoxLayout;
    for (QAction* action : {m_enrol, m_remove, m_change}) {
        auto* button = new QPushButton;
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, button, [button, action] {
            button->setText(action->text());
            button->setEnabled(action->isEnabled());
        });
        m_buttons.append(button);
        row->addWidget(button);
    }
    row->addStretch();
    layout->addLayout(row);

    connect(m_enrol, &QAction::triggered, this, [this] { (new EnrolDialog(m_session, this))->open(); });
    connect(m_remove, &QAction::triggered, this, &PeoplePanel::remove);
    connect(m_change, &QAction::triggered, this, [this] { changePassphrase(m_session, this); });
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &PeoplePanel::judge);
    connect(&m_session, &workbench::Session::rosterChanged, this, &PeoplePanel::fill);
    connect(&Theme::instance(), &Theme::changed, this, &PeoplePanel::fill);
    retranslate();
}

void PeoplePanel::focusFirst()
{
    m_table->setFocus();
    if (m_table->currentRow() < 0 && m_table->rowCount() > 0)
        m_table->setCurrentCell(0, 0);
}

const record::Member* PeoplePanel::selected() const
{
    const int row = m_table->currentRow();
    return row < 0 || row >= static_cast<int>(m_members.size()) ? nullptr
                                                                : &m_members[static_cast<size_t>(row)];
}

void PeoplePanel::fill()
{
    m_members = m_session.roster().members();
    std::ranges::sort(m_members, [](const record::Member& one, const record::Member& other) {
        if (one.removed.has_value() != other.removed.has_value())
            return other.removed.has_value();
        return one.name.localeAwareCompare(other.name) < 0;
    });
    const auto day = [](base::HybridTime at) {
        return workbench::formatDate(QDateTime::fromMSecsSinceEpoch(at.wallMs()).date());
    };
    m_table->verticalHeader()->setDefaultSectionSize(Theme::instance().rowHeight());
    m_table->setRowCount(static_cast<int>(m_members.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const record::Member& member = m_members[static_cast<size_t>(row)];
        const QString state = member.removed       ? tr("Removed %1").arg(day(*member.removed))
            : member.user == m_session.user().user ? tr("You")
                                                   : QString();
        const QStringList texts
            = {member.name, workbench::formatRole(member.role), day(member.enrolled), state};
        for (int column = 0; column < texts.size(); ++column) {
            auto* item = new QTableWidgetItem(texts[column]);
            if (member.removed)
                item->setForeground(Theme::instance().color(Theme::Role::Secondary));
            m_table->setItem(row, column, item);
        }
    }
    fitColumns();
    judge();
}

// Names whole, whatever is selected, and air between the columns.
void PeoplePanel::fitColumns()
{
    m_table->resizeColumnsToContents();
    for (int column = 0; column < m_table->columnCount() - 1; ++column)
        m_table->setColumnWidth(column, m_table->columnWidth(column) + Theme::instance().px(24));
}

void PeoplePanel::judge()
{
    const bool mayEnrol = m_session.mayI(record::UserEnrolled{});
    const record::Member* member = selected();
    m_enrol->setEnabled(mayEnrol);
    m_remove->setEnabled(m_session.mayI(record::UserRemoved{}) && member != nullptr && !member->removed
        && member->user != m_session.user().user);
    m_note->setText(mayEnrol
            ? tr("A removed person can no longer unlock the record; what they wrote stays, under their name.")
            : tr("Administrators, and whoever set the clinic up, enrol and remove people."));
}

void PeoplePanel::remove()
{
    const record::Member* member = selected();
    if (member == nullptr)
        return;
    using workbench::ReasonDialog;
    auto* dialog = new ReasonDialog(
        {tr("Remove a person"),
            tr("%1 will no longer be able to unlock this record, and its keys are changed: nothing that is "
               "stored from now on opens with theirs. What they could read until now they may have kept. "
               "What they wrote stays, under their name.")
                .arg(member->name),
            tr("Keep them"), tr("Remove")},
        ReasonDialog::Need::Required, this);
    connect(dialog, &ReasonDialog::agreed, this, [this, user = member->user](const QString& reason) {
        const auto removal
            = m_session.run([user, reason](Vault& vault) { return vault.removeUser(user, reason); });
        workbench::whenDone(removal, this, [this](const base::Status& removed) {
            if (!removed)
                m_failure->show(removed.error(), tr("Nobody was removed."));
            else
                m_failure->clear();
        });
    });
    dialog->open();
}

void PeoplePanel::retranslate()
{
    m_enrol->setText(tr("Enrol a person…"));
    m_remove->setText(tr("Remove this person…"));
    m_change->setText(tr("Change your passphrase…"));
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Role"), tr("Since"), tr("State")});
    for (int column = 0; column < m_table->columnCount(); ++column)
        m_table->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setAccessibleName(tr("People"));
    fill();
}

void PeoplePanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::ledger
