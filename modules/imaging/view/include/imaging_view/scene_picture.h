#pragma once

// A whole scene as one picture, without a window: its planes and the volume, each in the place the layout
// gives it, with the letters that say which side is which. Nothing in it says whose it is.

#include "imaging/scene.h"
#include "imaging/volume.h"

#include <QImage>

namespace twinward::imaging {

// A place in the layout's grid of three rows and columns at most.
struct Cell
{
    int row = 0;
    int column = 0;
    int rows = 1;
    int columns = 1;
};
// In the order of ExamScene::planes; places left over are the volume's.
[[nodiscard]] std::vector<Cell> cellsOf(Layout layout);

// How a series is looked at when it comes: three planes through its middle and the volume, in its own window.
[[nodiscard]] ExamScene firstScene(const Volume& volume);

// Unsupported where a volume is to be drawn on a computer without OpenGL; InvalidInput for an empty size.
[[nodiscard]] base::Result<QImage> renderScene(
    const ExamScene& scene, const VolumePtr& ground, const QSize& pixels);

} // namespace twinward::imaging
