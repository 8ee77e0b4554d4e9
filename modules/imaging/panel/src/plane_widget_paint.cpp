// What is drawn over a plane's picture: cross-hairs, marks, letters, scale, corner text. Nothing is written
// over the picture while it is moved, but the window's numbers while the window is changed.

#include "plane_widget_p.h"

#include "imaging_view/operators.h"
#include "imaging_view/plane_geometry.h"
#include "patient_words_p.h"
#include "workbench/theme.h"

#include <algorithm>
#include <cmath>
#include <QLocale>
#include <QPainter>

namespace twinward::imaging {

using workbench::Theme;

void PlaneWidget::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), Qt::black);
    painter.setFont(Theme::instance().font(Theme::Type::Small));
    const LayerContent* content = m_exam.layer(layer());
    if (content != nullptr && view() != nullptr) {
        paintPicture(painter);
        painter.setRenderHint(QPainter::Antialiasing);
        paintMarks(painter);
        if (m_drag == Drag::None || m_drag == Drag::Cross || m_drag == Drag::Mark)
            paintCross(painter);
        paintLetters(painter);
        if (m_drag == Drag::None || m_drag == Drag::Mark || m_drag == Drag::Segment) {
            paintScale(painter);
            paintCorners(painter);
            paintPen(painter);
        } else if (m_drag == Drag::Window) {
            writeOn(painter, rect().adjusted(8, 8, -8, -8), Qt::AlignBottom | Qt::AlignLeft,
                lookLines().value(0));
        }
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(Theme::color(Theme::Role::Accent, true), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

// Until the new picture is there the old one moves along, so that the hand never waits.
void PlaneWidget::paintPicture(QPainter& painter) const
{
    if (m_picture.isNull())
        return;
    const PlaneFrame now = wantedFrame();
    if (now.size.isEmpty())
        return;
    const auto place = [&](const QPointF& pixel) { return now.toPixel(m_frame.toPatient(pixel)); };
    const QPointF from = place({0, 0});
    const QPointF to = place(QPointF(m_frame.size.width(), m_frame.size.height()));
    const QRectF where(from, to);
    const bool aside = std::abs(where.left()) > 0.51 || std::abs(where.top()) > 0.51
        || std::abs(where.right() - width()) > 0.51 || std::abs(where.bottom() - height()) > 0.51;
    // Never smoothly here: Qt scales smoothly on the pool that others fill with seconds of work.
    if (aside && where.isValid())
        painter.drawImage(where, m_picture);
    else if (m_picture.size() == size())
        painter.drawImage(QPointF(0, 0), m_picture);
    else
        painter.drawImage(QRectF(rect()), m_picture);
}

std::vector<QLineF> PlaneWidget::crossLines() const
{
    std::vector<QLineF> lines;
    const PlaneFrame frame = wantedFrame();
    const QPointF at = frame.toPixel(m_exam.scene().cursor);
    const double far = width() + height();
    for (const PlaneView& other : m_exam.scene().planes) {
        const Vec3 along = cross(frame.normal(), other.normal);
        if (&other == view() || length(along) < 0.05) {
            lines.emplace_back();
            continue;
        }
        const Vec3 direction = normalised(along);
        const QPointF step(dot(direction, frame.right), dot(direction, frame.down));
        lines.emplace_back(at - step * far, at + step * far);
    }
    return lines;
}

// The other planes where they cut this one, open around the point they share.
void PlaneWidget::paintCross(QPainter& painter) const
{
    if (!m_exam.isVolume(layer()) || view()->layer >= 0)
        return;
    const auto lines = crossLines();
    const QPointF at = positionOf(m_exam.scene().cursor);
    const auto& planes = m_exam.scene().planes;
    for (size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].isNull())
            continue;
        QColor colour = colourOf(planes[i].kind);
        colour.setAlpha(190);
        painter.setPen(QPen(colour, 1));
        const QLineF unit = lines[i].unitVector();
        const QPointF gap = (unit.p2() - unit.p1()) * 14;
        painter.drawLine(lines[i].p1(), at - gap);
        painter.drawLine(at + gap, lines[i].p2());
    }
}

