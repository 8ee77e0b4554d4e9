// Marks and segments while they are drawn on a plane, by mouse and by keys.

#include "plane_widget_p.h"

#include "imaging_view/operators.h"

#include <algorithm>
#include <QKeyEvent>

namespace twinward::imaging {

using Shape = record::ImagingFinding::Shape;

namespace {

bool isComplete(const Mark& mark)
{
    switch (mark.shape) {
    case Shape::Distance:
        return mark.points.size() == 2;
    case Shape::Angle:
        return mark.points.size() == 3;
    case Shape::Ellipse:
        return mark.points.size() == 2; // two corners while it is drawn
    case Shape::Point:
    case Shape::Annotation:
        return mark.points.size() == 1;
    default:
        return false;
    }
}

// From two corners of the box around it to the ends of its axes, as DICOM writes an ellipse.
std::vector<Vec3> axisEnds(const PlaneFrame& frame, const Vec3& from, const Vec3& to)
{
    const QPointF a = frame.toPixel(from);
    const QPointF b = frame.toPixel(to);
    const QPointF middle = (a + b) / 2;
    return {frame.toPatient({a.x(), middle.y()}), frame.toPatient({b.x(), middle.y()}),
        frame.toPatient({middle.x(), a.y()}), frame.toPatient({middle.x(), b.y()})};
}

} // namespace

void PlaneWidget::setBrushMm(double radius)
{
    m_brushMm = radius;
    update();
}

void PlaneWidget::segment(SegmentStep::Phase phase, const QPointF& at)
{
    // Only the ground is segmented.
    if (layer() != 0 || !m_exam.isVolume())
        return;
    m_pen = at;
    emit segmented({phase, m_tool, patientAt(at), wantedFrame().normal()});
    update();
}

void PlaneWidget::addPoint(const Vec3& point)
{
    if (!m_marks.mayMark() || m_exam.layer(layer()) == nullptr)
        return;
    if (!m_drawing) {
        m_drawing.emplace();
        m_drawing->shape = shapeOf(m_tool);
        m_drawing->normal = wantedFrame().normal();
        m_drawing->layer = layer();
    }
    m_drawing->points.push_back(point);
    if (isComplete(*m_drawing))
        finishMark();
    update();
}

void PlaneWidget::finishMark()
{
    Mark mark = *std::exchange(m_drawing, std::nullopt);
    if (mark.shape == Shape::Ellipse)
        mark.points = axisEnds(wantedFrame(), mark.points[0], mark.points[1]);
    if (mark.layer > 0) { // kept in the layer's own coordinates
        const auto& toPatient = m_exam.scene().layers[static_cast<size_t>(mark.layer)].toPatient;
        for (Vec3& point : mark.points)
            point = intoLayer(toPatient, point);
    }
    if (mark.shape != Shape::Annotation) {
        m_marks.add(std::move(mark));
        return;
    }
    askText(tr("Note on the image, Enter to keep"), wantedFrame().toPixel(mark.points.front()).toPoint(),
        [this, mark](const QString& text) mutable {
            mark.text = text;
            m_marks.add(std::move(mark));
        });
}

void PlaneWidget::cancelMark()
{
    m_drawing.reset();
    update();
}

// With a marking tool the arrows move a pen, Enter sets a point, so that no mouse is needed.
bool PlaneWidget::markKey(const QKeyEvent& event)
{
    const double step = (event.modifiers() & Qt::ShiftModifier) != 0 ? 20 : 2;
    QPointF by;
    switch (event.key()) {
    case Qt::Key_Left:
        by = {-step, 0};
        break;
    case Qt::Key_Right:
        by = {step, 0};
        break;
    case Qt::Key_Up:
        by = {0, -step};
        break;
    case Qt::Key_Down:
        by = {0, step};
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (isSegmenting(m_tool)) {
            segment(SegmentStep::Phase::Begin, m_pen);
            segment(SegmentStep::Phase::End, m_pen);
        } else if (m_drawing && m_drawing->shape == Shape::Freehand && m_drawing->points.size() > 2
            && m_pen == m_last) { // twice at one place closes it
            finishMark();
        } else {
            m_last = m_pen;
            addPoint(patientAt(m_pen));
        }
        return true;
    case Qt::Key_Escape:
        if (!m_drawing)
            return false;
        cancelMark();
        return true;
    default:
        return false;
    }
    m_pen = {std::clamp(m_pen.x() + by.x(), 0.0, width() - 1.0),
        std::clamp(m_pen.y() + by.y(), 0.0, height() - 1.0)};
    m_mouse = m_pen;
    update();
    return true;
}

} // namespace twinward::imaging
