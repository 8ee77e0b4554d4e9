#include "charts_panel_p.h"

#include "sign_text_p.h"
#include "track_plot_p.h"
#include "tracks_menu_p.h"
#include "units_p.h"
#include "vitals_table_p.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"
#include "workbench/widgets.h"

#include <QAction>
#include <QButtonGroup>
#include <QScrollArea>
#include <QStackedLayout>
#include <QtConcurrent/QtConcurrentRun>
#include <QToolButton>
#include <QVBoxLayout>

namespace twinward::vitals {

using workbench::Theme;

namespace {

constexpr int trackHeight = 60;
constexpr double dayRanges[] = {1, 3, 7, 30, 365, 0};
constexpr int clockMs = 60'000;

} // namespace

ChartsPanel::ChartsPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_workspace(workspace)
    , m_source(workspace.context)
    , m_units(Units::of(workspace.session))
    , m_plot(new TrackPlot)
    , m_table(new VitalsTable(m_units))
    , m_plotScroll(new QScrollArea)
    , m_content(new QWidget)
    , m_empty(new workbench::EmptyState)
    , m_failure(new workbench::FailureBar)
    , m_stack(new QStackedLayout(this))
    , m_range(new workbench::ElidedLabel)
    , m_unreadable(new QLabel)
    , m_rangeButtons(new QButtonGroup(this))
    , m_tracksMenu(new TracksMenu(workspace.session, this))
    , m_tracksButton(new QToolButton)
    , m_correctButton(new QToolButton)
    , m_exportButton(new QToolButton)
    , m_chooseTracks(new QAction(this))
    , m_correct(new QAction(this))
    , m_export(new QAction(this))
{
    makeActions();
    layOut();
    connectPlot();
    connect(&m_source, &VitalsSource::patientChanged, this, &ChartsPanel::takePatient);
    connect(&m_source, &VitalsSource::changed, this, &ChartsPanel::takeVitals);
    connect(&m_units, &Units::changed, this, &ChartsPanel::redraw);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        m_plot->setColours(ChartColours::screen());
        redraw();
    });
    connect(&m_clock, &QTimer::timeout, this, [this] {
        m_plot->setNow(static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000);
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    });
    m_clock.start(clockMs);
    retranslate();
    takePatient();
}

void ChartsPanel::makeActions()
{
    m_correct->setShortcut(QKeySequence(Qt::Key_F2));
    m_correct->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_correct->setEnabled(false);
    m_export->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    m_export->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_chooseTracks->setShortcut(QKeySequence(Qt::Key_F4));
    m_chooseTracks->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addActions({m_chooseTracks, m_correct, m_export});
    connect(m_chooseTracks, &QAction::triggered, m_tracksButton, &QToolButton::showMenu);
    connect(m_tracksMenu, &TracksMenu::changed, this, &ChartsPanel::redraw);
    connect(m_correct, &QAction::triggered, this, &ChartsPanel::correct);
    connect(m_export, &QAction::triggered, this, &ChartsPanel::askWhere);
}

QList<QAction*> ChartsPanel::commands() const
{
    return {m_chooseTracks, m_correct, m_export};
}

QLayout* ChartsPanel::makeToolbar()
{
    const Theme& theme = Theme::instance();
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(theme.px(8), theme.px(8), theme.px(8), 0);
    bar->setSpacing(theme.px(4));
    for (int i = 0; i < static_cast<int>(std::size(dayRanges)); ++i) {
        auto* button = new QToolButton;
        button->setCheckable(true);
        button->setProperty("house", QStringLiteral("button"));
        m_rangeButtons->addButton(button, i);
        bar->addWidget(button);
    }
    m_rangeButtons->setExclusive(true);
    connect(m_rangeButtons, &QButtonGroup::idClicked, this, [this](int id) { showDays(dayRanges[id]); });
    m_range->setObjectName(QStringLiteral("range"));
    bar->addSpacing(theme.px(12));
    m_range->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // gives way to the buttons
    bar->addWidget(m_range, 1);
    m_tracksButton->setObjectName(QStringLiteral("tracksButton"));
    m_tracksButton->setMenu(m_tracksMenu);
    m_tracksButton->setPopupMode(QToolButton::InstantPopup);
    m_correctButton->setDefaultAction(m_correct);
    m_exportButton->setDefaultAction(m_export);
    for (QToolButton* button : {m_tracksButton, m_correctButton, m_exportButton}) {
        button->setProperty("house", QStringLiteral("button"));
        bar->addWidget(button);
    }
    return bar;
}

