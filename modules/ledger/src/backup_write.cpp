// Writing a backup: the database's file is held still while it is read, what changed is written beside the
// backups that are there, read back from the medium and compared, and then given its name.

#include "backup_folder_p.h"
#include "blob_file_p.h"
#include "blob_store_p.h"
#include "page_seal_vfs_p.h"
#include "still_database_p.h"

#include "base/cbor.h"

#include <algorithm>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <sys/stat.h>

namespace twinward::ledger {

using base::ErrorCode;

namespace {

constexpr qint64 pieceBytes = qint64{1024} * databasePageBytes;
constexpr quint64 marginBytes = 1 << 20; // for folders and the medium's own accounting
constexpr size_t maxIncrements = 120; // a restore reads them all
constexpr qint64 msPerDay = 24LL * 60 * 60 * 1000;

class BackupWriter
{
public:
    BackupWriter(
        Vault::Private& vault, BackupMedium& medium, const QString& folder, const BackupChoice& choice)
        : m_vault(vault)
        , m_medium(medium)
        , m_choice(choice)
        , m_folder(medium, folder)
        , m_work(choice.progress)
    { }

    WrittenBackup run()
    {
        requireOutside();
        {
            const std::lock_guard guard(m_vault.databaseMutex);
            m_manifest.vault = m_vault.identity.vault;
            m_manifest.device = m_vault.device.device;
            m_seed = m_vault.device.signingSeed.clone();
        }
        m_folder.makeOurs(m_manifest.vault, m_manifest.device, m_choice.place);
        const BackupFolderLock lock(m_folder);
        m_folder.removeUnfinished();
        m_folder.read();
        m_manifest.takenMs = m_vault.options.wallClock();
        chooseKind();
        m_manifest.name = m_folder.nextName(m_manifest.kind, m_manifest.takenMs);
        const QString unfinished = m_folder.path(m_manifest.name + QStringLiteral(".part"));
        try {
            write(unfinished);
        } catch (const Failure&) {
            (void)guarded([&] { m_medium.removeFolder(unfinished); }); // a pulled stick can't be tidied
            throw;
        }
        m_folder.read();
        m_written.removed = m_folder.thinOut(m_choice.keepFulls);
        m_written.name = m_manifest.name;
        m_written.kind = m_manifest.kind;
        m_written.takenMs = m_manifest.takenMs;
        m_written.isOnSameDisk = isOnSameDisk();
        return m_written;
    }

private:
    void requireOutside() const
    {
        const QString vaultFolder = m_vault.files.folder + u'/';
        const QString target = QDir::cleanPath(QFileInfo(m_folder.folder()).absoluteFilePath()) + u'/';
        if (target.startsWith(vaultFolder)) {
            throw Failure(ErrorCode::InvalidInput,
                QStringLiteral("The backup would lie in the vault's own folder"), m_folder.folder(),
                QStringLiteral("Choose a folder on another disk or stick."));
        }
    }

    [[nodiscard]] bool isOnSameDisk() const
    {
        struct stat here
        { };
        struct stat there
        { };
        return ::stat(QFile::encodeName(m_vault.files.folder).constData(), &here) == 0
            && ::stat(QFile::encodeName(m_folder.folder()).constData(), &there) == 0
            && here.st_dev == there.st_dev;
    }

    // An increment on what is whole and not too old; a full one on anything else.
    void chooseKind()
    {
        m_manifest.kind = BackupKind::Full;
        const auto& entries = m_folder.entries();
        if (m_choice.wish == BackupChoice::Wish::Full || entries.empty() || entries.back().trouble)
            return;
        auto image = guarded([&] { return m_folder.imageOf(entries.back()); });
        if (!image || image->chain.size() > maxIncrements)
            return;
        const qint64 age = m_manifest.takenMs - image->chain.front()->manifest->takenMs;
        if (age < 0 || age >= qint64{m_choice.fullEveryDays} * msPerDay)
            return;
        m_before = std::move(*image);
        m_manifest.kind = BackupKind::Increment;
        m_manifest.previous = entries.back().id;
    }

    void write(const QString& unfinished)
    {
        StillDatabase still(m_vault);
        m_work.expect(quint64{still.pages()} * databasePageBytes);
        findChanges(still);
        findBlobs(still.database());
        requireRoom();
        writeBlobs();
        m_medium.makeFolder(unfinished);
        writePages(still, unfinished);
        still.requireStill();
        writeLists(unfinished);
        m_medium.syncFolder(unfinished);
        const QString named = m_folder.path(m_manifest.name);
        readBack(unfinished);
        m_medium.rename(unfinished, named);
        m_medium.syncFolder(m_folder.folder());
    }

