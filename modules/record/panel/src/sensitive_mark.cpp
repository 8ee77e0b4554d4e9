#include "sensitive_mark_p.h"

#include "workbench/theme.h"

#include <QGuiApplication>
#include <QPainter>

namespace twinward::record {

using workbench::Theme;

QIcon sensitiveMark()
{
    const Theme& theme = Theme::instance();
    const int side = theme.px(16);
    const qreal ratio = qGuiApp->devicePixelRatio();
    QPixmap pixmap((QSizeF(side, side) * ratio).toSize());
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(side / 16.0, side / 16.0);
    const QColor colour = theme.color(Theme::Role::Caution);
    painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    painter.drawArc(QRectF(4.8, 2, 6.4, 8), 0, 180 * 16);
    painter.drawLine(QPointF(4.8, 6), QPointF(4.8, 8));
    painter.drawLine(QPointF(11.2, 6), QPointF(11.2, 8));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(3, 7.5, 10, 7), 1.4, 1.4);
    return QIcon(pixmap);
}

} // namespace twinward::record