void ChartsPanel::layOut()
{
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::instance().px(4));
    column->addLayout(makeToolbar());
    column->addWidget(m_failure);
    m_plotScroll->setWidgetResizable(true);
    m_plotScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_plotScroll->setFocusPolicy(Qt::NoFocus);
    m_plotScroll->setWidget(m_plot);
    column->addWidget(m_plotScroll, 1);
    column->addWidget(m_table);
    m_unreadable->setWordWrap(true);
    workbench::setTone(m_unreadable, workbench::Tone::Caution);
    m_unreadable->setContentsMargins(Theme::instance().px(12), 0, 0, Theme::instance().px(4));
    column->addWidget(m_unreadable);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_content);
    setFocusProxy(m_plot);
}

void ChartsPanel::connectPlot()
{
    using workbench::PatientContext;
    PatientContext& context = m_workspace.context;
    connect(m_plot, &TrackPlot::windowChanged, this, [this] {
        lineUp();
        markRange();
    });
    connect(m_plot, &QCustomPlot::afterLayout, this, &ChartsPanel::lineUp);
    connect(m_plot, &TrackPlot::pointChosen, this, &ChartsPanel::choose);
    connect(
        m_plot, &TrackPlot::hovered, this, [this](int track, const TrackPoint* point, const QPoint& where) {
            showHover(track, point != nullptr ? point->source : TrackPoint::noSource, where);
        });
    const auto share = [&context](std::optional<double> seconds) {
        context.setCursorMs(seconds ? std::optional<qint64>(qRound64(*seconds * 1000)) : std::nullopt);
    };
    connect(m_plot, &TrackPlot::cursorMoved, this, share);
    connect(m_table, &VitalsTable::timeHovered, this, share);
    connect(m_table, &VitalsTable::eventChosen, this,
        [&context](record::EventId event) { context.select(event); });
    connect(&context, &PatientContext::cursorChanged, this, [this, &context] {
        const auto ms = context.cursorMs();
        const auto seconds = ms ? std::optional<double>(static_cast<double>(*ms) / 1000) : std::nullopt;
        m_plot->setCursorTime(seconds);
        m_table->setCursorTime(seconds);
    });
    connect(&context, &PatientContext::selectionChanged, this, &ChartsPanel::followSelection);
}

void ChartsPanel::focusFirst()
{
    m_plot->setFocus(Qt::OtherFocusReason);
}

// ---- the patient ----

void ChartsPanel::takePatient()
{
    ++m_generation;
    m_shown = false;
    m_tracks = ChartTracks();
    m_table->setTracks(nullptr);
    m_plot->setTracks({});
    m_failure->clear();
    m_unreadable->hide();
    const bool isOpen = !m_workspace.context.patient().isNull();
    m_empty->setText(isOpen ? tr("Reading the chart…") : tr("Open a patient to see their vitals."));
    m_stack->setCurrentWidget(m_empty);
    if (m_source.current())
        takeVitals();
}

void ChartsPanel::takeVitals()
{
    const quint64 generation = ++m_generation;
    workbench::whenDone(QtConcurrent::run([vitals = m_source.current()] { return ChartTracks(vitals); }),
        this, [this, generation](const ChartTracks& tracks) {
            if (generation == m_generation)
                takeTracks(tracks);
        });
}

void ChartsPanel::takeTracks(const ChartTracks& tracks)
{
    m_tracks = tracks;
    const auto& unreadable = m_tracks.vitals()->record.unreadable();
    m_unreadable->setVisible(!unreadable.empty());
    if (!unreadable.empty())
        m_unreadable->setText(tr("Not drawn: %1. The newest: %2.", "count, what")
                                  .arg(unreadable.size())
                                  .arg(SignText::unreadable(unreadable.back())));
    if (m_tracks.isEmpty()) {
        m_shown = true;
        m_empty->setText(tr("No vitals recorded yet. Press V to chart the first round."));
        m_stack->setCurrentWidget(m_empty);
        emit drawn();
        return;
    }
    const bool isFirst = !m_shown;
    m_shown = true;
    m_stack->setCurrentWidget(m_content);
    redraw();
    if (isFirst) {
        const TimeWindow extent = m_tracks.extent(QDateTime::currentMSecsSinceEpoch());
        const double now = static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000;
        // The shortest of the ranges that shows more than a single day's worth of what there is.
        const auto last = m_tracks.vitals()->record.rounds(allSigns());
        const double lastAgo = last.empty() ? 0 : (now - static_cast<double>(last.back()) / 1000) / 86400;
        showDays(lastAgo < 2 ? 3 : (extent.span() < 30 * 86400 && lastAgo < 30 ? 30 : 0));
    }
    followSelection();
    emit drawn();
}

