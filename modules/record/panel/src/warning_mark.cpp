#include "warning_mark_p.h"

#include <QPainter>
#include <QPainterPath>

namespace twinward::record {

using workbench::Theme;

WarningMark::WarningMark(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void WarningMark::setRole(Theme::Role role)
{
    m_role = role;
    update();
}

QSize WarningMark::sizeHint() const
{
    const int side = Theme::instance().px(16);
    return {side, side};
}

void WarningMark::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal side = qMin(width(), height());
    painter.scale(side / 16, side / 16);
    QPainterPath triangle;
    triangle.moveTo(8, 1.5);
    triangle.lineTo(15.2, 14.5);
    triangle.lineTo(0.8, 14.5);
    triangle.closeSubpath();
    QPen outline(Theme::instance().color(m_role), 1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(outline);
    painter.setBrush(Theme::instance().color(m_role));
    painter.drawPath(triangle);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::instance().color(Theme::Role::Surface));
    painter.drawRoundedRect(QRectF(7.1, 5.5, 1.8, 5), 0.9, 0.9);
    painter.drawEllipse(QRectF(7, 11.4, 2, 2));
}

} // namespace twinward::record
