// What was found, drawn over a plane's picture: marks of this clinic and of others' reports, key images.

#include "imaging_view/operators.h"
#include "imaging_view/plane_geometry.h"
#include "mark_paint_p.h"
#include "patient_words_p.h"
#include "plane_widget_p.h"

#include <algorithm>
#include <cmath>
#include <QPainter>

namespace twinward::imaging {

using Shape = record::ImagingFinding::Shape;

namespace {

QPainterPath ellipsePath(const QPointF& a, const QPointF& b, const QPointF& c, const QPointF& d)
{
    const QPointF middle = (a + b) / 2;
    const QPointF first = (b - a) / 2;
    const QPointF second = (d - c) / 2;
    QPainterPath path;
    for (int i = 0; i <= 72; ++i) {
        const double angle = i * M_PI / 36;
        const QPointF at = middle + first * std::cos(angle) + second * std::sin(angle);
        if (i == 0)
            path.moveTo(at);
        else
            path.lineTo(at);
    }
    return path;
}

QPainterPath pathOf(Shape shape, const std::vector<QPointF>& at, MarkLook look)
{
    QPainterPath path;
    if (shape == Shape::Ellipse && at.size() == 4)
        return ellipsePath(at[0], at[1], at[2], at[3]);
    if (shape == Shape::Ellipse && at.size() == 2) {
        path.addEllipse(QRectF(at[0], at[1]).normalized());
        return path;
    }
    path.moveTo(at.front());
    for (const QPointF& point : at)
        path.lineTo(point);
    if (shape == Shape::Freehand && look != MarkLook::Drawn)
        path.closeSubpath();
    return path;
}

void paintEnds(QPainter& painter, const std::vector<QPointF>& at, MarkLook look)
{
    for (const QPointF& point : at) {
        if (look == MarkLook::Reported) {
            painter.drawPath(diamondPath(point, 4.5));
            continue;
        }
        painter.drawLine(point - QPointF(4, 0), point + QPointF(4, 0));
        painter.drawLine(point - QPointF(0, 4), point + QPointF(0, 4));
    }
}

} // namespace

// Where it lies in the scene; none where the plane on show passes it by.
std::optional<Mark> PlaneWidget::placed(const Mark& mark) const
{
    const auto shown = grid();
    if (!shown || mark.points.empty() || static_cast<size_t>(mark.layer) >= m_exam.scene().layers.size()
        || (view()->layer >= 0 && mark.layer != view()->layer))
        return std::nullopt;
    Mark placed = mark;
    const auto& toPatient = m_exam.scene().layers[static_cast<size_t>(mark.layer)].toPatient;
    for (Vec3& point : placed.points)
        point = outOfLayer(toPatient, point);
    if (!m_exam.isVolume(layer())) {
        const int slice = m_exam.scene().layers[static_cast<size_t>(layer())].frame;
        const bool here = mark.layer == layer()
            && m_exam.layer(layer())->sliceOf(mark.sopInstanceUid, static_cast<int>(mark.frame) - 1) == slice;
        return here ? std::optional(placed) : std::nullopt;
    }
    const PlaneFrame frame = wantedFrame();
    const double reach
        = std::max(slicesOf(*view(), *shown, m_exam.scene().cursor).stepMm, view()->slabMm) / 2 + 1e-3;
    const bool here = std::ranges::all_of(
        placed.points, [&](const Vec3& point) { return std::abs(frame.distanceTo(point)) <= reach; });
    return here ? std::optional(placed) : std::nullopt;
}

void PlaneWidget::paintMarks(QPainter& painter) const
{
    // Others' below: what is worked on is never covered.
    for (const ReportedMark& each : m_marks.reported().marks()) {
        if (const auto mark = placed(each.mark)) {
            const QStringList words{
                each.mark.text, each.values, words::reportedBy(each.author, each.written)};
            paintMark(painter, *mark, words, MarkLook::Reported);
        }
    }
    for (const Mark& each : m_exam.scene().marks) {
        if (const auto mark = placed(each))
            paintMark(painter, *mark, {each.text, m_marks.values(each)}, MarkLook::Own);
    }
    if (m_drawing)
        paintMark(painter, *m_drawing, {m_drawing->text}, MarkLook::Drawn);
}

void PlaneWidget::paintMark(
    QPainter& painter, const Mark& mark, const QStringList& words, MarkLook look) const
{
    std::vector<QPointF> at;
    for (const Vec3& point : mark.points)
        at.push_back(positionOf(point));
    if (look == MarkLook::Drawn && m_mouse.x() >= 0 && mark.shape != Shape::Freehand)
        at.push_back(m_mouse);
    const QPainterPath path = pathOf(mark.shape, at, look);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 150), 3));
    painter.drawPath(path);
    painter.setPen(QPen(colourOf(look), 1.5, look == MarkLook::Reported ? Qt::DashLine : Qt::SolidLine));
    painter.drawPath(path);
    painter.setPen(QPen(colourOf(look), 1.5));
    if (mark.shape != Shape::Freehand && mark.shape != Shape::Ellipse)
        paintEnds(painter, at, look);
    else if (look == MarkLook::Reported)
        paintEnds(painter, {at.front()}, look);
    QStringList said = words;
    said.removeAll(QString());
    const QRectF box = path.boundingRect();
    // At the right of the shape, at its left where there is no room.
    const QString text = said.join(QStringLiteral("  "));
    const double wide = painter.fontMetrics().horizontalAdvance(text);
    const bool fits = box.right() + 6 + wide < width() || box.left() - 6 - wide < 0;
    const QRectF where(fits ? box.right() + 6 : box.left() - 6 - wide, box.top() - 2, wide + 8, 20);
    writeOn(painter, where, Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine, text,
        look == MarkLook::Reported ? reportedColour : overlayLight);
}

