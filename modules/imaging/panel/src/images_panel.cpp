#include "images_panel_p.h"

#include "imaging_panel/live_exam.h"
#include "imaging_view/plane_geometry.h"
#include "patient_words_p.h"
#include "segmenting_p.h"
#include "view_controls_p.h"
#include "waveform_view_p.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"
#include "workbench/widgets.h"

#include <algorithm>
#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QtConcurrent/QtConcurrentRun>
#include <QToolBar>
#include <QVBoxLayout>

namespace twinward::imaging {

ImagesPanel::ImagesPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_workspace(workspace)
    , m_exam(new Exam(workspace.session, this))
    , m_marks(new Marks(*m_exam, workspace.context, this))
    , m_list(new SeriesList(workspace.session))
    , m_views(new ViewGrid(*m_exam, *m_marks))
    , m_controls(new ViewControls(*m_exam, *m_views))
    , m_segmenting(new Segmenting(*m_exam, workspace.context, this))
    , m_side(new QTabWidget)
    , m_tools(new QToolBar)
    , m_looks(new QToolBar)
    , m_pages(new QStackedWidget)
    , m_full(new QSplitter)
    , m_empty(new workbench::EmptyState)
    , m_failure(new workbench::FailureBar)
    , m_progress(new workbench::ProgressLine)
{
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(m_failure);
    page->addWidget(m_progress);
    m_full->addWidget(m_list);
    m_full->addWidget(makeStage());
    m_full->addWidget(makeSide());
    m_full->setStretchFactor(1, 1);
    m_full->setChildrenCollapsible(true);
    m_full->setSizes({workbench::Theme::instance().px(208), 900, workbench::Theme::instance().px(264)});
    m_pages->addWidget(m_full);
    m_pages->addWidget(m_empty);
    page->addWidget(m_pages, 1);
    makeTools();
    makeLooks();
    joinSegmenting();
    joinFindings();
    connect(m_list, &SeriesList::chosen, this, [this](SeriesList::Place place) { open(place); });
    connect(m_exam, &Exam::failed, this, &ImagesPanel::fail);
    connect(m_marks, &Marks::failed, this, &ImagesPanel::fail);
    connect(m_exam, &Exam::contentChanged, this, &ImagesPanel::showFindings);
    connect(m_controls, &ViewControls::registerAsked, this, &ImagesPanel::align);
    connect(m_controls, &ViewControls::removeAsked, m_exam, &Exam::removeSecond);
    connect(m_exam, &Exam::changed, this, &ImagesPanel::showFindings);
    connect(m_exam, &Exam::contentChanged, this, &ImagesPanel::showBars);
    connect(m_exam, &Exam::layersChanged, this, &ImagesPanel::showBars);
    connect(m_stage, &QStackedWidget::currentChanged, this, &ImagesPanel::showBars);
    workbench::PatientContext& context = m_workspace.context;
    connect(&context, &workbench::PatientContext::patientChanged, this, [this] {
        ++m_generation;
        m_read = false;
        m_shown = {};
        m_studies.clear();
        m_list->setStudies({});
        m_outlines.clear();
        showOutlines();
        stopPlaying();
        // Nothing of one patient's stays on the screen for another.
        ++m_openings;
        m_goTo.reset();
        m_report->clear();
        m_waveform->setWaveform({});
        m_stage->setCurrentWidget(m_views);
        m_exam->clear();
        m_failure->clear();
        showState();
    });
    connect(&context, &workbench::PatientContext::chartChanged, this, &ImagesPanel::chartChanged);
    connect(&context, &workbench::PatientContext::selectionChanged, this, &ImagesPanel::followSelection);
    LiveExam::of(context).follow(*m_exam, *m_marks, *m_segmenting);
    retranslate();
    chartChanged();
}

ImagesPanel::~ImagesPanel() = default;

QWidget* ImagesPanel::makeStage()
{
    m_finding = new QLabel;
    m_finding->setObjectName(QStringLiteral("imagesNote"));
    m_finding->setWordWrap(true);
    m_finding->setMargin(8);
    m_finding->hide();
    workbench::setTone(m_finding, workbench::Tone::Caution);
    m_report = new QPlainTextEdit;
    m_report->setReadOnly(true);
    m_report->setFrameShape(QFrame::NoFrame);
    m_waveform = new WaveformView;
    m_stage = new QStackedWidget;
    m_stage->addWidget(m_views);
    m_stage->addWidget(m_report);
    m_stage->addWidget(m_waveform);
    auto* stage = new QWidget;
    auto* column = new QVBoxLayout(stage);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tools);
    column->addWidget(m_looks);
    column->addWidget(m_finding);
    column->addWidget(m_stage, 1);
    return stage;
}

