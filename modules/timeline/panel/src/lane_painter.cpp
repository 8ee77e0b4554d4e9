#include "lane_painter_p.h"

#include "terms_p.h"

#include <algorithm>
#include <cmath>
#include <QCoreApplication>
#include <QLocale>
#include <QPainterPath>

namespace twinward::timeline {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

QPolygonF triangle(const QRectF& rect)
{
    return QPolygonF({QPointF(rect.center().x(), rect.top()), rect.bottomRight(), rect.bottomLeft()});
}

QPolygonF diamond(const QRectF& rect)
{
    const QPointF c = rect.center();
    return QPolygonF({QPointF(c.x(), rect.top()), QPointF(rect.right(), c.y()), QPointF(c.x(), rect.bottom()),
        QPointF(rect.left(), c.y())});
}

QString countText(quint32 count)
{
    // A count has the width of three figures.
    return count < 1000 ? QString::number(count) : Text::tr("%1k", "thousands").arg(count / 1000);
}

} // namespace

LanePainter::LanePainter(
    QPainter& painter, const LaneFrame& frame, std::unordered_map<quint32, float>& labelWidths)
    : m_painter(painter)
    , m_frame(frame)
    , m_brush(frame.brush)
    , m_items(frame.scene.story()->items())
    , m_labelWidths(labelWidths)
    , m_metrics(frame.brush.small)
    , m_plot(frame.plotLeft(), frame.ground.top(), frame.ground.right() - frame.plotLeft(),
          frame.ground.height())
{ }

void LanePainter::paint()
{
    m_painter.save();
    m_painter.setClipRect(m_frame.ground);
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.fillRect(
        QRectF(m_frame.ground.topLeft(), QSizeF(m_frame.measures.headerWidth, m_frame.ground.height())),
        m_brush.window);
    for (const SceneLane& lane : m_frame.scene.lanes()) {
        const QRectF rect(m_frame.ground.left(), m_frame.ground.top() + lane.top - m_frame.scrollY,
            m_frame.ground.width(), lane.height);
        if (rect.bottom() < m_frame.ground.top() || rect.top() > m_frame.ground.bottom())
            continue;
        m_painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), m_brush.line);
        m_painter.save();
        m_painter.setClipRect(m_plot);
        for (int row = 0; row < lane.layout.rowCount(); ++row)
            paintRow(lane, row);
        if (lane.undatedRows() > 0)
            paintUndated(lane);
        paintElsewhere(lane);
        m_painter.restore();
        paintHeader(lane, rect);
    }
    m_painter.restore();
}

QRectF LanePainter::boxRect(const LaneFrame& frame, const SceneLane& lane, int row, const Box& box)
{
    const double originX = frame.originX();
    const double inset = 2 * frame.brush.unit;
    const double nowX = frame.plotLeft() + frame.viewport.xOf(frame.nowMs);
    const double left = std::max(originX + box.x0, frame.plotLeft() - 100);
    // What goes on is drawn until now: nothing is known of later.
    const bool open = box.isBar && box.x1 > 1e14;
    double right
        = open ? std::max(nowX, originX + box.x0 + frame.measures.scene.layout.barPx) : originX + box.x1;
    right = std::min(right, frame.ground.right() + 100);
    const double top = frame.ground.top() - frame.scrollY + frame.scene.rowTop(lane, row);
    return {left, top + inset, std::max(0.0, right - left), frame.measures.scene.rowPx - 2 * inset};
}

QRectF LanePainter::undatedRect(const LaneFrame& frame, const SceneLane& lane)
{
    const double inset = 2 * frame.brush.unit;
    const double top = frame.ground.top() - frame.scrollY + frame.scene.rowTop(lane, -1);
    return {frame.plotLeft() + 4 * frame.brush.unit, top + inset, 160 * frame.brush.unit,
        frame.measures.scene.rowPx - 2 * inset};
}

