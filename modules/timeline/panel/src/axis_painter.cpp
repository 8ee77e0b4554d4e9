#include "axis_painter_p.h"

#include "workbench/format.h"

#include <algorithm>
#include <cmath>
#include <QCoreApplication>

namespace twinward::timeline {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

} // namespace

AxisPainter::AxisPainter(QPainter& painter, const LaneFrame& frame, const Axis& axis)
    : m_painter(painter)
    , m_frame(frame)
    , m_axis(axis)
    , m_brush(frame.brush)
{ }

void AxisPainter::paintGround()
{
    const QRectF ground = m_frame.ground;
    const Story& story = *m_frame.scene.story();
    // Before birth and after death the ground is bare.
    const base::PartialDate born = story.birthDate();
    const double bornX = born.isNull() ? m_frame.plotLeft()
                                       : xOf(born.earliest().startOfDay(story.zone()).toMSecsSinceEpoch());
    if (bornX > m_frame.plotLeft())
        m_painter.fillRect(
            QRectF(m_frame.plotLeft(), ground.top(), bornX - m_frame.plotLeft(), ground.height()),
            m_brush.window);
    if (story.death()) {
        const double diedX = std::max(m_frame.plotLeft(), xOf(story.death()->lastMs));
        m_painter.fillRect(
            QRectF(diedX, ground.top(), ground.right() - diedX, ground.height()), m_brush.window);
    }
    QColor faint = m_brush.line;
    faint.setAlphaF(0.55F);
    for (const Tick& tick : m_axis.ticks) {
        const double x = std::round(m_frame.plotLeft() + tick.x);
        if (x >= m_frame.plotLeft())
            m_painter.fillRect(QRectF(x, ground.top(), 1, ground.height()), faint);
    }
    for (const AxisSpan& span : m_axis.spans) {
        const double x
            = std::round(m_frame.plotLeft() + m_frame.viewport.xOf(static_cast<double>(span.firstMs)));
        if (x >= m_frame.plotLeft())
            m_painter.fillRect(QRectF(x, ground.top(), 1, ground.height()), m_brush.line);
    }
}

void AxisPainter::paintAxis(double top)
{
    const Measures& measures = m_frame.measures;
    const QRectF strip(m_frame.ground.left(), top, m_frame.ground.width(), measures.axisHeight);
    m_painter.fillRect(strip, m_brush.window);
    m_painter.save();
    m_painter.setClipRect(
        QRectF(m_frame.plotLeft(), top, m_frame.ground.right() - m_frame.plotLeft(), strip.height()));
    paintSpans(top);
    paintTicks(top + measures.tickRow);
    paintAges(top + 2 * measures.tickRow);
    paintFlags(top + 2 * measures.tickRow);
    m_painter.restore();
    m_painter.fillRect(QRectF(strip.left(), strip.bottom() - 1, strip.width(), 1), m_brush.line);
    m_painter.setFont(m_brush.small);
    m_painter.setPen(m_brush.secondary);
    const QRectF column(
        strip.left() + 12 * m_brush.unit, 0, measures.headerWidth - 20 * m_brush.unit, measures.tickRow);
    if (!m_frame.scene.story()->birthDate().isNull())
        m_painter.drawText(column.translated(0, top + 2 * measures.tickRow),
            Qt::AlignRight | Qt::AlignVCenter, Text::tr("Age"));
}

