#include "stage_labels_p.h"

#include <cmath>
#include <numbers>
#include <QFontMetrics>
#include <QPainter>

namespace twinward::headset {

namespace {

constexpr int fontPixels = 40;
constexpr int paddingPixels = 14;

QMatrix4x4 placeFacing(const QVector3D& middle, const QVector3D& towards, float width, float height)
{
    QMatrix4x4 place;
    place.translate(middle);
    place.rotate(QQuaternion::fromDirection(towards, {0, 1, 0}));
    place.scale(width, height, 1);
    return place;
}

} // namespace

QImage labelPicture(const QString& words, QRgb ink)
{
    QFont font;
    font.setPixelSize(fontPixels);
    font.setWeight(QFont::Medium);
    const QSize text = QFontMetrics(font).size(Qt::TextSingleLine, words);
    QImage picture(text + QSize(2 * paddingPixels, paddingPixels), QImage::Format_RGBA8888_Premultiplied);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0x11, 0x16, 0x1C, 225)); // the dark theme's window
    painter.drawRoundedRect(picture.rect(), 10, 10);
    painter.setPen(QColor(ink));
    painter.setFont(font);
    painter.drawText(picture.rect(), Qt::AlignCenter, words);
    return picture;
}

QMatrix4x4 labelPlace(const QVector3D& at, const QVector3D& wearer, const QSize& pixels, float degrees)
{
    const QVector3D towards = wearer - at;
    const float height = towards.length() * std::tan(degrees * std::numbers::pi_v<float> / 180);
    const float width = height * static_cast<float>(pixels.width()) / static_cast<float>(pixels.height());
    return placeFacing(at + QVector3D(0, height / 2, 0), towards.normalized(), width, height);
}

QMatrix4x4 signPlace(const QVector3D& at, const QVector3D& wearer, const QSize& pixels, float heightM)
{
    QVector3D towards = wearer - at;
    towards.setY(0);
    const float width = heightM * static_cast<float>(pixels.width()) / static_cast<float>(pixels.height());
    return placeFacing(at, towards.isNull() ? QVector3D(0, 0, 1) : towards.normalized(), width, heightM);
}

} // namespace twinward::headset
