// What a backup says of itself, and who may write to a folder of them.

#include "backup_folder_p.h"

#include "base/cbor.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <QFile>
#include <sys/file.h>
#include <unistd.h>

namespace twinward::ledger {

using base::ErrorCode;

namespace {

constexpr qint64 manifestFormat = 1;

base::Hash256 readHash(base::CborReader& reader)
{
    if (reader.skipNull())
        return {};
    const auto hash = base::Hash256::fromBytes(reader.bytes());
    if (!hash)
        reader.markFailed();
    return hash.value_or(base::Hash256());
}

void writeHash(base::CborWriter& writer, const base::Hash256& hash)
{
    if (hash.isNull())
        writer.null();
    else
        writer.bytes(hash.toBytes());
}

quint64 readNumber(base::CborReader& reader)
{
    const qint64 number = reader.integer();
    if (number < 0)
        reader.markFailed();
    return static_cast<quint64>(number);
}

} // namespace

QByteArray BackupManifest::toBytes() const
{
    base::CborWriter writer;
    writer.array(14)
        .integer(manifestFormat)
        .bytes(vault.toBytes())
        .bytes(device.toBytes())
        .bytes(signingKey)
        .text(name)
        .integer(static_cast<qint64>(kind))
        .integer(takenMs);
    writeHash(writer, previous);
    writer.integer(static_cast<qint64>(imagePages));
    writeHash(writer, image);
    writer.integer(static_cast<qint64>(pages));
    writeHash(writer, index);
    writer.integer(static_cast<qint64>(blobs));
    writeHash(writer, blobList);
    return writer.data();
}

std::optional<BackupManifest> BackupManifest::fromBytes(const QByteArray& bytes)
{
    base::CborReader reader(bytes);
    BackupManifest manifest;
    if (reader.enterArray() != 14 || reader.integer() != manifestFormat)
        return std::nullopt;
    const auto vault = VaultId::fromBytes(reader.bytes());
    const auto device = record::DeviceId::fromBytes(reader.bytes());
    manifest.signingKey = reader.bytes();
    manifest.name = reader.text();
    manifest.kind = static_cast<BackupKind>(reader.integer());
    manifest.takenMs = reader.integer();
    manifest.previous = readHash(reader);
    manifest.imagePages = readNumber(reader);
    manifest.image = readHash(reader);
    manifest.pages = readNumber(reader);
    manifest.index = readHash(reader);
    manifest.blobs = readNumber(reader);
    manifest.blobList = readHash(reader);
    reader.leaveArray();
    const bool isFull = manifest.kind == BackupKind::Full;
    if (!reader.atEnd() || !vault || !device || manifest.signingKey.size() != static_cast<qsizetype>(keyBytes)
        || (!isFull && manifest.kind != BackupKind::Increment) || manifest.previous.isNull() != isFull)
        return std::nullopt;
    manifest.vault = *vault;
    manifest.device = *device;
    return manifest;
}

Binding BackupManifest::signs()
{
    return Binding("twinward backup manifest 1");
}

void BackupWork::done(quint64 bytes)
{
    m_state.done += bytes;
    m_state.total = std::max(m_state.total, m_state.done);
    if (m_progress && !m_progress(m_state)) {
        throw Failure(ErrorCode::Cancelled,
            QStringLiteral("It was stopped. The backups made before are kept as they were."));
    }
}

BackupFolderLock::BackupFolderLock(const BackupFolder& folder)
    : m_file(::open(QFile::encodeName(folder.path(BackupFolder::markerName())).constData(),
        O_RDONLY | O_CLOEXEC | O_NOFOLLOW))
{
    if (m_file < 0)
        failMedium(errno, folder.folder());
    if (::flock(m_file, LOCK_EX | LOCK_NB) == 0)
        return;
    ::close(m_file);
    throw Failure(ErrorCode::Busy, QStringLiteral("Another backup to this folder is running"),
        folder.folder(), QStringLiteral("Wait until it is done."));
}

BackupFolderLock::~BackupFolderLock()
{
    ::close(m_file);
}

} // namespace twinward::ledger
