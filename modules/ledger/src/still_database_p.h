#pragma once

// The database's main file, which nobody changes while this lives: for who copies it whole, page by page. All
// that was written is brought into it first; then a reader that needs nothing of the log keeps SQLite from
// bringing more (sqlite.org/walformat.html, WAL_READ_LOCK(0)), and commits go on into the log. Where there
// can be no second connection, nobody writes meanwhile.

#include "vault_p.h"

#include <QFile>
#include <sys/stat.h>

namespace twinward::ledger {

class StillDatabase
{
public:
    // Throws Busy while another reader keeps the log from being brought in, IntegrityBroken, Io.
    explicit StillDatabase(Vault::Private& vault);

    [[nodiscard]] Database& database() const { return *m_database; } // as of that moment
    [[nodiscard]] quint32 pages() const;
    // From the page with this number on; each page is what was written there, or IntegrityBroken.
    [[nodiscard]] QByteArray read(quint32 page, qint64 most);
    // Throws where anybody wrote to the file after all.
    void requireStill() const;

private:
    [[nodiscard]] struct stat state() const;

    std::unique_lock<std::mutex> m_alone;
    QFile m_file;
    std::unique_ptr<Database> m_snapshot;
    Database* m_database = nullptr;
    struct stat m_before
    { };
};

} // namespace twinward::ledger