void AxisPainter::paintSpans(double top)
{
    const QFontMetricsF metrics(m_brush.strong);
    m_painter.setFont(m_brush.strong);
    m_painter.setPen(m_brush.text);
    const double pad = 4 * m_brush.unit;
    for (const AxisSpan& span : m_axis.spans) {
        const double begin = m_frame.plotLeft() + m_frame.viewport.xOf(static_cast<double>(span.firstMs));
        const double end = m_frame.plotLeft() + m_frame.viewport.xOf(static_cast<double>(span.lastMs));
        // The label of a period that began earlier stays at the left edge as long as it has room.
        const double left = std::max(begin, m_frame.plotLeft());
        if (begin >= m_frame.plotLeft())
            m_painter.fillRect(QRectF(std::round(begin), top, 1, m_frame.measures.tickRow), m_brush.line);
        if (left + metrics.horizontalAdvance(span.label) + 2 * pad > end)
            continue;
        m_painter.drawText(QRectF(left + pad, top, end - left, m_frame.measures.tickRow),
            Qt::AlignLeft | Qt::AlignVCenter, span.label);
    }
}

void AxisPainter::paintTicks(double top)
{
    m_painter.setFont(m_brush.small);
    m_painter.setPen(m_brush.text);
    for (const Tick& tick : m_axis.ticks) {
        const double x = m_frame.plotLeft() + tick.x;
        if (x - tick.labelWidth / 2 < m_frame.plotLeft() || x + tick.labelWidth / 2 > m_frame.ground.right())
            continue; // half a date is none
        m_painter.drawText(
            QRectF(x - tick.labelWidth / 2 - 1, top, tick.labelWidth + 2, m_frame.measures.tickRow),
            Qt::AlignCenter, tick.label);
    }
}

void AxisPainter::paintAges(double top)
{
    const Story& story = *m_frame.scene.story();
    if (story.birthDate().isNull())
        return;
    std::vector<QRectF> taken;
    for (const Flag& flag : flags())
        taken.push_back(rectOf(flag, top).adjusted(-4, 0, 4, 0));
    const QFontMetricsF metrics(m_brush.small);
    m_painter.setFont(m_brush.small);
    m_painter.setPen(m_brush.secondary);
    double free = m_frame.plotLeft();
    QString last;
    for (const Tick& tick : m_axis.ticks) {
        if (story.death() && tick.ms > story.death()->lastMs)
            break;
        const QDate day = QDateTime::fromMSecsSinceEpoch(tick.ms, story.zone()).date();
        const QString age = workbench::formatAge(story.birthDate(), day);
        const double width = metrics.horizontalAdvance(age);
        const double x = m_frame.plotLeft() + tick.x - width / 2;
        const QRectF room(x - 1, top, width + 2, m_frame.measures.tickRow);
        const bool collides = std::any_of(
            taken.begin(), taken.end(), [&room](const QRectF& flag) { return flag.intersects(room); });
        if (age.isEmpty() || age == last || x < free || x + width > m_frame.ground.right() || collides)
            continue;
        m_painter.drawText(room, Qt::AlignCenter, age);
        free = x + width + Axis::minGapPx;
        last = age;
    }
}

double AxisPainter::xOf(qint64 ms) const
{
    return m_frame.plotLeft() + m_frame.viewport.xOf(static_cast<double>(ms));
}

std::vector<AxisPainter::Flag> AxisPainter::flags() const
{
    std::vector<Flag> flags;
    const Story& story = *m_frame.scene.story();
    if (story.death())
        flags.push_back({xOf(story.death()->lastMs), Text::tr("Died"), m_brush.text, m_brush.surface});
    flags.push_back(
        {xOf(static_cast<qint64>(m_frame.nowMs)), Text::tr("Now"), m_brush.accent, m_brush.onAccent});
    std::erase_if(flags,
        [this](const Flag& flag) { return flag.x < m_frame.plotLeft() || flag.x > m_frame.ground.right(); });
    return flags;
}

QRectF AxisPainter::rectOf(const Flag& flag, double top) const
{
    const double width = QFontMetricsF(m_brush.small).horizontalAdvance(flag.text) + 8 * m_brush.unit;
    const double rightmost = std::max(m_frame.plotLeft(), m_frame.ground.right() - width);
    const double left = std::clamp(flag.x - width / 2, m_frame.plotLeft(), rightmost);
    return {left, top, width, m_frame.measures.tickRow - m_brush.unit};
}

