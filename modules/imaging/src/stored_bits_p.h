#pragma once

// Which bits of a sample are its value, PS3.5 8.1.1: the one place that takes them out.

#include "imaging/header.h"

#include <QByteArrayView>

namespace twinward::imaging {

// Only the stored bits of samples of 8, 16 or 32 bits, at the bottom, with their sign where they have one;
// other samples are left out. `to` has room for all of `from` and may be the same place.
void takeStoredBits(const PixelFormat& format, QByteArrayView from, char* to);

} // namespace twinward::imaging
