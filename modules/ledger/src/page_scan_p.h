#pragma once

// Every page of the database file, whether SQLite would ever look at it or not, and the framing of the file:
// the part of verify that needs no key.

#include "ledger/vault.h"

namespace twinward::ledger {

struct PageDamage
{
    QString where;
    QString why;
};

// Pages whose newer copy waits in the write-ahead log are passed over. `betweenPieces` is called now and
// then, with the pages done and in all, when no page is being looked at; false stops (Cancelled).
[[nodiscard]] std::optional<PageDamage> scanPages(
    const QString& databasePath, const std::function<bool(quint64 done, quint64 total)>& betweenPieces);

} // namespace twinward::ledger
