#pragma once

// Small values of this computer alone, whoever is signed in: sealed under the clinic's key, apart from the
// record and never sent to anybody. Their names stand in the clear.

#include "database_p.h"
#include "keyring_p.h"

#include <optional>
#include <vector>

namespace twinward::ledger {

// Within the caller's transaction; an empty value removes.
void putLocalItem(Database& database, const Keyring& keyring, VaultId vault, const QByteArray& name,
    const QByteArray& value);
// None where there is none, or it was sealed under keys that are not held; throws IntegrityBroken.
[[nodiscard]] std::optional<QByteArray> getLocalItem(
    Database& database, const Keyring& keyring, VaultId vault, const QByteArray& name);
// In the order of their names.
[[nodiscard]] std::vector<QByteArray> listLocalItems(Database& database, const QByteArray& prefix);

} // namespace twinward::ledger