void AxisPainter::paintMoments()
{
    for (const Flag& flag : flags()) {
        m_painter.fillRect(QRectF(std::round(flag.x) - m_brush.unit / 2, m_frame.ground.top(), m_brush.unit,
                               m_frame.ground.height()),
            flag.ground);
    }
}

void AxisPainter::paintFlags(double top)
{
    m_painter.setFont(m_brush.small);
    for (const Flag& flag : flags()) {
        const QRectF rect = rectOf(flag, top);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(flag.ground);
        m_painter.drawRoundedRect(rect, 3 * m_brush.unit, 3 * m_brush.unit);
        m_painter.setPen(flag.ink);
        m_painter.drawText(rect, Qt::AlignCenter, flag.text);
    }
}

QImage overviewImage(const Scene& scene, QSize size, qreal ratio, Extent limits)
{
    QImage image(size * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    const auto columns = static_cast<size_t>(std::max(1, size.width() / 2));
    const double msPerColumn
        = static_cast<double>(limits.lastMs - limits.firstMs) / static_cast<double>(columns);
    QPainter painter(&image);
    const double slot = size.height() / static_cast<double>(laneCount);
    const auto& items = scene.story()->items();
    for (const SceneLane& lane : scene.lanes()) {
        std::vector<int> counts(columns, 0);
        for (const quint32 index : lane.shown) {
            const double at = static_cast<double>(items[index].startMs - limits.firstMs) / msPerColumn;
            ++counts[static_cast<size_t>(std::clamp(at, 0.0, static_cast<double>(columns - 1)))];
        }
        const QColor color = Brush::lane(lane.lane);
        const double top = slot * static_cast<int>(lane.lane);
        for (size_t column = 0; column < columns; ++column) {
            if (counts[column] > 0) {
                const double strength = std::min(1.0, 0.45 + std::log10(counts[column]) * 0.3);
                painter.fillRect(QRectF(static_cast<double>(column) * 2, top, 2, std::max(2.0, slot - 1)),
                    Brush::tint(color, strength));
            }
        }
    }
    return image;
}

QRectF overviewWindow(const Viewport& viewport, const QRectF& strip)
{
    const Extent limits = viewport.limits();
    const double length = static_cast<double>(limits.lastMs - limits.firstMs);
    const double left = (viewport.firstMs() - static_cast<double>(limits.firstMs)) / length * strip.width();
    const double right = (viewport.lastMs() - static_cast<double>(limits.firstMs)) / length * strip.width();
    const double width = std::max(6.0, right - left);
    return QRectF(strip.left() + left, strip.top(), width, strip.height()).intersected(strip);
}

void paintOverview(QPainter& painter, const LaneFrame& frame, const QImage& density, const QRectF& strip)
{
    const Brush& brush = frame.brush;
    const QRectF full(frame.ground.left(), strip.top(), frame.ground.width(), strip.height());
    painter.fillRect(full, brush.window);
    painter.fillRect(QRectF(full.left(), full.top(), full.width(), 1), brush.line);
    painter.drawImage(strip.topLeft() + QPointF(0, 2), density);
    const QRectF window = overviewWindow(frame.viewport, strip).adjusted(0, 1, 0, -1);
    painter.setPen(QPen(brush.accent, 1.5 * brush.unit));
    painter.setBrush(Brush::tint(brush.accent, 0.14));
    painter.drawRoundedRect(window, 2 * brush.unit, 2 * brush.unit);
    painter.setFont(brush.small);
    painter.setPen(brush.secondary);
    const QRectF column(full.left() + 12 * brush.unit, full.top(),
        frame.measures.headerWidth - 20 * brush.unit, full.height());
    painter.drawText(column, Qt::AlignLeft | Qt::AlignVCenter, Text::tr("Whole life"));
}

} // namespace twinward::timeline
