#pragma once

// Drafts and settings of the signed-in user: sealed under the user's own key, names and all; not part of the
// record.

#include "database_p.h"
#include "keyring_p.h"

#include <QStringList>

namespace twinward::ledger {

void putPrivateItem(Database& database, const Identity& owner, const QString& key, const QByteArray& value);
// One statement: also within somebody's transaction.
void removePrivateItem(Database& database, const Identity& owner, const QString& key);
[[nodiscard]] QByteArray getPrivateItem(Database& database, const Identity& owner, const QString& key);
[[nodiscard]] QStringList listPrivateItems(Database& database, const Identity& owner, const QString& prefix);

} // namespace twinward::ledger
