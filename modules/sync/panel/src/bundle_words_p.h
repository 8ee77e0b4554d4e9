#pragma once

// A bundle as a file: written and taken in beside the window, and what came of it in words.

#include "record/roster.h"
#include "sync/bundle.h"

namespace twinward::sync {

// device: whose last receipt says what may be left out; none writes everything. What was there before stays
// where anything goes wrong.
[[nodiscard]] base::Result<WrittenBundle> writeBundleFile(
    ledger::Vault& vault, const QString& path, record::DeviceId device, const ledger::ProgressFn& progress);

// One after the other; the sum of what they brought. Stops at the first that can't be taken in.
[[nodiscard]] base::Result<TakenBundle> takeBundleFiles(
    ledger::Vault& vault, const QStringList& paths, const ledger::ProgressFn& progress);

namespace words {
[[nodiscard]] QString written(const WrittenBundle& bundle, const QString& path);
[[nodiscard]] QString taken(const TakenBundle& bundle, const record::Roster& roster);
} // namespace words

} // namespace twinward::sync
