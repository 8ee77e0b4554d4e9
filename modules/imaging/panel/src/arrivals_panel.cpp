#include "arrivals_panel_p.h"

#include "study_match_dialog_p.h"
#include "study_words_p.h"
#include "workbench/format.h"
#include "workbench/tables.h"
#include "workbench/theme.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QInputDialog>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>

namespace twinward::imaging {

using workbench::Theme;
using workbench::Tone;

namespace {

WaitingStudy asWaiting(const PlannedStudy& planned, const record::PatientIndex& index)
{
    const ObjectHeader& header = planned.header();
    WaitingStudy study{planned.uid, planned.patient, header.studyDescription, header.accession, {},
        header.studyTime.isNull() ? header.acquired : header.studyTime, 0, planned.instances(),
        matchPatient(planned.patient, index)};
    for (const PlannedSeries& series : planned.series) {
        const QString& modality = series.instances.front().header.modality;
        if (!modality.isEmpty() && !study.modalities.contains(modality))
            study.modalities << modality;
    }
    return study;
}

} // namespace

void ArrivalsPanel::connectAll()
{
    const auto taken = [this](const QStringList& chosen) { scanPaths(chosen); };
    connect(m_chooseFiles, &QAction::triggered, this,
        [this, taken] { workbench::pickPaths(this, workbench::Pick::Files, {tr("All files (*)")}, taken); });
    connect(m_chooseFolder, &QAction::triggered, this,
        [this, taken] { workbench::pickPaths(this, workbench::Pick::Folder, {}, taken); });
    connect(m_files, &QPushButton::clicked, m_chooseFiles, &QAction::trigger);
    connect(m_folder, &QPushButton::clicked, m_chooseFolder, &QAction::trigger);
    connect(m_match, &QAction::triggered, this, &ArrivalsPanel::match);
    connect(m_dismiss, &QAction::triggered, this, &ArrivalsPanel::dismiss);
    connect(m_matchButton, &QPushButton::clicked, m_match, &QAction::trigger);
    connect(m_dismissButton, &QPushButton::clicked, m_dismiss, &QAction::trigger);
    connect(m_table, &QTableView::activated, m_match, &QAction::trigger);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ArrivalsPanel::judge);
    connect(m_transfer, &workbench::Transfer::busyChanged, this, &ArrivalsPanel::judge);
    m_soon.setSingleShot(true);
    m_soon.setInterval(500);
    connect(&m_soon, &QTimer::timeout, this, &ArrivalsPanel::loadWaiting);
    connect(
        &m_session, &workbench::Session::committed, this, [this](const QList<record::PatientId>& patients) {
            if (patients.contains(waitingRoom()) && !m_soon.isActive())
                m_soon.start();
        });
    connect(&Theme::instance(), &Theme::changed, this, &ArrivalsPanel::retranslate);
}

void ArrivalsPanel::focusFirst()
{
    if (m_arrivals.empty())
        m_files->setFocus();
    else
        m_table->setFocus();
}

QList<QAction*> ArrivalsPanel::commands() const
{
    return {m_chooseFiles, m_chooseFolder, m_match};
}

