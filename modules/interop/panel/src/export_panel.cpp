#include "export_panel_p.h"

#include "workbench/theme.h"

#include <QAction>
#include <QEvent>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace twinward::interop {

using workbench::Theme;
using workbench::Tone;

ExportPanel::ExportPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_context(workspace.context)
    , m_patient(new QAction(this))
    , m_all(new QAction(this))
    , m_title(new QLabel)
    , m_explanation(new QLabel)
    , m_folder(new QLineEdit)
    , m_pick(new QPushButton)
    , m_patientButton(new QPushButton)
    , m_allButton(new QPushButton)
    , m_progress(new workbench::ProgressLine)
    , m_failure(new workbench::FailureBar)
    , m_result(new QLabel)
    , m_transfer(new workbench::Transfer(workspace.session, m_progress, this))
{
    m_folder->setObjectName(QStringLiteral("exportFolder"));
    m_patientButton->setObjectName(QStringLiteral("exportPatient"));
    m_allButton->setObjectName(QStringLiteral("exportAll"));
    m_result->setObjectName(QStringLiteral("exportResult"));
    layOut();
    connect(m_pick, &QPushButton::clicked, this, [this] {
        workbench::pickPaths(this, workbench::Pick::Folder, {},
            [this](const QStringList& paths) { m_folder->setText(paths.value(0)); });
    });
    connect(m_patientButton, &QPushButton::clicked, m_patient, &QAction::trigger);
    connect(m_allButton, &QPushButton::clicked, m_all, &QAction::trigger);
    connect(m_patient, &QAction::triggered, this, &ExportPanel::exportPatient);
    connect(m_all, &QAction::triggered, this, &ExportPanel::exportAll);
    connect(m_folder, &QLineEdit::textChanged, this, &ExportPanel::judge);
    connect(m_transfer, &workbench::Transfer::busyChanged, this, &ExportPanel::judge);
    connect(&m_context, &workbench::PatientContext::patientChanged, this, &ExportPanel::judge);
    retranslate();
}

void ExportPanel::layOut()
{
    const Theme& theme = Theme::instance();
    m_title->setProperty("rank", QStringLiteral("heading"));
    m_explanation->setWordWrap(true);
    workbench::setTone(m_explanation, Tone::Secondary);
    auto* where = new QHBoxLayout;
    where->addWidget(m_folder, 1);
    where->addWidget(m_pick);
    auto* go = new QHBoxLayout;
    go->addStretch();
    go->addWidget(m_patientButton);
    go->addWidget(m_allButton);
    m_result->setWordWrap(true);
    m_result->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8));
    layout->setSpacing(theme.px(8));
    layout->addWidget(m_title);
    layout->addWidget(m_explanation);
    layout->addLayout(where);
    layout->addLayout(go);
    layout->addWidget(m_progress);
    layout->addWidget(m_failure);
    layout->addWidget(m_result);
    layout->addStretch();
}

void ExportPanel::focusFirst()
{
    m_folder->setFocus();
}

void ExportPanel::exportPatient()
{
    const QString folder = m_folder->text().trimmed();
    if (folder.isEmpty())
        return m_folder->setFocus();
    if (m_context.patient().isNull() || m_transfer->isBusy())
        return;
    m_failure->clear();
    m_result->hide();
    m_transfer->start(
        tr("Exporting the patient"),
        [folder, patient = m_context.patient()](ledger::Vault& vault, const ledger::ProgressFn&) {
            return exportPatientTo(vault, patient, folder);
        },
        [this](const base::Result<ExportReport>& report) { show(report); });
}

void ExportPanel::exportAll()
{
    const QString folder = m_folder->text().trimmed();
    if (folder.isEmpty())
        return m_folder->setFocus();
    if (m_transfer->isBusy())
        return;
    m_failure->clear();
    m_result->hide();
    m_transfer->start(
        tr("Exporting patients"),
        [folder](ledger::Vault& vault, const ledger::ProgressFn& progress) {
            return interop::exportAll(vault, folder, progress);
        },
        [this](const base::Result<ExportReport>& report) { show(report); });
}

void ExportPanel::show(const base::Result<ExportReport>& report)
{
    if (!report) {
        m_failure->show(report.error(), tr("Files written before this are whole; the record is as it was."));
        return;
    }
    const QLocale locale;
    workbench::setTone(m_result, Tone::Good);
    m_result->setText(
        tr("Exported: %1 resources of %2 patients, in %3 files. Whoever has these files can read them: they "
           "are not sealed.")
            .arg(locale.toString(report->resources), locale.toString(report->patients),
                locale.toString(report->files.size())));
    m_result->show();
}

void ExportPanel::judge()
{
    const bool out = !m_transfer->isBusy() && !m_folder->text().trimmed().isEmpty();
    m_allButton->setEnabled(out);
    m_patientButton->setEnabled(out && !m_context.patient().isNull());
    m_patientButton->setToolTip(m_context.patient().isNull() ? tr("Open the patient first") : QString());
}

void ExportPanel::retranslate()
{
    setAccessibleName(tr("Export records"));
    m_patient->setText(tr("Export this patient as FHIR"));
    m_all->setText(tr("Export the clinic as FHIR"));
    m_title->setText(tr("Export as FHIR R4"));
    m_explanation->setText(tr("One file for each patient. What came from elsewhere and was not changed here "
                              "goes out exactly as it came."));
    m_folder->setPlaceholderText(tr("Folder to write into"));
    m_folder->setAccessibleName(tr("Folder to export into"));
    m_pick->setText(tr("Folder…"));
    m_patientButton->setText(tr("Export this patient"));
    m_allButton->setText(tr("Export the clinic"));
    judge();
}

void ExportPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::interop
