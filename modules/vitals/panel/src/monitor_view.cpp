#include "monitor_view_p.h"

#include "series_points_p.h"
#include "sign_text_p.h"
#include "track_plot_p.h"
#include "units_p.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <algorithm>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>

namespace twinward::vitals {

using workbench::Theme;
using workbench::Tone;

namespace {

constexpr qint64 windowMs = 10 * 60'000;
constexpr int tickMs = 1'000;
constexpr int tilesInARow = 4;

double seconds(qint64 ms)
{
    return static_cast<double>(ms) / 1000;
}

TrackPoint pointAt(const Series& series, size_t index)
{
    const Point& at = series.points()[index];
    TrackPoint point;
    point.time = seconds(at.ms);
    point.value = point.low = point.high = at.value;
    point.mark = at.marks == Mark::None ? TrackPoint::Mark::Plain : TrackPoint::Mark::Artefact;
    point.gapBefore = index == 0 || at.ms - series.points()[index - 1].ms > series.gapMs();
    return point;
}

} // namespace

MonitorView::MonitorView(workbench::Workspace& workspace, QWidget* parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_source(workspace.context)
    , m_units(Units::of(workspace.session))
    , m_grid(new QGridLayout)
    , m_note(new QLabel)
    , m_plot(new TrackPlot)
{
    const Theme& theme = Theme::instance();
    m_note->setWordWrap(true);
    m_note->setContentsMargins(theme.px(8), 0, theme.px(8), 0);
    workbench::setTone(m_note, Tone::Secondary);
    m_grid->setContentsMargins(theme.px(8), theme.px(8), theme.px(8), 0);
    m_grid->setSpacing(theme.px(12));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, theme.px(8));
    layout->setSpacing(theme.px(4));
    layout->addLayout(m_grid);
    layout->addWidget(m_note);
    layout->addWidget(m_plot, 1);
    connect(&m_source, &VitalsSource::patientChanged, this, &MonitorView::read);
    connect(&m_source, &VitalsSource::changed, this, &MonitorView::read);
    connect(&m_units, &Units::changed, this, &MonitorView::read);
    connect(&theme, &Theme::changed, this, [this] {
        m_plot->setColours(ChartColours::screen());
        m_tiled.clear();
        buildTiles();
        drawTracks();
    });
    connect(&m_tick, &QTimer::timeout, this, &MonitorView::tick);
    m_tick.start(tickMs);
    read();
}

// Ten minutes of readings: few enough for the GUI's thread; the chart was read elsewhere.
void MonitorView::read()
{
    const bool had = hasValues();
    m_signs.clear();
    if (const ChartVitalsPtr vitals = m_source.current())
        m_signs = recentSigns(vitals->record, QDateTime::currentMSecsSinceEpoch(), windowMs);
    buildTiles();
    drawTracks();
    if (had != hasValues())
        emit changed();
}

void MonitorView::tick()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const auto tooOld
        = [now](const RecentSign& sign) { return sign.series.points().back().ms < now - windowMs; };
    if (std::any_of(m_signs.begin(), m_signs.end(), tooOld))
        return read();
    if (!isVisible())
        return;
    showTiles();
    m_plot->setNow(seconds(now));
    m_plot->setExtent({seconds(now - windowMs), seconds(now)});
    m_plot->setWindow({seconds(now - windowMs), seconds(now) + seconds(windowMs) * 0.02});
}

const RecentSign* MonitorView::find(Sign sign) const
{
    const auto found = std::find_if(
        m_signs.begin(), m_signs.end(), [sign](const RecentSign& one) { return one.sign == sign; });
    return found == m_signs.end() ? nullptr : &*found;
}

// Systolic and diastolic are read together.
bool MonitorView::isPartOfPressure(Sign sign) const
{
    return sign == Sign::DiastolicPressure && find(Sign::SystolicPressure) != nullptr;
}

// ---- the numbers ----

void MonitorView::buildTiles()
{
    std::vector<Sign> wanted;
    for (const RecentSign& sign : m_signs) {
        if (!isPartOfPressure(sign.sign))
            wanted.push_back(sign.sign);
    }
    if (wanted == m_tiled)
        return showTiles();
    const Theme& theme = Theme::instance();
    for (const Tile& tile : m_tiles)
        delete tile.frame;
    m_tiles.clear();
    m_tiled = std::move(wanted);
    for (size_t i = 0; i < m_tiled.size(); ++i) {
        Tile tile{new QWidget, new QLabel, new QLabel, new QLabel, new QLabel};
        workbench::setTone(tile.name, Tone::Secondary);
        workbench::setTone(tile.unit, Tone::Secondary);
        tile.figure->setFont(theme.font(Theme::Type::Huge, QFont::Bold));
        tile.age->setFont(theme.font(Theme::Type::Small));
        auto* layout = new QGridLayout(tile.frame);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setHorizontalSpacing(theme.px(4));
        layout->setVerticalSpacing(0);
        layout->addWidget(tile.name, 0, 0, 1, 2);
        layout->addWidget(tile.figure, 1, 0);
        layout->addWidget(tile.unit, 1, 1, Qt::AlignBottom);
        layout->addWidget(tile.age, 2, 0, 1, 2);
        layout->setColumnStretch(1, 1);
        m_grid->addWidget(tile.frame, static_cast<int>(i) / tilesInARow, static_cast<int>(i) % tilesInARow);
        m_tiles.push_back(tile);
    }
    showTiles();
}

