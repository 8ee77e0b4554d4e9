#pragma once

// What was found wrong with what others brought, kept for ever and without end of memory: at most some
// thousand rows, and of a refused commit its bytes where they are small.

#include "database_p.h"

#include "ledger/replica.h"

namespace twinward::ledger {

// Within the caller's transaction. content: what shows it, such as the signed statement of whom it is about.
void storeEvidence(Database& database, const Noted& noted, const QByteArray& content = {});
// The same with the commit, where it is stored nowhere else.
void storeEvidence(Database& database, const Noted& noted, const WireCommit& content);
[[nodiscard]] std::vector<Noted> loadEvidence(Database& database);

} // namespace twinward::ledger
