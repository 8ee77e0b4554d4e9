#pragma once

// Key material as a keeper has it: rows that it can't check and passes on as they came. Which of two is the
// true one, only who takes them can tell; so of each subject the newest few are kept, that a false one can't
// push out the true. Throws ledger::Failure.

#include "keeper_file_p.h"

namespace twinward::sync {

[[nodiscard]] ledger::KeyMaterial keptKeys(const KeeperFile& file);
// latestMs: rows dated after that are refused.
[[nodiscard]] ledger::KeyReport keepKeys(
    const KeeperFile& file, const ledger::KeyMaterial& material, qint64 latestMs);

} // namespace twinward::sync