void ImagesPanel::focusFirst()
{
    if (m_pages->currentWidget() != m_full)
        setFocus();
    else if (m_exam->layerCount() == 0)
        m_list->setFocus();
    else
        m_views->focusCurrent();
}

void ImagesPanel::chartChanged()
{
    const workbench::ChartPtr chart = m_workspace.context.chart();
    showState();
    if (!chart)
        return;
    auto future = QtConcurrent::run([chart] { return studiesOf(*chart); });
    workbench::whenDone(future, this, [this, generation = ++m_generation](const std::vector<Study>& studies) {
        if (generation == m_generation)
            take(studies);
    });
}

void ImagesPanel::take(const std::vector<Study>& studies)
{
    m_studies = studies;
    m_read = true;
    m_list->setStudies(studies);
    m_segmenting->setStudies(studies);
    showState();
    emit studiesChanged();
    const record::PatientId patient = m_workspace.context.patient();
    if (m_shown == patient && m_exam->layerCount() > 0)
        return; // something was committed; what is looked at stays
    m_shown = patient;
    const quint64 before = m_openings;
    followSelection();
    if (m_openings == before && m_exam->layerCount() == 0)
        openFirst();
}

// The newest study's largest series of images.
void ImagesPanel::openFirst()
{
    if (m_studies.empty() || m_studies.front().series.empty())
        return;
    const auto& series = m_studies.front().series;
    const auto largest = std::ranges::max_element(series, {}, &Series::frames);
    open({0, static_cast<size_t>(largest - series.begin())});
}

void ImagesPanel::open(SeriesList::Place place, Exam::Place how)
{
    const Study& study = m_studies[place.study];
    const Series& series = study.series[place.series];
    ++m_openings;
    m_goTo.reset();
    m_failure->clear();
    m_finding->hide();
    m_list->select(series.uid);
    if (series.frames == 0 || series.modality == QLatin1String("SEG")) {
        openDocument(study, series);
        return;
    }
    stopPlaying();
    m_stage->setCurrentWidget(m_views);
    if (how == Exam::Place::Alone) {
        m_outlines.clear();
        showOutlines();
    }
    m_exam->show(m_workspace.context.patient(), study, series, how);
    showState();
}

void ImagesPanel::showState()
{
    const bool full = !m_studies.empty();
    m_pages->setCurrentWidget(full ? static_cast<QWidget*>(m_full) : m_empty);
    if (full)
        return;
    if (m_workspace.context.patient().isNull())
        m_empty->setText(tr("Open a patient to see their images."));
    else if (!m_read)
        m_empty->setText(tr("Reading the record …"));
    else
        m_empty->setText(tr("There are no images of this patient yet. Import them from a folder or receive "
                            "them from a scanner."));
}

// A report or an ECG has no use for tools and planes, single images none for layouts.
void ImagesPanel::showBars()
{
    const bool images = m_stage->currentWidget() == m_views;
    for (QWidget* each : std::initializer_list<QWidget*>{m_tools, m_looks, m_side})
        each->setVisible(images);
    for (const char* layout : {"layoutOne", "layoutTwo", "layoutFour", "layoutStack"})
        command(layout)->setEnabled(m_exam->isVolume() || m_exam->layerCount() > 1);
}

// What keeps a series from being a volume, or has to be minded, in plain words.
void ImagesPanel::showFindings()
{
    const LayerContent* ground = m_exam->ground();
    QStringList lines;
    if (ground != nullptr && ground->stack() != nullptr) {
        for (const GeometryFinding& finding : ground->stack()->findings) {
            const bool worth
                = finding.fault != GeometryFault::SingleSlice && finding.fault != GeometryFault::NoPosition;
            if (worth)
                lines.append(words::fault(finding.fault)
                    + (finding.detail.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(finding.detail)));
        }
        if (!lines.isEmpty() && !ground->stack()->grid)
            lines.append(tr("They are shown one by one; planes and volume would be wrong."));
    }
    if (m_exam->isUnaligned())
        lines.append(tr("The two series are not aligned: a place in the one may be elsewhere in the other."));
    for (const SegmentationPtr& outline : m_outlines)
        lines.append(words::fractions(*outline));
    lines.removeAll(QString());
    m_finding->setText(lines.join(QLatin1Char(' ')));
    m_finding->setVisible(!lines.isEmpty() && m_stage->currentWidget() == m_views);
}

void ImagesPanel::fail(const base::Error& error)
{
    m_failure->show(error);
}

void ImagesPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        showState();
        showFindings();
    }
    Panel::changeEvent(event);
}

} // namespace twinward::imaging
