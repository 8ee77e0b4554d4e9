#pragma once

// Key slots, handouts and turns as rows, with the signatures that let them go from one device to another.

#include "database_p.h"
#include "keyring_p.h"
#include "record/roster.h"

#include "ledger/key_exchange.h"

namespace twinward::ledger {

// Signed by the user whose slot it is.
void signSlot(SlotRow& row, const Identity& user, base::HybridTime recorded);
[[nodiscard]] bool slotHolds(const SlotRow& row, VaultId vault, const record::Member& user);
// Within the caller's transaction; replaces what was in the slot.
void storeSlotRow(Database& database, const SlotRow& row);
// Those of a vault of version 2 are not signed until their user comes in.
[[nodiscard]] std::vector<SlotRow> loadSlotRows(Database& database);
void removeSlotsOf(Database& database, record::UserId user);

void signHandout(HandoutRow& row, const Identity& author, base::HybridTime recorded);
// turnedBy: who began that epoch. What they gave out with it holds even where they had been removed: what was
// sealed under it meanwhile is to be read.
[[nodiscard]] bool handoutHolds(
    const HandoutRow& row, VaultId vault, const record::Roster& roster, record::UserId turnedBy);
void storeHandoutRow(Database& database, const HandoutRow& row);
// Whole and signed ones; in the order of users and epochs.
[[nodiscard]] std::vector<HandoutRow> loadHandoutRows(Database& database);
[[nodiscard]] bool hasHandout(Database& database, record::UserId user, quint32 keyEpoch);
void removeHandoutsOf(Database& database, record::UserId user);

} // namespace twinward::ledger