    void findChanges(StillDatabase& still)
    {
        m_image.reserve(still.pages());
        while (m_image.size() < still.pages()) {
            const QByteArray piece = still.read(static_cast<quint32>(m_image.size()) + 1, pieceBytes);
            for (qsizetype at = 0; at < piece.size(); at += databasePageBytes) {
                const auto hash = base::Hash256::of(QByteArrayView(piece).sliced(at, databasePageBytes));
                const size_t page = m_image.size();
                if (page >= m_before.pages.size() || m_before.pages[page].hash != hash)
                    m_changes.push_back({static_cast<quint32>(page) + 1, hash});
                m_image.push_back({hash, 0, 0});
            }
            m_work.done(static_cast<quint64>(piece.size()));
        }
        m_manifest.imagePages = m_image.size();
        m_manifest.image = imageHash(m_image);
        m_manifest.pages = m_changes.size();
        const QByteArray index = indexBytes(m_changes);
        m_manifest.index = base::Hash256::of(index);
        m_work.expect(2 * m_changes.size() * databasePageBytes);
    }

    // What the medium has in its place and size is there; of a full backup it is read back all the same.
    void findBlobs(Database& database)
    {
        for (const BlobRow& row : loadBlobRows(database)) {
            const bool isNamed = m_before.blobs.contains(row.fileHash);
            if (!isNamed && !m_named.insert(row.fileHash).second)
                continue;
            const qint64 size = QFileInfo(blobPath(m_vault.files, row.fileHash)).size();
            const bool isThere = m_medium.sizeOf(m_folder.blobPath(row.fileHash)) == size && size > 0;
            const auto bytes = static_cast<quint64>(size);
            if (!isThere) {
                m_newBlobs.push_back(row.fileHash);
                m_newBlobBytes += bytes;
                m_work.expect(2 * bytes);
            } else if (m_manifest.kind == BackupKind::Full) {
                m_oldBlobs.push_back(row.fileHash);
                m_work.expect(bytes);
            }
        }
    }

    void requireRoom()
    {
        const quint64 needed = m_changes.size() * (databasePageBytes + 36) + m_newBlobBytes
            + m_named.size() * 32 + marginBytes;
        const quint64 free = m_medium.freeBytes(m_folder.folder());
        if (free >= needed)
            return;
        constexpr quint64 mebibyte = 1 << 20;
        throw Failure(ErrorCode::DiskFull,
            QStringLiteral(
                "There is no room for the backup: it needs %1 MiB, and %2 MiB are free. The backups "
                "made before are kept as they were.")
                .arg((needed + mebibyte - 1) / mebibyte)
                .arg(free / mebibyte),
            m_folder.folder(), QStringLiteral("Free some space there, or choose another disk or stick."));
    }

    void writeBlobs()
    {
        if (m_newBlobs.empty())
            return;
        const QString all = m_folder.path(QStringLiteral("blobs"));
        m_medium.makeFolder(all);
        std::set<QString> folders;
        std::vector<base::Hash256> written;
        for (const base::Hash256& blob : m_newBlobs) {
            const QByteArray content = readBlobBytes(m_vault.files, blob);
            if (base::Hash256::of(content) != blob) {
                m_written.damagedBlobs.push_back(blob.toString());
                m_named.erase(blob);
                continue;
            }
            const QString path = m_folder.blobPath(blob);
            const QString folder = QFileInfo(path).path();
            if (folders.insert(folder).second)
                m_medium.makeFolder(folder);
            m_medium.writeFile(path + QStringLiteral(".part"), content);
            m_medium.rename(path + QStringLiteral(".part"), path);
            written.push_back(blob);
            m_written.bytes += static_cast<quint64>(content.size());
            m_work.done(static_cast<quint64>(content.size()));
        }
        for (const QString& folder : folders)
            m_medium.syncFolder(folder);
        m_medium.syncFolder(all);
        m_written.blobs = written.size();
        m_newBlobs = std::move(written);
    }

