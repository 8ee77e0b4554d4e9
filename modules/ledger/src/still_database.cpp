#include "still_database_p.h"

#include "page_seal_vfs_p.h"
#include "wal_scan_p.h"

namespace twinward::ledger {

using base::ErrorCode;

namespace {

constexpr quint32 lockPage = static_cast<quint32>(lockByteOffset / databasePageBytes) + 1;

} // namespace

StillDatabase::StillDatabase(Vault::Private& vault)
    : m_alone(vault.databaseMutex)
    , m_file(vault.files.database())
    , m_database(vault.database.get())
{
    checkWalBeforeUse(vault.files.database());
    if (!m_database->isReadOnly() && !m_database->foldLog()) {
        throw Failure(ErrorCode::Busy, QStringLiteral("The vault is being verified or backed up"), {},
            QStringLiteral("Wait until that is done, then back up again."));
    }
    if (!m_database->isAlone()) {
        m_snapshot = Database::openSnapshot(vault.files.database());
        m_snapshot->execute("SELECT count(*) FROM meta");
        m_database = m_snapshot.get();
    }
    if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        throw Failure(ErrorCode::Io, QStringLiteral("The vault's database can't be read"));
    m_before = state();
    if (m_snapshot)
        m_alone.unlock();
}

quint32 StillDatabase::pages() const
{
    return static_cast<quint32>(m_before.st_size / databasePageBytes);
}

QByteArray StillDatabase::read(quint32 page, qint64 most)
{
    m_file.seek(qint64{page - 1} * databasePageBytes);
    QByteArray piece = m_file.read(most);
    for (qsizetype at = 0; at < piece.size(); at += databasePageBytes, ++page) {
        const bool isWhole = piece.size() - at >= databasePageBytes
            && (page == lockPage || pageSealHolds(QByteArrayView(piece).sliced(at, databasePageBytes), page));
        if (!isWhole) {
            throw Failure(ErrorCode::IntegrityBroken,
                QStringLiteral("The vault is damaged, and a copy of damage is no backup. The backups made "
                               "before are kept as they were."),
                QStringLiteral("database page %1").arg(page),
                QStringLiteral("Restore the last good backup."));
        }
    }
    return piece;
}

void StillDatabase::requireStill() const
{
    const struct stat now = state();
    const bool isSame = now.st_size == m_before.st_size && now.st_mtim.tv_sec == m_before.st_mtim.tv_sec
        && now.st_mtim.tv_nsec == m_before.st_mtim.tv_nsec;
    if (!isSame)
        throw Failure(ErrorCode::Io, QStringLiteral("The vault was changed while it was copied"), {},
            QStringLiteral("Back up again."));
}

struct stat StillDatabase::state() const
{
    struct stat found
    { };
    ::fstat(m_file.handle(), &found);
    return found;
}

} // namespace twinward::ledger
