#pragma once

// Planes cut and shaded in one go, without the values between: what scrolling shows. The same pixels as
// reslice() and shade() or blend() one after the other, within a grey level of rounding.

#include "imaging_view/reslice.h"

#include <QImage>

namespace twinward::imaging {

struct PlaneLook
{
    Window window;
    QString colourMap; // of colourMapNames()
};

// Into the picture given where it has the frame's size, is RGB32 and nobody else holds it, so that scrolling
// takes no new memory; otherwise into a new one. Black where there is nothing; a null picture for what
// reslice() refuses.
void drawPlane(QImage& picture, const Volume& volume, const Cut& cut, const PlaneLook& look);

// A second series laid over the first; nothing stays clear. Left as it is where the sizes don't agree.
void layPlane(QImage& ground, const Volume& volume, const Cut& cut, const PlaneLook& look, double opacity);

} // namespace twinward::imaging
