#include "history_dialog_p.h"

#include "version_card_p.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/where_saved.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace twinward::record {

using workbench::Theme;

namespace {

bool contains(std::span<const EventId> ids, EventId id)
{
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

} // namespace

void HistoryDialog::showFor(workbench::Session& session, const Entry& entry, QWidget* parent)
{
    auto* dialog = new HistoryDialog(session, entry, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

HistoryDialog::HistoryDialog(workbench::Session& session, const Entry& entry, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("historyDialog"));
    setWindowTitle(tr("History: %1", "kind of entry").arg(text::kind(entry.event().kind())));
    const int gap = Theme::instance().px(8);
    auto* cards = new QWidget(this);
    auto* column = new QVBoxLayout(cards);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    for (size_t i = 0; i < entry.versions.size(); ++i) {
        const RecordedEvent& version = entry.versions[i];
        const bool comparable = i + 1 < entry.versions.size() && version.event.kind() != Kind::Retraction
            && entry.versions[i + 1].event.kind() == version.event.kind();
        auto* card = new VersionCard(titleOf(version, entry), version, session.roster(),
            comparable ? text::fields(entry.versions[i + 1].event) : text::Fields(), cards);
        if (contains(entry.notAuthorised, version.event.id)) {
            card->warn(
                tr("Not authorised: the role of %1 does not allow this. It is shown, and not followed.")
                    .arg(session.roster().nameOf(version.author)));
        }
        auto* where = new workbench::WhereLine(session, workbench::WhereLine::OnOnlyComputer::Said, card);
        card->addBottom(where);
        where->setEvent(version.event.id);
        column->addWidget(card);
    }
    column->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(cards);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(gap);
    layout->addWidget(scroll, 1);
    layout->addWidget(buttons);
    resize(Theme::instance().px(520), Theme::instance().px(480));
}

QString HistoryDialog::titleOf(const RecordedEvent& version, const Entry& entry) const
{
    const bool last = contains(entry.heads, version.event.id);
    if (version.event.kind() == Kind::Retraction)
        return tr("Taken back");
    if (contains(entry.notAuthorised, version.event.id))
        return tr("Not authorised");
    if (last && entry.state == EntryState::Conflict)
        return tr("One of the versions to settle");
    if (last)
        return tr("As it stands");
    return version.event.id == entry.root ? tr("First written") : tr("Before");
}

} // namespace twinward::record
