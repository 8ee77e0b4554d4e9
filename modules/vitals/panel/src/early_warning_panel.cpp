#include "early_warning_panel_p.h"

#include "other_scores_view_p.h"
#include "scale_dialog_p.h"
#include "score_view_p.h"
#include "track_plot_p.h"
#include "units_p.h"
#include "vitals/ward.h"
#include "when_p.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"
#include "workbench/widgets.h"

#include <QAction>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QtConcurrent/QtConcurrentRun>
#include <QVBoxLayout>

namespace twinward::vitals {

using workbench::Theme;
using workbench::Tone;

namespace {

constexpr int clockMs = 30'000;
constexpr int trendHeight = 128;
constexpr double trendDays = 5;

QDateTime toDateTime(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms);
}

} // namespace

EarlyWarningPanel::EarlyWarningPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_workspace(workspace)
    , m_source(workspace.context)
    , m_units(Units::of(workspace.session))
    , m_score(new ScoreView(m_units, ScoreView::Detail::Full))
    , m_due(new QLabel)
    , m_scale(new QPushButton)
    , m_trendTitle(new QLabel)
    , m_trend(new TrackPlot)
    , m_others(new OtherScoresView(m_units))
    , m_sourceNote(new QLabel)
    , m_content(new QWidget)
    , m_empty(new workbench::EmptyState)
    , m_stack(new QStackedLayout(this))
    , m_chooseScale(new QAction(this))
{
    layOut();
    connect(m_scale, &QPushButton::clicked, this, &EarlyWarningPanel::chooseScale);
    connect(m_chooseScale, &QAction::triggered, this, &EarlyWarningPanel::chooseScale);
    connect(&m_source, &VitalsSource::patientChanged, this, &EarlyWarningPanel::takePatient);
    connect(&m_source, &VitalsSource::changed, this, &EarlyWarningPanel::takeVitals);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        m_trend->setColours(ChartColours::screen());
        refresh();
    });
    connect(m_trend, &TrackPlot::cursorMoved, this, [this](std::optional<double> seconds) {
        m_workspace.context.setCursorMs(
            seconds ? std::optional<qint64>(qRound64(*seconds * 1000)) : std::nullopt);
    });
    connect(&workspace.context, &workbench::PatientContext::cursorChanged, this, [this] {
        const auto ms = m_workspace.context.cursorMs();
        m_trend->setCursorTime(ms ? std::optional<double>(static_cast<double>(*ms) / 1000) : std::nullopt);
    });
    // The score goes stale by itself: an input that leaves its window has to leave the screen too.
    connect(&m_clock, &QTimer::timeout, this, &EarlyWarningPanel::refresh);
    m_clock.start(clockMs);
    takePatient();
    retranslate();
}

QList<QAction*> EarlyWarningPanel::commands() const
{
    return {m_chooseScale};
}

void EarlyWarningPanel::layOut()
{
    const Theme& theme = Theme::instance();
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, theme.px(8));
    column->setSpacing(theme.px(4));
    m_score->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    column->addWidget(m_score);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(theme.px(8), 0, theme.px(8), 0);
    m_due->setWordWrap(true);
    workbench::setKind(m_scale, workbench::ButtonKind::Link);
    row->addWidget(m_due, 1);
    row->addWidget(m_scale);
    column->addLayout(row);
    m_trendTitle->setFont(theme.font(Theme::Type::Body, QFont::DemiBold));
    m_trendTitle->setContentsMargins(theme.px(8), theme.px(8), 0, 0);
    column->addWidget(m_trendTitle);
    m_trend->setFixedHeight(theme.px(trendHeight));
    column->addWidget(m_trend);
    column->addWidget(m_others);
    m_sourceNote->setWordWrap(true);
    m_sourceNote->setFont(theme.font(Theme::Type::Small));
    m_sourceNote->setContentsMargins(theme.px(8), 0, theme.px(8), 0);
    workbench::setTone(m_sourceNote, Tone::Secondary);
    column->addWidget(m_sourceNote);
    column->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_content);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(scroll);
    setFocusProxy(scroll);
}

void EarlyWarningPanel::takePatient()
{
    m_tracks = ChartTracks();
    m_trend->setTracks({});
    m_stack->setCurrentIndex(0);
    m_empty->setText(m_workspace.context.patient().isNull()
            ? tr("Open a patient to see their early-warning score.")
            : tr("Reading the chart…"));
    if (m_source.current())
        takeVitals();
}

