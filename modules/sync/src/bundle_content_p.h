#pragma once

// What a bundle's stream begins and ends with.

#include "sync/bundle.h"
#include "wire_fields_p.h"

#include <QCryptographicHash>

namespace twinward::sync {

inline constexpr QByteArrayView bundlePurpose("bundle");
inline constexpr size_t ledgerKeyBytes = 32;
using BundleHash
    = QCryptographicHash; // BLAKE2b of the outside and of every frame but the last, which is signed

} // namespace twinward::sync
