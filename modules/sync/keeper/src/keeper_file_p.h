#pragma once

// The one SQLite file of a keeper. Throws ledger::Failure, which keeper_store.cpp turns into results.

#include "failure_p.h"
#include "ledger/keyless.h"
#include "sync/device_list.h"

#include <memory>
#include <sqlite3.h>

namespace twinward::sync {

// A prepared statement in use. Bound bytes must outlive the last step().
class KeeperQuery
{
public:
    KeeperQuery(sqlite3* connection, const char* sql);
    ~KeeperQuery() { sqlite3_finalize(m_statement); }
    KeeperQuery(const KeeperQuery&) = delete;
    KeeperQuery& operator=(const KeeperQuery&) = delete;

    KeeperQuery& bind(QByteArrayView bytes);
    KeeperQuery& bind(quint64 number);
    bool step(); // true while there is a row
    void run() { (void)step(); }
    [[nodiscard]] QByteArray bytes(int column) const;
    [[nodiscard]] quint64 number(int column) const;
    template <class T> [[nodiscard]] T id(int column) const
    {
        return T::fromBytes(bytes(column)).value_or(T());
    }

private:
    sqlite3* m_connection;
    sqlite3_stmt* m_statement = nullptr;
    int m_bound = 0;
};

// One process at a time, and no longer than it lives: the lock is the system's and not what a file says,
// which would travel with a copy of the folder. Busy where another has it.
class KeeperLock
{
public:
    explicit KeeperLock(const QString& folder);
    ~KeeperLock();
    KeeperLock(const KeeperLock&) = delete;
    KeeperLock& operator=(const KeeperLock&) = delete;

private:
    int m_file = -1;
};

class KeeperFile
{
public:
    enum class Mode : quint8 { Create, Open };
    KeeperFile(const QString& folder, Mode mode);
    ~KeeperFile();
    KeeperFile(const KeeperFile&) = delete;
    KeeperFile& operator=(const KeeperFile&) = delete;

    [[nodiscard]] static QString pathIn(const QString& folder);
    [[nodiscard]] KeeperQuery query(const char* sql) const { return {m_connection, sql}; }
    void execute(const char* sql) const;
    // All of it or nothing.
    template <class Work> void together(Work work) const
    {
        execute("BEGIN IMMEDIATE");
        try {
            work();
            execute("COMMIT");
        } catch (...) {
            sqlite3_exec(m_connection, "ROLLBACK", nullptr, nullptr, nullptr);
            throw;
        }
    }

private:
    KeeperLock m_lock;
    sqlite3* m_connection = nullptr;
};

} // namespace twinward::sync
