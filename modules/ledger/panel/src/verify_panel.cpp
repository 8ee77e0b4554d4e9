#include "verify_panel_p.h"

#include "workbench/format.h"
#include "workbench/when_done.h"

#include <QAction>
#include <QDateTime>
#include <QEvent>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace twinward::ledger {

using workbench::Tone;

VerifyPanel::VerifyPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_session(workspace.session)
    , m_check(new QAction(this))
    , m_button(new QPushButton)
    , m_intro(new QLabel)
    , m_verdict(new QLabel)
    , m_details(new QLabel)
    , m_progress(new workbench::ProgressLine)
    , m_failure(new workbench::FailureBar)
{
    m_check->setObjectName(QStringLiteral("verifyRecord"));
    m_button->setObjectName(QStringLiteral("verifyButton"));
    m_verdict->setProperty("rank", QStringLiteral("heading"));
    m_verdict->setObjectName(QStringLiteral("verifyVerdict"));
    m_details->setObjectName(QStringLiteral("verifyDetails"));
    for (QLabel* label : {m_intro, m_verdict, m_details}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    workbench::setTone(m_intro, Tone::Secondary);
    workbench::setTone(m_details, Tone::Secondary);
    workbench::setKind(m_button, workbench::ButtonKind::Primary);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(12);
    layout->addWidget(m_intro);
    layout->addWidget(m_button, 0, Qt::AlignLeft);
    layout->addWidget(m_progress);
    layout->addWidget(m_verdict);
    layout->addWidget(m_details);
    layout->addWidget(m_failure);
    layout->addStretch();
    connect(m_check, &QAction::triggered, this, &VerifyPanel::check);
    connect(m_button, &QPushButton::clicked, m_check, &QAction::trigger);
    retranslate();
}

void VerifyPanel::focusFirst()
{
    m_button->setFocus();
}

void VerifyPanel::check()
{
    if (m_job)
        return;
    m_report.reset();
    m_failure->clear();
    m_job = new workbench::Job(m_session, this);
    m_button->setEnabled(false);
    m_progress->follow(m_job, tr("Checking the record"));
    retranslate();
    const auto checked = m_session.runBeside(
        [progress = m_job->progress()](Vault& vault) { return vault.verify(progress); });
    workbench::whenDone(checked, this, [this](const base::Result<VerifyReport>& report) { take(report); });
}

void VerifyPanel::take(const base::Result<VerifyReport>& report)
{
    if (m_job) {
        m_job->finish();
        m_job->deleteLater();
        m_job.clear();
    }
    m_button->setEnabled(true);
    m_when = QDateTime::currentDateTime();
    if (report)
        m_report = *report;
    else if (report.error().code != base::ErrorCode::Cancelled)
        m_failure->show(report.error(), tr("The record could not be looked at; nothing was changed."));
    retranslate();
}

void VerifyPanel::retranslate()
{
    m_check->setText(tr("Check the record now"));
    m_button->setText(tr("Check the record now"));
    m_intro->setText(
        tr("Reads everything that is stored and checks each seal, each signature and the chain that "
           "holds them together. You can go on working meanwhile."));
    m_verdict->setVisible(m_report.has_value());
    m_details->setVisible(m_report.has_value());
    if (!m_report)
        return;
    const QLocale locale;
    if (m_report->ok) {
        workbench::setTone(m_verdict, Tone::Good);
        m_verdict->setText(tr("The record is whole."));
        m_details->setText(
            tr("Checked %1. Commits: %2, events: %3, stored files: %4. Everything is as it was signed, and "
               "nothing between is missing.")
                .arg(workbench::formatDateTime(m_when), locale.toString(m_report->commits),
                    locale.toString(m_report->events), locale.toString(m_report->blobs)));
    } else {
        workbench::setTone(m_verdict, Tone::Danger);
        m_verdict->setText(tr("The record is damaged, or was changed."));
        m_details->setText(
            tr("First broken place: %1 (%2). Stop charting on this computer, keep a copy of the vault's "
               "folder as it is, and restore from a backup or another device.")
                .arg(m_report->where, m_report->why));
    }
}

void VerifyPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::ledger
