// How the plot is moved: mouse, wheel and keys.

#include "track_plot_p.h"

#include <cmath>

namespace twinward::vitals {

namespace {

constexpr double zoomStep = 1.25;

} // namespace

void TrackPlot::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = event->pos();
    m_pressedWindow = m_window;
    m_dragging = false;
}

void TrackPlot::mouseMoveEvent(QMouseEvent* event)
{
    if (m_pressed && event->buttons().testFlag(Qt::LeftButton)) {
        const QPoint moved = event->pos() - *m_pressed;
        if (!m_dragging && moved.manhattanLength() < QApplication::startDragDistance())
            return;
        m_dragging = true;
        const double seconds = -moved.x() * secondsPerPixel();
        setWindow({m_pressedWindow.from + seconds, m_pressedWindow.to + seconds});
        return;
    }
    const QRect area = timeArea();
    const bool inside = event->pos().x() >= area.left() && event->pos().x() <= area.right();
    setCursorByUser(inside ? std::optional<double>(timeAt(event->position().x())) : std::nullopt);
    emit hovered(trackAt(event->position()), inside ? pointAt(event->position()) : nullptr,
        event->globalPosition().toPoint());
}

void TrackPlot::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_pressed)
        return;
    const bool isClick = !m_dragging;
    m_pressed.reset();
    m_dragging = false;
    if (!isClick)
        return;
    const TrackPoint* point = pointAt(event->position());
    if (point == nullptr)
        return;
    m_focusTrack = std::max(0, trackAt(event->position()));
    setCursorByUser(point->time);
    if (point->source != TrackPoint::noSource)
        emit pointChosen(point->source);
}

void TrackPlot::mouseDoubleClickEvent(QMouseEvent* event)
{
    mousePressEvent(event);
}

void TrackPlot::wheelEvent(QWheelEvent* event)
{
    const QPoint turned = event->angleDelta();
    if (event->modifiers().testFlag(Qt::ShiftModifier) || std::abs(turned.x()) > std::abs(turned.y()))
        pan(-(turned.x() != 0 ? turned.x() : turned.y()) / 120.0 * m_window.span() / 10);
    else
        zoom(std::pow(zoomStep, -turned.y() / 120.0), timeAt(event->position().x()));
    event->accept();
}

void TrackPlot::leaveEvent(QEvent* /*event*/)
{
    setCursorByUser(std::nullopt);
    emit hovered(-1, nullptr, {});
}

void TrackPlot::setCursorByUser(std::optional<double> seconds)
{
    if (m_cursor == seconds)
        return;
    setCursorTime(seconds);
    emit cursorMoved(seconds);
}

void TrackPlot::keyPressEvent(QKeyEvent* event)
{
    const double around
        = m_cursor && *m_cursor > m_window.from && *m_cursor < m_window.to ? *m_cursor : m_window.centre();
    switch (event->key()) {
    case Qt::Key_Left:
        return moveCursor(Direction::Earlier);
    case Qt::Key_Right:
        return moveCursor(Direction::Later);
    case Qt::Key_Up:
        m_focusTrack = std::max(0, m_focusTrack - 1);
        return;
    case Qt::Key_Down:
        m_focusTrack = std::min(static_cast<int>(m_tracks.size()) - 1, m_focusTrack + 1);
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(1 / zoomStep, around);
    case Qt::Key_Minus:
        return zoom(zoomStep, around);
    case Qt::Key_PageUp:
        return pan(-m_window.span() * 0.9);
    case Qt::Key_PageDown:
        return pan(m_window.span() * 0.9);
    case Qt::Key_Home:
        return setWindow({m_extent.from - m_window.span() * 0.05, m_extent.from + m_window.span() * 0.95});
    case Qt::Key_End:
        return setWindow({m_extent.to - m_window.span() * 0.95, m_extent.to + m_window.span() * 0.05});
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return chooseAtCursor();
    default:
        QCustomPlot::keyPressEvent(event);
    }
}

// To the next measurement of any track that is at least a pixel away, so that the key always moves something.
void TrackPlot::moveCursor(Direction direction)
{
    const double pixel = secondsPerPixel();
    const double sign = direction == Direction::Later ? 1 : -1;
    const double start = m_cursor ? *m_cursor + sign * pixel * 0.5
                                  : (direction == Direction::Later ? m_window.from : m_window.to);
    std::optional<double> best;
    for (const TrackPlottable* plottable : m_tracks) {
        if (!plottable->track().neighbour)
            continue;
        const std::optional<double> time = plottable->track().neighbour(start, direction);
        if (time && (!best || sign * (*time - *best) < 0))
            best = time;
    }
    if (!best)
        return;
    if (*best < m_window.from || *best > m_window.to)
        pan(*best - m_window.centre());
    setCursorByUser(*best);
}

void TrackPlot::chooseAtCursor()
{
    if (!m_cursor || m_tracks.empty())
        return;
    const auto focused = static_cast<size_t>(m_focusTrack);
    const TrackPoint* point = nullptr;
    for (size_t i = 0; i < m_tracks.size() && point == nullptr; ++i)
        point = m_tracks[(focused + i) % m_tracks.size()]->nearest(*m_cursor, secondsPerPixel() * 4);
    if (point != nullptr && point->source != TrackPoint::noSource)
        emit pointChosen(point->source);
}

} // namespace twinward::vitals
