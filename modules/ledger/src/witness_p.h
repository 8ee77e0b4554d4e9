#pragma once

// What other devices signed, as it is kept with the vault, and whether the chains here agree with it.

#include "chain_tree_p.h"
#include "vault_p.h"

#include "ledger/witness.h"

namespace twinward::ledger {

inline constexpr QByteArrayView cosignaturePurpose("receipt");
[[nodiscard]] QByteArray statementOf(const Cosignature& said); // the bytes that are signed

// Everything kept, of devices that were not removed: of each the newest last. With databaseMutex held.
[[nodiscard]] std::vector<Cosignature> keptCosignatures(const Vault::Private& vault);

// How a head that somebody signed stands to what is here.
enum class HeadStanding : quint8 {
    Held, // it is here, on one of the branches
    Ahead, // further than the chain goes here
    Another, // here stands another commit of that number
};
[[nodiscard]] HeadStanding standingOf(Database& database, const ChainTree& tree, const ChainHead& head);

} // namespace twinward::ledger
