#pragma once

// Decoded pixels of one frame: stored values in rows from the top, samples of a pixel side by side, in the
// machine's byte order. Nothing is rescaled or windowed here.

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

} // namespace twinward::imaging
