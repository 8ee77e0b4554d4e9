#pragma once

// The shortest way from an opened object's bytes to voxels: one copy, without reading the object again.

#include "imaging/frame.h"

namespace twinward::imaging {

// Can frames be copied out of the bytes sample by sample? Grey of 8 or 16 bits and RGB as it stands.
[[nodiscard]] bool isCopied(const ObjectHeader& header);

// One frame's native bytes where they stand; none where the object ends before the frame does.
[[nodiscard]] std::optional<QByteArrayView> nativeFrame(
    const QByteArray& object, const NativePixels& native, int frame);

// For objects that isCopied(). `to` has room for the frame's bytes. Bits above the high bit are cleared or
// filled with the sign.
void copySamples(const PixelFormat& format, QByteArrayView from, char* to);

} // namespace twinward::imaging
