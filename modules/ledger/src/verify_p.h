#pragma once

// The proof that what is stored is what was signed, whole and in order; or the first place where it is not.

#include "vault_p.h"

namespace twinward::ledger {

// A broken vault is a report; what is thrown means that it could not be looked at, or Cancelled.
[[nodiscard]] VerifyReport verifyVault(const Vault::Private& vault, const ProgressFn& progress);

} // namespace twinward::ledger
