#include "timeline_view_p.h"

#include "workbench/theme.h"

#include <algorithm>
#include <cmath>
#include <QEvent>
#include <QLocale>

namespace twinward::timeline {

TimelineView::Private::Private(TimelineView& owner)
    : view(owner)
    , scroll(new QScrollBar(Qt::Vertical, &owner))
    , measures(Measures::ofTheme())
    , brush(Brush::ofTheme())
{
    scroll->setFocusPolicy(Qt::NoFocus);
}

QRectF TimelineView::Private::ground() const
{
    const double right = view.width() - scroll->sizeHint().width(); // also where it is hidden: nothing jumps
    return {0, measures.axisHeight, std::max(1.0, right),
        std::max(1.0, view.height() - measures.axisHeight - measures.overviewHeight)};
}

QRectF TimelineView::Private::overview() const
{
    const QRectF lanes = ground();
    return {measures.headerWidth, lanes.bottom(), std::max(1.0, lanes.width() - measures.headerWidth),
        measures.overviewHeight};
}

LaneFrame TimelineView::Private::frame() const
{
    return {scene, viewport, measures, brush, ground(), static_cast<double>(scroll->value()),
        static_cast<double>(nowMs), hits};
}

Scene::Hit TimelineView::Private::hitAt(QPointF position) const
{
    const QRectF lanes = ground();
    if (!lanes.contains(position))
        return {};
    const LaneFrame now = frame();
    const double tolerance = 6 * brush.unit;
    Scene::Hit hit
        = scene.hit(position.x(), position.y() - lanes.top() + scroll->value(), now.originX(), tolerance);
    if (hit.undated && hit.lane != nullptr)
        hit.undated = LanePainter::undatedRect(now, *hit.lane).contains(position);
    return hit;
}

QRectF TimelineView::Private::boxRectOf(quint32 item) const
{
    const SceneLane* lane = scene.laneOf(item);
    if (lane == nullptr || !scene.isShown(item))
        return {};
    const LaneFrame now = frame();
    if (!scene.story()->items()[item].isDated()) {
        const double inset = 2 * brush.unit;
        return lane->undatedRows() > 0 ? LanePainter::undatedRect(now, *lane)
                                       : QRectF(inset, ground().top() - scroll->value() + lane->top + inset,
                                           measures.headerWidth - 2 * inset, lane->height - 2 * inset);
    }
    const LaneLayout::Place place = lane->layout.placeOf(item);
    return place.box != nullptr ? LanePainter::boxRect(now, *lane, place.row, *place.box) : QRectF();
}

void TimelineView::Private::themeChanged()
{
    measures = Measures::ofTheme();
    brush = Brush::ofTheme();
    labelWidths.clear();
    densityStale = true;
    arrange();
    redraw();
}

void TimelineView::Private::arrange()
{
    if (!scene.story())
        return;
    const int barWidth = scroll->sizeHint().width();
    scroll->setGeometry(view.width() - barWidth, static_cast<int>(measures.axisHeight), barWidth,
        std::max(0, view.height() - static_cast<int>(measures.axisHeight)));
    viewport.setWidth(std::max(1.0, ground().width() - measures.headerWidth));
    scene.arrange(viewport.msPerPx(), measures.scene);
    scene.setWindow(viewport.firstMs(), viewport.lastMs());
    const double room = ground().height();
    scroll->setPageStep(static_cast<int>(room));
    scroll->setSingleStep(static_cast<int>(measures.scene.rowPx));
    scroll->setRange(0, std::max(0, static_cast<int>(std::ceil(scene.height() - room))));
    scroll->setVisible(scroll->maximum() > 0);
}

void TimelineView::Private::windowMoved()
{
    arrange();
    redraw();
    emit view.windowChanged();
}

void TimelineView::Private::reveal(quint32 index)
{
    const Item& item = scene.story()->items()[index];
    if (item.isDated()) {
        const double first = viewport.firstMs();
        const auto start = static_cast<double>(item.startMs);
        const auto end = static_cast<double>(item.isOpen() ? std::max(nowMs, item.startMs) : item.endMs);
        const bool inSight = end >= viewport.firstMs() && start <= viewport.lastMs();
        if (!inSight || end == start)
            viewport.reveal(start, std::min(end, start + viewport.width() * viewport.msPerPx() / 2));
        if (viewport.firstMs() != first)
            windowMoved();
    }
    arrange();
    const QRectF box = boxRectOf(index);
    const QRectF lanes = ground();
    if (box.isNull())
        return;
    const double margin = measures.scene.rowPx;
    if (box.top() < lanes.top() + margin / 2)
        scroll->setValue(scroll->value() - static_cast<int>(lanes.top() + margin - box.top()));
    else if (box.bottom() > lanes.bottom() - margin / 2)
        scroll->setValue(scroll->value() + static_cast<int>(box.bottom() - lanes.bottom() + margin));
}

void TimelineView::Private::drawFrame()
{
    const qreal ratio = view.devicePixelRatioF();
    const QSize pixels = view.size() * ratio;
    if (cache.size() != pixels)
        cache = QImage(pixels, QImage::Format_ARGB32_Premultiplied);
    cache.setDevicePixelRatio(ratio);
    cache.fill(brush.surface);
    stale = false;
    if (!scene.story())
        return;
    arrange();
    QPainter painter(&cache);
    const LaneFrame now = frame();
    const QRectF strips[] = {QRectF(0, 0, view.width(), measures.axisHeight),
        QRectF(0, now.ground.bottom(), view.width(), measures.overviewHeight)};
    for (const QRectF& strip : strips)
        painter.fillRect(strip, brush.window);
    const QFontMetricsF metrics(brush.small);
    const Axis axis = axisFor(viewport, scene.story()->zone(), QLocale(),
        [&metrics](const QString& text) { return metrics.horizontalAdvance(text); });
    AxisPainter axisPainter(painter, now, axis);
    axisPainter.paintGround();
    axisPainter.paintMoments();
    LanePainter(painter, now, labelWidths).paint();
    painter.setRenderHint(QPainter::Antialiasing);
    axisPainter.paintAxis(0);
    const QRectF strip = overview();
    if (densityStale || density.size() != (strip.size().toSize() - QSize(0, 4)) * ratio) {
        density = overviewImage(scene, strip.size().toSize() - QSize(0, 4), ratio, viewport.limits());
        densityStale = false;
    }
    paintOverview(painter, now, density, strip);
    if (scene.lanes().empty())
        drawNothing(painter);
}

void TimelineView::Private::drawNothing(QPainter& painter) const
{
    painter.setFont(brush.body);
    painter.setPen(brush.secondary);
    painter.drawText(ground(), Qt::AlignCenter | Qt::TextWordWrap,
        scene.story()->items().empty() ? TimelineView::tr("Nothing has been recorded yet.")
                                       : TimelineView::tr("The filters hide every entry."));
}

void TimelineView::Private::drawOver(QPainter& painter)
{
    if (!scene.story())
        return;
    const QRectF lanes = ground();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF plot(measures.headerWidth, 0, lanes.width() - measures.headerWidth, lanes.bottom());
    painter.save();
    painter.setClipRect(plot);
    if (cursorMs) {
        const double x = std::round(measures.headerWidth + viewport.xOf(static_cast<double>(*cursorMs)));
        painter.setPen(QPen(brush.secondary, 1, Qt::DashLine));
        painter.drawLine(QPointF(x, measures.axisHeight), QPointF(x, lanes.bottom()));
    }
    painter.setClipRect(lanes.intersected(QRectF(0, lanes.top(), lanes.width(), lanes.height())));
    painter.setBrush(Qt::NoBrush);
    const double u = brush.unit;
    if (!hoveredItems.empty()) {
        painter.setPen(QPen(brush.secondary, u));
        painter.drawRoundedRect(hoveredRect.adjusted(-2 * u, -2 * u, 2 * u, 2 * u), 4 * u, 4 * u);
    }
    if (selected) {
        const QRectF box = boxRectOf(*selected);
        if (!box.isNull()) {
            // The focus ring: strong where the keyboard is here, thin where it is elsewhere.
            painter.setPen(QPen(brush.accent, (view.hasFocus() ? 2.5 : 1.5) * u));
            painter.drawRoundedRect(box.adjusted(-3 * u, -3 * u, 3 * u, 3 * u), 5 * u, 5 * u);
        }
    }
    painter.restore();
    if (view.hasFocus()) {
        painter.setPen(QPen(brush.accent, 2 * u));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(view.rect()).adjusted(u, u, -u, -u));
    }
}

void TimelineView::paintEvent(QPaintEvent*)
{
    if (d->stale || d->cache.size() != size() * devicePixelRatioF())
        d->drawFrame();
    QPainter painter(this);
    painter.drawImage(QPointF(0, 0), d->cache);
    d->drawOver(painter);
}

void TimelineView::resizeEvent(QResizeEvent*)
{
    d->windowMoved();
}

void TimelineView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Timeline"));
        d->labelWidths.clear();
        d->redraw();
    }
    QWidget::changeEvent(event);
}

} // namespace twinward::timeline
