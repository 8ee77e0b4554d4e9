#pragma once

// A stored commit as it travels, and whether one is stored.

#include "chain_tree_p.h"
#include "ledger/replica.h"

namespace twinward::ledger {

// Throws IntegrityBroken where it is not as it was written.
[[nodiscard]] WireCommit loadCommit(Database& database, quint64 chain, quint64 seq);
[[nodiscard]] bool isStored(Database& database, const Chains& chains, const ChainHead& commit);

} // namespace twinward::ledger
