#include "transfer_panel_p.h"

#include "workbench/theme.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace twinward::workstation {

using interop::ImportPolicy;
using interop::ImportReport;
using workbench::Theme;
using workbench::Tone;

namespace {

// Between several paths in the field.
constexpr QChar parting = QLatin1Char('|');

QTableWidget* makeTable(int columns)
{
    auto* table = new QTableWidget(0, columns);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setStretchLastSection(true);
    table->hide();
    return table;
}

void setRow(QTableWidget* table, int row, const QStringList& texts)
{
    for (int column = 0; column < texts.size(); ++column) {
        auto* item = new QTableWidgetItem(texts[column]);
        item->setToolTip(texts[column]);
        table->setItem(row, column, item);
    }
}

} // namespace

TransferPanel::TransferPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_session(workspace.session)
    , m_context(workspace.context)
    , m_import(new QAction(this))
    , m_exportPatient(new QAction(this))
    , m_exportAll(new QAction(this))
    , m_inTitle(new QLabel)
    , m_inPaths(new QLineEdit)
    , m_inFiles(new QPushButton)
    , m_inFolder(new QPushButton)
    , m_policy(new QComboBox)
    , m_inGo(new QPushButton)
    , m_outTitle(new QLabel)
    , m_outFolder(new QLineEdit)
    , m_outPick(new QPushButton)
    , m_outPatient(new QPushButton)
    , m_outAll(new QPushButton)
    , m_progress(new workbench::ProgressLine)
    , m_failure(new workbench::FailureBar)
    , m_result(new QLabel)
    , m_types(makeTable(4))
    , m_refused(makeTable(3))
{
    m_inPaths->setObjectName(QStringLiteral("importPaths"));
    m_inGo->setObjectName(QStringLiteral("importGo"));
    m_policy->setObjectName(QStringLiteral("importPolicy"));
    m_outFolder->setObjectName(QStringLiteral("exportFolder"));
    m_outPatient->setObjectName(QStringLiteral("exportPatient"));
    m_outAll->setObjectName(QStringLiteral("exportAll"));
    m_result->setObjectName(QStringLiteral("transferResult"));
    m_policy->addItem(QString(), static_cast<int>(ImportPolicy::SkipBroken));
    m_policy->addItem(QString(), static_cast<int>(ImportPolicy::AllOrNothing));
    layOut();
    connect(m_inFiles, &QPushButton::clicked, this, [this] { pick(Pick::Files, m_inPaths); });
    connect(m_inFolder, &QPushButton::clicked, this, [this] { pick(Pick::Folder, m_inPaths); });
    connect(m_outPick, &QPushButton::clicked, this, [this] { pick(Pick::Folder, m_outFolder); });
    connect(m_inGo, &QPushButton::clicked, m_import, &QAction::trigger);
    connect(m_outPatient, &QPushButton::clicked, m_exportPatient, &QAction::trigger);
    connect(m_outAll, &QPushButton::clicked, m_exportAll, &QAction::trigger);
    connect(m_inPaths, &QLineEdit::returnPressed, m_inGo, &QPushButton::click);
    connect(m_import, &QAction::triggered, this, &TransferPanel::import);
    connect(m_exportPatient, &QAction::triggered, this, &TransferPanel::exportPatient);
    connect(m_exportAll, &QAction::triggered, this, &TransferPanel::exportAll);
    for (QLineEdit* field : {m_inPaths, m_outFolder})
        connect(field, &QLineEdit::textChanged, this, &TransferPanel::judge);
    connect(&m_context, &workbench::PatientContext::patientChanged, this, &TransferPanel::judge);
    connect(&Theme::instance(), &Theme::changed, this, &TransferPanel::retranslate);
    retranslate();
}

