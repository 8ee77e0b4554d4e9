#include "backup_panel_p.h"

#include "workbench/format.h"

#include <algorithm>
#include <QAction>
#include <QComboBox>
#include <QDateTime>
#include <QEvent>
#include <QFormLayout>
#include <QLocale>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace twinward::ledger {

using workbench::Tone;

namespace {

constexpr int refreshEveryMs = 60'000;

QString atTime(qint64 utcMs)
{
    return workbench::formatDateTime(QDateTime::fromMSecsSinceEpoch(utcMs));
}

} // namespace

BackupPanel::BackupPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_session(workspace.session)
    , m_backUp(new QAction(this))
    , m_intro(new QLabel)
    , m_state(new QLabel)
    , m_failed(new QLabel)
    , m_folderLabel(new QLabel)
    , m_folder(new workbench::ElidedLabel)
    , m_choose(new QPushButton)
    , m_everyLabel(new QLabel)
    , m_every(new QComboBox)
    , m_now(new QPushButton)
    , m_check(new QPushButton)
    , m_progress(new workbench::ProgressLine)
    , m_result(new QLabel)
    , m_failure(new workbench::FailureBar)
    , m_transfer(m_session, m_progress, this)
{
    m_backUp->setObjectName(QStringLiteral("backUpNow"));
    m_now->setObjectName(QStringLiteral("backupButton"));
    m_check->setObjectName(QStringLiteral("backupCheck"));
    m_choose->setObjectName(QStringLiteral("backupChoose"));
    m_every->setObjectName(QStringLiteral("backupEvery"));
    m_state->setObjectName(QStringLiteral("backupState"));
    m_failed->setObjectName(QStringLiteral("backupFailed"));
    m_result->setObjectName(QStringLiteral("backupResult"));
    for (const quint32 hours : {4U, 24U, 168U})
        m_every->addItem(QString(), hours);
    layOut();
    connect(m_backUp, &QAction::triggered, this, &BackupPanel::backUp);
    connect(m_now, &QPushButton::clicked, m_backUp, &QAction::trigger);
    connect(m_check, &QPushButton::clicked, this, &BackupPanel::check);
    connect(m_choose, &QPushButton::clicked, this, [this] {
        workbench::pickPaths(this, workbench::Pick::Folder, {}, [this](const QStringList& paths) {
            if (!paths.isEmpty())
                choose(paths.front());
        });
    });
    connect(m_every, &QComboBox::activated, this, [this] {
        BackupPlan changed = m_schedule ? m_schedule->plan : BackupPlan();
        changed.everyHours = m_every->currentData().toUInt();
        if (!changed.folder.isEmpty())
            plan(changed);
    });
    connect(&m_transfer, &workbench::Transfer::busyChanged, this, &BackupPanel::retranslateState);
    auto* timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &BackupPanel::refresh);
    timer->start(refreshEveryMs);
    retranslate();
    refresh();
}

void BackupPanel::layOut()
{
    m_state->setProperty("rank", QStringLiteral("heading"));
    for (QLabel* label : {m_intro, m_state, m_failed, m_result}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_failed->hide();
    m_result->hide();
    workbench::setTone(m_intro, Tone::Secondary);
    workbench::setKind(m_now, workbench::ButtonKind::Primary);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    auto* place = new QHBoxLayout;
    place->setSpacing(8);
    place->addWidget(m_folder, 1);
    place->addWidget(m_choose);
    m_folderLabel->setBuddy(m_choose);
    m_everyLabel->setBuddy(m_every);
    form->addRow(m_folderLabel, place);
    form->addRow(m_everyLabel, m_every);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_now);
    buttons->addWidget(m_check);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(12);
    layout->addWidget(m_state);
    layout->addWidget(m_failed);
    layout->addLayout(form);
    layout->addLayout(buttons);
    layout->addWidget(m_progress);
    layout->addWidget(m_result);
    layout->addWidget(m_failure);
    layout->addWidget(m_intro);
    layout->addStretch();
}

