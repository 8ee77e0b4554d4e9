#include "database_p.h"

#include "page_seal_vfs_p.h"
#include "schema_p.h"

#include <cerrno>
#include <fcntl.h>
#include <QFile>
#include <QFileInfo>
#include <QUrl>
#include <sqlite3.h>
#include <unistd.h>
#include <utility>

namespace twinward::ledger {

using base::ErrorCode;

namespace {

[[noreturn]] void failDisk(ErrorCode code)
{
    if (code == ErrorCode::DiskFull) {
        throw Failure(code,
            QStringLiteral(
                "The disk is full: nothing of this entry was stored, and everything stored before is kept"),
            {}, QStringLiteral("Free some space, then save again."));
    }
    throw Failure(code,
        QStringLiteral("The disk can't be written: nothing of this entry was stored, and everything stored "
                       "before is kept"),
        {}, QStringLiteral("Make the disk writable, then save again."));
}

[[noreturn]] void failBroken()
{
    const std::uint32_t page = takeDamagedPage();
    throw Failure(ErrorCode::IntegrityBroken, QStringLiteral("The vault's database is damaged"),
        page == 0 ? QStringLiteral("database") : QStringLiteral("database page %1").arg(page),
        QStringLiteral("Do not write to this disk. Restore the vault from a backup."));
}

// What SQLite's answer means to a person.
[[noreturn]] void fail(sqlite3* connection, int rc)
{
    const int systemError = connection == nullptr ? 0 : sqlite3_system_errno(connection);
    const QString detail
        = QString::fromUtf8(connection == nullptr ? sqlite3_errstr(rc) : sqlite3_errmsg(connection));
    if (rc == SQLITE_IOERR_DATA)
        failBroken();
    switch (rc & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        failBroken();
    case SQLITE_FULL:
        failDisk(ErrorCode::DiskFull);
    case SQLITE_READONLY:
        failDisk(ErrorCode::ReadOnly);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        throw Failure(ErrorCode::Busy, QStringLiteral("The vault is in use by another program"), {},
            QStringLiteral("Close the other program and try again."));
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        if (systemError == ENOSPC || systemError == EDQUOT || systemError == EFBIG)
            failDisk(ErrorCode::DiskFull);
        if (systemError == EROFS || systemError == EACCES || systemError == EPERM)
            failDisk(ErrorCode::ReadOnly);
        throw Failure(ErrorCode::Io, QStringLiteral("The disk did not do as asked"), detail,
            QStringLiteral("Check the disk and try again."));
    default:
        throw Failure(ErrorCode::Io, QStringLiteral("The database refused"), detail);
    }
}

void check(sqlite3* connection, int rc)
{
    if (rc != SQLITE_OK)
        fail(connection, rc);
}

// Made by us before SQLite sees it, so that it is never readable by others, and its journals take over its
// mode.
void makePrivateFile(const QString& path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0) {
        if (errno == ENOSPC)
            failDisk(ErrorCode::DiskFull);
        if (errno == EROFS || errno == EACCES)
            failDisk(ErrorCode::ReadOnly);
        throw Failure(ErrorCode::InvalidInput, QStringLiteral("A new vault can't be made here"), path,
            QStringLiteral("Choose an empty folder."));
    }
    ::close(file);
}

// access() asks the disk too: it says no on one that is mounted for reading, even to root.
bool canBeWritten(const QString& path)
{
    return ::access(QFile::encodeName(path).constData(), W_OK) == 0
        && ::access(QFile::encodeName(QFileInfo(path).path()).constData(), W_OK) == 0;
}

QString unchangingUri(const QString& path)
{
    return QStringLiteral("file:") + QString::fromLatin1(QUrl::toPercentEncoding(path, "/"))
        + QStringLiteral("?immutable=1");
}

} // namespace

Statement::Statement(sqlite3* connection, sqlite3_stmt* statement)
    : m_connection(connection)
    , m_statement(statement)
{ }

