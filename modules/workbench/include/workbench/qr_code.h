#pragma once

// A QR code (ISO/IEC 18004, by libqrencode) on the screen and on paper: always black on white with its quiet
// zone, whatever the theme, because a camera reads it.

#include <QPainter>
#include <QWidget>

namespace twinward::workbench {

// At most this many bytes fit the largest code at medium error correction; what reads well across a desk is
// under 300.
inline constexpr qsizetype maxQrBytes = 2331;

// Draws the code into the square, quiet zone and white ground included. False for what does not fit.
bool drawQrCode(QPainter& painter, const QRectF& square, const QByteArray& content);

class QrCode : public QWidget
{
    Q_OBJECT

public:
    explicit QrCode(QWidget* parent = nullptr);
    void setContent(const QByteArray& content); // empty shows nothing
    [[nodiscard]] QByteArray content() const { return m_content; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QByteArray m_content;
};

} // namespace twinward::workbench