void BackupPanel::focusFirst()
{
    (m_now->isEnabled() ? m_now : m_choose)->setFocus();
}

void BackupPanel::refresh()
{
    const auto asked = m_session.run([](Vault& vault) { return backupSchedule(vault); });
    workbench::whenDone(asked, this, [this](const base::Result<BackupSchedule>& schedule) {
        if (!schedule)
            return;
        m_schedule = *schedule;
        const int row = m_every->findData(m_schedule->plan.everyHours);
        if (row >= 0)
            m_every->setCurrentIndex(row);
        retranslateState();
    });
}

// The first backup into a folder is made at once: from then on the folder is known, and backups go there by
// themselves.
void BackupPanel::choose(const QString& place)
{
    const BackupPlan before = m_schedule ? m_schedule->plan : BackupPlan();
    const quint32 everyHours = m_every->currentData().toUInt();
    const auto done = m_session.run([place, before, everyHours](Vault& vault) -> base::Status {
        BackupPlan changed = before;
        changed.folder = backupFolderIn(vault, place);
        changed.everyHours = everyHours;
        return setBackupPlan(vault, changed);
    });
    workbench::whenDone(done, this, [this](const base::Status& status) {
        if (!status) {
            m_failure->show(status.error());
            return;
        }
        const auto asked = m_session.run([](Vault& vault) { return backupSchedule(vault); });
        workbench::whenDone(asked, this, [this](const base::Result<BackupSchedule>& schedule) {
            if (schedule)
                m_schedule = *schedule;
            retranslateState();
            backUp();
        });
    });
}

void BackupPanel::plan(const BackupPlan& changed)
{
    const auto done = m_session.run([changed](Vault& vault) { return setBackupPlan(vault, changed); });
    workbench::whenDone(done, this, [this](const base::Status& status) {
        if (!status)
            m_failure->show(status.error());
        refresh();
    });
}

void BackupPanel::backUp()
{
    if (!m_schedule || m_schedule->plan.folder.isEmpty())
        return;
    m_failure->clear();
    m_result->hide();
    m_transfer.start(
        tr("Backing up"),
        [plan = m_schedule->plan](Vault& vault, const ProgressFn& progress) {
            BackupChoice choice;
            choice.keepFulls = plan.keepFulls;
            choice.fullEveryDays = plan.fullEveryDays;
            choice.progress = progress;
            return backUpAndNote(vault, plan.folder, choice);
        },
        [this](const base::Result<WrittenBackup>& written) {
            refresh();
            if (!written) {
                if (written.error().code != base::ErrorCode::Cancelled)
                    m_failure->show(written.error(), tr("Backups made before are as they were."));
            } else if (!written->damagedBlobs.isEmpty()) {
                say(tr("Backed up, but %n image(s) or document(s) are damaged on this computer and not in "
                       "it. "
                       "Check the record.",
                        nullptr, static_cast<int>(written->damagedBlobs.size())),
                    Tone::Danger);
            } else if (written->isOnSameDisk) {
                say(tr("Backed up and read back. It lies on the same disk as the record: a broken or stolen "
                       "disk takes both. Choose another disk or a stick."),
                    Tone::Caution);
            } else {
                say(tr("Backed up, and read back from the disk: it is as it was written."), Tone::Good);
            }
        });
}

void BackupPanel::check()
{
    if (!m_schedule || m_schedule->plan.folder.isEmpty())
        return;
    m_failure->clear();
    m_result->hide();
    m_transfer.start(
        tr("Checking the backups"),
        [folder = m_schedule->plan.folder](
            Vault&, const ProgressFn& progress) { return checkBackups(folder, progress); },
        [this](const base::Result<std::vector<FoundBackup>>& found) {
            if (!found) {
                if (found.error().code != base::ErrorCode::Cancelled)
                    m_failure->show(found.error());
                return;
            }
            const auto damaged = std::find_if(found->rbegin(), found->rend(),
                [](const FoundBackup& backup) { return backup.trouble.has_value(); });
            if (found->empty()) {
                say(tr("There is no finished backup in the folder."), Tone::Danger);
            } else if (damaged == found->rend()) {
                say(tr("%n backup(s) checked, each byte of them: all can be restored.", nullptr,
                        static_cast<int>(found->size())),
                    Tone::Good);
            } else {
                say(tr("%1 can't be restored: %2 (%3). Make a new full backup on another disk or stick.")
                        .arg(damaged->name, damaged->trouble->where, damaged->trouble->what),
                    Tone::Danger);
            }
        });
}

