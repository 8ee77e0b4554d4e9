#pragma once

// Native pixel data as it stands in an object's bytes, turned into stored values without reading the object
// again: the way from an opened blob to voxels that costs one copy.

#include "imaging/frame.h"

namespace twinward::imaging {

// The type a frame's stored values have; none where they can't be copied out of the bytes as they stand
// (compressed, colour by plane, palette, YBR, odd sizes).
[[nodiscard]] std::optional<SampleType> nativeSampleType(const ObjectHeader& header);

// Copies one frame to `to`, which has room for NativePixels::frameBytes; bits that are not stored are cleared
// or filled with the sign, PS3.5 section 8.1.1. False where the bytes end before the frame does.
[[nodiscard]] bool copyNativeFrame(const QByteArray& object, const ObjectHeader& header, int frame, char* to);

} // namespace twinward::imaging
