#pragma once

// How keys turn: when somebody is removed, the clinic takes new root keys, sealed to each who stays. Who
// turned them signs their fingerprints, so that whoever was removed and can still write to the folder can't
// slip in roots of their own.

#include "key_rows_p.h"

#include <set>

namespace twinward::ledger {

struct KeyTurn
{
    quint32 epoch = 0; // that began
    record::UserId author;
    base::HybridTime recorded;
    std::map<record::Category, base::Hash256> prints;
    std::set<record::UserId> without; // whom its author knew to be removed; not in those of one device alone
    QByteArray signature;

    [[nodiscard]] static KeyTurn sign(const Keyring& turned, const Identity& author,
        base::HybridTime recorded, std::set<record::UserId> without);
    [[nodiscard]] TurnRow row() const;
    [[nodiscard]] static std::optional<KeyTurn> fromRow(const TurnRow& row);

    // Signed by somebody who could remove people, then or before they were removed themselves: what it sealed
    // may be read.
    [[nodiscard]] bool isVouchedFor(VaultId vault, const record::Roster& roster) const;
    // Its author could at that time: things may be sealed under it.
    [[nodiscard]] bool isInForce(const record::Roster& roster) const;
    // Somebody who was removed was given it by one who did not know.
    [[nodiscard]] bool isKnownToRemoved(const record::Roster& roster) const;
};

// Within the caller's transaction.
void storeKeyTurn(Database& database, const KeyTurn& turn);
// In the order of their epochs; throws IntegrityBroken where one is not as it was stored.
[[nodiscard]] std::vector<KeyTurn> loadKeyTurns(Database& database);

// The keyring table's rows for one user: the roots of what the role reads and writes, of every epoch held
// that they were not given yet, signed by who hands them out. Within the caller's transaction.
void handOut(Database& database, const Keyring& keyring, const Identity& author, base::HybridTime recorded,
    const record::Member& user, record::Role role);
// The roles by which a member is given keys: who founded the clinic may do what an administrator may.
[[nodiscard]] record::Role keyRole(const record::Roster& roster, const record::Member& member);

// And back: each root is the one the user's slot or a turn vouches for, or IntegrityBroken is thrown; Busy
// where keys were turned elsewhere and this user's have not arrived. Who still joins has no roster to check
// turns against: NotYet leaves that for when they have.
enum class TurnCheck : quint8 { AgainstRoster, NotYet };
[[nodiscard]] Keyring loadKeyring(
    Database& database, const Identity& identity, TurnCheck check = TurnCheck::AgainstRoster);
// Which epochs are not sealed under any more, as all that is stored has it.
[[nodiscard]] std::set<quint32> retiredEpochs(
    Database& database, const Identity& identity, const Keyring& keyring);

} // namespace twinward::ledger
