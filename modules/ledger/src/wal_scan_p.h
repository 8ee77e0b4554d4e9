#pragma once

// Looks into SQLite's write-ahead log before SQLite does. SQLite takes a frame with a bad checksum for the
// end of the log, which after a crash it is; but with whole transactions behind it, it is damage, and they
// would be lost in silence.

#include "base/id.h"

#include <QString>
#include <set>

namespace twinward::ledger {

struct WalScan
{
    std::set<quint32> pages; // in frames that count: their copy in the main file is stale
    quint32 databasePages
        = 0; // the database's size after the last transaction that counts; 0 where there is none
    QString damage; // empty, or what is wrong
};
// Format: sqlite.org/fileformat2.html, section 4. A log that is not there is empty.
[[nodiscard]] WalScan scanWal(const QString& databasePath);

// Throws IntegrityBroken where the log was damaged.
void checkWalBeforeUse(const QString& databasePath);

} // namespace twinward::ledger
