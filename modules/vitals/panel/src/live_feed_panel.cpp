#include "live_feed_panel_p.h"

#include "monitor_view_p.h"
#include "offer_p.h"
#include "series_points_p.h"
#include "sign_text_p.h"
#include "sweep_view_p.h"
#include "track_plot_p.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"
#include "workbench/widgets.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QPushButton>
#include <QStackedLayout>
#include <QtConcurrent/QtConcurrentRun>
#include <QVBoxLayout>

namespace twinward::vitals {

using workbench::Theme;
using workbench::Tone;

namespace {

constexpr int pollMs = 33;
constexpr qint64 trendEveryMs = 500;
constexpr double trendSeconds = 180;
constexpr int trendHeight = 120;
constexpr double speeds[] = {1, 2, 5, 10};

} // namespace

LiveFeedPanel::LiveFeedPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_workspace(workspace)
    , m_sweep(new SweepView)
    , m_trend(new TrackPlot)
    , m_what(new QLabel)
    , m_rate(new QLabel)
    , m_rateUnit(new QLabel)
    , m_state(new QLabel)
    , m_speed(new QComboBox)
    , m_playButton(new QPushButton)
    , m_takeButton(new QPushButton)
    , m_openButton(new QPushButton)
    , m_closeButton(new QPushButton)
    , m_empty(new workbench::EmptyState)
    , m_failure(new workbench::FailureBar)
    , m_content(new QWidget)
    , m_monitor(new MonitorView(workspace))
    , m_stack(nullptr)
    , m_open(new QAction(this))
    , m_play(new QAction(this))
    , m_take(new QAction(this))
    , m_close(new QAction(this))
{
    makeActions();
    layOut();
    connect(&m_poll, &QTimer::timeout, this, &LiveFeedPanel::poll);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        m_trend->setColours(ChartColours::screen());
        redrawTrend();
    });
    connect(
        &workspace.context, &workbench::PatientContext::patientChanged, this, &LiveFeedPanel::retranslate);
    connect(m_monitor, &MonitorView::changed, this, &LiveFeedPanel::showWhatThereIs);
    retranslate();
}

void LiveFeedPanel::makeActions()
{
    m_play->setShortcut(QKeySequence(Qt::Key_Space));
    m_play->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_open->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_O));
    m_open->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addActions({m_play, m_open});
    connect(m_open, &QAction::triggered, this, &LiveFeedPanel::askWhich);
    connect(m_play, &QAction::triggered, this, &LiveFeedPanel::playOrPause);
    connect(m_take, &QAction::triggered, this, &LiveFeedPanel::takeValues);
    connect(m_close, &QAction::triggered, this, &LiveFeedPanel::closeRecording);
    connect(m_openButton, &QPushButton::clicked, m_open, &QAction::trigger);
    connect(m_closeButton, &QPushButton::clicked, m_close, &QAction::trigger);
    connect(m_playButton, &QPushButton::clicked, m_play, &QAction::trigger);
    connect(m_takeButton, &QPushButton::clicked, m_take, &QAction::trigger);
    connect(m_speed, &QComboBox::activated, this, [this](int index) { setSpeed(speeds[index]); });
}

QList<QAction*> LiveFeedPanel::commands() const
{
    return {m_open, m_play, m_take, m_close};
}

QLayout* LiveFeedPanel::makeHead()
{
    const Theme& theme = Theme::instance();
    auto* head = new QHBoxLayout;
    head->setContentsMargins(theme.px(8), theme.px(8), theme.px(8), 0);
    head->setSpacing(theme.px(8));
    workbench::setTone(m_what, Tone::Caution);
    m_what->setWordWrap(true);
    m_rate->setFont(theme.font(Theme::Type::Huge, QFont::Bold));
    m_rate->setObjectName(QStringLiteral("rate"));
    workbench::setTone(m_rateUnit, Tone::Secondary);
    head->addWidget(m_rate);
    head->addWidget(m_rateUnit);
    head->addWidget(m_what, 1);
    head->addWidget(m_speed);
    head->addWidget(m_playButton);
    head->addWidget(m_takeButton);
    head->addWidget(m_openButton);
    head->addWidget(m_closeButton);
    return head;
}

