#include "keeper_file_p.h"

#include <fcntl.h>
#include <QDir>
#include <QFile>
#include <sys/file.h>
#include <unistd.h>

namespace twinward::sync {

using base::ErrorCode;
using ledger::Failure;

namespace {

[[noreturn]] void fail(sqlite3* connection)
{
    const QString why = QString::fromUtf8(sqlite3_errmsg(connection));
    switch (sqlite3_errcode(connection)) {
    case SQLITE_FULL:
        throw Failure(ErrorCode::DiskFull, QStringLiteral("The keeper's disk is full"), why,
            QStringLiteral("Make room there; what it has so far is safe."));
    case SQLITE_READONLY:
        throw Failure(ErrorCode::ReadOnly, QStringLiteral("The keeper's disk can't be written"), why);
    case SQLITE_BUSY:
        throw Failure(ErrorCode::Busy, QStringLiteral("Another program has the keeper's file open"), why);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        throw Failure(ErrorCode::IntegrityBroken, QStringLiteral("The keeper's file is damaged"), why,
            QStringLiteral("Make a new keeper; it fills itself again from the clinic's computers."));
    default:
        throw Failure(ErrorCode::Io, QStringLiteral("The keeper's file can't be used"), why);
    }
}

// Rows as they came: a commit is what ledger::encodeCommit() makes of it, an offer BlobOffer::toBytes().
constexpr const char* tables = R"sql(
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE device (id BLOB PRIMARY KEY, key BLOB NOT NULL, holds_keys INTEGER NOT NULL,
    removed INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE device_list (signer BLOB PRIMARY KEY, weight INTEGER NOT NULL, bytes BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE chain_commit (id BLOB NOT NULL UNIQUE, device BLOB NOT NULL, epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL, previous BLOB NOT NULL, recorded INTEGER NOT NULL, bytes BLOB NOT NULL);
CREATE INDEX chain_commit_place ON chain_commit (device, epoch, seq);
CREATE INDEX chain_commit_previous ON chain_commit (previous);
CREATE TABLE key_row (kind INTEGER NOT NULL, subject BLOB NOT NULL, recorded INTEGER NOT NULL,
    hash BLOB NOT NULL UNIQUE, bytes BLOB NOT NULL);
CREATE INDEX key_row_subject ON key_row (kind, subject, recorded);
CREATE TABLE receipt (device BLOB PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE blob (name BLOB NOT NULL UNIQUE, offer BLOB NOT NULL, content BLOB NOT NULL);
)sql";

const QString& made(const QString& folder)
{
    if (!QDir().mkpath(folder))
        throw Failure(ErrorCode::Io, QStringLiteral("The keeper's folder can't be made"), folder);
    return folder;
}

} // namespace

KeeperQuery::KeeperQuery(sqlite3* connection, const char* sql)
    : m_connection(connection)
{
    if (sqlite3_prepare_v2(connection, sql, -1, &m_statement, nullptr) != SQLITE_OK)
        fail(connection);
}

KeeperQuery& KeeperQuery::bind(QByteArrayView bytes)
{
    const char* start = bytes.isEmpty() ? "" : bytes.data();
    sqlite3_bind_blob64(
        m_statement, ++m_bound, start, static_cast<sqlite3_uint64>(bytes.size()), SQLITE_STATIC);
    return *this;
}

KeeperQuery& KeeperQuery::bind(quint64 number)
{
    sqlite3_bind_int64(m_statement, ++m_bound, static_cast<sqlite3_int64>(number));
    return *this;
}

bool KeeperQuery::step()
{
    const int result = sqlite3_step(m_statement);
    if (result == SQLITE_ROW)
        return true;
    if (result != SQLITE_DONE)
        fail(m_connection);
    return false;
}

QByteArray KeeperQuery::bytes(int column) const
{
    return {static_cast<const char*>(sqlite3_column_blob(m_statement, column)),
        sqlite3_column_bytes(m_statement, column)};
}

quint64 KeeperQuery::number(int column) const
{
    return static_cast<quint64>(sqlite3_column_int64(m_statement, column));
}

QString KeeperFile::pathIn(const QString& folder)
{
    return folder + QStringLiteral("/keeper.db");
}

KeeperLock::KeeperLock(const QString& folder)
{
    const QByteArray path = QFile::encodeName(folder + QStringLiteral("/keeper.lock"));
    m_file = ::open(path.constData(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (m_file < 0)
        throw Failure(ErrorCode::Io, QStringLiteral("The keeper's folder can't be used"), folder);
    if (::flock(m_file, LOCK_EX | LOCK_NB) == 0)
        return;
    ::close(m_file);
    throw Failure(ErrorCode::Busy, QStringLiteral("Another program has this keeper open"), folder,
        QStringLiteral("Close it there first."));
}

KeeperLock::~KeeperLock()
{
    ::close(m_file);
}

KeeperFile::KeeperFile(const QString& folder, Mode mode)
    : m_lock(mode == Mode::Create ? made(folder) : folder)
{
    const QString path = pathIn(folder);
    if (mode == Mode::Create) { // readable by its owner alone before anything is in it
        QFile file(path);
        if (!file.open(QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
            throw Failure(ErrorCode::Io, QStringLiteral("The keeper's file can't be made"), path);
    }
    const int opened
        = sqlite3_open_v2(QFile::encodeName(path).constData(), &m_connection, SQLITE_OPEN_READWRITE, nullptr);
    try {
        if (opened != SQLITE_OK)
            fail(m_connection);
        sqlite3_busy_timeout(m_connection, 5000);
        execute("PRAGMA journal_mode=WAL");
        execute("PRAGMA synchronous=FULL");
        execute("PRAGMA temp_store=MEMORY");
        if (mode == Mode::Create)
            together([&] { execute(tables); });
    } catch (...) {
        sqlite3_close(m_connection);
        throw;
    }
}

KeeperFile::~KeeperFile()
{
    sqlite3_close(m_connection);
}

void KeeperFile::execute(const char* sql) const
{
    if (sqlite3_exec(m_connection, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        fail(m_connection);
}

} // namespace twinward::sync
