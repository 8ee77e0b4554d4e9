#pragma once

// The one SQLite file of a vault: WAL, synchronous=FULL, page seals, nothing temporary on disk. Every failure
// is thrown as a Failure that says which of the disk, the file or the caller is at fault.

#include "failure_p.h"

#include <array>
#include <memory>
#include <QByteArray>
#include <QString>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace twinward::ledger {

// A prepared statement in use; handed back, reset, when it goes. Bound bytes must outlive the last step().
class Statement
{
public:
    Statement(sqlite3* connection, sqlite3_stmt* statement);
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement& operator=(Statement&&) = delete;

    Statement& bind(quint64 number); // in the order of the question marks
    Statement& bind(QByteArrayView bytes);
    template <size_t n> Statement& bind(const std::array<std::uint8_t, n>& bytes)
    {
        return bind(QByteArrayView(bytes.data(), n));
    }
    Statement& bind(const char* text) = delete;

    bool step(); // true while there is a row
    void run(); // for what gives no rows

    [[nodiscard]] quint64 number(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const;
    [[nodiscard]] QByteArrayView view(int column) const; // valid until the next step

private:
    sqlite3* m_connection;
    sqlite3_stmt* m_statement;
    int m_bound = 0;
};

class Database
{
public:
    // Makes the file with its tables, readable by its owner alone.
    [[nodiscard]] static std::unique_ptr<Database> create(const QString& path);
    // Opens what is there; on a disk that can't be written, for reading only, and on one that is full, alone.
    [[nodiscard]] static std::unique_ptr<Database> open(const QString& path);
    // A second connection that sees one moment of the database while the first goes on writing.
    [[nodiscard]] static std::unique_ptr<Database> openSnapshot(const QString& path);
    ~Database(); // checkpoints and truncates the WAL
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // sql must be a literal: statements are kept prepared by its address.
    [[nodiscard]] Statement statement(const char* sql);
    void execute(const char* sql);

    [[nodiscard]] bool isReadOnly() const;
    // No second connection can be opened beside this one.
    [[nodiscard]] bool isAlone() const { return m_alone; }
    // Brings everything into the main file and empties the WAL; false where a reader or the disk does not let
    // it, which loses nothing.
    bool foldLog();
    [[nodiscard]] const QString& path() const { return m_path; }

private:
    Database(const QString& path, int flags);
    void configure();
    void bringUpToDate(); // additions to the schema, in one transaction
    [[nodiscard]] static std::unique_ptr<Database> openShared(const QString& path);

    QString m_path;
    sqlite3* m_connection = nullptr;
    std::unordered_map<const char*, sqlite3_stmt*> m_statements;
    bool m_snapshot = false;
    bool m_alone = false;
};

// Everything between its making and commit(), or nothing.
class Transaction
{
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& m_database;
    bool m_open = true;
};

// Small named values that belong to the vault as a whole.
[[nodiscard]] QByteArray metaValue(Database& database, QByteArrayView name); // empty where there is none
void setMetaValue(Database& database, QByteArrayView name, QByteArrayView value);

} // namespace twinward::ledger
