#pragma once

// The code on the printed sheet: 135 random bits in an alphabet without look-alikes (Crockford's base 32), in
// groups of four, with a check character that tells a slip of the pen from a wrong code.

#include "ledger/secret.h"

#include <optional>

namespace twinward::ledger {

[[nodiscard]] Secret makeRecoveryCode(); // "7K3M-…": seven groups of four
// As typed: either case, with or without dashes and spaces, O for 0, I or L for 1. The form that is hashed,
// or none where it can't be a code.
[[nodiscard]] std::optional<Secret> normalisedRecoveryCode(const Secret& typed);

} // namespace twinward::ledger