void ArrivalsPanel::dragEnterEvent(QDragEnterEvent* event)
{
    if (!m_transfer->isBusy() && !workbench::localPaths(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void ArrivalsPanel::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    scanPaths(workbench::localPaths(event->mimeData()));
}

// ---- what there is ----

void ArrivalsPanel::scanPaths(const QStringList& paths)
{
    if (paths.isEmpty() || m_transfer->isBusy())
        return;
    m_failure->clear();
    m_transfer->start(
        tr("Looking through the files"),
        [paths](ledger::Vault&, const ledger::ProgressFn& progress) {
            return std::make_shared<const base::Result<ImportPlan>>(scan({paths, {}}, progress));
        },
        [this](const std::shared_ptr<const base::Result<ImportPlan>>& plan) { take(plan); });
}

void ArrivalsPanel::take(const std::shared_ptr<const base::Result<ImportPlan>>& plan)
{
    if (!*plan) {
        if (plan->error().code != base::ErrorCode::Cancelled)
            m_failure->show(plan->error(), tr("Nothing was filed."));
        return;
    }
    m_plan = plan;
    const ImportPlan& found = **plan;
    std::erase_if(m_arrivals, [](const Arrival& arrival) { return arrival.planned.has_value(); });
    std::vector<Arrival> arrivals;
    for (size_t i = 0; i < found.studies.size(); ++i)
        arrivals.push_back({i, asWaiting(found.studies[i], *m_session.patients()), {}, Tone::Plain});
    m_arrivals.insert(m_arrivals.begin(), arrivals.begin(), arrivals.end());
    m_refused = found.refused;
    showArrivals();
    showRefused();
    if (found.studies.empty())
        m_failure->show(
            {base::ErrorCode::NotFound, QStringLiteral("There are no DICOM images there"), {}, {}});
    else
        m_table->setFocus();
}

void ArrivalsPanel::loadWaiting()
{
    workbench::whenDone(m_session.run([](ledger::Vault& vault) { return waitingStudies(vault); }), this,
        [this](const base::Result<std::vector<WaitingStudy>>& waiting) {
            if (!waiting) {
                m_failure->show(waiting.error());
                return;
            }
            std::erase_if(m_arrivals,
                [](const Arrival& arrival) { return !arrival.planned && arrival.outcome.isEmpty(); });
            for (const WaitingStudy& study : *waiting)
                m_arrivals.push_back({std::nullopt, study, {}, Tone::Plain});
            showArrivals();
        });
}

// ---- whose it is ----

void ArrivalsPanel::match()
{
    const Arrival* arrival = selected();
    if (arrival == nullptr || m_transfer->isBusy() || !arrival->outcome.isEmpty())
        return;
    StudyMatchDialog::match(
        m_session, {arrival->study.patient, whatIs(*arrival), arrival->study.matches},
        [this, uid = arrival->study.uid, planned = arrival->planned](
            const FilingDecision& decision) { file(uid, planned, decision); },
        this);
}

void ArrivalsPanel::file(
    const QString& studyUid, std::optional<size_t> planned, const FilingDecision& decision)
{
    m_failure->clear();
    m_transfer->start(
        tr("Filing the images, in bytes"),
        [plan = m_plan, studyUid, planned, decision](
            ledger::Vault& vault, const ledger::ProgressFn& progress) {
            if (!planned)
                return fileWaiting(vault, studyUid, decision, progress);
            FilingDecision one = decision;
            one.study = *planned;
            return imaging::file(vault, **plan, {one}, progress);
        },
        [this, studyUid, decision](
            const base::Result<FilingReport>& report) { showFiled(studyUid, decision, report); });
}

void ArrivalsPanel::showFiled(
    const QString& studyUid, const FilingDecision& decision, const base::Result<FilingReport>& report)
{
    if (!report) {
        m_failure->show(report.error(), tr("Nothing of it was filed."));
        return;
    }
    if (report->cancelled)
        return;
    quint64 here = 0;
    for (const FiledStudy& filed : report->studies) {
        if (filed.failure) {
            m_failure->show(*filed.failure, tr("Nothing of it was filed."));
            return;
        }
        here += filed.alreadyHere;
        m_refused.insert(m_refused.end(), filed.refused.begin(), filed.refused.end());
    }
    const record::PatientRow* row = m_session.patients()->find(decision.patient);
    const QString name = row != nullptr ? workbench::formatName(row->details)
        : decision.registration         ? workbench::formatName(*decision.registration)
                                        : QString();
    for (Arrival& arrival : m_arrivals) {
        if (arrival.study.uid != studyUid || !arrival.outcome.isEmpty())
            continue;
        arrival.tone = report->isComplete() ? Tone::Good : Tone::Caution;
        arrival.outcome = here == 0
            ? tr("Filed under %1").arg(name)
            : tr("Filed under %1; %n was/were there already", nullptr, static_cast<int>(here)).arg(name);
        break;
    }
    showArrivals();
    showRefused();
}

void ArrivalsPanel::dismiss()
{
    Arrival* arrival = selected();
    if (arrival == nullptr || m_transfer->isBusy() || !arrival->outcome.isEmpty())
        return;
    if (arrival->planned) { // they stay where they came from: there is nothing to take back
        m_arrivals.erase(m_arrivals.begin() + (arrival - m_arrivals.data()));
        showArrivals();
        return;
    }
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Don't file these images"));
    dialog->setLabelText(tr("Why are they not to be filed?"));
    dialog->setOkButtonText(tr("Don't file them"));
    connect(
        dialog, &QInputDialog::textValueSelected, this, [this, uid = arrival->study.uid](const QString& why) {
            if (why.trimmed().isEmpty())
                return;
            workbench::whenDone(
                m_session.run([uid, why](ledger::Vault& vault) { return dismissWaiting(vault, uid, why); }),
                this, [this](const base::Status& done) {
                    if (!done)
                        m_failure->show(done.error(), tr("They go on waiting."));
                    loadWaiting();
                });
        });
    dialog->open();
}

// ---- what is shown ----

ArrivalsPanel::Arrival* ArrivalsPanel::selected()
{
    const int row = m_table->currentIndex().row();
    return row < 0 || row >= static_cast<int>(m_arrivals.size()) ? nullptr
                                                                 : &m_arrivals[static_cast<size_t>(row)];
}

QString ArrivalsPanel::whatIs(const Arrival& arrival) const
{
    QStringList parts{StudyWords::title(arrival.study.modalities, arrival.study.description),
        workbench::formatMoment(arrival.study.time), StudyWords::images(arrival.study.instances)};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

void ArrivalsPanel::showArrivals()
{
    const int current = std::max(0, m_table->currentIndex().row());
    std::vector<workbench::RowsModel::Row> rows;
    for (const Arrival& arrival : m_arrivals) {
        const WaitingStudy& study = arrival.study;
        rows.push_back(
            {{workbench::formatMoment(study.time), StudyWords::title(study.modalities, study.description),
                 StudyWords::person(study.patient), StudyWords::images(study.instances),
                 arrival.planned ? tr("files") : tr("sent here"),
                 arrival.outcome.isEmpty() ? tr("Whose is it?") : arrival.outcome},
                arrival.outcome.isEmpty() ? Tone::Caution : arrival.tone});
    }
    const bool any = !rows.empty();
    m_model.set(std::move(rows));
    m_table->setVisible(any);
    m_none->setVisible(!any);
    workbench::fitColumns(m_table, 2);
    if (any)
        m_table->selectRow(std::min(current, static_cast<int>(m_arrivals.size()) - 1));
    judge();
}

void ArrivalsPanel::showRefused()
{
    std::vector<workbench::RowsModel::Row> rows;
    for (const RefusedObject& refused : m_refused)
        rows.push_back({{refused.name, refused.why}, Tone::Plain});
    m_refusedTitle->setText(tr("%n file(s) could not be read", nullptr, static_cast<int>(rows.size())));
    for (QWidget* part : std::initializer_list<QWidget*>{m_refusedTitle, m_refusedTable})
        part->setVisible(!rows.empty());
    m_refusedModel.set(std::move(rows));
    workbench::fitColumns(m_refusedTable, 1);
}

void ArrivalsPanel::judge()
{
    const Arrival* arrival = selected();
    const bool open = arrival != nullptr && arrival->outcome.isEmpty() && !m_transfer->isBusy();
    for (QAction* action : {m_match, m_dismiss})
        action->setEnabled(open);
    m_matchButton->setEnabled(open);
    m_dismissButton->setEnabled(open);
    for (QPushButton* button : {m_files, m_folder})
        button->setEnabled(!m_transfer->isBusy());
}

void ArrivalsPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::imaging
