#include "track_furniture_p.h"

#include "when_p.h"
#include "workbench/format.h"

namespace twinward::vitals {

using workbench::Theme;

namespace {

QDateTime toDateTime(double seconds)
{
    return QDateTime::fromMSecsSinceEpoch(qRound64(seconds * 1000));
}

} // namespace

TrackHeading::TrackHeading(QCustomPlot* plot, const TrackPlottable& plottable)
    : QCPLayoutElement(plot)
    , m_plottable(plottable)
{
    const int width = Theme::instance().px(156);
    setMinimumSize(width, 10);
    setMaximumSize(width, QWIDGETSIZE_MAX);
}

void TrackHeading::draw(QCPPainter* painter)
{
    const Theme& theme = Theme::instance();
    const Track& track = m_plottable.track();
    const QRect area = rect().adjusted(theme.px(8), 0, -theme.px(4), 0);
    painter->setFont(theme.font(Theme::Type::Body, QFont::DemiBold));
    const QFontMetrics metrics(painter->font());
    painter->fillRect(
        QRect(area.left(), area.top() + theme.px(2), theme.px(4), metrics.height() - theme.px(2)),
        m_colours.series(track.colour));
    painter->setPen(m_colours.text);
    QRect line(area.left() + theme.px(12), area.top(), area.width() - theme.px(12), metrics.height());
    painter->drawText(line, static_cast<int>(Qt::AlignLeft) | Qt::AlignVCenter,
        metrics.elidedText(track.title, Qt::ElideRight, line.width()));
    painter->setFont(theme.font(Theme::Type::Small));
    painter->setPen(m_colours.secondary);
    line.translate(0, line.height());
    if (line.bottom() <= area.bottom() + theme.px(4))
        painter->drawText(line, static_cast<int>(Qt::AlignLeft) | Qt::AlignVCenter, track.unit);
}

TrackReadout::TrackReadout(QCustomPlot* plot, const TrackPlottable& plottable)
    : QCPLayoutElement(plot)
    , m_plottable(plottable)
{
    const int width = Theme::instance().px(112);
    setMinimumSize(width, 10);
    setMaximumSize(width, QWIDGETSIZE_MAX);
}

void TrackReadout::draw(QCPPainter* painter)
{
    const Theme& theme = Theme::instance();
    const Track& track = m_plottable.track();
    if (!track.last)
        return;
    const QRect area = rect().adjusted(theme.px(8), -theme.px(2), 0, 0);
    painter->setFont(theme.font(Theme::Type::Large, QFont::DemiBold));
    painter->setPen(m_colours.text);
    const QFontMetrics large(painter->font());
    const QString value = track.text(*track.last);
    painter->drawText(QRect(area.left(), area.top(), area.width(), large.height()),
        static_cast<int>(Qt::AlignLeft) | Qt::AlignVCenter, value);
    painter->setFont(theme.font(Theme::Type::Small));
    painter->setPen(m_colours.secondary);
    const QString age = When::age(qRound64((m_now - track.last->time) * 1000));
    const int roomBelow = area.height() - large.height();
    if (roomBelow >= painter->fontMetrics().height() - theme.px(2)) {
        painter->drawText(
            QRect(area.left(), area.top() + large.height(), area.width(), painter->fontMetrics().height()),
            static_cast<int>(Qt::AlignLeft) | Qt::AlignTop, age);
        return;
    }
    const int after = large.horizontalAdvance(value) + theme.px(8);
    painter->drawText(QRect(area.left() + after, area.top(), area.width() - after, large.height()),
        static_cast<int>(Qt::AlignLeft) | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(age, Qt::ElideRight, area.width() - after));
}

NowLine::NowLine(QCPAxisRect* rect)
    : QCPAbstractItem(rect->parentPlot())
    , m_rect(rect)
{
    setSelectable(false);
}

double NowLine::selectTest(const QPointF& /*pos*/, bool /*onlySelectable*/, QVariant* /*details*/) const
{
    return -1;
}

void NowLine::draw(QCPPainter* painter)
{
    const double x = m_rect->axis(QCPAxis::atBottom)->coordToPixel(m_now);
    painter->setPen(QPen(m_colours.secondary, 1, Qt::DashLine));
    painter->drawLine(QPointF(x, m_rect->top()), QPointF(x, m_rect->bottom()));
    QColor ahead = m_colours.secondary;
    ahead.setAlphaF(0.06);
    if (x < m_rect->right())
        painter->fillRect(
            QRectF(QPointF(std::max<double>(x, m_rect->left()), m_rect->top()), m_rect->bottomRight()),
            ahead);
}

CursorLine::CursorLine(QCustomPlot* plot, const std::vector<TrackPlottable*>& tracks)
    : QCPAbstractItem(plot)
    , m_tracks(tracks)
{
    setSelectable(false);
}

double CursorLine::selectTest(const QPointF& /*pos*/, bool /*onlySelectable*/, QVariant* /*details*/) const
{
    return -1;
}

void CursorLine::draw(QCPPainter* painter)
{
    if (!m_time || m_tracks.empty())
        return;
    const QRect first = m_tracks.front()->keyAxis()->axisRect()->rect();
    const QRect last = m_tracks.back()->keyAxis()->axisRect()->rect();
    const double x = m_tracks.front()->keyAxis()->coordToPixel(*m_time);
    if (x < first.left() || x > first.right() + 1)
        return;
    painter->setAntialiasing(false);
    painter->setPen(QPen(m_colours.accent, 1));
    painter->drawLine(QPointF(x, first.top()), QPointF(x, last.bottom()));
    for (const TrackPlottable* track : m_tracks)
        drawValue(painter, *track);
    drawTime(painter, x, first);
}

void CursorLine::drawTime(QCPPainter* painter, double x, const QRect& first) const
{
    const Theme& theme = Theme::instance();
    painter->setFont(theme.font(Theme::Type::Small, QFont::DemiBold));
    const QString text = workbench::formatDateTime(toDateTime(*m_time));
    const QFontMetrics metrics(painter->font());
    const double width = metrics.horizontalAdvance(text) + theme.px(8);
    const double left = std::clamp<double>(
        x - width / 2, first.left(), std::max<double>(first.right() - width, first.left()));
    const QRectF box(left, first.top() - metrics.height() - 3, width, metrics.height() + 2);
    painter->fillRect(box, m_colours.accent);
    painter->setPen(m_colours.surface);
    painter->drawText(box, Qt::AlignCenter, text);
}

void CursorLine::drawValue(QCPPainter* painter, const TrackPlottable& plottable) const
{
    const Theme& theme = Theme::instance();
    const QCPAxis* keys = plottable.keyAxis();
    const double tolerance = keys->range().size() / std::max(keys->axisRect()->width(), 1) * 8;
    const TrackPoint* point = plottable.nearest(*m_time, tolerance);
    if (point == nullptr)
        return;
    const Track& track = plottable.track();
    const QPointF at = plottable.coordsToPixels(point->time, point->value);
    painter->setAntialiasing(true);
    painter->setPen(QPen(m_colours.accent, 1.4));
    painter->setBrush(Qt::NoBrush);
    if (track.kind == TrackKind::Line)
        painter->drawEllipse(at, 4.5, 4.5);
    painter->setFont(theme.font(Theme::Type::Body, QFont::DemiBold));
    const QFontMetrics metrics(painter->font());
    const QString text = track.text(*point);
    const QRect area = keys->axisRect()->rect();
    const double width = metrics.horizontalAdvance(text) + theme.px(8);
    const double left
        = at.x() + theme.px(8) + width > area.right() ? at.x() - theme.px(8) - width : at.x() + theme.px(8);
    const double top = std::clamp<double>(at.y() - metrics.height() / 2.0, area.top(),
        std::max<double>(area.bottom() - metrics.height(), area.top()));
    const QRectF box(left, top, width, metrics.height());
    QColor ground = m_colours.surface;
    ground.setAlphaF(0.9);
    painter->fillRect(box, ground);
    painter->setPen(m_colours.text);
    painter->drawText(box, Qt::AlignCenter, text);
}

} // namespace twinward::vitals