void PlaneWidget::paintLetters(QPainter& painter) const
{
    const auto shown = m_exam.grid(layer());
    const LayerContent* content = m_exam.layer(layer());
    if (!shown || content->stack() == nullptr)
        return;
    // A radiograph says nothing of where the patient's sides are.
    if (!content->volume()) {
        const int number = m_exam.scene().layers[static_cast<size_t>(layer())].frame;
        const ObjectHeader* header = content->headerOf(number);
        const auto frame = static_cast<size_t>(content->frameRef(number).frame);
        if (header == nullptr || frame >= header->frames.size() || !header->frames[frame].plane)
            return;
    }
    const PlaneFrame frame = wantedFrame();
    painter.setFont(Theme::instance().font(Theme::Type::Heading, QFont::DemiBold));
    const QRectF inside = rect().adjusted(8, 8, -8, -8);
    writeOn(painter, inside, Qt::AlignRight | Qt::AlignVCenter, orientationLetters(frame.right));
    writeOn(painter, inside, Qt::AlignLeft | Qt::AlignVCenter, orientationLetters(frame.right * -1));
    writeOn(painter, inside, Qt::AlignTop | Qt::AlignHCenter, orientationLetters(frame.down * -1));
    writeOn(painter, inside, Qt::AlignBottom | Qt::AlignHCenter, orientationLetters(frame.down));
    painter.setFont(Theme::instance().font(Theme::Type::Small));
}

// A round number of millimetres, at most a quarter of the height, at the right edge.
void PlaneWidget::paintScale(QPainter& painter) const
{
    if (ruler().calibration != Calibration::InPatient)
        return;
    const double scale = wantedFrame().mmPerPixel;
    const double most = height() / 4.0 * scale;
    double mm = std::pow(10, std::floor(std::log10(std::max(most, 1e-6))));
    for (const double factor : {5.0, 2.0}) {
        if (mm * factor <= most) {
            mm *= factor;
            break;
        }
    }
    const double size = mm / scale;
    const double right = width() - 12.5;
    const double top = std::min(height() * 0.75 - size / 2, height() - size - 76);
    for (const auto& [colour, wide] : {std::pair{QColor(0, 0, 0, 180), 3.0}, std::pair{overlayLight, 1.0}}) {
        painter.setPen(QPen(colour, wide));
        painter.drawLine(QPointF(right, top), QPointF(right, top + size));
        for (int tick = 0; tick <= 10; ++tick) {
            const double y = top + size * tick / 10;
            painter.drawLine(QPointF(right - (tick % 5 == 0 ? 8 : 4), y), QPointF(right, y));
        }
    }
    const QString text = mm >= 10 ? tr("%1 cm").arg(QLocale().toString(mm / 10, 'g', 3))
                                  : tr("%1 mm").arg(QLocale().toString(mm, 'g', 3));
    writeOn(painter, QRectF(right - 90, top + size + 2, 94, 18), Qt::AlignRight | Qt::AlignTop, text);
}

void PlaneWidget::paintCorners(QPainter& painter) const
{
    const QRectF inside = rect().adjusted(8, 6, -8, -6);
    const bool narrow = width() < 320 || height() < 240;
    const auto block = [&](int flags, const QStringList& lines) {
        writeOn(painter, inside, flags, lines.join(QLatin1Char('\n')));
    };
    if (!narrow || m_plane == 0)
        block(Qt::AlignLeft | Qt::AlignTop, patientLines());
    const QStringList series = seriesLines();
    writeOn(painter, inside, Qt::AlignRight | Qt::AlignTop, series.join(QLatin1Char('\n')));
    if (m_exam.isVolume(layer())) {
        painter.setBrush(colourOf(view()->kind));
        painter.setPen(Qt::NoPen);
        const double wide = painter.fontMetrics().horizontalAdvance(series.value(0));
        painter.drawEllipse(QPointF(inside.right() - wide - 8, inside.top() + 8), 3.5, 3.5);
    }
    paintKeySigns(painter, inside, series.size());
    block(Qt::AlignLeft | Qt::AlignBottom, lookLines());
    block(Qt::AlignRight | Qt::AlignBottom, placeLines());
}