    // The neighbours among the changed pages in one piece.
    void writePages(StillDatabase& still, const QString& unfinished)
    {
        const auto file = m_medium.create(unfinished + QStringLiteral("/pages"));
        for (size_t first = 0; first < m_changes.size();) {
            size_t end = first + 1;
            while (end < m_changes.size() && m_changes[end].page == m_changes[end - 1].page + 1
                && static_cast<qint64>(end - first) * databasePageBytes < pieceBytes)
                ++end;
            const QByteArray piece
                = still.read(m_changes[first].page, static_cast<qint64>(end - first) * databasePageBytes);
            file->write(piece);
            m_work.done(static_cast<quint64>(piece.size()));
            first = end;
        }
        file->finish();
        m_written.pages = m_changes.size();
        m_written.bytes += m_changes.size() * databasePageBytes;
    }

    void writeLists(const QString& unfinished)
    {
        QByteArray blobs;
        for (const base::Hash256& blob : m_named)
            blobs.append(blob.toBytes());
        m_manifest.blobs = m_named.size();
        m_manifest.blobList = base::Hash256::of(blobs);
        m_manifest.signingKey = publicKeyOfSeed(m_seed);
        m_medium.writeFile(unfinished + QStringLiteral("/index"), indexBytes(m_changes));
        m_medium.writeFile(unfinished + QStringLiteral("/blobs"), blobs);
        const QByteArray said = m_manifest.toBytes();
        base::CborWriter writer;
        writer.array(2).bytes(said).bytes(signWithSeed(m_seed, BackupManifest::signs(), said));
        m_manifestBytes = writer.data();
        m_medium.writeFile(unfinished + QStringLiteral("/manifest"), m_manifestBytes);
    }

    // From the medium, not from memory: NewFile::finish() made the system forget.
    void readBack(const QString& unfinished)
    {
        const auto compared = guarded([&] {
            BackupFolder::Entry entry;
            entry.name = m_manifest.name + QStringLiteral(".part");
            entry.manifest = m_manifest;
            m_folder.checkPages(entry, m_work);
            const bool isSame = m_medium.readAll(unfinished + QStringLiteral("/manifest")) == m_manifestBytes
                && base::Hash256::of(m_medium.readAll(unfinished + QStringLiteral("/blobs")))
                    == m_manifest.blobList;
            if (!isSame)
                throw Failure(ErrorCode::IntegrityBroken, {}, QStringLiteral("manifest"));
            for (const auto* blobs : {&m_newBlobs, &m_oldBlobs}) {
                for (const base::Hash256& blob : *blobs) {
                    m_folder.checkBlob(blob);
                    m_work.done(static_cast<quint64>(m_medium.sizeOf(m_folder.blobPath(blob))));
                }
            }
        });
        if (compared)
            return;
        if (compared.error().code != ErrorCode::IntegrityBroken)
            throw Failure(compared.error());
        removeDamagedBlobs();
        throw Failure(ErrorCode::Io,
            QStringLiteral("What was written reads back differently: this disk or stick is failing"),
            compared.error().where, QStringLiteral("Use another one."));
    }

    // So that the next backup writes them anew.
    void removeDamagedBlobs()
    {
        for (const auto* blobs : {&m_newBlobs, &m_oldBlobs}) {
            for (const base::Hash256& blob : *blobs) {
                if (!guarded([&] { m_folder.checkBlob(blob); }))
                    (void)guarded([&] { m_medium.removeFile(m_folder.blobPath(blob)); });
            }
        }
    }

    Vault::Private& m_vault;
    BackupMedium& m_medium;
    const BackupChoice& m_choice;
    BackupFolder m_folder;
    BackupWork m_work;
    Secret m_seed;
    BackupManifest m_manifest;
    QByteArray m_manifestBytes;
    BackupFolder::Image m_before; // what an increment goes on from
    std::vector<BackupFolder::PagePlace> m_image;
    std::vector<IndexedPage> m_changes;
    std::set<base::Hash256> m_named; // content that this backup names
    std::vector<base::Hash256> m_newBlobs;
    std::vector<base::Hash256> m_oldBlobs; // to be read back, too
    quint64 m_newBlobBytes = 0;
    WrittenBackup m_written;
};

} // namespace

WrittenBackup backUpTo(
    Vault::Private& vault, BackupMedium& medium, const QString& folder, const BackupChoice& choice)
{
    return BackupWriter(vault, medium, folder, choice).run();
}

base::Result<WrittenBackup> backUp(Vault& vault, const QString& folder, const BackupChoice& choice)
{
    return guarded([&] {
        DiskMedium medium;
        return backUpTo(Vault::Private::of(vault), medium, QDir(folder).absolutePath(), choice);
    });
}

} // namespace twinward::ledger