void TransferPanel::layOut()
{
    for (QLabel* title : {m_inTitle, m_outTitle})
        title->setProperty("rank", QStringLiteral("heading"));
    auto* in = new QHBoxLayout;
    in->addWidget(m_inPaths, 1);
    in->addWidget(m_inFiles);
    in->addWidget(m_inFolder);
    auto* go = new QHBoxLayout;
    go->addWidget(m_policy);
    go->addStretch();
    go->addWidget(m_inGo);
    auto* out = new QHBoxLayout;
    out->addWidget(m_outFolder, 1);
    out->addWidget(m_outPick);
    auto* outGo = new QHBoxLayout;
    outGo->addStretch();
    outGo->addWidget(m_outPatient);
    outGo->addWidget(m_outAll);
    workbench::setKind(m_inGo, workbench::ButtonKind::Primary);
    m_result->setWordWrap(true);
    m_result->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_inTitle);
    layout->addLayout(in);
    layout->addLayout(go);
    layout->addSpacing(12);
    layout->addWidget(m_outTitle);
    layout->addLayout(out);
    layout->addLayout(outGo);
    layout->addSpacing(12);
    layout->addWidget(m_progress);
    layout->addWidget(m_failure);
    layout->addWidget(m_result);
    layout->addWidget(m_types, 2);
    layout->addWidget(m_refused, 3);
    layout->addStretch();
}

void TransferPanel::focusFirst()
{
    m_inPaths->setFocus();
}

void TransferPanel::pick(Pick what, QLineEdit* into)
{
    auto* dialog = new QFileDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (what == Pick::Files) {
        dialog->setFileMode(QFileDialog::ExistingFiles);
        dialog->setNameFilters({tr("FHIR files (*.json *.ndjson)"), tr("All files (*)")});
    } else {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
    }
    connect(dialog, &QFileDialog::filesSelected, this,
        [into](const QStringList& paths) { into->setText(paths.join(parting)); });
    dialog->open();
}

// One thing at a time: its progress, then what became of it.
template <class Work, class Take> void TransferPanel::start(const QString& what, Work work, Take take)
{
    if (m_job)
        return;
    m_failure->clear();
    for (QWidget* old : std::initializer_list<QWidget*>{m_result, m_types, m_refused})
        old->hide();
    m_job = new workbench::Job(m_session, this);
    m_progress->follow(m_job, what);
    judge();
    using Outcome = std::invoke_result_t<Work&, ledger::Vault&, const ledger::ProgressFn&>;
    m_session
        .runBeside([work = std::move(work), progress = m_job->progress()](
                       ledger::Vault& vault) { return work(vault, progress); })
        .then(this, [this, take](const Outcome& outcome) {
            if (m_job) {
                m_job->finish();
                delete m_job;
            }
            judge();
            (this->*take)(outcome);
        });
}

void TransferPanel::import()
{
    interop::ImportRequest request;
    request.paths = m_inPaths->text().trimmed().split(parting, Qt::SkipEmptyParts);
    if (request.paths.isEmpty())
        return focusFirst();
    request.policy = static_cast<ImportPolicy>(m_policy->currentData().toInt());
    start(
        tr("Reading the files, in bytes"),
        [request](ledger::Vault& vault, const ledger::ProgressFn& progress) {
            return interop::importFhir(vault, request, progress);
        },
        &TransferPanel::showImport);
}

void TransferPanel::exportPatient()
{
    const QString folder = m_outFolder->text().trimmed();
    if (folder.isEmpty())
        return m_outFolder->setFocus();
    if (m_context.patient().isNull())
        return;
    start(
        tr("Exporting the patient"),
        [folder, patient = m_context.patient()](ledger::Vault& vault, const ledger::ProgressFn&) {
            return interop::exportPatientTo(vault, patient, folder);
        },
        &TransferPanel::showExport);
}

void TransferPanel::exportAll()
{
    const QString folder = m_outFolder->text().trimmed();
    if (folder.isEmpty())
        return m_outFolder->setFocus();
    start(
        tr("Exporting patients"),
        [folder](ledger::Vault& vault, const ledger::ProgressFn& progress) {
            return interop::exportAll(vault, folder, progress);
        },
        &TransferPanel::showExport);
}

