#include "timeline_view_p.h"

#include <algorithm>
#include <cmath>
#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

namespace twinward::timeline {

namespace {

constexpr double keyZoom = 1.5;

} // namespace

bool TimelineView::Private::movedBy(const QKeyEvent& event)
{
    using Direction = Scene::Direction;
    const bool pan = event.modifiers().testFlag(Qt::ControlModifier);
    const double page = viewport.width() * 0.8;
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const bool later = event.key() == Qt::Key_Right;
        if (pan) {
            viewport.panBy((later ? 1 : -1) * viewport.width() * 0.1);
            windowMoved();
        } else {
            view.move(later ? Direction::Later : Direction::Earlier);
        }
        return true;
    }
    case Qt::Key_Up:
        view.move(Direction::Up);
        return true;
    case Qt::Key_Down:
        view.move(Direction::Down);
        return true;
    case Qt::Key_Home:
        view.move(Direction::First);
        return true;
    case Qt::Key_End:
        view.move(Direction::Last);
        return true;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        viewport.panBy(event.key() == Qt::Key_PageDown ? page : -page);
        windowMoved();
        return true;
    default:
        break;
    }
    return false;
}

bool TimelineView::Private::zoomedBy(const QKeyEvent& event)
{
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        view.zoomBy(keyZoom);
        return true;
    case Qt::Key_Minus:
        view.zoomBy(1 / keyZoom);
        return true;
    case Qt::Key_0:
        view.showAll();
        return true;
    case Qt::Key_1:
        view.showRange(Range::Day);
        return true;
    case Qt::Key_2:
        view.showRange(Range::Week);
        return true;
    case Qt::Key_3:
        view.showRange(Range::Month);
        return true;
    case Qt::Key_4:
        view.showRange(Range::Year);
        return true;
    default:
        break;
    }
    return false;
}

bool TimelineView::Private::pressed(const QKeyEvent& event)
{
    if (!scene.story())
        return false;
    if (movedBy(event) || zoomedBy(event))
        return true;
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (selected)
            emit view.opened({*selected}, boxRectOf(*selected).toRect());
        return true;
    case Qt::Key_Slash:
        emit view.searchRequested();
        return true;
    case Qt::Key_Escape:
        emit view.dismissed();
        return true;
    default:
        break;
    }
    return false;
}

void TimelineView::keyPressEvent(QKeyEvent* event)
{
    if (d->pressed(*event))
        event->accept();
    else
        QWidget::keyPressEvent(event);
}

bool TimelineView::event(QEvent* event)
{
    // Keys that mean something here are not shortcuts of the window while the focus is here.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool plain = key->modifiers() == Qt::NoModifier || key->modifiers() == Qt::KeypadModifier;
        if (plain && (key->key() == Qt::Key_Slash || key->key() == Qt::Key_Escape)) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

void TimelineView::wheelEvent(QWheelEvent* event)
{
    const QPointF at = event->position();
    const double steps = event->angleDelta().y() / 120.0;
    const double sideways = event->angleDelta().x() / 120.0;
    const bool overLanes = at.x() >= d->measures.headerWidth;
    if (event->modifiers().testFlag(Qt::ShiftModifier) || sideways != 0) {
        d->viewport.panBy(-(sideways != 0 ? sideways : steps) * d->viewport.width() * 0.1);
        d->windowMoved();
    } else if (!overLanes || event->modifiers().testFlag(Qt::AltModifier)) {
        d->scroll->setValue(d->scroll->value() - static_cast<int>(steps * 3 * d->measures.scene.rowPx));
    } else {
        d->viewport.zoomAt(at.x() - d->measures.headerWidth, std::pow(1.25, steps));
        d->windowMoved();
    }
    event->accept();
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !story())
        return;
    d->pressedAt = d->draggedFrom = event->position();
    if (d->overview().contains(event->position())) {
        d->drag = Private::Drag::Overview;
        d->centreOverviewAt(event->position().x());
    } else {
        d->drag = Private::Drag::Pending;
    }
}