void ChartsPanel::redraw()
{
    if (!m_shown || m_tracks.isEmpty())
        return;
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    std::vector<Track> tracks = m_tracksMenu->choose(m_tracks.tracks(m_units, nowMs));
    nameTracks();
    m_plot->setMinimumHeight(
        Theme::instance().px(trackHeight) * static_cast<int>(std::max<size_t>(tracks.size(), 1)));
    m_plot->setExtent(m_tracks.extent(nowMs));
    m_plot->setNow(static_cast<double>(nowMs) / 1000);
    m_plot->setTracks(std::move(tracks));
    m_table->setTracks(&m_tracks);
    followSelection();
}

void ChartsPanel::showDays(double days)
{
    m_days = days;
    const double now = static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000;
    const TimeWindow extent = m_tracks.extent(static_cast<qint64>(now * 1000));
    const double span = days > 0 ? days * 86400 : std::max(extent.span(), 3600.0);
    const double end = days > 0 ? now : extent.to;
    m_plot->setWindow({end - span * (days > 0 ? 0.97 : 1.03), end + span * 0.03});
    m_chosen = m_plot->window();
    markRange();
}

// A range button stays pressed only while the chart shows that range.
void ChartsPanel::markRange()
{
    const bool isAsChosen = m_plot->window() == m_chosen;
    m_rangeButtons->setExclusive(false);
    for (int i = 0; i < static_cast<int>(std::size(dayRanges)); ++i)
        m_rangeButtons->button(i)->setChecked(isAsChosen && qFuzzyCompare(dayRanges[i] + 1, m_days + 1));
    m_rangeButtons->setExclusive(true);
}

// What is out of sight is said, so that nobody takes it for not measured; the table shows every sign.
void ChartsPanel::nameTracks()
{
    const int hidden = m_tracksMenu->hiddenCount();
    m_tracksButton->setText(hidden == 0 ? tr("Tracks") : tr("Tracks (%n hidden)", nullptr, hidden));
    m_tracksButton->setAccessibleName(m_tracksButton->text());
}

// The table's time runs where the plot's does, whatever scroll bar or margin the plot has.
void ChartsPanel::lineUp()
{
    const QRect area = m_plot->timeArea();
    const int left = m_plot->mapTo(m_content, area.topLeft()).x() - m_table->x();
    m_table->setTime(m_plot->window(), left, left + area.width());
    updateRange();
}

void ChartsPanel::updateRange()
{
    const TimeWindow window = m_plot->window();
    const auto date = [](double seconds) {
        return workbench::formatDate(QDateTime::fromMSecsSinceEpoch(qRound64(seconds * 1000)).date());
    };
    const QString from = date(window.from);
    const QString to = date(window.to);
    m_range->setFullText(from == to ? from : tr("%1 – %2", "from, to").arg(from, to));
}

void ChartsPanel::retranslate()
{
    setAccessibleName(tr("Vitals charts"));
    m_plot->setAccessibleName(tr("Vitals over time"));
    m_plot->setAccessibleDescription(
        tr("Left and right go from measurement to measurement, plus and minus zoom, Enter selects."));
    m_table->setAccessibleName(tr("Vitals in numbers"));
    const QStringList names{tr("24 h"), tr("3 days"), tr("Week"), tr("Month"), tr("Year"), tr("All")};
    for (int i = 0; i < names.size(); ++i)
        m_rangeButtons->button(i)->setText(names.at(i));
    m_chooseTracks->setText(tr("Choose tracks"));
    m_tracksButton->setToolTip(tr("Choose which tracks are drawn (F4)"));
    m_tracksMenu->retranslate();
    nameTracks();
    m_correct->setText(tr("Correct…"));
    m_correct->setToolTip(tr("Correct or take back the selected value (F2)"));
    m_export->setText(tr("Export…"));
    m_export->setToolTip(tr("Save the chart as a picture or PDF (Ctrl+E)"));
    if (!m_shown)
        m_empty->setText(m_workspace.context.patient().isNull() ? tr("Open a patient to see their vitals.")
                                                                : tr("Reading the chart…"));
    else if (m_tracks.isEmpty())
        m_empty->setText(tr("No vitals recorded yet. Press V to chart the first round."));
}

void ChartsPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        redraw();
    }
}

void ChartsPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    lineUp();
}

} // namespace twinward::vitals
