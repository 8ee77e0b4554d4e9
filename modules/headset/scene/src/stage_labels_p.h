#pragma once

// Words in the room: a label that faces the wearer, and signs over beds.

#include "headset_scene/painters.h"

#include <QString>

namespace twinward::headset {

// Light on a dark ground, sharp enough to be read at arm's length.
[[nodiscard]] QImage labelPicture(const QString& words, QRgb ink);

// Upright before the eyes, its lower edge at the point; as high as `degrees` of the view, whatever the
// distance.
[[nodiscard]] QMatrix4x4 labelPlace(
    const QVector3D& at, const QVector3D& wearer, const QSize& pixels, float degrees);
// Of a fixed height in metres, turned to the wearer about the upright.
[[nodiscard]] QMatrix4x4 signPlace(
    const QVector3D& at, const QVector3D& wearer, const QSize& pixels, float heightM);

} // namespace twinward::headset
