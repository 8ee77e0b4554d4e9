#pragma once

#include <QtGlobal>

namespace twinward::imaging {

// Of what encodeIndex() writes. Count it up with every field: readers of an older version then read the
// objects.
inline constexpr qint64 indexVersion = 2;

} // namespace twinward::imaging
