#include "import_panel_p.h"

#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <QAction>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QtConcurrent/QtConcurrentRun>

namespace twinward::interop {

using workbench::Theme;
using workbench::Tone;

namespace {

// Between several paths in the field.
constexpr QChar parting = QLatin1Char('|');
constexpr int lookAfterMs = 200; // while a path is being typed

} // namespace

void ImportPanel::connectAll()
{
    const auto taken = [this](const QStringList& chosen) { setPaths(chosen); };
    connect(m_chooseFiles, &QAction::triggered, this, [this, taken] {
        workbench::pickPaths(this, workbench::Pick::Files,
            {tr("Records (*.json *.ndjson *.hl7 *.csv *.tsv *.txt)"), tr("All files (*)")}, taken);
    });
    connect(m_chooseFolder, &QAction::triggered, this,
        [this, taken] { workbench::pickPaths(this, workbench::Pick::Folder, {}, taken); });
    connect(m_files, &QPushButton::clicked, m_chooseFiles, &QAction::trigger);
    connect(m_folder, &QPushButton::clicked, m_chooseFolder, &QAction::trigger);
    connect(m_go, &QPushButton::clicked, m_import, &QAction::trigger);
    connect(m_import, &QAction::triggered, this, &ImportPanel::import);
    connect(m_paths, &QLineEdit::returnPressed, m_import, &QAction::trigger);
    connect(m_paths, &QLineEdit::textChanged, this, [this] {
        m_incoming.reset();
        m_isWanted = false;
        ++m_looks;
        m_mapping->clear();
        hideResults();
        judge();
        m_soon.start();
    });
    m_soon.setSingleShot(true);
    m_soon.setInterval(lookAfterMs);
    connect(&m_soon, &QTimer::timeout, this, &ImportPanel::look);
    connect(m_policy, &QComboBox::currentIndexChanged, this, &ImportPanel::judge);
    connect(m_mapping, &CsvMappingView::changed, this, &ImportPanel::judge);
    connect(m_transfer, &workbench::Transfer::busyChanged, this, &ImportPanel::judge);
    connect(&Theme::instance(), &Theme::changed, this, &ImportPanel::retranslate);
}

void ImportPanel::focusFirst()
{
    m_paths->setFocus();
}

QStringList ImportPanel::paths() const
{
    return m_paths->text().trimmed().split(parting, Qt::SkipEmptyParts);
}

void ImportPanel::setPaths(const QStringList& paths)
{
    m_paths->setText(paths.join(parting));
    m_soon.start(0);
}

void ImportPanel::dragEnterEvent(QDragEnterEvent* event)
{
    if (!m_transfer->isBusy() && !workbench::localPaths(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void ImportPanel::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    setPaths(workbench::localPaths(event->mimeData()));
}

// ---- what lies behind the paths ----

ImportPanel::Looked ImportPanel::lookAt(const QStringList& paths)
{
    Looked looked{sortOut(paths), {}, {}, {}};
    if (!looked.incoming || looked.incoming->csv.isEmpty())
        return looked;
    auto table = readCsvFile(looked.incoming->csv.front());
    if (!table) {
        looked.unreadable = table.error();
        return looked;
    }
    looked.proposal = proposeCsvMapping(*table);
    looked.table = std::make_shared<const CsvTable>(std::move(*table));
    return looked;
}

void ImportPanel::look()
{
    const QStringList wanted = paths();
    if (wanted.isEmpty())
        return;
    const quint64 mine = ++m_looks;
    workbench::whenDone(
        QtConcurrent::run([wanted] { return lookAt(wanted); }), this, [this, mine](const Looked& looked) {
            if (mine == m_looks)
                show(looked);
        });
}

void ImportPanel::show(const Looked& looked)
{
    const bool wanted = std::exchange(m_isWanted, false);
    if (!looked.incoming) {
        // While a path is typed it is not there yet: said only to who asked for the import.
        if (wanted)
            m_failure->show(looked.incoming.error(), tr("Nothing came in."));
        return judge();
    }
    m_incoming = *looked.incoming;
    if (looked.unreadable)
        m_failure->show(*looked.unreadable, tr("Nothing came in."));
    if (looked.table != nullptr)
        m_mapping->setTable(m_incoming->csv.front(), looked.table, looked.proposal);
    judge();
    if (wanted)
        import();
}

QString ImportPanel::foundText() const
{
    if (!m_incoming)
        return tr("Drop files or folders here, or type where they are.");
    if (m_incoming->files() == 0)
        return tr("Nothing in there looks like a record.");
    QStringList parts;
    if (!m_incoming->fhir.isEmpty())
        parts << tr("%n FHIR file(s)", nullptr, static_cast<int>(m_incoming->fhir.size()));
    if (!m_incoming->hl7.isEmpty())
        parts << tr("%n HL7 v2 file(s)", nullptr, static_cast<int>(m_incoming->hl7.size()));
    if (!m_incoming->csv.isEmpty())
        parts << tr("%n table(s) of vital signs", nullptr, static_cast<int>(m_incoming->csv.size()));
    if (!m_incoming->unknown.isEmpty())
        parts << tr("%n file(s) of another kind", nullptr, static_cast<int>(m_incoming->unknown.size()));
    return tr("Found: %1", "list of kinds of files").arg(parts.join(QStringLiteral(" · ")));
}

// ---- the import ----

void ImportPanel::import()
{
    if (m_transfer->isBusy())
        return;
    if (paths().isEmpty())
        return focusFirst();
    if (!m_incoming) {
        m_isWanted = true;
        m_failure->clear();
        m_soon.start(0);
        return;
    }
    if (!m_go->isEnabled())
        return m_mapping->isActive() ? m_mapping->focusFirst() : focusFirst();
    hideResults();
    m_mapping->remember();
    m_mapping->hide();
    ImportRequest request;
    request.policy = static_cast<ImportPolicy>(m_policy->currentData().toInt());
    m_transfer->start(
        tr("Reading the files, in bytes"),
        [request, incoming = *m_incoming, mapping = m_mapping->confirmed()](
            ledger::Vault& vault, const ledger::ProgressFn& progress) {
            return importIncoming(vault, incoming, mapping, request, progress);
        },
        [this](const base::Result<ImportReport>& report) { show(report); });
}

void ImportPanel::show(const base::Result<ImportReport>& report)
{
    if (!report) {
        m_mapping->setVisible(m_mapping->isActive());
        m_failure->show(report.error(), tr("Nothing came in."));
        return;
    }
    showVerdict(*report);
    showTypes(*report);
    m_refused->show(report->refused, report->refusedCount);
}

void ImportPanel::showVerdict(const ImportReport& report)
{
    const QLocale locale;
    const TypeCount total = report.total();
    const QString counts = tr("%1 new, %2 changed, %3 already here, %4 refused.")
                               .arg(locale.toString(total.added), locale.toString(total.amended),
                                   locale.toString(total.alreadyHere), locale.toString(report.refusedCount));
    QString verdict;
    Tone tone = report.refusedCount == 0 ? Tone::Good : Tone::Caution;
    switch (report.outcome) {
    case ImportReport::Outcome::Complete:
        verdict
            = report.refusedCount == 0 ? tr("Everything came in.") : tr("All that could be used came in.");
        break;
    case ImportReport::Outcome::NothingKept:
        verdict = tr("Nothing came in, because something was refused and you asked for all or nothing.");
        break;
    case ImportReport::Outcome::Cancelled:
        verdict = tr("Stopped, as you asked; what is counted here had come in before and is kept.");
        tone = Tone::Caution;
        break;
    case ImportReport::Outcome::Stopped:
        verdict = tr("Stopped by a failure; what is counted here had come in before and is kept.");
        tone = Tone::Danger;
        if (report.stoppedBy)
            m_failure->show(*report.stoppedBy);
        break;
    }
    workbench::setTone(m_result, tone);
    m_result->setText(tr("%1 %2", "verdict, counts").arg(verdict, counts));
    m_result->show();
}

void ImportPanel::judge()
{
    const bool busy = m_transfer->isBusy();
    const bool wholeOrNothing
        = static_cast<ImportPolicy>(m_policy->currentData().toInt()) == ImportPolicy::AllOrNothing;
    QString missing = m_mapping->whatIsMissing();
    if (missing.isEmpty() && m_incoming && wholeOrNothing && m_incoming->formats() > 1)
        missing = tr("All or nothing can be promised for one kind of file at a time.");
    const bool unread = m_incoming && !m_incoming->csv.isEmpty() && !m_mapping->isActive();
    m_found->setText(foundText());
    m_missing->setText(busy ? QString() : missing);
    m_go->setEnabled(!busy && m_incoming && m_incoming->files() > 0 && missing.isEmpty() && !unread);
    for (QWidget* field : std::initializer_list<QWidget*>{m_paths, m_files, m_folder, m_policy, m_mapping})
        field->setEnabled(!busy);
}

} // namespace twinward::interop
