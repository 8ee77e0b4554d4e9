#pragma once

// A user's keys at rest: sealed under a passphrase or a recovery code through Argon2id, and found by a slow
// hash of the user's name, because a name in the clear would tell a thief who works here.

#include "database_p.h"
#include "keyring_p.h"

namespace twinward::ledger {

enum class SlotKind : quint8 { Passphrase = 1, Recovery = 2 };

// Argon2id's cost. A slot that claims less than the floor is refused: somebody has made it easy to guess.
struct SlotCost
{
    quint64 passes = 3;
    quint64 memoryBytes = 64ULL << 20;

    [[nodiscard]] bool isAcceptable() const;
    // About this long on this machine, never under the floor. 0 gives the floor.
    [[nodiscard]] static SlotCost calibrated(int milliseconds);
};

// Trimmed, case folded, composed (NFC): how two spellings of one user name are known to be the same.
[[nodiscard]] QByteArray normalisedUserName(const QString& name);
// Composed (NFC), so that the same passphrase typed on another keyboard opens.
[[nodiscard]] Secret normalisedPassphrase(const Secret& passphrase);

using NameHash = std::array<std::uint8_t, 32>;
[[nodiscard]] NameHash hashUserName(const QString& name, QByteArrayView vaultSalt);

// secret: a normalised passphrase or recovery code. Replaces what was in the slot, here and, being newer, on
// the clinic's other devices.
void writeSlot(Database& database, const NameHash& name, SlotKind kind, const Secret& secret,
    const Identity& identity, const SlotCost& cost, base::HybridTime recorded);
// Slots made before they were signed: by their user, who has just come in. Within the caller's transaction.
void signOldSlots(
    Database& database, const NameHash& name, const Identity& identity, base::HybridTime recorded);
// Throws WrongPassphrase where there is no such slot or it does not open, IntegrityBroken where its cost was
// lowered.
[[nodiscard]] Identity openSlot(
    Database& database, const NameHash& name, SlotKind kind, const Secret& secret);
void removeSlots(Database& database, const NameHash& name);
[[nodiscard]] bool hasSlot(Database& database, const NameHash& name);

} // namespace twinward::ledger