void TransferPanel::showImport(const base::Result<ImportReport>& report)
{
    if (!report) {
        m_failure->show(report.error(), tr("Nothing came in."));
        return;
    }
    const QLocale locale;
    const interop::TypeCount total = report->total();
    const QString counts = tr("%1 new, %2 changed, %3 already here, %4 refused.")
                               .arg(locale.toString(total.added), locale.toString(total.amended),
                                   locale.toString(total.alreadyHere), locale.toString(report->refusedCount));
    QString verdict;
    switch (report->outcome) {
    case ImportReport::Outcome::Complete:
        verdict
            = report->refusedCount == 0 ? tr("Everything came in.") : tr("All that could be used came in.");
        workbench::setTone(m_result, report->refusedCount == 0 ? Tone::Good : Tone::Caution);
        break;
    case ImportReport::Outcome::NothingKept:
        verdict = tr("Nothing came in, because something was refused and you asked for all or nothing.");
        workbench::setTone(m_result, Tone::Caution);
        break;
    case ImportReport::Outcome::Cancelled:
        verdict = tr("Stopped, as you asked; what is counted here had come in before and is kept.");
        workbench::setTone(m_result, Tone::Caution);
        break;
    case ImportReport::Outcome::Stopped:
        verdict = tr("Stopped by a failure; what is counted here had come in before and is kept.");
        workbench::setTone(m_result, Tone::Danger);
        if (report->stoppedBy)
            m_failure->show(*report->stoppedBy);
        break;
    }
    m_result->setText(tr("%1 %2", "verdict, counts").arg(verdict, counts));
    m_result->show();
    showTypes(*report);
}

void TransferPanel::showTypes(const ImportReport& report)
{
    const QLocale locale;
    m_types->setRowCount(static_cast<int>(report.byType.size()));
    int row = 0;
    for (const auto& [type, count] : report.byType) {
        setRow(m_types, row++,
            {type, locale.toString(count.added), locale.toString(count.amended),
                locale.toString(count.alreadyHere)});
    }
    m_types->setVisible(row > 0);
    m_refused->setRowCount(static_cast<int>(report.refused.size()));
    row = 0;
    for (const interop::Refusal& refusal : report.refused)
        setRow(m_refused, row++, {refusal.why, refusal.place, refusal.file});
    m_refused->setVisible(row > 0);
    m_refused->resizeColumnsToContents();
}

void TransferPanel::showExport(const base::Result<interop::ExportReport>& report)
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

void TransferPanel::judge()
{
    const bool busy = !m_job.isNull();
    const bool in = !busy && !m_inPaths->text().trimmed().isEmpty();
    const bool out = !busy && !m_outFolder->text().trimmed().isEmpty();
    m_inGo->setEnabled(in);
    m_outAll->setEnabled(out);
    m_outPatient->setEnabled(out && !m_context.patient().isNull());
}

void TransferPanel::retranslate()
{
    m_import->setText(tr("Import FHIR files"));
    m_exportPatient->setText(tr("Export this patient as FHIR"));
    m_exportAll->setText(tr("Export the clinic as FHIR"));
    m_inTitle->setText(tr("Import"));
    m_outTitle->setText(tr("Export"));
    m_inPaths->setPlaceholderText(tr("FHIR R4 files or a folder"));
    m_inPaths->setAccessibleName(tr("Files or folder to import"));
    m_inFiles->setText(tr("Files…"));
    m_inFolder->setText(tr("Folder…"));
    m_policy->setItemText(0, tr("Skip what can't be used, and say what it was"));
    m_policy->setItemText(1, tr("All or nothing"));
    m_policy->setAccessibleName(tr("What to do about entries that can't be used"));
    m_inGo->setText(tr("Import"));
    m_outFolder->setPlaceholderText(tr("Folder to write into"));
    m_outFolder->setAccessibleName(tr("Folder to export into"));
    m_outPick->setText(tr("Folder…"));
    m_outPatient->setText(tr("Export this patient"));
    m_outAll->setText(tr("Export the clinic"));
    m_types->setHorizontalHeaderLabels({tr("Kind"), tr("New"), tr("Changed"), tr("Already here")});
    m_types->setAccessibleName(tr("What came in"));
    m_refused->setHorizontalHeaderLabels({tr("Refused because"), tr("Place"), tr("File")});
    m_refused->setAccessibleName(tr("What was refused"));
    for (QTableWidget* table : {m_types, m_refused})
        table->verticalHeader()->setDefaultSectionSize(Theme::instance().rowHeight());
    judge();
}

void TransferPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::workstation