void EarlyWarningPanel::takeVitals()
{
    const ChartVitalsPtr vitals = m_source.current();
    if (vitals->record.isEmpty()) {
        m_stack->setCurrentIndex(0);
        m_empty->setText(tr("No vitals recorded yet. Press V to chart the first round."));
        return;
    }
    workbench::whenDone(QtConcurrent::run([vitals] { return ChartTracks(vitals); }), this,
        [this, vitals](const ChartTracks& tracks) {
            if (vitals != m_source.current())
                return;
            m_tracks = tracks;
            m_stack->setCurrentIndex(1);
            refresh();
        });
}

void EarlyWarningPanel::refresh()
{
    const ChartVitalsPtr vitals = m_source.current();
    if (!vitals || m_tracks.isEmpty())
        return;
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    const Score score = News2::builtIn().score(vitals->record, vitals->factors, nowMs);
    m_score->setScore(score);
    const bool isForAdults
        = score.applies != NotApplicable::TooYoung && score.applies != NotApplicable::Pregnant;
    const SpO2Scale scale = vitals->record.scaleAt(nowMs);
    m_scale->setText(tr("SpO₂: %1…", "scale").arg(SignText::scale(scale)));
    m_scale->setVisible(isForAdults);
    m_chooseScale->setEnabled(isForAdults);
    m_others->setVitals(vitals, nowMs);
    updateDue(nowMs);
    updateTrend(nowMs);
}

void EarlyWarningPanel::updateDue(qint64 nowMs)
{
    const ChartVitalsPtr vitals = m_source.current();
    const WardRow row = summarise(*vitals->chart, vitals->record, nowMs);
    const auto at = [](std::optional<qint64> ms) {
        return ms ? When::compact(toDateTime(*ms), QDateTime::currentDateTime()) : QString();
    };
    Tone tone = Tone::Secondary;
    QString text;
    switch (row.due) {
    case WardRow::Due::Unknown:
        break;
    case WardRow::Due::Later:
        text = tr("Next observations by %1.").arg(at(row.dueMs));
        break;
    case WardRow::Due::Now:
        text = row.continuous ? tr("Continuous monitoring.")
                              : tr("Observations are due since %1.").arg(at(row.dueMs));
        tone = Tone::Caution;
        break;
    case WardRow::Due::Overdue:
        text = tr("Observations are overdue since %1.").arg(at(row.overdueMs));
        tone = Tone::Danger;
        break;
    case WardRow::Due::Incomplete:
        text = tr("The last set is incomplete: complete it now.");
        tone = Tone::Caution;
        break;
    }
    workbench::setTone(m_due, tone);
    m_due->setText(text);
}

void EarlyWarningPanel::updateTrend(qint64 nowMs)
{
    std::vector<Track> tracks = m_tracks.tracks(m_units, nowMs);
    const bool hasScore = !m_source.current()->history.empty();
    // A child has no score: the two signs the age bands are about stand for the trend.
    std::erase_if(tracks, [hasScore](const Track& track) {
        const bool isRate = track.id == definition(Sign::HeartRate).key
            || track.id == definition(Sign::RespiratoryRate).key;
        return hasScore ? track.kind != TrackKind::Steps : !isRate;
    });
    const bool hasTrend = !tracks.empty();
    m_trend->setVisible(hasTrend);
    m_trendTitle->setVisible(hasTrend);
    if (!hasTrend)
        return;
    m_trend->setFixedHeight(
        Theme::instance().px(trendHeight) * static_cast<int>(std::min<size_t>(tracks.size(), 2)));
    const double now = static_cast<double>(nowMs) / 1000;
    const double last = tracks.front().last ? tracks.front().last->time : now;
    m_trend->setExtent(m_tracks.extent(nowMs));
    m_trend->setNow(now);
    m_trend->setTracks(std::move(tracks));
    const double span = std::max(trendDays, (now - last) / 86400 * 1.2) * 86400;
    m_trend->setWindow({now - span * 0.97, now + span * 0.03});
}

void EarlyWarningPanel::chooseScale()
{
    const ChartVitalsPtr vitals = m_source.current();
    if (!vitals)
        return;
    const SpO2Scale now = vitals->record.scaleAt(QDateTime::currentMSecsSinceEpoch());
    (new ScaleDialog(m_workspace, m_workspace.context.patient(), now, this))->open();
}

void EarlyWarningPanel::retranslate()
{
    setAccessibleName(tr("Early warning"));
    m_trendTitle->setText(tr("Trend"));
    m_trend->setAccessibleName(tr("Trend of the early-warning score"));
    m_chooseScale->setText(tr("Choose the SpO₂ scale…"));
    m_sourceNote->setText(
        tr("NEWS2: Royal College of Physicians, National Early Warning Score 2, London 2017. A score "
           "supports a clinician's judgement and never replaces it."));
    if (m_source.current())
        refresh();
}

void EarlyWarningPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::vitals
