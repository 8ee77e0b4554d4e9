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
    , m_witnesses(new QLabel)
    , m_progress(new workbench::ProgressLine)
    , m_failure(new workbench::FailureBar)
{
    m_check->setObjectName(QStringLiteral("verifyRecord"));
    m_button->setObjectName(QStringLiteral("verifyButton"));
    m_verdict->setProperty("rank", QStringLiteral("heading"));
    m_verdict->setObjectName(QStringLiteral("verifyVerdict"));
    m_details->setObjectName(QStringLiteral("verifyDetails"));
    m_witnesses->setObjectName(QStringLiteral("verifyWitnesses"));
    for (QLabel* label : {m_intro, m_verdict, m_details, m_witnesses}) {
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
    layout->addWidget(m_witnesses);
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
    const auto checked
        = m_session.runBeside([progress = m_job->progress()](Vault& vault) { return look(vault, progress); });
    workbench::whenDone(checked, this, [this](const base::Result<Found>& found) { take(found); });
}

base::Result<VerifyPanel::Found> VerifyPanel::look(const Vault& vault, const ProgressFn& progress)
{
    const auto verified = vault.verify(progress);
    if (!verified)
        return base::fail(verified.error());
    Found found;
    found.vault = *verified;
    found.isOlderCopy = isOutdated(vault).value_or(false);
    auto witnesses = checkWitnesses(vault);
    if (!witnesses && witnesses.error().code != base::ErrorCode::IntegrityBroken)
        return base::fail(witnesses.error());
    if (witnesses)
        found.witnesses = std::move(*witnesses);
    else if (found.vault.ok) // what others signed was changed itself
        found.vault = {false, verified->commits, verified->events, verified->blobs, witnesses.error().where,
            witnesses.error().what};
    return found;
}

void VerifyPanel::take(const base::Result<Found>& found)
{
    if (m_job) {
        m_job->finish();
        m_job->deleteLater();
        m_job.clear();
    }
    m_button->setEnabled(true);
    m_when = QDateTime::currentDateTime();
    if (found)
        m_report = *found;
    else if (found.error().code != base::ErrorCode::Cancelled)
        m_failure->show(found.error(), tr("The record could not be looked at; nothing was changed."));
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
    m_witnesses->setVisible(m_report.has_value());
    if (!m_report)
        return;
    m_witnesses->setText(witnessText());
    if (!m_report->isWhole()) {
        retranslateBroken();
        return;
    }
    const QLocale locale;
    workbench::setTone(m_verdict, Tone::Good);
    m_verdict->setText(tr("The record is whole."));
    m_details->setText(
        tr("Checked %1. Commits: %2, events: %3, stored files: %4. Everything is as it was signed, and "
           "nothing between is missing.")
            .arg(workbench::formatDateTime(m_when), locale.toString(m_report->vault.commits),
                locale.toString(m_report->vault.events), locale.toString(m_report->vault.blobs)));
}

void VerifyPanel::retranslateBroken()
{
    workbench::setTone(m_verdict, Tone::Danger);
    m_verdict->setText(tr("The record is damaged, or was changed."));
    QString where = m_report->vault.where;
    QString why = m_report->vault.why;
    if (m_report->vault.ok && !m_report->witnesses.breaks.empty()) {
        where = m_report->witnesses.breaks.front().where;
        why = m_report->witnesses.breaks.front().why;
    }
    if (where.isEmpty() && m_report->isOlderCopy) {
        m_details->setText(
            tr("This is an older copy of what this computer wrote, or another works with a copy of it. Stop "
               "charting on this computer, and keep a copy of the vault's folder as it is."));
        return;
    }
    m_details->setText(
        tr("First broken place: %1 (%2). Stop charting on this computer, keep a copy of the vault's "
           "folder as it is, and restore from a backup or another device.")
            .arg(where, why));
}

// A line for each computer: how far others have signed what it wrote.
QString VerifyPanel::witnessText() const
{
    const QLocale locale;
    QStringList lines;
    for (const ChainWitness& chain : m_report->witnesses.chains) {
        QStringList names;
        for (const auto& by : chain.by)
            names.push_back(tr("%1 (up to %2)").arg(by.name, locale.toString(by.seq)));
        const QString since = chain.unwitnessedSince
            ? workbench::formatDateTime(QDateTime::fromMSecsSinceEpoch(chain.unwitnessedSince->wallMs()))
            : QString();
        if (chain.by.empty()) {
            lines.push_back(
                tr("%1: commits %2. No other computer has signed any of them yet; the oldest is of %3.")
                    .arg(chain.device, locale.toString(chain.here), since));
        } else if (since.isEmpty()) {
            lines.push_back(
                tr("%1: commits %2, all of them signed by %3.")
                    .arg(chain.device, locale.toString(chain.here), locale.createSeparatedList(names)));
        } else {
            lines.push_back(
                tr("%1: commits %2, signed by %3. What was written since %4 nobody else has signed yet.")
                    .arg(
                        chain.device, locale.toString(chain.here), locale.createSeparatedList(names), since));
        }
    }
    if (!m_report->witnesses.noted.empty()) {
        lines.push_back(tr("Noted and kept as evidence on this computer: %n. \"twinctl verify\" lists them.",
            nullptr, static_cast<int>(m_report->witnesses.noted.size())));
    }
    return lines.join(u'\n');
}

void VerifyPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::ledger
