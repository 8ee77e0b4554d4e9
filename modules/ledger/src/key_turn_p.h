#pragma once

// How keys turn: when somebody is removed, the clinic takes new root keys, sealed to each who stays. Who
// turned them signs their fingerprints, so that whoever was removed and can still write to the folder can't
// slip in roots of their own.

#include "database_p.h"
#include "keyring_p.h"
#include "record/roster.h"

namespace twinward::ledger {

struct KeyTurn
{
    quint32 epoch = 0; // that began
    record::UserId author;
    base::HybridTime recorded; // of the commit that is the first under it
    std::map<record::Category, base::Hash256> prints;
    QByteArray signature;

    [[nodiscard]] static KeyTurn sign(
        const Keyring& turned, const Identity& author, base::HybridTime recorded);
    // Signed by somebody who could remove people at that time.
    [[nodiscard]] bool holds(VaultId vault, const record::Roster& roster) const;
};

// Within the caller's transaction.
void storeKeyTurn(Database& database, const KeyTurn& turn);
// In the order of their epochs, the second the first; throws IntegrityBroken where one is missing.
[[nodiscard]] std::vector<KeyTurn> loadKeyTurns(Database& database);

// The keyring table's rows for one user: the roots of what the role reads and writes, of every epoch. Within
// the caller's transaction.
void storeKeyring(
    Database& database, const Keyring& keyring, VaultId vault, const record::Member& user, record::Role role);
// And back: each root is the one the user's slot or a turn vouches for, or IntegrityBroken is thrown.
[[nodiscard]] Keyring loadKeyring(Database& database, const Identity& identity);

} // namespace twinward::ledger
