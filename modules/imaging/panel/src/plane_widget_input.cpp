// Mouse and keys of a plane, as radiology workstations have them: left the tool, right the window, middle the
// pan, wheel the slices, Ctrl and wheel the zoom.

#include "plane_widget_p.h"

#include "imaging_view/operators.h"
#include "workbench/theme.h"

#include <algorithm>
#include <cmath>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QWheelEvent>

namespace twinward::imaging {

using Shape = record::ImagingFinding::Shape;

namespace {

constexpr double leastZoom = 0.2;
constexpr double mostZoom = 40;

} // namespace

PlaneWidget::Drag PlaneWidget::dragFor(const QMouseEvent& event) const
{
    if (event.button() == Qt::RightButton)
        return Drag::Window;
    if (event.button() == Qt::MiddleButton)
        return Drag::Pan;
    if (event.button() != Qt::LeftButton)
        return Drag::None;
    if ((event.modifiers() & Qt::AltModifier) != 0)
        return Drag::Turn;
    if (isSegmenting(m_tool))
        return Drag::Segment;
    switch (m_tool) {
    case Tool::Cross:
        return Drag::Cross;
    case Tool::Window:
        return Drag::Window;
    case Tool::Pan:
        return Drag::Pan;
    case Tool::Zoom:
        return Drag::Zoom;
    case Tool::Turn:
        return Drag::Turn;
    default:
        return Drag::Mark;
    }
}

void PlaneWidget::mousePressEvent(QMouseEvent* event)
{
    if (view() == nullptr || !grid())
        return;
    setFocus(Qt::MouseFocusReason);
    m_drag = dragFor(*event);
    m_dragFrom = m_last = event->position();
    ++m_gesture;
    if (m_drag == Drag::Cross)
        drag(event->position());
    if (m_drag == Drag::Mark) {
        m_pen = event->position();
        addPoint(patientAt(event->position()));
    }
    if (m_drag == Drag::Segment)
        segment(SegmentStep::Phase::Begin, event->position());
}

void PlaneWidget::mouseMoveEvent(QMouseEvent* event)
{
    m_mouse = event->position();
    if (m_drag != Drag::None)
        drag(event->position());
    update();
}

void PlaneWidget::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_drag == Drag::Mark && m_drawing) {
        const bool moved = (event->position() - m_dragFrom).manhattanLength() > 4;
        if (m_drawing->shape == Shape::Freehand && m_drawing->points.size() > 2)
            finishMark();
        else if (moved && (m_drawing->shape == Shape::Distance || m_drawing->shape == Shape::Ellipse)
            && m_drawing->points.size() == 1)
            addPoint(patientAt(event->position()));
    }
    if (m_drag == Drag::Segment)
        segment(SegmentStep::Phase::End, event->position());
    m_drag = Drag::None;
    refresh(); // at full quality
}

void PlaneWidget::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && !isMarking(m_tool) && !isSegmenting(m_tool))
        emit enlarged(m_plane);
}

void PlaneWidget::drag(const QPointF& to)
{
    const QPointF by = to - m_last;
    const QString merge = QStringLiteral("drag%1.%2").arg(m_plane).arg(m_gesture);
    m_last = to;
    switch (m_drag) {
    case Drag::Cross:
        m_exam.change(
            tr("Move the cross-hair"), [&](ExamScene& s) { s.cursor = patientAt(to); }, merge);
        break;
    case Drag::Window:
        windowBy(by, merge);
        break;
    case Drag::Pan: {
        const double scale = wantedFrame().mmPerPixel;
        m_exam.change(
            tr("Pan"),
            [&](ExamScene& s) {
                for (const size_t each : m_exam.linked(m_plane)) {
                    s.planes[each].panMm[0] += by.x() * scale;
                    s.planes[each].panMm[1] += by.y() * scale;
                }
            },
            merge);
        break;
    }
    case Drag::Zoom:
        zoomBy(std::pow(1.01, -by.y()), merge);
        break;
    case Drag::Turn:
        turnBy(by.x() / 150, by.y() / 150, merge);
        break;
    case Drag::Mark:
        if (m_drawing && m_drawing->shape == Shape::Freehand)
            m_drawing->points.push_back(patientAt(to));
        break;
    case Drag::Segment:
        segment(SegmentStep::Phase::Move, to);
        break;
    case Drag::None:
        break;
    }
}