void LanePainter::paintHeader(const SceneLane& lane, const QRectF& rect)
{
    const double u = m_brush.unit;
    const QRectF column(rect.left(), rect.top(), m_frame.measures.headerWidth, rect.height() - 1);
    m_painter.fillRect(column, m_brush.window);
    m_painter.fillRect(QRectF(column.left(), column.top(), 4 * u, column.height()), Brush::lane(lane.lane));
    m_painter.fillRect(QRectF(column.right() - 1, column.top(), 1, column.height()), m_brush.line);
    // The name stays in sight while a tall lane is scrolled.
    const double lineHeight = m_frame.measures.scene.rowPx + 2 * m_frame.measures.scene.paddingPx;
    const double top = std::clamp(
        m_frame.ground.top(), column.top(), std::max(column.top(), column.bottom() - lineHeight));
    const QRectF line(column.left() + 12 * u, top, column.width() - 20 * u, lineHeight);
    const QPointF c(line.left() + 4 * u, line.center().y());
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_brush.secondary);
    if (lane.collapsed)
        m_painter.drawPolygon(
            QPolygonF({c + QPointF(-2, -4) * u, c + QPointF(3, 0) * u, c + QPointF(-2, 4) * u}));
    else
        m_painter.drawPolygon(
            QPolygonF({c + QPointF(-4, -2) * u, c + QPointF(4, -2) * u, c + QPointF(0, 3) * u}));
    const QString count = QLocale().toString(static_cast<qulonglong>(lane.count()));
    m_painter.setFont(m_brush.small);
    m_painter.setPen(m_brush.secondary);
    m_painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, count);
    m_painter.setFont(m_brush.strong);
    m_painter.setPen(m_brush.text);
    const QRectF nameRect = line.adjusted(14 * u, 0, -m_metrics.horizontalAdvance(count) - 6 * u, 0);
    m_painter.drawText(nameRect, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(m_brush.strong).elidedText(laneName(lane.lane), Qt::ElideRight, nameRect.width()));
}

void LanePainter::paintUndated(const SceneLane& lane)
{
    const QString text = Text::tr("%n without a date", nullptr, static_cast<int>(lane.undated.size()));
    paintChip(text, undatedRect(m_frame, lane), Brush::lane(lane.lane), lane.undated);
}

void LanePainter::paintRow(const SceneLane& lane, int row)
{
    const double originX = m_frame.originX();
    const double reach = 240 * m_brush.unit; // a label may begin this far outside
    const auto boxes
        = lane.layout.visible(row, m_frame.plotLeft() - originX - reach, m_frame.ground.right() - originX);
    const QColor color = Brush::lane(lane.lane);
    for (const Box& box : boxes) {
        const QRectF rect = boxRect(m_frame, lane, row, box);
        if (box.count > 1) {
            paintCount(lane, box, rect, color);
            continue;
        }
        const quint32 index = lane.layout.members(box).front();
        const Item& item = m_items[index];
        if (box.isBar)
            paintBar(item, rect, color);
        else
            paintPoint(item, rect, color);
        // Only the first in a row knows that nothing stands before it.
        const bool first = &box == lane.layout.row(row).data();
        paintRowLabel(index, box, rect, first ? rect.left() - m_plot.left() : 0);
    }
}

void LanePainter::paintBar(const Item& item, const QRectF& rect, const QColor& color)
{
    const double radius = 3 * m_brush.unit;
    const bool faint = item.marks.testAnyFlags(Mark::Retracted | Mark::NotAuthorised);
    QRectF sure;
    if (item.hasSurePart() && !faint) {
        const double left = m_plot.left() + m_frame.viewport.xOf(static_cast<double>(item.sureStartMs));
        const double right = item.isOpen()
            ? rect.right()
            : m_plot.left() + m_frame.viewport.xOf(static_cast<double>(item.sureEndMs));
        sure = rect.intersected(QRectF(left, rect.top(), std::max(0.0, right - left), rect.height()));
    }
    // Less than two pixels of doubt can't be seen, only smudge the edge.
    const bool doubt = rect.width() - sure.width() > 2 * m_brush.unit;
    if (doubt) {
        m_painter.setPen(QPen(faint ? m_brush.secondary : color, m_brush.unit, Qt::DashLine));
        m_painter.setBrush(Brush::tint(color, faint ? 0.0 : 0.08));
        m_painter.drawRoundedRect(rect, radius, radius);
    } else {
        sure = rect;
    }
    if (!sure.isEmpty()) {
        if (doubt) {
            m_painter.setPen(QPen(m_brush.surface, 2 * m_brush.unit));
            m_painter.setBrush(m_brush.surface);
            m_painter.drawRoundedRect(sure, radius, radius);
        }
        m_painter.setPen(QPen(color, m_brush.unit));
        m_painter.setBrush(Brush::tint(color, m_brush.dark ? 0.34 : 0.20));
        m_painter.drawRoundedRect(sure, radius, radius);
    }
    if (item.isOpen() && !faint) {
        // An arrow instead of an end.
        const double h = rect.height() / 2;
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(color);
        m_painter.drawPolygon(QPolygonF(
            {QPointF(rect.right() - h * 0.6, rect.top()), QPointF(rect.right() + h * 0.4, rect.center().y()),
                QPointF(rect.right() - h * 0.6, rect.bottom())}));
    }
    if (item.flag == Flag::Critical && !faint) {
        const double u = m_brush.unit;
        const double left = std::max(rect.left(), m_plot.left()) + 4 * u;
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_brush.danger);
        m_painter.drawPolygon(diamond(QRectF(left, rect.center().y() - 5 * u, 10 * u, 10 * u)));
    }
    paintMarks(item, rect.topLeft());
}

