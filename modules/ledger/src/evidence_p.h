#pragma once

// What was found wrong with what others brought, kept for ever and without end of memory: at most some
// thousand rows, and of a refused commit its bytes where they are small.

#include "database_p.h"

#include "ledger/replica.h"

namespace twinward::ledger {

// Within the caller's transaction. content: the commit, where it is stored nowhere else.
void storeEvidence(Database& database, const Noted& noted, const WireCommit* content);
[[nodiscard]] std::vector<Noted> loadEvidence(Database& database);

} // namespace twinward::ledger
