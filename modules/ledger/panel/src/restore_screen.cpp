#include "restore_screen_p.h"

#include "ledger_panel/backup.h"
#include "workbench/format.h"
#include "workbench/transfer.h"

#include <algorithm>
#include <QComboBox>
#include <QDateTime>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

namespace twinward::ledger {

namespace {

constexpr int progressSteps = 1000;
constexpr int progressEveryMs = 100;

} // namespace

OtherWay restoreFromBackup()
{
    return {QStringLiteral("restoreBackup"), [] { return RestoreScreen::tr("Restore from a backup"); },
        [](const QString& folder, const VaultOptions&) -> DoorScreen* { return new RestoreScreen(folder); }};
}

RestoreScreen::RestoreScreen(QString folder, QWidget* parent)
    : DoorScreen(parent)
    , m_folder(std::move(folder))
    , m_pick(new QPushButton)
    , m_place(new workbench::ElidedLabel)
    , m_choice(new QComboBox)
    , m_progress(new QProgressBar)
    , m_timer(new QTimer(this))
    , m_restore(new QPushButton)
    , m_back(new QPushButton)
    , m_failure(new workbench::FailureBar)
{
    m_pick->setObjectName(QStringLiteral("restorePick"));
    m_choice->setObjectName(QStringLiteral("restoreChoice"));
    m_restore->setObjectName(QStringLiteral("restoreGo"));
    m_back->setObjectName(QStringLiteral("restoreBack"));
    QFormLayout* form = addForm();
    m_pickLabel = addField(form, m_pick);
    form->addRow(QString(), m_place);
    m_choiceLabel = addField(form, m_choice);
    m_progress->setRange(0, progressSteps);
    m_progress->hide();
    column()->addWidget(m_progress);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addStretch();
    buttons->addWidget(m_restore);
    column()->addLayout(buttons);
    column()->addWidget(m_failure);
    workbench::setKind(m_restore, workbench::ButtonKind::Primary);
    workbench::setKind(m_back, workbench::ButtonKind::Link);
    connect(m_pick, &QPushButton::clicked, this, [this] {
        workbench::pickPaths(this, workbench::Pick::Folder, {}, [this](const QStringList& paths) {
            if (!paths.isEmpty())
                choose(paths.front());
        });
    });
    connect(m_restore, &QPushButton::clicked, this, &RestoreScreen::restoreChosen);
    connect(m_back, &QPushButton::clicked, this, &RestoreScreen::giveUp);
    connect(m_timer, &QTimer::timeout, this, [this] {
        const quint64 total = m_running ? m_running->total.load() : 0;
        if (total != 0)
            m_progress->setValue(static_cast<int>(m_running->done * progressSteps / total));
    });
    setBusy(false);
    retranslate();
}

RestoreScreen::~RestoreScreen()
{
    if (m_running)
        m_running->isCancelled = true;
}

void RestoreScreen::showEvent(QShowEvent* event)
{
    DoorScreen::showEvent(event);
    m_pick->setFocus();
}

void RestoreScreen::choose(const QString& backups)
{
    m_failure->clear();
    m_backups = backups;
    m_found.clear();
    retranslateChoice();
    runBeside(
        this, [backups] { return listBackups(backups); },
        [this, backups](const base::Result<std::vector<FoundBackup>>& found) {
            if (backups == m_backups)
                list(found);
        });
}

void RestoreScreen::list(const base::Result<std::vector<FoundBackup>>& found)
{
    if (!found) {
        m_failure->show(found.error());
        return;
    }
    m_found = {found->rbegin(), found->rend()};
    retranslateChoice();
    setBusy(false);
    if (m_restore->isEnabled())
        m_restore->setFocus();
}

void RestoreScreen::restoreChosen()
{
    if (m_running || m_choice->currentIndex() < 0)
        return;
    m_failure->clear();
    m_running = std::make_shared<Shared>();
    setBusy(true);
    RestoreChoice choice;
    choice.name = m_choice->currentData().toString();
    choice.progress = [shared = m_running](const Progress& progress) {
        shared->done = progress.done;
        shared->total = progress.total;
        return !shared->isCancelled;
    };
    runBeside(
        this, [backups = m_backups, folder = m_folder, choice] { return restore(backups, folder, choice); },
        [this](const base::Result<RestoredBackup>& restored) {
            m_running.reset();
            setBusy(false);
            if (restored)
                emit abandoned(); // to be unlocked
            else if (restored.error().code != base::ErrorCode::Cancelled)
                m_failure->show(restored.error(), tr("Nothing was changed on this computer."));
        });
}

void RestoreScreen::giveUp()
{
    if (m_running)
        m_running->isCancelled = true;
    else
        emit abandoned();
}

void RestoreScreen::setBusy(bool busy)
{
    m_pick->setEnabled(!busy);
    m_choice->setEnabled(!busy && m_choice->count() != 0);
    m_restore->setEnabled(!busy && m_choice->currentIndex() >= 0);
    m_progress->setVisible(busy);
    if (busy) {
        m_progress->setValue(0);
        m_timer->start(progressEveryMs);
    } else {
        m_timer->stop();
    }
    m_back->setText(busy ? tr("Stop") : tr("Back"));
}

void RestoreScreen::retranslate()
{
    setHeading(tr("Restore from a backup"),
        tr("Puts the record of this computer back in place, as it was when the backup was made. Everybody "
           "unlocks it with the passphrase they had then. What was entered later comes back from the "
           "clinic's "
           "other computers."));
    m_pickLabel->setText(tr("&Folder of the backups"));
    m_pick->setText(tr("Choose…"));
    m_pick->setAccessibleName(tr("Choose the folder of the backups"));
    m_choiceLabel->setText(tr("&Backup"));
    m_choice->setAccessibleName(tr("Backup to restore"));
    m_restore->setText(tr("Check and restore"));
    m_progress->setAccessibleName(tr("Restoring"));
    m_back->setText(m_running ? tr("Stop") : tr("Back"));
    retranslateChoice();
}

void RestoreScreen::retranslateChoice()
{
    const QString chosen = m_choice->currentData().toString();
    m_choice->clear();
    for (const FoundBackup& backup : m_found) {
        if (backup.trouble)
            continue;
        const QString when = workbench::formatDateTime(QDateTime::fromMSecsSinceEpoch(backup.takenMs));
        m_choice->addItem(backup.kind == BackupKind::Full ? tr("%1, full").arg(when) : when, backup.name);
    }
    m_choice->setCurrentIndex(m_choice->count() == 0 ? -1 : std::max(m_choice->findData(chosen), 0));
    const auto damaged = std::count_if(
        m_found.begin(), m_found.end(), [](const FoundBackup& backup) { return backup.trouble.has_value(); });
    m_place->setFullText(m_backups.isEmpty() ? tr("None chosen yet")
            : damaged == 0
            ? m_backups
            : tr("%1; damaged and not offered: %2").arg(m_backups, QLocale().toString(damaged)));
}

} // namespace twinward::ledger