void LanePainter::paintPoint(const Item& item, const QRectF& rect, const QColor& color)
{
    const double u = m_brush.unit;
    const QRectF glyph(rect.center().x() - 5 * u, rect.center().y() - 5 * u, 10 * u, 10 * u);
    const bool hollow = item.marks.testAnyFlags(Mark::Retracted | Mark::NotAuthorised);
    const QColor ink = hollow         ? m_brush.secondary
        : item.flag == Flag::Critical ? m_brush.danger
        : item.flag == Flag::Abnormal ? m_brush.caution
                                      : color;
    m_painter.setPen(QPen(ink, 1.5 * u));
    m_painter.setBrush(hollow ? m_brush.surface : ink);
    if (item.flag == Flag::Critical)
        m_painter.drawPolygon(diamond(glyph));
    else if (item.flag == Flag::Abnormal)
        m_painter.drawPolygon(triangle(glyph));
    else if (item.lane == Lane::Notes || item.lane == Lane::Documents || item.lane == Lane::Imaging)
        m_painter.drawRect(glyph.adjusted(u, u, -u, -u));
    else
        m_painter.drawEllipse(glyph.adjusted(u, u, -u, -u));
    paintMarks(item, rect.topLeft());
}

void LanePainter::paintMarks(const Item& item, QPointF at)
{
    if (!item.marks)
        return;
    const double u = m_brush.unit;
    const QRectF badge(at.x() - 4 * u, at.y() - 3 * u, 9 * u, 9 * u);
    m_painter.setPen(QPen(m_brush.surface, u));
    if (item.marks.testFlag(Mark::Conflict) || item.marks.testFlag(Mark::NotAuthorised)) {
        // ≠ for two versions, ! for a signature that does not count.
        const bool conflict = item.marks.testFlag(Mark::Conflict);
        m_painter.setBrush(conflict ? m_brush.caution : m_brush.danger);
        m_painter.drawEllipse(badge);
        QFont font = m_brush.small;
        font.setPixelSize(static_cast<int>(8 * u));
        font.setWeight(QFont::Bold);
        m_painter.setFont(font);
        m_painter.setPen(m_brush.surface);
        m_painter.drawText(badge, Qt::AlignCenter, conflict ? QStringLiteral("\u2260") : QStringLiteral("!"));
    } else if (item.marks.testFlag(Mark::Amended)) {
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_brush.text, 1.5 * u));
        m_painter.drawPolyline(QPolygonF({badge.topLeft() + QPointF(1, 4) * u,
            badge.topLeft() + QPointF(3, 7) * u, badge.topLeft() + QPointF(8, 1) * u}));
    }
}

void LanePainter::paintCount(const SceneLane& lane, const Box& box, const QRectF& rect, const QColor& color)
{
    paintChip(countText(box.count), rect, color, lane.layout.members(box));
}

void LanePainter::paintChip(
    const QString& text, const QRectF& rect, const QColor& color, std::span<const quint32> items)
{
    Flag flag = Flag::None;
    Marks marks;
    for (const quint32 index : items) {
        flag = std::max(flag, m_items[index].flag);
        marks |= m_items[index].marks;
    }
    const bool urgent = flag == Flag::Critical || marks.testFlag(Mark::NotAuthorised);
    const bool notable = flag == Flag::Abnormal || marks.testFlag(Mark::Conflict);
    const QColor edge = urgent ? m_brush.danger : notable ? m_brush.caution : color;
    const double u = m_brush.unit;
    const bool hit = holdsHit(items);
    m_painter.setPen(hit ? QPen(m_brush.accent, 2 * u) : QPen(edge, (urgent || notable ? 1.5 : 1) * u));
    m_painter.setBrush(Brush::tint(color, m_brush.dark ? 0.34 : 0.20));
    m_painter.drawRoundedRect(rect, 4 * u, 4 * u);
    m_painter.setFont(m_brush.small);
    m_painter.setPen(m_brush.text);
    m_painter.drawText(rect, Qt::AlignCenter, text);
    if (urgent || notable) {
        const QRectF corner(rect.right() - 5 * u, rect.top() - 3 * u, 8 * u, 8 * u);
        m_painter.setPen(QPen(m_brush.surface, u));
        m_painter.setBrush(edge);
        m_painter.drawPolygon(urgent ? diamond(corner) : triangle(corner));
    }
}

bool LanePainter::holdsHit(std::span<const quint32> items) const
{
    if (m_frame.hits.empty() || items.empty())
        return false;
    auto hit = std::lower_bound(m_frame.hits.begin(), m_frame.hits.end(), items.front());
    for (; hit != m_frame.hits.end() && *hit <= items.back(); ++hit) {
        if (std::binary_search(items.begin(), items.end(), *hit))
            return true;
    }
    return false;
}

} // namespace twinward::timeline
