#pragma once

// What is signed alike by a device with a vault and by one without.

#include "keyring_p.h"

#include "ledger/joining.h"

namespace twinward::ledger {

// What a device signs beside commits: ledger/device_keys.h.
[[nodiscard]] Binding deviceBinding(QByteArrayView purpose);
// The request is whole, and signed by the key that it names.
[[nodiscard]] bool isSigned(const JoinRequest& request);

} // namespace twinward::ledger
