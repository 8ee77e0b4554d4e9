#pragma once

// Overlays of the groups 60xx (PS3.3 C.9.2): drawings and regions laid over an image, kept beside it or in
// the unused bits of its pixels.

#include "imaging/dicom_object.h"

namespace twinward::imaging {

struct Overlay
{
    int group = 0x6000;
    QString label;
    QString description;
    bool isRegion = false; // Overlay Type R, else graphics
    QByteArray mask; // rows * columns of the image; 1 where drawn
};

// Those that lie on a frame. Unsupported: an overlay in the bits of compressed pixels, which codecs drop.
[[nodiscard]] base::Result<std::vector<Overlay>> readOverlays(const DicomObject& object, int frame);

} // namespace twinward::imaging
