// Reading backups: what there is, whether it is whole, and putting one in place as a vault.

#include "backup_folder_p.h"
#include "blob_file_p.h"
#include "database_p.h"
#include "page_seal_vfs_p.h"

#include <algorithm>
#include <QDir>
#include <QFile>
#include <sys/stat.h>

namespace twinward::ledger {

using base::ErrorCode;

namespace {

constexpr size_t pagesAtOnce = 1024;

std::vector<FoundBackup> found(const BackupFolder& folder)
{
    std::vector<FoundBackup> all;
    for (const BackupFolder::Entry& entry : folder.entries()) {
        FoundBackup backup;
        backup.name = entry.name;
        backup.trouble = entry.trouble;
        backup.bytes = folder.bytesOf(entry);
        if (entry.manifest) {
            backup.kind = entry.manifest->kind;
            backup.takenMs = entry.manifest->takenMs;
        }
        all.push_back(std::move(backup));
    }
    return all;
}

void requireNotCancelled(const base::Error& error)
{
    if (error.code == ErrorCode::Cancelled)
        throw Failure(error);
}

// Everything that the backups of a folder are made of, each part read once however many stand on it.
class Check
{
public:
    Check(const BackupFolder& folder, const ProgressFn& progress)
        : m_folder(folder)
        , m_work(progress)
    {
        for (const BackupFolder::Entry& entry : folder.entries()) {
            if (entry.manifest)
                m_work.expect(entry.manifest->pages * databasePageBytes);
        }
    }

    std::vector<FoundBackup> run()
    {
        std::vector<FoundBackup> all = found(m_folder);
        std::map<const BackupFolder::Entry*, base::Error> damaged;
        for (size_t i = 0; i < all.size(); ++i) {
            const BackupFolder::Entry& entry = m_folder.entries()[i];
            if (all[i].trouble)
                continue;
            all[i].trouble = troubleOf(entry, damaged);
        }
        return all;
    }

    // Throws for the first thing that this one stands on and that is not what was written.
    BackupFolder::Image whole(const BackupFolder::Entry& entry)
    {
        BackupFolder::Image image = m_folder.imageOf(entry);
        for (const BackupFolder::Entry* each : image.chain) {
            if (m_pagesChecked.insert(each).second)
                m_folder.checkPages(*each, m_work);
        }
        for (const base::Hash256& blob : image.blobs) {
            const auto before = m_blobs.find(blob);
            if (before != m_blobs.end() && before->second)
                throw Failure(*before->second);
            if (before != m_blobs.end())
                continue;
            const auto checked = guarded([&] { m_folder.checkBlob(blob); });
            m_blobs[blob] = checked ? std::optional<base::Error>() : checked.error();
            if (!checked)
                throw Failure(checked.error());
            m_work.done(static_cast<quint64>(m_folder.medium().sizeOf(m_folder.blobPath(blob))));
        }
        return image;
    }

private:
    std::optional<base::Error> troubleOf(
        const BackupFolder::Entry& entry, std::map<const BackupFolder::Entry*, base::Error>& damaged)
    {
        const auto checked = guarded([&] {
            for (const BackupFolder::Entry* each : m_folder.imageOf(entry).chain) {
                if (const auto known = damaged.find(each); known != damaged.end())
                    throw Failure(known->second);
            }
            (void)whole(entry);
        });
        if (checked)
            return std::nullopt;
        requireNotCancelled(checked.error());
        damaged.emplace(&entry, checked.error());
        return checked.error();
    }

    const BackupFolder& m_folder;
    BackupWork m_work;
    std::set<const BackupFolder::Entry*> m_pagesChecked;
    std::map<base::Hash256, std::optional<base::Error>> m_blobs; // and what is wrong with each
};

class Restore
{
public:
    Restore(BackupFolder& folder, const QString& target, const RestoreChoice& choice)
        : m_folder(folder)
        , m_files(target)
        , m_choice(choice)
        , m_check(folder, choice.progress)
        , m_work(choice.progress)
    { }

    RestoredBackup run()
    {
        if (Vault::exists(m_files.folder)) {
            throw Failure(ErrorCode::InvalidInput, QStringLiteral("There is a vault here already"),
                m_files.folder, QStringLiteral("Choose a new folder; nothing was changed."));
        }
        const bool wasThere = QDir(m_files.folder).exists();
        if (wasThere
            && !QDir(m_files.folder).isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden)) {
            throw Failure(ErrorCode::InvalidInput, QStringLiteral("The folder for the vault is not empty"),
                m_files.folder, QStringLiteral("Choose a new folder; nothing was changed."));
        }
        const BackupFolder::Entry& entry = choose();
        m_files.make();
        try {
            put(entry);
        } catch (const Failure&) {
            QDir(m_files.folder).removeRecursively();
            if (wasThere)
                QDir().mkpath(m_files.folder);
            throw;
        }
        return {entry.name, entry.manifest->takenMs, m_image.blobs.size()};
    }

private:
    const BackupFolder::Entry& choose()
    {
        const auto& entries = m_folder.entries();
        if (!m_choice.name.isEmpty()) {
            const auto named = std::find_if(entries.begin(), entries.end(),
                [&](const BackupFolder::Entry& entry) { return entry.name == m_choice.name; });
            if (named == entries.end()) {
                throw Failure(ErrorCode::NotFound, QStringLiteral("There is no backup of that name"),
                    m_choice.name, QStringLiteral("List the backups to see their names."));
            }
            if (named->trouble)
                throw Failure(*named->trouble);
            m_image = m_check.whole(*named);
            return *named;
        }
        std::optional<base::Error> trouble;
        for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
            const auto checked = guarded([&] {
                if (entry->trouble)
                    throw Failure(*entry->trouble);
                m_image = m_check.whole(*entry);
            });
            if (checked)
                return *entry;
            requireNotCancelled(checked.error());
            trouble = trouble ? trouble : checked.error();
        }
        if (trouble)
            throw Failure(*trouble);
        throw Failure(ErrorCode::NotFound, QStringLiteral("There is no finished backup here"),
            m_folder.folder(), QStringLiteral("Choose another folder."));
    }