QStringList PlaneWidget::patientLines() const
{
    const LayerContent* content = m_exam.layer(layer());
    const ObjectHeader* header = content->headerOf(0);
    QStringList lines;
    if (header != nullptr)
        lines = words::patient(header->patient);
    lines.append(words::study(content->study()));
    return lines;
}

QStringList PlaneWidget::seriesLines() const
{
    const LayerContent* content = m_exam.layer(layer());
    QStringList lines;
    lines.append(m_exam.isVolume(layer()) ? nameOf(view()->kind) : tr("Single images"));
    lines.append(words::series(content->series()));
    const LayerContent* over = view()->layer < 0 ? m_exam.layer(1) : nullptr;
    if (over != nullptr)
        lines.append(tr("+ %1  %2 %")
                         .arg(words::series(over->series()))
                         .arg(qRound(m_exam.scene().layers[1].opacity * 100)));
    if (view()->slabMm > 0 && view()->projection != Projection::Slice)
        lines.append(words::slab(view()->projection, view()->slabMm));
    const ObjectHeader* header = content->headerOf(0);
    if (const QString loss = header == nullptr ? QString() : words::loss(*header); !loss.isEmpty())
        lines.append(loss);
    const Ruler measure = ruler();
    if (content->stack() != nullptr && measure.calibration == Calibration::None && measure.regions.empty())
        lines.append(tr("Size of the pixels unknown: lengths are in pixels"));
    if (!content->isComplete() && content->volume())
        lines.append(tr("%1 of %2 images read").arg(content->arrived()).arg(content->volume()->grid.size[2]));
    return lines;
}

QStringList PlaneWidget::lookLines() const
{
    const Window& window = m_exam.scene().layers[static_cast<size_t>(layer())].window;
    const int decimals = window.width < 20 ? 2 : 0;
    QStringList lines;
    const ObjectHeader* header = m_exam.layer(layer())->headerOf(0);
    if (header == nullptr || header->pixels.samples == 1)
        lines.append(tr("W %1  L %2")
                         .arg(QLocale().toString(window.width, 'f', decimals),
                             QLocale().toString(window.centre, 'f', decimals)));
    lines.append(tr("Zoom %1 %").arg(qRound(view()->zoom * 100)));
    return lines;
}

QStringList PlaneWidget::placeLines() const
{
    QStringList lines;
    const LayerContent* content = m_exam.layer(layer());
    const bool inside = m_mouse.x() >= 0;
    const Vec3 point = patientAt(m_mouse);
    std::optional<double> value;
    QString unit;
    if (content->volume() && inside) {
        const auto& toPatient = m_exam.scene().layers[static_cast<size_t>(layer())].toPatient;
        value = probe(*content->volume(), intoLayer(toPatient, point));
        unit = words::unit(content->volume()->unit);
    }
    if (value)
        lines.append((QLocale().toString(*value, 'g', 6) + QChar(0x2009) + unit).trimmed());
    const Exam::Position at = m_exam.position(m_plane);
    lines.append(tr("Image %1 of %2").arg(at.current + 1).arg(at.count));
    if (m_exam.isVolume(layer())) {
        const double mm = dot(m_exam.scene().cursor, view()->normal);
        lines.append(tr("%1 mm").arg(QLocale().toString(mm, 'f', 1)));
    }
    return lines;
}

void PlaneWidget::paintPen(QPainter& painter) const
{
    painter.setPen(QPen(drawnColour, 1));
    painter.setBrush(Qt::NoBrush);
    if (m_tool == Tool::Brush || m_tool == Tool::Eraser) {
        const double radius = m_brushMm / wantedFrame().mmPerPixel;
        if (m_mouse.x() >= 0 || hasFocus())
            painter.drawEllipse(m_mouse.x() >= 0 ? m_mouse : m_pen, radius, radius);
    }
    if ((!isMarking(m_tool) && !isSegmenting(m_tool)) || !hasFocus())
        return;
    painter.drawLine(m_pen - QPointF(8, 0), m_pen + QPointF(8, 0));
    painter.drawLine(m_pen - QPointF(0, 8), m_pen + QPointF(0, 8));
}

} // namespace twinward::imaging
