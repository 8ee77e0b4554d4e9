#pragma once

// Passphrases come from a file or are typed without echo; never from an argument, which every user of the
// machine could see, and never from an environment variable's value.

#include "base/error.h"
#include "ledger/secret.h"

namespace twinward::ctl {

// The file named, else the file TWINWARD_PASSPHRASE_FILE names, else the terminal. One newline at the end of
// the file is not part of the passphrase.
[[nodiscard]] base::Result<ledger::Secret> readPassphrase(const std::string& file, const QString& prompt);

// The same for one that is being chosen: typed twice where it is typed.
[[nodiscard]] base::Result<ledger::Secret> readNewPassphrase(const std::string& file, const QString& prompt);

// A second secret beside the user's own passphrase (a new passphrase, a recovery code): only the file named
// or the terminal, never the file that TWINWARD_PASSPHRASE_FILE names.
[[nodiscard]] base::Result<ledger::Secret> readOther(const std::string& file, const QString& prompt);
[[nodiscard]] base::Result<ledger::Secret> readOtherNew(const std::string& file, const QString& prompt);

} // namespace twinward::ctl