void TimelineView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    if (d->drag == Private::Drag::Pending
        && (at - d->pressedAt).manhattanLength() >= QApplication::startDragDistance()) {
        d->drag = Private::Drag::Ground;
        setCursor(Qt::ClosedHandCursor);
        emit hovered({}, {});
    }
    if (d->drag == Private::Drag::Ground)
        d->dragTo(at);
    else if (d->drag == Private::Drag::Overview)
        d->centreOverviewAt(at.x());
    else
        d->hover(at);
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event)
{
    const Private::Drag ended = std::exchange(d->drag, Private::Drag::None);
    unsetCursor();
    if (event->button() == Qt::LeftButton && ended == Private::Drag::Pending)
        d->click(event->position());
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const Scene::Hit hit = d->hitAt(event->position());
    if (event->position().x() >= d->measures.headerWidth && !hit.items().empty())
        d->openHit(hit, event->position());
}

void TimelineView::leaveEvent(QEvent*)
{
    d->hoveredItems.clear();
    update();
    emit hovered({}, {});
    emit cursorMoved(std::nullopt);
}

void TimelineView::Private::dragTo(QPointF position)
{
    viewport.panBy(draggedFrom.x() - position.x());
    scroll->setValue(scroll->value() + static_cast<int>(draggedFrom.y() - position.y()));
    draggedFrom = position;
    windowMoved();
}

void TimelineView::Private::centreOverviewAt(double x)
{
    const QRectF strip = overview();
    const Extent limits = viewport.limits();
    const double share = std::clamp((x - strip.left()) / strip.width(), 0.0, 1.0);
    const double at
        = static_cast<double>(limits.firstMs) + share * static_cast<double>(limits.lastMs - limits.firstMs);
    const double half = viewport.width() * viewport.msPerPx() / 2;
    viewport.show(at - half, at + half);
    windowMoved();
}

void TimelineView::Private::hover(QPointF position)
{
    const QRectF lanes = ground();
    const bool overPlot = lanes.contains(position) && position.x() >= measures.headerWidth;
    if (overPlot)
        emit view.cursorMoved(static_cast<qint64>(viewport.msAt(position.x() - measures.headerWidth)));
    else
        emit view.cursorMoved(std::nullopt);
    const bool overHeader = lanes.contains(position) && position.x() < measures.headerWidth;
    view.setCursor(overHeader ? Qt::PointingHandCursor : Qt::ArrowCursor);
    std::vector<quint32> items;
    if (overPlot)
        items = hitAt(position).items();
    if (items == hoveredItems)
        return;
    hoveredItems = std::move(items);
    hoveredRect = hoveredItems.empty() ? QRectF() : boxRectOf(hoveredItems.front());
    view.update();
    emit view.hovered(hoveredItems, hoveredRect.toRect());
}

void TimelineView::Private::click(QPointF position)
{
    const Scene::Hit hit = hitAt(position);
    if (hit.lane == nullptr) {
        emit view.dismissed();
        return;
    }
    if (position.x() < measures.headerWidth) {
        view.setCollapsed(hit.lane->lane, !hit.lane->collapsed);
        return;
    }
    const std::vector<quint32> items = hit.items();
    if (items.empty()) {
        view.select(std::nullopt);
        emit view.dismissed();
    } else if (items.size() == 1) {
        view.select(items.front());
    } else {
        openHit(hit, position);
    }
}

void TimelineView::Private::openHit(const Scene::Hit& hit, QPointF position)
{
    const std::vector<quint32> items = hit.items();
    const auto& all = scene.story()->items();
    const double first = static_cast<double>(all[items.front()].startMs);
    double last = first;
    for (const quint32 index : items)
        last = std::max(last, static_cast<double>(all[index].startMs));
    // What lies apart in time is parted by zooming in; the rest is listed.
    constexpr double apartMs = 60'000;
    if (items.size() > 1 && !hit.undated && last - first > apartMs) {
        const double margin = std::max((last - first) * 0.3, Viewport::shortestWindowMs / 2);
        viewport.show(first - margin, last + margin);
        windowMoved();
        return;
    }
    view.select(items.front());
    emit view.opened(items, QRectF(position, QSizeF(1, 1)).toRect());
}

} // namespace twinward::timeline