// Across changes the width, up and down the level; a drag over 400 pixels covers the series' own width twice.
void PlaneWidget::windowBy(const QPointF& by, const QString& merge)
{
    const auto at = static_cast<size_t>(layer());
    if (at >= m_exam.scene().layers.size())
        return;
    const double step = std::max(m_exam.scene().layers[at].window.width / 300, 0.002);
    m_exam.change(
        tr("Window"),
        [&](ExamScene& s) {
            Window& window = s.layers[at].window;
            window.width = std::max(window.width + by.x() * step, 0.01);
            window.centre += by.y() * step;
            window.explanation.clear();
        },
        merge);
}

void PlaneWidget::zoomBy(double factor, const QString& merge)
{
    m_exam.change(
        tr("Zoom"),
        [&](ExamScene& s) {
            for (const size_t each : m_exam.linked(m_plane)) {
                PlaneView& plane = s.planes[each];
                plane.zoom = std::clamp(plane.zoom * factor, leastZoom, mostZoom);
            }
        },
        merge);
}

// Tilts this plane; where it stands square to the patient it becomes oblique by it.
void PlaneWidget::turnBy(double right, double down, const QString& merge)
{
    if (!m_exam.isVolume(layer()))
        return;
    m_exam.change(
        tr("Tilt the plane"),
        [&](ExamScene& s) {
            PlaneView& plane = s.planes[m_plane];
            const Vec3 across = normalised(cross(plane.normal, plane.up));
            plane.normal = rotated(plane.normal, plane.up, right);
            plane.normal = normalised(rotated(plane.normal, across, -down));
            const Vec3 side = normalised(cross(plane.normal, rotated(plane.up, across, -down)));
            plane.up = normalised(cross(side, plane.normal));
            plane.kind = PlaneView::Kind::Oblique;
        },
        merge);
}

void PlaneWidget::wheelEvent(QWheelEvent* event)
{
    if (view() == nullptr)
        return;
    const double notches = event->angleDelta().y() / 120.0;
    if ((event->modifiers() & Qt::ControlModifier) != 0) {
        zoomBy(std::pow(1.15, notches), QStringLiteral("wheel%1").arg(m_plane));
    } else {
        const int slices
            = notches > 0 ? static_cast<int>(-std::ceil(notches)) : static_cast<int>(-std::floor(notches));
        m_exam.step(m_plane, slices);
    }
    event->accept();
}

void PlaneWidget::leaveEvent(QEvent* event)
{
    m_mouse = {-1, -1};
    update();
    QWidget::leaveEvent(event);
}

void PlaneWidget::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    emit focused(m_plane);
    update();
}

void PlaneWidget::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool PlaneWidget::moveKey(const QKeyEvent& event)
{
    const QString merge = QStringLiteral("key%1.%2").arg(m_plane).arg(event.key());
    const bool control = (event.modifiers() & Qt::ControlModifier) != 0;
    const bool alt = (event.modifiers() & Qt::AltModifier) != 0;
    const auto across = [&](int x, int y) {
        if (alt)
            turnBy(x * 0.03, y * 0.03, merge);
        else if (control)
            windowBy(QPointF(x, y) * 8, merge);
        else
            m_exam.step(m_plane, x + y);
    };
    switch (event.key()) {
    case Qt::Key_Left:
        across(-1, 0);
        return true;
    case Qt::Key_Right:
        across(1, 0);
        return true;
    case Qt::Key_Up:
        across(0, -1);
        return true;
    case Qt::Key_Down:
        across(0, 1);
        return true;
    case Qt::Key_PageUp:
        m_exam.step(m_plane, -10);
        return true;
    case Qt::Key_PageDown:
        m_exam.step(m_plane, 10);
        return true;
    case Qt::Key_Home:
        m_exam.goToSlice(m_plane, 0);
        return true;
    case Qt::Key_End:
        m_exam.goToSlice(m_plane, m_exam.position(m_plane).count - 1);
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(1.15, merge);
        return true;
    case Qt::Key_Minus:
        zoomBy(1 / 1.15, merge);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit enlarged(m_plane);
        return true;
    default:
        return false;
    }
}

void PlaneWidget::keyPressEvent(QKeyEvent* event)
{
    if (view() != nullptr
        && (((isMarking(m_tool) || isSegmenting(m_tool)) && markKey(*event)) || moveKey(*event))) {
        event->accept();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace twinward::imaging
