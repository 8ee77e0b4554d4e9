#include "settle_dialog_p.h"

#include "entry_form_p.h"
#include "entry_kind_p.h"
#include "version_card_p.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

namespace twinward::record {

using workbench::Theme;

void SettleDialog::settle(
    workbench::Session& session, const workbench::ChartPtr& chart, EventId entry, QWidget* parent)
{
    const Entry* found = chart ? chart->find(entry) : nullptr;
    if (found == nullptr || found->state != EntryState::Conflict)
        return;
    auto* dialog = new SettleDialog(session, chart, *found, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

SettleDialog::SettleDialog(
    workbench::Session& session, const workbench::ChartPtr& chart, const Entry& entry, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_chart(chart)
    , m_entry(entry)
    , m_editing(new QScrollArea(this))
    , m_problem(new QLabel(this))
    , m_save(new QPushButton(
          tr("Save the edited version  %1", "shortcut")
              .arg(QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText)),
          this))
    , m_failure(new workbench::FailureBar(this))
{
    setObjectName(QStringLiteral("settleDialog"));
    setWindowTitle(tr("Settle: %1", "kind of entry").arg(text::kind(entry.event().kind())));
    auto* explanation = new QLabel(tr("These versions were written without knowing of each other. Keep one, "
                                      "or edit it until it is right. All stay in the history."),
        this);
    explanation->setWordWrap(true);
    m_editing->setWidgetResizable(true);
    m_editing->setFrameShape(QFrame::NoFrame);
    m_editing->hide();
    m_problem->setWordWrap(true);
    m_problem->hide();
    workbench::setTone(m_problem, workbench::Tone::Caution);
    workbench::setKind(m_save, workbench::ButtonKind::Primary);
    m_save->setObjectName(QStringLiteral("saveEdited"));
    m_save->setAutoDefault(false);
    m_save->hide();
    connect(m_save, &QPushButton::clicked, this, &SettleDialog::saveEdited);
    new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this, this, &SettleDialog::saveEdited);

    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(cards());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Settle later"));
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(Theme::instance().px(8));
    layout->addWidget(explanation);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_editing, 1);
    layout->addWidget(m_problem);
    layout->addWidget(m_failure);
    layout->addWidget(buttons);
    resize(Theme::instance().px(800), Theme::instance().px(480));
}

QWidget* SettleDialog::cards()
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::instance().px(8));
    const bool mine = m_session.mayI(m_entry.event().body);
    const size_t count = m_entry.heads.size(); // versions begin with the heads
    for (size_t i = 0; i < count; ++i) {
        const RecordedEvent& version = m_entry.versions[i];
        const RecordedEvent& other = m_entry.versions[i == 0 ? 1 : 0];
        auto* card = new VersionCard(
            version.event.kind() == Kind::Retraction ? tr("Taken back") : tr("Version %1").arg(i + 1),
            version, m_session.roster(), text::fields(other.event), row);
        auto* keep = new QPushButton(tr("Keep this version"), card);
        keep->setObjectName(QStringLiteral("keep%1").arg(i + 1));
        keep->setAutoDefault(false);
        keep->setEnabled(mine);
        connect(keep, &QPushButton::clicked, this, [this, version] { choose(version); });
        card->addBottom(keep);
        if (version.event.kind() != Kind::Retraction) {
            EntryForm* probe = makeFormFor(version.event.body, m_chart, nullptr);
            if (probe != nullptr) {
                delete probe;
                auto* edit = new QPushButton(tr("Edit from this version"), card);
                edit->setObjectName(QStringLiteral("edit%1").arg(i + 1));
                edit->setAutoDefault(false);
                edit->setEnabled(mine);
                connect(edit, &QPushButton::clicked, this, [this, version] { startEditing(version); });
                card->addBottom(edit);
            }
        }
        layout->addWidget(card, 1);
    }
    return row;
}

void SettleDialog::choose(const RecordedEvent& version)
{
    Event event = amend(m_entry, version.event.body);
    if (version.event.kind() != Kind::Retraction)
        event.occurred = version.event.occurred;
    commit(event);
}

void SettleDialog::startEditing(const RecordedEvent& version)
{
    m_form = makeFormFor(version.event.body, m_chart, m_editing);
    m_form->setBody(version.event.body);
    m_form->setOccurred(version.event.occurred);
    m_editing->setWidget(m_form);
    m_editing->show();
    m_save->show();
    m_form->focusFirst();
    resize(width(), qMax(height(), Theme::instance().px(680)));
}

void SettleDialog::saveEdited()
{
    if (m_form == nullptr)
        return;
    QStringList problems = m_form->dangers();
    problems.prepend(m_form->problem());
    problems.removeAll(QString());
    m_problem->setText(problems.join(QLatin1Char('\n')));
    m_problem->setVisible(!problems.isEmpty());
    if (!m_form->problem().isEmpty())
        return;
    Event event = amend(m_entry, m_form->body());
    event.occurred = m_form->occurred();
    commit(event);
}

void SettleDialog::commit(const Event& event)
{
    setEnabled(false);
    workbench::whenDone(m_session.commit(withChangeOfCategory(m_entry, event)), this,
        [this](const base::Result<ledger::CommitReceipt>& receipt) {
            setEnabled(true);
            if (receipt)
                accept();
            else
                m_failure->show(receipt.error(), tr("Nothing was settled; both versions are kept."));
        });
}

} // namespace twinward::record
