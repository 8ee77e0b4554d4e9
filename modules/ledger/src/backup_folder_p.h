#pragma once

// A folder of backups as it lies on its medium.
//
//   twinward-backup                  says whose backups these are
//   000012-20261120T083000Z-full/    manifest, index, pages, blobs
//   blobs/3f/9c…                     sealed content, named by its hash, shared by all
//
// `pages` are the database's pages one after the other (of a full backup: the database itself), `index` says
// which they are with the hash of each, `blobs` which content came with this backup. The manifest names the
// hashes of those, and the manifest of the backup that an increment goes on from.

#include "backup_medium_p.h"
#include "keyring_p.h"

#include "ledger/backup.h"

namespace twinward::ledger {

struct BackupManifest
{
    VaultId vault;
    record::DeviceId device;
    QByteArray signingKey;
    QString name;
    BackupKind kind = BackupKind::Full;
    qint64 takenMs = 0;
    base::Hash256 previous; // of the manifest it goes on from; none for a full one
    quint64 imagePages = 0; // of the whole database
    base::Hash256 image; // of the hashes of all its pages, in their order
    quint64 pages = 0; // in this backup
    base::Hash256 index;
    quint64 blobs = 0; // that are named here for the first time
    base::Hash256 blobList;

    [[nodiscard]] QByteArray toBytes() const; // what is signed
    [[nodiscard]] static std::optional<BackupManifest> fromBytes(const QByteArray& bytes);
    [[nodiscard]] static Binding signs();
};

// Bytes done of all there is to do, told to whoever waits; throws Cancelled.
class BackupWork
{
public:
    explicit BackupWork(const ProgressFn& progress)
        : m_progress(progress)
    { }
    void expect(quint64 bytes) { m_state.total += bytes; }
    void done(quint64 bytes);

private:
    const ProgressFn& m_progress;
    Progress m_state;
};

class BackupFolder
{
public:
    [[nodiscard]] static QString markerName() { return QStringLiteral("twinward-backup"); }

    struct Entry
    {
        QString name;
        std::optional<BackupManifest> manifest; // none where it can't be trusted
        base::Hash256 id; // of the manifest
        std::optional<base::Error> trouble;
    };
    // Where a page of the database lies.
    struct PagePlace
    {
        base::Hash256 hash;
        quint32 entry = 0; // in the chain
        quint32 slot = 0;
    };
    struct Image
    {
        std::vector<const Entry*> chain; // the full one first
        std::vector<PagePlace> pages;
        std::set<base::Hash256> blobs;
    };

    BackupFolder(BackupMedium& medium, const QString& folder);

    // NotFound, or InvalidInput where there are no backups.
    void requireBackups() const;
    // Throws where it holds anything else; else it is this computer's from now on.
    void makeOurs(VaultId vault, record::DeviceId device, BackupChoice::Place place);
    void read(); // the manifests; throws for a folder that can't be read

    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; } // oldest first
    [[nodiscard]] QString nextName(BackupKind kind, qint64 takenMs) const;
    [[nodiscard]] QString path(const QString& name) const { return m_folder + u'/' + name; }
    [[nodiscard]] QString blobPath(const base::Hash256& blob) const;
    // Throws IntegrityBroken where something that it stands on is missing or not what was written.
    [[nodiscard]] Image imageOf(const Entry& entry) const;
    // Every page of one backup, read from the medium.
    void checkPages(const Entry& entry, BackupWork& work) const;
    void checkBlob(const base::Hash256& blob) const; // throws
    [[nodiscard]] quint64 bytesOf(const Entry& entry) const;

    // After a new backup that is whole: older full ones beyond this many go, with what goes on from them, and
    // content that nothing names any more. What went.
    QStringList thinOut(quint32 keepFulls);
    void removeUnfinished(); // what was cut short

    [[nodiscard]] BackupMedium& medium() const { return m_medium; }
    [[nodiscard]] const QString& folder() const { return m_folder; }

private:
    [[nodiscard]] Entry readEntry(const QString& name) const;
    [[nodiscard]] std::vector<const Entry*> chainOf(const Entry& entry) const;
    void removeUnnamedBlobs();

    BackupMedium& m_medium;
    QString m_folder;
    std::vector<Entry> m_entries;
};

struct IndexedPage
{
    quint32 page = 0; // from 1
    base::Hash256 hash;
};
[[nodiscard]] QByteArray indexBytes(const std::vector<IndexedPage>& pages);
[[nodiscard]] base::Hash256 imageHash(const std::vector<BackupFolder::PagePlace>& pages);

// One writer to a folder at a time, whichever program it is. Throws Busy.
class BackupFolderLock
{
public:
    explicit BackupFolderLock(const BackupFolder& folder);
    ~BackupFolderLock();
    BackupFolderLock(const BackupFolderLock&) = delete;
    BackupFolderLock& operator=(const BackupFolderLock&) = delete;

private:
    int m_file = -1;
};

// What the doors in ledger/backup.h do, on whatever medium. They throw.
[[nodiscard]] WrittenBackup backUpTo(
    Vault::Private& vault, BackupMedium& medium, const QString& folder, const BackupChoice& choice);

} // namespace twinward::ledger