std::vector<PlaneWidget::KeySign> PlaneWidget::keySigns() const
{
    std::vector<KeySign> signs;
    const LayerContent* content = m_exam.layer(layer());
    const auto shown = m_exam.grid(layer());
    if (view() == nullptr || !shown || content == nullptr || content->stack() == nullptr)
        return signs;
    const Layer& look = m_exam.scene().layers[static_cast<size_t>(layer())];
    // A cut across the images is none of them.
    if (content->volume() && std::abs(dot(view()->normal, normalised(shown->axes[2]))) < 0.999)
        return signs;
    const int slice = m_exam.nearestSlice(layer(), intoLayer(look.toPatient, m_exam.scene().cursor));
    const auto isKeyHere = [&](const Mark& mark) {
        return mark.shape == Shape::KeyImage && mark.layer == layer()
            && content->sliceOf(mark.sopInstanceUid, static_cast<int>(mark.frame) - 1) == slice;
    };
    for (const Mark& mark : m_exam.scene().marks) {
        if (isKeyHere(mark))
            signs.push_back({tr("Key image: %1").arg(mark.text), MarkLook::Own});
    }
    for (const ReportedMark& each : m_marks.reported().marks()) {
        const QString by = words::reportedBy(each.author, each.written);
        if (isKeyHere(each.mark) && each.mark.text.isEmpty())
            signs.push_back({tr("Key image (%1)", "author, day").arg(by), MarkLook::Reported});
        else if (isKeyHere(each.mark))
            signs.push_back({tr("Key image: %1 (%2)").arg(each.mark.text, by), MarkLook::Reported});
    }
    return signs;
}

// Under the series' lines, each behind its star.
void PlaneWidget::paintKeySigns(QPainter& painter, const QRectF& inside, qsizetype linesAbove) const
{
    const QFontMetrics metrics = painter.fontMetrics();
    double top = inside.top() + static_cast<double>(linesAbove) * metrics.lineSpacing() + 4;
    for (const KeySign& sign : keySigns()) {
        const QString text
            = metrics.elidedText(sign.sentence, Qt::ElideRight, std::max(width() * 3 / 5, 160));
        const double wide = metrics.horizontalAdvance(text);
        writeOn(painter, QRectF(inside.left(), top, inside.width(), metrics.lineSpacing()),
            Qt::AlignRight | Qt::AlignTop, text, colourOf(sign.look));
        paintStar(painter, {inside.right() - wide - 13, top + metrics.lineSpacing() / 2.0}, 7, sign.look);
        top += metrics.lineSpacing() + 4;
    }
}

} // namespace twinward::imaging
