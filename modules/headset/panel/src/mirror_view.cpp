#include "mirror_view_p.h"

#include "workbench/theme.h"

#include <QPainter>

namespace twinward::headset {

using workbench::Theme;

MirrorView::MirrorView(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void MirrorView::setPicture(const QImage& picture)
{
    m_picture = picture;
    update();
}

void MirrorView::setWords(const QString& words)
{
    m_words = words;
    setAccessibleDescription(words);
    if (m_picture.isNull())
        update();
}

void MirrorView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Qt::black); // images have a black ground in both themes
    if (m_picture.isNull()) {
        painter.setPen(Theme::color(Theme::Role::Secondary, true));
        painter.drawText(
            rect().adjusted(16, 16, -16, -16), static_cast<int>(Qt::AlignCenter) | Qt::TextWordWrap, m_words);
        return;
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QSize size = m_picture.size().scaled(this->size(), Qt::KeepAspectRatio);
    const QRect area(QPoint((width() - size.width()) / 2, (height() - size.height()) / 2), size);
    painter.drawImage(area, m_picture);
}

} // namespace twinward::headset
