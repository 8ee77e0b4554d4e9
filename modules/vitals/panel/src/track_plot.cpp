#include "track_plot_p.h"

#include "time_ticker_p.h"

#include <algorithm>
#include <cmath>
#include <QPainter>

namespace twinward::vitals {

using workbench::Theme;

namespace {

const QString cursorLayer = QStringLiteral("cursor");
constexpr double shortestLongest = 400 * 86400.0; // seconds
constexpr double shortestSpan = 60; // seconds: nothing charted at a bedside is closer together
constexpr double chooseWithinPixels = 12;

} // namespace

TrackPlot::TrackPlot(QWidget* parent)
    : QCustomPlot(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setNoAntialiasingOnDrag(true);
    setPlottingHint(QCP::phCacheLabels, true);
    setAutoAddPlottableToLegend(false);
    addLayer(cursorLayer, nullptr, limAbove);
    layer(cursorLayer)->setMode(QCPLayer::lmBuffered);
    plotLayout()->setRowSpacing(Theme::instance().px(4));
    plotLayout()->setColumnSpacing(0);
    setTracks({});
}

void TrackPlot::setTracks(std::vector<Track> tracks)
{
    clearItems();
    clearPlottables();
    m_tracks.clear();
    m_headings.clear();
    m_readouts.clear();
    m_nowLines.clear();
    plotLayout()->clear();
    for (Track& track : tracks)
        addTrack(static_cast<int>(m_tracks.size()), std::move(track));
    m_cursorLine = new CursorLine(this, m_tracks);
    m_cursorLine->setLayer(cursorLayer);
    m_cursorLine->setTime(m_cursor);
    m_focusTrack = std::clamp(m_focusTrack, 0, std::max(0, static_cast<int>(m_tracks.size()) - 1));
    setColours(m_colours);
    setNow(m_now);
    refresh();
}

void TrackPlot::addTrack(int row, Track track)
{
    const Theme& theme = Theme::instance();
    auto* rect = new QCPAxisRect(this, false);
    rect->addAxes(QCPAxis::atBottom | QCPAxis::atLeft);
    QCPAxis* const time = rect->axis(QCPAxis::atBottom);
    time->setTicker(QSharedPointer<TimeTicker>::create());
    time->setTickLabels(false);
    rect->axis(QCPAxis::atLeft)->setTicker(QSharedPointer<ValueTicker>::create(rect->axis(QCPAxis::atLeft)));
    rect->setAutoMargins(QCP::msNone);
    const int top = row == 0 ? theme.px(20) : theme.px(2); // room for the cursor's time
    rect->setMargins(QMargins(theme.px(40), top, 0, theme.px(2)));
    if (row > 0) { // the tick labels stand under the last track only
        QCPAxisRect* const above = m_tracks.back()->keyAxis()->axisRect();
        above->axis(QCPAxis::atBottom)->setTickLabels(false);
        above->setMargins(QMargins(theme.px(40), row == 1 ? theme.px(20) : theme.px(2), 0, theme.px(2)));
    }
    time->setTickLabels(true);
    rect->setMargins(QMargins(theme.px(40), top, 0, theme.px(24)));
    const bool isSteps = track.kind == TrackKind::Steps;
    rect->setMinimumSize(theme.px(120), theme.px(20));
    auto* plottable = new TrackPlottable(time, rect->axis(QCPAxis::atLeft), std::move(track));
    auto* heading = new TrackHeading(this, *plottable);
    auto* readout = new TrackReadout(this, *plottable);
    for (QCPLayoutElement* beside :
        {static_cast<QCPLayoutElement*>(heading), static_cast<QCPLayoutElement*>(readout)})
        beside->setMargins(QMargins(0, top, 0, theme.px(2)));
    plotLayout()->addElement(row, 0, heading);
    plotLayout()->addElement(row, 1, rect);
    plotLayout()->addElement(row, 2, readout);
    plotLayout()->setRowStretchFactor(row, isSteps ? 0.8 : 1.0);
    m_tracks.push_back(plottable);
    m_headings.push_back(heading);
    m_readouts.push_back(readout);
    m_nowLines.push_back(new NowLine(rect));
}

void TrackPlot::styleAxes(QCPAxisRect* rect) const
{
    const Theme& theme = Theme::instance();
    for (QCPAxis* axis : rect->axes()) {
        axis->setBasePen(QPen(m_colours.line));
        axis->setTickPen(QPen(m_colours.line));
        axis->setSubTicks(false);
        axis->setTickLengthIn(0);
        axis->setTickLengthOut(axis->axisType() == QCPAxis::atBottom && axis->tickLabels() ? 4 : 0);
        axis->setTickLabelFont(theme.font(Theme::Type::Small));
        axis->setTickLabelColor(m_colours.secondary);
        axis->setTickLabelPadding(theme.px(4));
        QPen grid(m_colours.line, 1);
        grid.setCosmetic(true);
        QColor faint = m_colours.line;
        faint.setAlphaF(0.7);
        grid.setColor(faint);
        axis->grid()->setPen(grid);
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
}

void TrackPlot::setColours(const ChartColours& colours)
{
    m_colours = colours;
    setBackground(QBrush(colours.surface));
    for (size_t i = 0; i < m_tracks.size(); ++i) {
        m_tracks[i]->setColours(colours);
        m_headings[i]->setColours(colours);
        m_readouts[i]->setColours(colours);
        m_nowLines[i]->setColours(colours);
        styleAxes(m_tracks[i]->keyAxis()->axisRect());
    }
    m_cursorLine->setColours(colours);
}

void TrackPlot::setNow(double seconds)
{
    m_now = seconds;
    for (TrackReadout* readout : m_readouts)
        readout->setNow(seconds);
    for (NowLine* line : m_nowLines)
        line->setNow(seconds);
}

void TrackPlot::setWindow(TimeWindow window)
{
    // At least the longest of the usual ranges can be seen, however little there is in it.
    const double longest = std::max(m_extent.span() * 1.3, shortestLongest);
    const double span = std::clamp(window.span(), shortestSpan, longest);
    if (!qFuzzyCompare(span, window.span()))
        window = {window.centre() - span / 2, window.centre() + span / 2};
    // The middle of the picture never leaves what is known of time.
    if (m_extent.span() > 0) {
        const double earliest = std::min(m_extent.from, m_extent.to - span);
        const double centre = std::clamp(window.centre(), earliest, m_extent.to);
        window = {centre - span / 2, centre + span / 2};
    }
    if (window == m_window)
        return;
    m_window = window;
    refresh();
    emit windowChanged();
}

void TrackPlot::refresh()
{
    for (TrackPlottable* track : m_tracks) {
        track->keyAxis()->setRange(m_window.from, std::max(m_window.to, m_window.from + 1));
        track->showWindow(m_window, std::max(timeArea().width(), 200));
    }
    replot(rpQueuedReplot);
}

void TrackPlot::setCursorTime(std::optional<double> seconds)
{
    if (m_cursor == seconds)
        return;
    m_cursor = seconds;
    m_cursorLine->setTime(seconds);
    // Only the cursor's own layer is drawn anew: following the mouse costs next to nothing.
    layer(cursorLayer)->replot();
}

void TrackPlot::setSelectedSource(quint32 source)
{
    for (TrackPlottable* track : m_tracks)
        track->setSelectedSource(source);
    replot(rpQueuedReplot);
}

QRect TrackPlot::timeArea() const
{
    if (m_tracks.empty())
        return rect();
    const QRect first = m_tracks.front()->keyAxis()->axisRect()->rect();
    return first.united(m_tracks.back()->keyAxis()->axisRect()->rect());
}

double TrackPlot::secondsPerPixel() const
{
    return m_window.span() / std::max(timeArea().width(), 1);
}

double TrackPlot::timeAt(double x) const
{
    const QRect area = timeArea();
    return m_window.from + (x - area.left()) / std::max(area.width(), 1) * m_window.span();
}

int TrackPlot::trackAt(const QPointF& position) const
{
    for (size_t i = 0; i < m_tracks.size(); ++i) {
        const QRect area = m_tracks[i]->keyAxis()->axisRect()->outerRect();
        if (position.y() >= area.top() && position.y() <= area.bottom())
            return static_cast<int>(i);
    }
    return -1;
}

const TrackPoint* TrackPlot::pointAt(const QPointF& position) const
{
    const int track = trackAt(position);
    if (track < 0)
        return nullptr;
    return m_tracks[static_cast<size_t>(track)]->nearest(
        timeAt(position.x()), secondsPerPixel() * chooseWithinPixels);
}

void TrackPlot::zoom(double factor, double around)
{
    setWindow({around - (around - m_window.from) * factor, around + (m_window.to - around) * factor});
}

void TrackPlot::pan(double seconds)
{
    setWindow({m_window.from + seconds, m_window.to + seconds});
}

void TrackPlot::resizeEvent(QResizeEvent* event)
{
    QCustomPlot::resizeEvent(event);
    refresh();
    emit windowChanged(); // the same time on other pixels: whatever lines up with the plot has to move
}

void TrackPlot::paintEvent(QPaintEvent* event)
{
    QCustomPlot::paintEvent(event);
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setPen(QPen(m_colours.accent, 2));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

} // namespace twinward::vitals