void LiveFeedPanel::layOut()
{
    const Theme& theme = Theme::instance();
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, theme.px(8));
    column->setSpacing(theme.px(4));
    column->addLayout(makeHead());
    column->addWidget(m_sweep, 1);
    m_trend->setFixedHeight(theme.px(trendHeight));
    column->addWidget(m_trend);
    m_state->setContentsMargins(theme.px(8), 0, theme.px(8), 0);
    m_state->setObjectName(QStringLiteral("feedState"));
    column->addWidget(m_state);
    for (const double speed : speeds)
        m_speed->addItem(QStringLiteral("%1×").arg(speed));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_failure);
    m_stack = new QStackedLayout;
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_content);
    m_stack->addWidget(m_monitor);
    outer->addLayout(m_stack, 1);
}

// ---- the recording ----

void LiveFeedPanel::askWhich()
{
    auto* dialog = new QFileDialog(this, tr("Open a recording"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Recordings (*.hea *.edf)")});
    connect(dialog, &QFileDialog::fileSelected, this, &LiveFeedPanel::openRecording);
    dialog->open();
}

void LiveFeedPanel::openRecording(const QString& path)
{
    m_failure->clear();
    m_empty->setText(tr("Reading %1…").arg(QFileInfo(path).fileName()));
    workbench::whenDone(QtConcurrent::run([path] { return readWaveform(path); }), this,
        [this](const base::Result<Waveform>& read) {
            retranslate();
            if (!read)
                return m_failure->show(read.error());
            if (read->channels.empty())
                return m_failure->show(
                    {base::ErrorCode::InvalidInput, QStringLiteral("The recording has no channel"), {}, {}});
            start(std::make_shared<Waveform>(*read));
        });
}

void LiveFeedPanel::start(std::shared_ptr<const Waveform> recording)
{
    m_feed = std::make_unique<LiveFeed>(
        std::move(recording), [] { return QDateTime::currentMSecsSinceEpoch(); });
    std::vector<SweepView::Channel> channels;
    for (const WaveformChannel& channel : m_feed->recording().channels)
        channels.push_back({channel.name, channel.unit, channel.samplesPerSecond});
    m_feed->setSpeed(speeds[m_speed->currentIndex()]);
    m_feed->start();
    m_sweep->setChannels(std::move(channels), m_feed->positionMs());
    m_beatsDrawn = 0;
    m_trendDrawnMs = 0;
    m_trend->setTracks({trendTrack()});
    showWhatThereIs();
    m_poll.start(pollMs);
    retranslate();
    emit started();
}

// A recording while one is open, else what comes from a monitor, else how to get either.
void LiveFeedPanel::showWhatThereIs()
{
    QWidget* const shown = m_feed ? m_content
        : m_monitor->hasValues()  ? static_cast<QWidget*>(m_monitor)
                                  : m_empty;
    m_stack->setCurrentWidget(shown);
}

void LiveFeedPanel::closeRecording()
{
    m_poll.stop();
    m_trend->setTracks({});
    m_feed.reset();
    showWhatThereIs();
    retranslate();
}

void LiveFeedPanel::setSpeed(double factor)
{
    for (int i = 0; i < static_cast<int>(std::size(speeds)); ++i) {
        if (qFuzzyCompare(speeds[i], factor))
            m_speed->setCurrentIndex(i);
    }
    if (m_feed)
        m_feed->setSpeed(factor);
}

void LiveFeedPanel::playOrPause()
{
    if (!m_feed)
        return;
    if (m_feed->isRunning()) {
        m_feed->pause();
        m_poll.stop();
    } else {
        m_feed->start();
        m_poll.start(pollMs);
    }
    retranslate();
}

void LiveFeedPanel::poll()
{
    for (const SampleBlock& block : m_feed->poll())
        m_sweep->append(block.channel, block.firstMs, block.samples);
    const std::vector<qint64>& beats = m_feed->beatsMs();
    for (; m_beatsDrawn < beats.size(); ++m_beatsDrawn)
        m_sweep->markBeat(beats[m_beatsDrawn], m_feed->recording().ecgChannel());
    const auto rate = m_feed->currentHeartRate();
    m_rate->setText(rate ? QString::number(*rate, 'f', 0) : QStringLiteral("–"));
    m_take->setEnabled(rate && !m_workspace.context.patient().isNull());
    m_takeButton->setEnabled(m_take->isEnabled());
    if (m_feed->positionMs() - m_trendDrawnMs >= trendEveryMs)
        redrawTrend();
    if (m_feed->atEnd()) {
        m_poll.stop();
        retranslate();
    }
}

Track LiveFeedPanel::trendTrack() const
{
    Track track;
    track.id = QStringLiteral("heartRate");
    track.title = SignText::label(Sign::HeartRate);
    track.unit = SignText::unit(definition(Sign::HeartRate).unit);
    track.colour = trackColour(Sign::HeartRate);
    track.scaleLow = 50;
    track.scaleHigh = 110;
    track.text = [](const TrackPoint& point) { return QString::number(point.value, 'f', 0); };
    track.points = [this](const TimeWindow& window, int pixels) {
        if (!m_feed)
            return std::vector<TrackPoint>();
        const Series& series = m_feed->heartRate();
        return pointsOf(
            series, window, pixels,
            [&series](size_t index) {
                const Point& at = series.points()[index];
                TrackPoint point;
                point.time = static_cast<double>(at.ms) / 1000;
                point.value = point.low = point.high = at.value;
                point.mark = at.marks == Mark::None ? TrackPoint::Mark::Plain : TrackPoint::Mark::Artefact;
                point.gapBefore = index == 0 || at.ms - series.points()[index - 1].ms > series.gapMs();
                return point;
            },
            [](double value) { return value; });
    };
    track.neighbour = [this](double time, Direction direction) {
        return m_feed ? neighbourOf(m_feed->heartRate(), time, direction) : std::nullopt;
    };
    return track;
}

void LiveFeedPanel::redrawTrend()
{
    if (!m_feed)
        return;
    m_trendDrawnMs = m_feed->positionMs();
    const double now = static_cast<double>(m_trendDrawnMs) / 1000;
    m_trend->setExtent({now - trendSeconds, now});
    m_trend->setNow(now);
    m_trend->setWindow({now - trendSeconds, now + trendSeconds * 0.02});
}

// Offered to the charting form, where a person looks at them and saves: nothing goes into the record from
// here.
void LiveFeedPanel::takeValues()
{
    const auto rate = m_feed ? m_feed->currentHeartRate() : std::nullopt;
    const record::PatientId patient = m_workspace.context.patient();
    if (!rate || patient.isNull())
        return;
    const Waveform& recording = m_feed->recording();
    const QString lead = recording.channels[static_cast<size_t>(recording.ecgChannel())].name;
    const QString method = tr("recording %1, %2", "name, lead").arg(recording.record, lead);
    Offer::of(m_workspace.session).make(patient, {{Sign::HeartRate, {std::round(*rate), method}}});
    workbench::setTone(m_state, Tone::Good);
    m_state->setText(
        tr("Heart rate %1 /min stands in the vitals round (press V). Check it and save it there.")
            .arg(std::round(*rate)));
}

void LiveFeedPanel::retranslate()
{
    setAccessibleName(tr("Live feed"));
    m_open->setText(tr("Open a recording…"));
    m_openButton->setText(tr("Open…"));
    m_take->setText(tr("Take the current values into the vitals round"));
    m_takeButton->setText(tr("Take current values"));
    const bool runs = m_feed && m_feed->isRunning() && !m_feed->atEnd();
    m_play->setText(runs ? tr("Pause") : tr("Go on"));
    m_playButton->setText(m_play->text());
    m_playButton->setToolTip(tr("Space"));
    m_play->setEnabled(m_feed && !m_feed->atEnd());
    m_playButton->setEnabled(m_play->isEnabled());
    m_takeButton->setToolTip(
        m_workspace.context.patient().isNull() ? tr("Open the patient first") : QString());
    m_speed->setAccessibleName(tr("Speed of the replay"));
    m_sweep->setAccessibleName(tr("Traces of the recording"));
    m_trend->setAccessibleName(tr("Heart rate of the last three minutes"));
    m_rateUnit->setText(m_feed && m_feed->recording().ecgChannel() < 0 ? tr("no ECG lead") : tr("/min"));
    m_rate->setAccessibleName(tr("Heart rate"));
    m_close->setText(tr("Close the recording"));
    m_close->setEnabled(m_feed != nullptr);
    m_closeButton->setText(tr("Close"));
    m_empty->setText(m_workspace.context.patient().isNull()
            ? tr("No feed. Open the patient whose monitor sends to this clinic. Open a recording (WFDB or "
                 "EDF) "
                 "to replay it as it came.")
            : tr("Nothing has come from a monitor for this patient in the last ten minutes. Open a recording "
                 "(WFDB or EDF) to replay it as it came."));
    m_empty->setAction(m_open);
    if (!m_feed)
        return;
    m_what->setText(tr("Replay of recording %1. Not from a patient who is connected now.")
                        .arg(m_feed->recording().record));
    workbench::setTone(m_state, Tone::Secondary);
    m_state->setText(m_feed->atEnd() ? tr("The recording has ended.") : (runs ? QString() : tr("Paused.")));
}

void LiveFeedPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::vitals
