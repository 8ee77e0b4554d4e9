#include "track_plottable_p.h"

#include "workbench/theme.h"

#include <algorithm>
#include <cmath>

namespace twinward::vitals {

using workbench::Theme;

namespace {

constexpr double bandTint = 0.08;
constexpr double roomyPixels = 9; // marks are drawn where points stand at least so far apart

bool isOpen(double limit)
{
    return std::isnan(limit);
}

} // namespace

TrackPlottable::TrackPlottable(QCPAxis* keyAxis, QCPAxis* valueAxis, Track track)
    : QCPAbstractPlottable(keyAxis, valueAxis)
    , m_track(std::move(track))
{
    setName(m_track.title);
    setSelectable(QCP::stNone);
    removeFromLegend();
}

QColor TrackPlottable::colour() const
{
    return m_colours.series(m_track.colour);
}

void TrackPlottable::showWindow(const TimeWindow& window, int pixels)
{
    m_points = m_track.points ? m_track.points(window, std::max(pixels, 1)) : std::vector<TrackPoint>();
    fitValues();
}

void TrackPlottable::fitValues()
{
    double low = m_track.scaleLow;
    double high = m_track.scaleHigh;
    for (const TrackPoint& point : m_points) {
        if (point.mark == TrackPoint::Mark::Artefact)
            continue;
        low = std::min(low, point.low);
        high = std::max(high, point.high);
    }
    // Blocks carry their number on their heads.
    const double room = (high - low) * 0.06;
    const bool isSteps = m_track.kind == TrackKind::Steps;
    mValueAxis->setRange(isSteps ? low : low - room, isSteps ? high + (high - low) * 0.45 : high + room);
}

const TrackPoint* TrackPlottable::nearest(double time, double tolerance) const
{
    const auto after = std::lower_bound(m_points.begin(), m_points.end(), time,
        [](const TrackPoint& point, double wanted) { return point.time < wanted; });
    const TrackPoint* best = nullptr;
    const auto consider = [&](const TrackPoint& point) {
        const double distance = std::abs(point.time - time);
        if (distance <= tolerance && (best == nullptr || distance < std::abs(best->time - time)))
            best = &point;
    };
    if (after != m_points.end())
        consider(*after);
    if (after != m_points.begin())
        consider(*std::prev(after));
    return best;
}

double TrackPlottable::selectTest(
    const QPointF& /*pos*/, bool /*onlySelectable*/, QVariant* /*details*/) const
{
    return -1; // the plot finds points by time, over the whole height of a track
}

QCPRange TrackPlottable::getKeyRange(bool& foundRange, QCP::SignDomain /*inSignDomain*/) const
{
    foundRange = !m_points.empty();
    return foundRange ? QCPRange(m_points.front().time, m_points.back().time) : QCPRange();
}

QCPRange TrackPlottable::getValueRange(
    bool& foundRange, QCP::SignDomain /*inSignDomain*/, const QCPRange& /*inKeyRange*/) const
{
    foundRange = true;
    return mValueAxis->range();
}

void TrackPlottable::draw(QCPPainter* painter)
{
    drawBands(painter);
    switch (m_track.kind) {
    case TrackKind::Line:
        drawLine(painter);
        drawMarks(painter);
        break;
    case TrackKind::Bars:
        drawBars(painter);
        break;
    case TrackKind::Steps:
        drawSteps(painter);
        break;
    }
}

void TrackPlottable::drawBands(QCPPainter* painter) const
{
    QColor tint = colour();
    tint.setAlphaF(bandTint);
    const QCPRange values = mValueAxis->range();
    for (const TrackBand& band : m_track.bands) {
        const double low = isOpen(band.low) ? values.lower : std::max(band.low, values.lower);
        const double high = isOpen(band.high) ? values.upper : std::min(band.high, values.upper);
        if (high <= low)
            continue;
        const QCPRange keys = mKeyAxis->range();
        const double from = std::max(band.from, keys.lower);
        const double to = std::min(band.to, keys.upper);
        if (to > from)
            painter->fillRect(QRectF(coordsToPixels(from, high), coordsToPixels(to, low)), tint);
    }
}

double TrackPlottable::pixelsPerPoint() const
{
    const QCPRange keys = mKeyAxis->range();
    const auto inside = std::count_if(m_points.begin(), m_points.end(),
        [&keys](const TrackPoint& point) { return keys.contains(point.time); });
    return static_cast<double>(mKeyAxis->axisRect()->width())
        / static_cast<double>(std::max<qsizetype>(inside, 1));
}

void TrackPlottable::drawLine(QCPPainter* painter) const
{
    // Where many points share a pixel, smooth edges can't be seen and cost most of the time.
    const bool isDense = pixelsPerPoint() < 1;
    painter->setAntialiasing(!isDense);
    painter->setPen(
        isDense ? QPen(colour(), 0) : QPen(colour(), 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    QPolygonF run;
    const auto flush = [&] {
        if (run.size() > 1)
            painter->drawPolyline(run);
        run.clear();
    };
    for (const TrackPoint& point : m_points) {
        if (point.mark == TrackPoint::Mark::Artefact)
            continue;
        if (point.gapBefore)
            flush();
        run.append(coordsToPixels(point.time, point.value));
    }
    flush();
}

void TrackPlottable::drawMarks(QCPPainter* painter) const
{
    const bool roomy = pixelsPerPoint() >= roomyPixels;
    for (size_t i = 0; i < m_points.size(); ++i) {
        const TrackPoint& point = m_points[i];
        const bool alone
            = (point.gapBefore || i == 0) && (i + 1 == m_points.size() || m_points[i + 1].gapBefore);
        if (roomy || alone || point.mark != TrackPoint::Mark::Plain || point.source == m_selectedSource)
            drawMark(painter, point);
    }
}

void TrackPlottable::drawMark(QCPPainter* painter, const TrackPoint& point) const
{
    const QPointF centre = coordsToPixels(point.time, point.value);
    const bool isSelected = point.source != TrackPoint::noSource && point.source == m_selectedSource;
    painter->setAntialiasing(true);
    if (isSelected) {
        painter->setPen(QPen(m_colours.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawEllipse(centre, 7, 7);
    }
    switch (point.mark) {
    case TrackPoint::Mark::Artefact:
        painter->setPen(QPen(m_colours.secondary, 1.2));
        painter->setBrush(m_colours.surface);
        painter->drawEllipse(centre, 3, 3);
        return;
    case TrackPoint::Mark::Corrected:
        painter->setPen(QPen(m_colours.text, 1.2));
        painter->drawLine(centre + QPointF(0, 4), centre + QPointF(0, 10));
        break;
    case TrackPoint::Mark::Conflict:
        painter->setPen(QPen(m_colours.danger, 1.6));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(centre - QPointF(5, 5), QSizeF(10, 10)));
        break;
    case TrackPoint::Mark::Plain:
        break;
    }
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour());
    painter->drawEllipse(centre, 2.8, 2.8);
}

void TrackPlottable::drawBars(QCPPainter* painter) const
{
    const double half = std::clamp(pixelsPerPoint() / 4, 0.8, 3.5);
    painter->setAntialiasing(true);
    for (const TrackPoint& point : m_points) {
        const QPointF top = coordsToPixels(point.time, point.high);
        const QPointF bottom = coordsToPixels(point.time, point.low);
        const QRectF bar(top.x() - half, top.y(), 2 * half, std::max(bottom.y() - top.y(), 1.0));
        const bool isArtefact = point.mark == TrackPoint::Mark::Artefact;
        QColor fill = colour();
        painter->setPen(isArtefact ? QPen(m_colours.secondary, 1) : QPen(Qt::NoPen));
        painter->setBrush(isArtefact ? QBrush(Qt::NoBrush) : QBrush(fill));
        painter->drawRect(bar);
        if (!isArtefact && half > 1.5) {
            const double meanY = coordsToPixels(point.time, point.value).y();
            painter->setPen(QPen(m_colours.text, 1.6));
            painter->drawLine(QPointF(top.x() - half - 3, meanY), QPointF(top.x() + half + 3, meanY));
        }
        if (point.mark == TrackPoint::Mark::Corrected) {
            painter->setPen(QPen(m_colours.text, 1.2));
            painter->drawLine(bottom + QPointF(0, 2), bottom + QPointF(0, 8));
        }
        if (point.mark == TrackPoint::Mark::Conflict) {
            painter->setPen(QPen(m_colours.danger, 1.6));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(bar.adjusted(-3, -3, 3, 3));
        }
        if (point.source != TrackPoint::noSource && point.source == m_selectedSource) {
            painter->setPen(QPen(m_colours.accent, 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(bar.adjusted(-4, -4, 4, 4), 3, 3);
        }
    }
}

void TrackPlottable::drawSteps(QCPPainter* painter) const
{
    const QFont font = Theme::instance().font(Theme::Type::Small, QFont::DemiBold);
    const QFontMetricsF metrics(font);
    painter->setAntialiasing(false);
    painter->setFont(font);
    const double ground = coordsToPixels(0, 0).y();
    for (size_t i = 0; i < m_points.size(); ++i) {
        const TrackPoint& point = m_points[i];
        double until = point.time + m_track.holdSeconds;
        if (i + 1 < m_points.size())
            until = std::min(until, m_points[i + 1].time);
        const QPointF top = coordsToPixels(point.time, point.value);
        const double right = std::max(coordsToPixels(until, 0).x(), top.x() + 2);
        // A score of nothing is still a score: a sliver of it stands on the ground line.
        const double y = std::min(top.y(), ground - 3);
        const QRectF block(top.x(), y, right - top.x(), ground - y);
        painter->fillRect(block, m_track.blockColour ? m_track.blockColour(point) : colour());
        painter->setPen(QPen(m_colours.text, 1.4));
        painter->drawLine(block.topLeft(), block.topRight());
        const QString label = m_track.text ? m_track.text(point) : QString::number(point.value);
        if (block.width() >= metrics.horizontalAdvance(label) + 4) {
            painter->setPen(m_colours.text);
            painter->drawText(QPointF(block.left() + 3, block.top() - 3), label);
        }
    }
}

void TrackPlottable::drawLegendIcon(QCPPainter* painter, const QRectF& rect) const
{
    painter->setPen(QPen(colour(), 2));
    painter->drawLine(QPointF(rect.left(), rect.center().y()), QPointF(rect.right(), rect.center().y()));
}

} // namespace twinward::vitals
