#include "workbench/qr_code.h"

#include "workbench/theme.h"

#include <algorithm>
#include <memory>
#include <qrencode.h>

namespace twinward::workbench {

namespace {

constexpr int quietModules = 4; // ISO/IEC 18004, 6.3.8
constexpr int preferredSide = 240; // px at 100 %

} // namespace

bool drawQrCode(QPainter& painter, const QRectF& square, const QByteArray& content)
{
    if (content.isEmpty() || content.size() > maxQrBytes)
        return false;
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(content.size()),
            reinterpret_cast<const unsigned char*>(content.constData()), 0, QR_ECLEVEL_M),
        &QRcode_free);
    if (code == nullptr)
        return false;
    const int modules = code->width + 2 * quietModules;
    const double side = std::min(square.width(), square.height()) / modules;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(square, Qt::white);
    painter.translate(square.center().x() - side * modules / 2, square.center().y() - side * modules / 2);
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            const auto module = code->data[static_cast<size_t>(y) * static_cast<size_t>(code->width)
                + static_cast<size_t>(x)];
            if ((module & 1U) != 0)
                painter.fillRect(
                    QRectF((x + quietModules) * side, (y + quietModules) * side, side, side), Qt::black);
        }
    }
    painter.restore();
    return true;
}

QrCode::QrCode(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, &QWidget::updateGeometry);
}

void QrCode::setContent(const QByteArray& content)
{
    m_content = content;
    update();
}

QSize QrCode::sizeHint() const
{
    const int side = Theme::instance().px(preferredSide);
    return {side, side};
}

void QrCode::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawQrCode(painter, QRectF(rect()), m_content);
}

} // namespace twinward::workbench
