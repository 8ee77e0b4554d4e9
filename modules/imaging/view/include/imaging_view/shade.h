#pragma once

// From values to grey or colour: the window, colour maps, one series over another.

#include "imaging/frame.h"
#include "imaging_view/reslice.h"

#include <QImage>

namespace twinward::imaging {

// 256 colours from the lowest to the highest of the window. Names: "" grey, "inverse", "hot", "rainbow",
// "cool"; an unknown one is grey.
[[nodiscard]] const std::array<QRgb, 256>& colourMap(const QString& name);
[[nodiscard]] QStringList colourMapNames();

// Grey level 0 to 255 by DICOM PS3.3 C.11.2.1.2.1 (linear).
[[nodiscard]] int greyOf(double value, const Window& window);

// Black where there is nothing.
[[nodiscard]] QImage shade(const Raster& raster, const Window& window, const QString& map);
// A second series laid over the first; nothing stays clear. Sizes must agree.
void blend(QImage& ground, const Raster& raster, const Window& window, const QString& map, double opacity);

// A frame as the object's own pixels: rescaled and windowed where it is grey (turned round where its lowest
// value is white), as it is where it is coloured. Null where the pixel type can't be shown.
[[nodiscard]] QImage frameImage(
    const Frame& frame, const ObjectHeader& header, int number, const Window& window, const QString& map);
// The value at a pixel, rescaled; nothing outside and in colour.
[[nodiscard]] std::optional<double> valueAt(
    const Frame& frame, const ObjectHeader& header, int number, int column, int row);

// The object's own window, or what its modality is read with, or its lowest to highest value.
[[nodiscard]] Window firstWindow(const Volume& volume);
[[nodiscard]] Window firstWindow(const Frame& frame, const ObjectHeader& header, int number);

} // namespace twinward::imaging
