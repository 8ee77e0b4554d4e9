#pragma once

// What a reader has to know of an entry that came from another clinic, besides from whom: in the same words
// wherever its origin is shown.

#include "record/sharing.h"

#include <QString>

namespace twinward::workbench {

// That the contract it came under ended, and when; or that no letter of that clinic's holds it. Empty where
// there is nothing to say. Long: a sentence with what follows from it.
[[nodiscard]] QString cameFromShort(const record::Origin& origin);
[[nodiscard]] QString cameFromLong(const record::Origin& origin);

} // namespace twinward::workbench
