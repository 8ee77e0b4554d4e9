#pragma once

// Decoded pixels of one frame: stored values in rows from the top, samples of a pixel side by side, in the
// machine's byte order. Nothing is rescaled or windowed here.

#include "base/error.h"
#include "imaging/header.h"

#include <QByteArray>

namespace twinward::imaging {

enum class SampleType : quint8 { U8, S8, U16, S16, U32, S32, F32, F64 };

[[nodiscard]] int bytesPerSample(SampleType type);

struct Frame
{
    int rows = 0;
    int columns = 0;
    int samples = 1; // 1 grey, 3 RGB (YBR and palettes are turned into RGB when decoded)
    SampleType type = SampleType::U16;
    QByteArray data; // rows * columns * samples * bytesPerSample(type)
};

// The samples a decoded frame of this format has.
[[nodiscard]] SampleType sampleType(const PixelFormat& format);

// A frame out of one frame's native little endian bytes, as DicomObject::frame() gives it: bits above the
// high bit cleared or filled with the sign, planes woven, YBR turned into RGB. InvalidInput where the bytes
// are too few, Unsupported for 1-bit, palette and YBR_FULL_422 pixels (those never have NativePixels).
[[nodiscard]] base::Result<Frame> frameFromNative(const PixelFormat& format, const QByteArray& bytes);

} // namespace twinward::imaging
