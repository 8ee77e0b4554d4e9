#pragma once

// The headers of a series' objects as one blob, so that opening a series reads one small thing instead of
// hundreds of large ones. Derived: whatever can't be read here is read from the objects again.

#include "base/error.h"
#include "imaging/header.h"

#include <vector>

namespace twinward::imaging {

// CBOR with a version in front.
[[nodiscard]] QByteArray encodeIndex(const std::vector<ObjectHeader>& headers);
// Unsupported for another version's, InvalidInput for what is no index. Hostile bytes give an error; fields a
// newer writer added at the end are passed over.
[[nodiscard]] base::Result<std::vector<ObjectHeader>> decodeIndex(const QByteArray& bytes);

} // namespace twinward::imaging