void BackupPanel::say(const QString& result, Tone tone)
{
    workbench::setTone(m_result, tone);
    m_result->setText(result);
    m_result->show();
}

void BackupPanel::retranslate()
{
    m_backUp->setText(tr("Back up now"));
    m_now->setText(tr("Back up now"));
    m_check->setText(tr("Check the backups"));
    m_choose->setText(tr("Choose…"));
    m_choose->setAccessibleName(tr("Choose the folder for backups"));
    m_folderLabel->setText(tr("&Folder"));
    m_everyLabel->setText(tr("&How often"));
    m_every->setAccessibleName(tr("How often to back up"));
    m_every->setItemText(0, tr("Every 4 hours"));
    m_every->setItemText(1, tr("Every day"));
    m_every->setItemText(2, tr("Every week"));
    m_intro->setText(
        tr("A backup is sealed like the record itself: whoever finds it needs a passphrase to read it. It is "
           "written by itself while somebody has unlocked the record and the disk or stick is plugged in."));
    m_result->hide();
    retranslateState();
}

QString BackupPanel::ageText() const
{
    const BackupHistory& history = m_schedule->history;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (history.lastGoodMs == 0)
        return tr("There is no backup yet. If this computer is lost, what only it holds is lost with it.");
    constexpr qint64 msPerMinute = 60'000;
    const qint64 age = std::max<qint64>(now - history.lastGoodMs, 0);
    if (age < msPerMinute)
        return tr("Last good backup: %1 (just now)").arg(atTime(history.lastGoodMs));
    return tr("Last good backup: %1 (%2 ago)").arg(atTime(history.lastGoodMs), workbench::formatElapsed(age));
}

void BackupPanel::retranslateState()
{
    const bool isPlanned = m_schedule && !m_schedule->plan.folder.isEmpty();
    m_now->setEnabled(isPlanned && !m_transfer.isBusy());
    m_backUp->setEnabled(isPlanned && !m_transfer.isBusy());
    m_check->setEnabled(isPlanned && !m_transfer.isBusy());
    m_choose->setEnabled(m_schedule && !m_transfer.isBusy());
    m_folder->setFullText(isPlanned ? m_schedule->plan.folder : tr("None chosen yet"));
    m_folder->setAccessibleName(tr("Folder for backups: %1").arg(m_folder->fullText()));
    m_state->setVisible(m_schedule.has_value());
    if (!m_schedule)
        return;
    const BackupDue due = backupDue(*m_schedule, QDateTime::currentMSecsSinceEpoch());
    switch (due.age) {
    case BackupAge::Fresh:
        workbench::setTone(m_state, Tone::Good);
        m_state->setText(ageText());
        break;
    case BackupAge::NoPlan:
    case BackupAge::Late:
        workbench::setTone(m_state, Tone::Danger);
        m_state->setText(
            m_schedule->history.lastGoodMs == 0 ? ageText() : tr("%1. That is too old.").arg(ageText()));
        break;
    case BackupAge::Due:
        workbench::setTone(m_state, Tone::Caution);
        m_state->setText(tr("%1. The next one is due.").arg(ageText()));
        break;
    }
    const BackupHistory& history = m_schedule->history;
    m_failed->setVisible(history.lastFailedMs != 0);
    workbench::setTone(m_failed, Tone::Caution);
    m_failed->setText(
        tr("The last try, %1, did not work: %2").arg(atTime(history.lastFailedMs), history.lastFailure));
}

void BackupPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void BackupPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    refresh();
}

} // namespace twinward::ledger
