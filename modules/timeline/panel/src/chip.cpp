#include "chip_p.h"

#include "workbench/theme.h"

#include <QLocale>
#include <QPainter>

namespace twinward::timeline {

using workbench::Theme;

Chip::Chip(QWidget* parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void Chip::setCount(int count)
{
    m_count = count;
    updateGeometry();
    update();
}

void Chip::setMark(const QColor& color)
{
    m_mark = color;
    updateGeometry();
}

QString Chip::countText() const
{
    return m_count < 0 ? QString() : QLocale().toString(m_count);
}

QSize Chip::sizeHint() const
{
    const Theme& theme = Theme::instance();
    const QFontMetrics metrics(theme.font(Theme::Type::Small));
    int width = metrics.horizontalAdvance(text()) + theme.px(16);
    if (m_count >= 0)
        width += metrics.horizontalAdvance(countText()) + theme.px(6);
    if (isCheckable())
        width += theme.px(14);
    return {width, theme.px(24)};
}

void Chip::enterEvent(QEnterEvent*)
{
    update();
}

void Chip::leaveEvent(QEvent*)
{
    update();
}

void Chip::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::instance();
    const double u = theme.scale();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool on = isCheckable() && isChecked();
    const QRectF body = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setPen(
        hasFocus() ? QPen(theme.color(Theme::Role::Accent), 2 * u) : QPen(theme.color(Theme::Role::Line), 1));
    painter.setBrush(
        on || underMouse() ? theme.color(Theme::Role::Selection) : theme.color(Theme::Role::Surface));
    painter.drawRoundedRect(body, 4 * u, 4 * u);
    QRectF room = body.adjusted(7 * u, 0, -7 * u, 0);
    if (isCheckable()) {
        const QRectF spot(room.left(), room.center().y() - 5 * u, 10 * u, 10 * u);
        const QColor ink = m_mark.isValid() ? m_mark : theme.color(Theme::Role::Accent);
        painter.setPen(QPen(on ? ink : theme.color(Theme::Role::Secondary), 1.2 * u));
        painter.setBrush(on ? ink : QColor(Qt::transparent));
        painter.drawRoundedRect(spot.adjusted(u, u, -u, -u), 2 * u, 2 * u);
        if (on) {
            painter.setPen(QPen(theme.color(Theme::Role::Surface), 1.6 * u));
            painter.drawPolyline(QPolygonF({spot.topLeft() + QPointF(2.8, 5) * u,
                spot.topLeft() + QPointF(4.4, 6.8) * u, spot.topLeft() + QPointF(7.4, 3.2) * u}));
        }
        room.setLeft(room.left() + 14 * u);
    }
    painter.setFont(theme.font(Theme::Type::Small));
    painter.setPen(
        theme.color(isEnabled() && (on || !isCheckable()) ? Theme::Role::Text : Theme::Role::Secondary));
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, text());
    if (m_count >= 0) {
        painter.setPen(theme.color(Theme::Role::Secondary));
        painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, countText());
    }
}

} // namespace twinward::timeline