Statement::Statement(Statement&& other) noexcept
    : m_connection(other.m_connection)
    , m_statement(std::exchange(other.m_statement, nullptr))
    , m_bound(other.m_bound)
{ }

Statement::~Statement()
{
    if (m_statement == nullptr)
        return;
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

Statement& Statement::bind(quint64 number)
{
    check(m_connection, sqlite3_bind_int64(m_statement, ++m_bound, static_cast<sqlite3_int64>(number)));
    return *this;
}

Statement& Statement::bind(QByteArrayView bytes)
{
    // A null pointer would bind NULL where an empty value is meant.
    const char* data = bytes.isEmpty() ? "" : bytes.data();
    const auto size = static_cast<sqlite3_uint64>(bytes.size());
    check(m_connection, sqlite3_bind_blob64(m_statement, ++m_bound, data, size, SQLITE_STATIC));
    return *this;
}

bool Statement::step()
{
    const int rc = sqlite3_step(m_statement);
    if (rc == SQLITE_ROW)
        return true;
    if (rc == SQLITE_DONE)
        return false;
    fail(m_connection, sqlite3_extended_errcode(m_connection));
}

void Statement::run()
{
    while (step()) { }
}

quint64 Statement::number(int column) const
{
    return static_cast<quint64>(sqlite3_column_int64(m_statement, column));
}

QByteArrayView Statement::view(int column) const
{
    const void* data = sqlite3_column_blob(m_statement, column);
    return {static_cast<const char*>(data), sqlite3_column_bytes(m_statement, column)};
}

QByteArray Statement::bytes(int column) const
{
    return view(column).toByteArray();
}

Database::Database(const QString& path, int flags)
    : m_path(path)
{
    const int rc = sqlite3_open_v2(path.toUtf8().constData(), &m_connection,
        flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, pageSealVfs());
    if (rc != SQLITE_OK) {
        try {
            fail(m_connection, rc);
        } catch (...) {
            sqlite3_close_v2(std::exchange(m_connection, nullptr));
            throw;
        }
    }
    sqlite3_busy_timeout(m_connection, 200); // one process at a time: only a verification can be in the way
}

Database::~Database()
{
    for (const auto& [sql, statement] : m_statements)
        sqlite3_finalize(statement);
    if (!m_snapshot && m_connection != nullptr)
        foldLog();
    sqlite3_close_v2(m_connection);
}

void Database::configure()
{
    sqlite3_db_config(m_connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(m_connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    execute("PRAGMA temp_store=MEMORY");
    execute("PRAGMA mmap_size=0");
    execute("PRAGMA synchronous=FULL");
    execute("PRAGMA secure_delete=ON");
    execute("PRAGMA foreign_keys=ON");
    execute("PRAGMA cell_size_check=ON");
    execute("PRAGMA cache_size=-65536");
}

std::unique_ptr<Database> Database::create(const QString& path)
{
    makePrivateFile(path);
    std::unique_ptr<Database> database(new Database(path, SQLITE_OPEN_READWRITE));
    database->execute("PRAGMA page_size=4096");
    int reserve = pageSealBytes;
    check(database->m_connection,
        sqlite3_file_control(database->m_connection, nullptr, SQLITE_FCNTL_RESERVE_BYTES, &reserve));
    database->configure();
    database->execute("PRAGMA journal_mode=WAL");
    database->execute(schema);
    database->execute(schemaAdditions);
    return database;
}

std::unique_ptr<Database> Database::open(const QString& path)
{
    if (!canBeWritten(path)) {
        // SQLite shares its log through files beside the database. On a disk where it can't make them it
        // reads the database alone, which is all of it where the vault was closed properly.
        if (QFileInfo(path + QStringLiteral("-wal")).size() > 0) {
            throw Failure(ErrorCode::ReadOnly,
                QStringLiteral("The vault was not closed properly, and its disk can't be written"), {},
                QStringLiteral("Make the disk writable and unlock the vault again."));
        }
        std::unique_ptr<Database> database(
            new Database(unchangingUri(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI));
        database->m_path = path;
        database->configure();
        database->bringUpToDate();
        return database;
    }
    try {
        return openShared(path);
    } catch (const Failure& failure) {
        if (failure.error().code != ErrorCode::DiskFull)
            throw;
    }
    // Not even room for the file through which SQLite shares its log: a full disk must not keep people out of
    // the record, so the log's index is kept in memory.
    std::unique_ptr<Database> database(new Database(path, SQLITE_OPEN_READWRITE));
    database->m_alone = true;
    database->execute("PRAGMA locking_mode=EXCLUSIVE");
    database->configure();
    database->execute("SELECT count(*) FROM meta");
    database->bringUpToDate();
    return database;
}

void Database::bringUpToDate()
{
    if (metaValue(*this, "format") != QByteArray::number(schemaVersion - 1))
        return;
    try {
        Transaction transaction(*this);
        execute(schemaAdditions);
        setMetaValue(*this, "format", QByteArray::number(schemaVersion));
        transaction.commit();
    } catch (const Failure& failure) {
        if (failure.error().code != ErrorCode::ReadOnly && failure.error().code != ErrorCode::DiskFull)
            throw;
        // A disk that can't be written must not keep people out: the additions are empty, and in memory.
        execute(QByteArray(schemaAdditions).replace("CREATE TABLE", "CREATE TEMP TABLE").constData());
    }
}

std::unique_ptr<Database> Database::openShared(const QString& path)
{
    std::unique_ptr<Database> database(new Database(path, SQLITE_OPEN_READWRITE));
    database->configure();
    database->execute("PRAGMA journal_mode=WAL");
    database->execute("SELECT count(*) FROM meta");
    database->bringUpToDate();
    return database;
}

std::unique_ptr<Database> Database::openSnapshot(const QString& path)
{
    const bool isLive = canBeWritten(path);
    std::unique_ptr<Database> database(isLive
            ? new Database(path, SQLITE_OPEN_READONLY)
            : new Database(unchangingUri(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI));
    database->m_snapshot = true;
    database->configure();
    database->bringUpToDate();
    database->execute("BEGIN");
    return database;
}

Statement Database::statement(const char* sql)
{
    auto& prepared = m_statements[sql];
    if (prepared == nullptr)
        check(m_connection,
            sqlite3_prepare_v3(m_connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, nullptr));
    return {m_connection, prepared};
}

void Database::execute(const char* sql)
{
    check(m_connection, sqlite3_exec(m_connection, sql, nullptr, nullptr, nullptr));
}

bool Database::isReadOnly() const
{
    return sqlite3_db_readonly(m_connection, "main") != 0;
}

bool Database::foldLog()
{
    return !isReadOnly()
        && sqlite3_wal_checkpoint_v2(m_connection, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr)
        == SQLITE_OK;
}

Transaction::Transaction(Database& database)
    : m_database(database)
{
    if (database.isReadOnly())
        failDisk(ErrorCode::ReadOnly);
    m_database.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction()
{
    if (!m_open)
        return;
    try {
        m_database.execute("ROLLBACK");
    } catch (const Failure&) { // NOLINT: SQLite has rolled back by itself after a full disk
    }
}

void Transaction::commit()
{
    m_database.execute("COMMIT");
    m_open = false;
}

QByteArray metaValue(Database& database, QByteArrayView name)
{
    Statement select = database.statement("SELECT value FROM meta WHERE name=?");
    select.bind(name);
    return select.step() ? select.bytes(0) : QByteArray();
}

void setMetaValue(Database& database, QByteArrayView name, QByteArrayView value)
{
    Statement insert = database.statement("INSERT OR REPLACE INTO meta(name, value) VALUES(?, ?)");
    insert.bind(name).bind(value).run();
}

} // namespace twinward::ledger