QString MonitorView::figureOf(const RecentSign& sign) const
{
    if (!sign.last)
        return QStringLiteral("–");
    const QString unit = m_units.unit(sign.sign);
    const QString figure = SignText::figure(sign.sign, sign.last->value, unit);
    const RecentSign* diastolic
        = sign.sign == Sign::SystolicPressure ? find(Sign::DiastolicPressure) : nullptr;
    if (diastolic == nullptr || !diastolic->last || diastolic->last->atMs != sign.last->atMs)
        return figure;
    return QStringLiteral("%1/%2").arg(
        figure, SignText::figure(Sign::DiastolicPressure, diastolic->last->value, unit));
}

void MonitorView::showTiles()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    bool isAnySilent = false;
    for (size_t i = 0; i < m_tiles.size(); ++i) {
        const RecentSign& sign = *find(m_tiled[i]);
        const Tile& tile = m_tiles[i];
        const bool isSilent = sign.isSilent(now) || !sign.last;
        isAnySilent = isAnySilent || isSilent;
        const QString name = sign.sign == Sign::SystolicPressure && find(Sign::DiastolicPressure) != nullptr
            ? tr("Blood pressure")
            : SignText::label(sign.sign);
        tile.name->setText(name);
        tile.figure->setText(figureOf(sign));
        tile.figure->setObjectName(QStringLiteral("monitor/") + definition(sign.sign).key);
        tile.unit->setText(SignText::unit(m_units.unit(sign.sign)));
        const qint64 age = std::max<qint64>(0, now - sign.series.points().back().ms);
        tile.age->setText(!sign.last ? tr("artefact")
                : isSilent           ? tr("nothing for %1").arg(workbench::formatElapsed(age))
                                     : tr("%n s ago", nullptr, static_cast<int>(age / 1000)));
        workbench::setTone(tile.figure, isSilent ? Tone::Secondary : Tone::Plain);
        workbench::setTone(tile.age, isSilent ? Tone::Caution : Tone::Secondary);
        tile.figure->setAccessibleName(name);
    }
    m_note->setText(isAnySilent
            ? tr("Where nothing comes any more the number is the last one, and the trace ends. Check the "
                 "monitor and its connection.")
            : tr("As it came into the record in the last ten minutes."));
}

// ---- the traces ----

Track MonitorView::signTrack(const RecentSign& sign) const
{
    const QString unit = m_units.unit(sign.sign);
    const auto shown = [kind = sign.sign, unit](double value) {
        return convert(kind, value, definition(kind).unit, unit).value_or(value);
    };
    Track track;
    track.id = definition(sign.sign).key;
    track.title = SignText::label(sign.sign);
    track.unit = SignText::unit(unit);
    track.colour = trackColour(sign.sign);
    track.decimals = decimalsIn(sign.sign, unit);
    const Range scale = trackScale(sign.sign, sign.series);
    track.scaleLow = shown(scale.low);
    track.scaleHigh = shown(scale.high);
    track.text = [decimals = track.decimals](
                     const TrackPoint& point) { return QString::number(point.value, 'f', decimals); };
    std::vector<TrackPoint> points;
    for (size_t i = 0; i < sign.series.size(); ++i) {
        TrackPoint point = pointAt(sign.series, i);
        point.value = point.low = point.high = shown(point.value);
        if (point.mark == TrackPoint::Mark::Plain)
            track.last = point;
        points.push_back(point);
    }
    track.points = [points = std::move(points)](const TimeWindow&, int) { return points; };
    track.neighbour = [series = sign.series](
                          double time, Direction direction) { return neighbourOf(series, time, direction); };
    return track;
}

Track MonitorView::pressureTrack(const RecentSign& systolic, const RecentSign& diastolic) const
{
    Track track = signTrack(systolic);
    const QString unit = m_units.unit(Sign::SystolicPressure);
    const auto shown = [unit](double value) {
        return convert(Sign::SystolicPressure, value, definition(Sign::SystolicPressure).unit, unit)
            .value_or(value);
    };
    track.title = tr("Blood pressure");
    track.kind = TrackKind::Bars;
    track.scaleLow
        = std::min(track.scaleLow, shown(trackScale(Sign::DiastolicPressure, diastolic.series).low));
    std::vector<TrackPoint> bars;
    const auto lows = diastolic.series.points();
    for (size_t i = 0; i < systolic.series.size(); ++i) {
        TrackPoint bar = pointAt(systolic.series, i);
        const qint64 at = systolic.series.points()[i].ms;
        const auto low
            = std::find_if(lows.begin(), lows.end(), [at](const Point& point) { return point.ms == at; });
        bar.high = shown(bar.high);
        bar.low = low == lows.end() ? bar.high : shown(low->value);
        bar.value = bar.low + (bar.high - bar.low) / 3; // the mean, as it is reckoned at the bedside
        track.last = bar;
        bars.push_back(bar);
    }
    track.points = [bars = std::move(bars)](const TimeWindow&, int) { return bars; };
    track.text = [decimals = track.decimals](const TrackPoint& point) {
        return QStringLiteral("%1/%2").arg(
            QString::number(point.high, 'f', decimals), QString::number(point.low, 'f', decimals));
    };
    return track;
}

void MonitorView::drawTracks()
{
    std::vector<Track> tracks;
    const RecentSign* diastolic = find(Sign::DiastolicPressure);
    for (const RecentSign& sign : m_signs) {
        if (isPartOfPressure(sign.sign))
            continue;
        const bool isPair = sign.sign == Sign::SystolicPressure && diastolic != nullptr;
        tracks.push_back(isPair ? pressureTrack(sign, *diastolic) : signTrack(sign));
    }
    m_plot->setTracks(std::move(tracks));
    m_plot->setAccessibleName(tr("Vital signs of the last ten minutes"));
    tick();
}

void MonitorView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        read();
}

} // namespace twinward::vitals
