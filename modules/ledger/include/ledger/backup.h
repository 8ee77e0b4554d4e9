#pragma once

// Safety copies of a vault in another folder, such as a stick: complete ones, and increments of the pages
// that changed since the one before. Written beside what is there, forced to the medium, read back from it
// and compared, and only then given their name; so a full or pulled medium leaves the former ones whole.
// Large content is stored once for all of a folder's backups.
//
// Everything in it is sealed as in the vault's own folder: whoever steals it sees what a thief of the laptop
// sees (counts, sizes, categories, times, which computer), and can guess passphrases at the cost of Argon2id.
// The manifests are signed by the computer that wrote them, with a key they name themselves: damage and
// mixing up are found without any passphrase; that nobody with the clinic's keys made it up, the vault's own
// signatures show once it is unlocked and verified.
//
// None of it is for the GUI's thread.

#include "ledger/vault.h"

namespace twinward::ledger {

enum class BackupKind : quint8 { Full = 1, Increment = 2 };

struct BackupChoice
{
    enum class Wish : quint8 {
        AsNeeded, // an increment, unless there is nothing to go on from or it is time for a full one
        Full,
    };
    Wish wish = Wish::AsNeeded;
    quint32 keepFulls = 3; // with their increments; at least 1
    quint32 fullEveryDays = 30;
    // Must the folder hold backups of this computer already? For who backs up unattended: where a stick is
    // not plugged in, its empty mount point is no place for backups.
    enum class Place : quint8 { MayBeNew, MustBeKnown };
    Place place = Place::MayBeNew;
    ProgressFn progress; // done: bytes; false cancels, and the former backups stay as they are
};

struct WrittenBackup
{
    QString name;
    BackupKind kind = BackupKind::Full;
    qint64 takenMs = 0; // UTC
    quint64 pages = 0; // written
    quint64 blobs = 0; // written; the others were there already
    quint64 bytes = 0; // written
    QStringList damagedBlobs; // that are missing or damaged in the vault itself, and so not in the backup
    QStringList removed; // older backups that went
    bool isOnSameDisk = false; // as the vault: a broken or stolen disk takes both
};

// The vault stays open and others go on writing; the backup is of one moment. InvalidInput where the folder
// holds something else or another computer's backups, NotFound for a folder that is not there,
// IntegrityBroken for a damaged vault (a copy of damage is none), Busy while a verification or another backup
// runs, DiskFull, ReadOnly, Io, Cancelled.
[[nodiscard]] base::Result<WrittenBackup> backUp(
    Vault& vault, const QString& folder, const BackupChoice& choice = {});

struct FoundBackup
{
    QString name;
    BackupKind kind = BackupKind::Full;
    qint64 takenMs = 0;
    quint64 bytes = 0; // that it takes by itself, without large content
    std::optional<base::Error> trouble; // why it can't be restored: what, where, what to do
};
// Oldest first, with what their manifests show. NotFound, InvalidInput for a folder that holds none.
[[nodiscard]] base::Result<std::vector<FoundBackup>> listBackups(const QString& folder);
// The same with every byte read and compared. Needs no vault and no passphrase.
[[nodiscard]] base::Result<std::vector<FoundBackup>> checkBackups(
    const QString& folder, const ProgressFn& progress = {});

struct RestoreChoice
{
    QString name; // of a backup; empty: the newest that is whole
    ProgressFn progress;
};
struct RestoredBackup
{
    QString name;
    qint64 takenMs = 0;
    quint64 blobs = 0;
};
// Puts a vault in place from a backup, all of it checked first; needs no passphrase. Whoever unlocks it goes
// on under a new epoch of the same computer, and what it wrote after the backup comes back from the peers
// that have it. InvalidInput where a vault is already, IntegrityBroken for a damaged backup, NotFound, the
// disk's errors, Cancelled; nothing is left in the folder then.
[[nodiscard]] base::Result<RestoredBackup> restore(
    const QString& backupFolder, const QString& vaultFolder, const RestoreChoice& choice = {});

} // namespace twinward::ledger
