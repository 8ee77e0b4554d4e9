#include "lane_painter_p.h"

#include "terms_p.h"
#include "timeline/shorten.h"

#include <algorithm>
#include <QCoreApplication>

// The words of LanePainter: names and values beside what is drawn, and what lies outside the window.

namespace twinward::timeline {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

} // namespace

double LanePainter::widthOf(quint32 index)
{
    const auto known = m_labelWidths.find(index);
    if (known != m_labelWidths.end())
        return known->second;
    const double width = m_metrics.horizontalAdvance(itemName(m_items[index]));
    m_labelWidths.emplace(index, static_cast<float>(width));
    return width;
}

QString LanePainter::labelFor(quint32 index, double width)
{
    const Item& item = m_items[index];
    const QString whole = itemName(item);
    if (widthOf(index) <= width)
        return whole;
    const MeasureText measure = [this](const QString& text) { return m_metrics.horizontalAdvance(text); };
    const double least = 36 * m_brush.unit; // a name shorter than this is none
    if (item.value.isEmpty())
        return width >= least ? shortenedToWidth(whole, width, measure) : QString();
    const QString name = whole.chopped(item.value.size()).trimmed();
    const QString value = QStringLiteral(" ") + item.value;
    const QString shortName = shortenedToWidth(name, width - measure(value), measure);
    if (!shortName.isEmpty())
        return shortName + value;
    // A figure that doesn't say what it is of helps nobody.
    return width >= least ? shortenedToWidth(name, width, measure) : QString();
}

void LanePainter::paintRowLabel(quint32 index, const Box& box, const QRectF& rect, double before)
{
    const double u = m_brush.unit;
    const double pad = 4 * u;
    const double width = widthOf(index);
    const QRectF seen = rect.intersected(m_plot.adjusted(0, -rect.height(), 0, rect.height()));
    const double lead = box.isBar && m_items[index].flag == Flag::Critical ? 12 * u : 0; // its diamond
    const double room = std::min(box.roomPx, m_plot.right() - rect.right()) - 2 * pad;
    const double inside = box.isBar ? seen.width() - 2 * pad - lead : 0;
    const auto label
        = [&](double left, double most) { paintLabel(index, QRectF(left, rect.top(), most, rect.height())); };
    const bool fitsInside = inside >= std::min(width, 120 * u);
    if (!fitsInside && room < width && before >= width + 2 * pad)
        label(rect.left() - pad - width, width);
    else if (fitsInside || inside > room)
        label(seen.left() + pad + lead, inside);
    else if (rect.right() + pad >= m_plot.left()) // begun outside, it could lose a figure's first digits
        label(rect.right() + pad, room);
}

void LanePainter::paintLabel(quint32 index, const QRectF& room)
{
    const QString text = room.width() > 0 ? labelFor(index, room.width()) : QString();
    if (text.isEmpty())
        return;
    const Item& item = m_items[index];
    const double width = std::min(m_metrics.horizontalAdvance(text), room.width());
    if (holdsHit(std::span(&index, 1)))
        m_painter.fillRect(QRectF(room.left() - 2, room.top(), width + 4, room.height()), m_brush.selection);
    const bool retracted = item.marks.testFlag(Mark::Retracted);
    m_painter.setFont(m_brush.small);
    m_painter.setPen(
        retracted || item.marks.testFlag(Mark::NotAuthorised) ? m_brush.secondary : m_brush.text);
    m_painter.drawText(
        QPointF(room.left(), room.center().y() + (m_metrics.ascent() - m_metrics.descent()) / 2), text);
    if (retracted)
        m_painter.drawLine(
            QPointF(room.left(), room.center().y()), QPointF(room.left() + width, room.center().y()));
}

void LanePainter::paintElsewhere(const SceneLane& lane)
{
    const double first = m_frame.viewport.firstMs();
    const double last = m_frame.viewport.lastMs();
    const auto before = std::partition_point(lane.shown.begin(), lane.shown.end(),
        [&](quint32 item) { return static_cast<double>(m_items[item].startMs) < first; });
    const auto after = std::partition_point(before, lane.shown.end(),
        [&](quint32 item) { return static_cast<double>(m_items[item].startMs) <= last; });
    const double originX = m_frame.originX();
    for (int row = 0; row < lane.layout.rowCount(); ++row) {
        if (!lane.layout.visible(row, m_plot.left() - originX, m_plot.right() - originX).empty())
            return;
    }
    // Nothing in sight: say on which side there is something.
    const QRectF line(m_plot.left(), m_frame.ground.top() - m_frame.scrollY + m_frame.scene.rowTop(lane, 0),
        m_plot.width(), m_frame.measures.scene.rowPx);
    const QRectF room = line.adjusted(8 * m_brush.unit, 0, -8 * m_brush.unit, 0);
    m_painter.setFont(m_brush.small);
    m_painter.setPen(m_brush.secondary);
    const auto earlier = static_cast<int>(before - lane.shown.begin());
    const auto later = static_cast<int>(lane.shown.end() - after);
    if (earlier > 0)
        m_painter.drawText(
            room, Qt::AlignLeft | Qt::AlignVCenter, Text::tr("\u2190 %n earlier", nullptr, earlier));
    if (later > 0)
        m_painter.drawText(
            room, Qt::AlignRight | Qt::AlignVCenter, Text::tr("%n later \u2192", nullptr, later));
}

} // namespace twinward::timeline