    // The database last, and already marked: a vault that could be opened as it was would fork its chain.
    void put(const BackupFolder::Entry& entry)
    {
        const VaultLock lock(m_files);
        m_work.expect(m_image.pages.size() * databasePageBytes);
        putBlobs();
        putDatabase(entry);
        {
            const auto database = Database::open(m_files.newDatabase());
            Transaction transaction(*database);
            setMetaValue(*database, "restored", "1");
            transaction.commit();
        }
        if (QFile::exists(m_files.newDatabase() + QStringLiteral("-wal"))
            || !QFile::rename(m_files.newDatabase(), m_files.database()))
            throw Failure(
                ErrorCode::Io, QStringLiteral("The vault can't be put in its place"), m_files.folder);
        syncFolder(m_files.folder);
    }

    void putBlobs()
    {
        std::set<QString> folders;
        for (const base::Hash256& blob : m_image.blobs) {
            const QByteArray content = m_folder.medium().readAll(m_folder.blobPath(blob));
            writeBlobFile(m_files, blob, content);
            folders.insert(blobFolder(m_files, blob));
            m_work.done(static_cast<quint64>(content.size()));
        }
        for (const QString& folder : folders)
            syncFolder(folder);
        syncFolder(m_files.blobs());
    }

    void putDatabase(const BackupFolder::Entry& entry)
    {
        DiskMedium disk;
        const auto file = disk.create(m_files.newDatabase());
        const auto& pages = m_image.pages;
        for (size_t first = 0; first < pages.size();) {
            size_t end = first + 1;
            while (end < pages.size() && end - first < pagesAtOnce && pages[end].entry == pages[first].entry
                && pages[end].slot == pages[end - 1].slot + 1)
                ++end;
            const QString source
                = m_folder.path(m_image.chain[pages[first].entry]->name) + QStringLiteral("/pages");
            const QByteArray piece
                = m_folder.medium().read(source, qint64{pages[first].slot} * databasePageBytes,
                    static_cast<qint64>(end - first) * databasePageBytes);
            requireSame(piece, first, end, entry);
            file->write(piece);
            m_work.done(static_cast<quint64>(piece.size()));
            first = end;
        }
        file->finish();
    }

    // It was read once to be checked, and is read again now: a failing stick may give two answers.
    void requireSame(
        const QByteArray& piece, size_t first, size_t end, const BackupFolder::Entry& entry) const
    {
        for (size_t page = first; page < end; ++page) {
            const auto at = static_cast<qsizetype>(page - first) * databasePageBytes;
            const bool isWhole = piece.size() >= at + databasePageBytes;
            if (isWhole
                && base::Hash256::of(QByteArrayView(piece).sliced(at, databasePageBytes))
                    == m_image.pages[page].hash)
                continue;
            throw Failure(ErrorCode::IntegrityBroken,
                QStringLiteral("The backup reads differently each time"),
                QStringLiteral("%1, database page %2").arg(entry.name).arg(page + 1),
                QStringLiteral(
                    "The disk or stick is failing: copy the backup to another one and try there."));
        }
    }

    BackupFolder& m_folder;
    VaultFiles m_files;
    const RestoreChoice& m_choice;
    Check m_check;
    BackupWork m_work;
    BackupFolder::Image m_image;
};

} // namespace

base::Result<std::vector<FoundBackup>> listBackups(const QString& path)
{
    return guarded([&] {
        DiskMedium medium;
        BackupFolder folder(medium, QDir(path).absolutePath());
        folder.requireBackups();
        folder.read();
        return found(folder);
    });
}

base::Result<std::vector<FoundBackup>> checkBackups(const QString& path, const ProgressFn& progress)
{
    return guarded([&] {
        DiskMedium medium;
        BackupFolder folder(medium, QDir(path).absolutePath());
        folder.requireBackups();
        folder.read();
        return Check(folder, progress).run();
    });
}

base::Result<RestoredBackup> restore(
    const QString& backupFolder, const QString& vaultFolder, const RestoreChoice& choice)
{
    return guarded([&] {
        DiskMedium medium;
        BackupFolder folder(medium, QDir(backupFolder).absolutePath());
        folder.requireBackups();
        folder.read();
        return Restore(folder, vaultFolder, choice).run();
    });
}

} // namespace twinward::ledger
