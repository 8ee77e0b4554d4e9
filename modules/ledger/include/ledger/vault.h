#pragma once

// The vault: where the record is kept. One folder with one SQLite database and sealed blobs; nothing in it
// can be read without a user's passphrase, and nothing in it can be changed unseen. Events go in by commit(),
// which returns only when they are on the disk; they come out by read().
//
// Every method may be called from any thread and may block on the disk, so not from the GUI's
// (workbench::Session is the GUI's way in). A vault folder is open in one process at a time; a second is told
// ErrorCode::Busy.

#include "base/hybrid_time.h"
#include "ledger/secret.h"
#include "record/chart.h"
#include "record/event.h"
#include "record/patient_index.h"
#include "record/roster.h"

#include <functional>
#include <memory>
#include <QString>
#include <vector>

namespace twinward::ledger {

struct NewVault
{
    QString clinicName;
    QString userName;
    record::Role role = record::Role::Physician;
    QString deviceName;
};

struct VaultOptions
{
    base::HybridClock::WallClock wallClock = base::HybridClock::systemWallClock();
    // Argon2id's cost is calibrated to about this long on this machine when a key slot is made, and is never
    // below 64 MiB and 3 passes. 0 takes that floor (tests, scripts).
    int passphraseMs = 500;
};

struct CommitReceipt
{
    record::CommitId id;
    quint64 seq = 0;
    base::HybridTime recorded;
};

// Large content to be stored, and whose it is.
struct BlobContent
{
    record::PatientId patient;
    record::Category category = record::Category::Clinical;
    QByteArray content;
};
class BlobBatch;

// What verify found. `ok` or the first broken place.
struct VerifyReport
{
    bool ok = false;
    quint64 commits = 0;
    quint64 events = 0;
    quint64 blobs = 0;
    QString where; // "commit 17, segment 2", "database page 12", "blob 3f…, chunk 4"
    QString why;
};

struct Progress
{
    quint64 done = 0;
    quint64 total = 0; // 0 where not known
};
// Called now and then from the working thread; false cancels (ErrorCode::Cancelled).
using ProgressFn = std::function<bool(const Progress&)>;

class Vault
{
public:
    // Makes the folder and all in it. The recovery code is given once and kept nowhere in the clear: it opens
    // the first user's slot when the passphrase is lost. InvalidInput where a vault is already.
    struct Created;
    [[nodiscard]] static base::Result<Created> create(const QString& folder, const NewVault& setup,
        const Secret& passphrase, const VaultOptions& options = {});

    // ErrorCode::WrongPassphrase for a wrong user or passphrase, IntegrityBroken for a damaged vault,
    // NotFound where there is none, Busy where another process has it.
    [[nodiscard]] static base::Result<std::unique_ptr<Vault>> unlock(const QString& folder,
        const QString& userName, const Secret& passphrase, const VaultOptions& options = {});

    // With the printed recovery code and a new passphrase; gives back a new recovery code with the open
    // vault.
    [[nodiscard]] static base::Result<Created> recover(const QString& folder, const QString& userName,
        const Secret& recoveryCode, const Secret& newPassphrase, const VaultOptions& options = {});

    [[nodiscard]] static bool exists(const QString& folder);

    ~Vault(); // logs the locking, truncates the WAL and wipes the keys
    Vault(const Vault&) = delete;
    Vault& operator=(const Vault&) = delete;

    // ---- who ----
    [[nodiscard]] record::Member user() const; // who unlocked it
    [[nodiscard]] record::Roster roster() const;
    [[nodiscard]] QString clinicName() const;
    [[nodiscard]] record::DeviceId device() const;

    // ---- in ----
    // All of the events or none, in one commit, durable when this returns (synchronous=FULL). Events the
    // user's role may not sign are refused with NotAuthorised before anything is written.
    [[nodiscard]] base::Result<CommitReceipt> commit(std::vector<record::Event> events);
    // Called after each commit, on the committing thread, with what was committed.
    using CommitListener = std::function<void(const std::vector<record::RecordedEvent>&)>;
    void onCommit(CommitListener listener);

    // ---- out ----
    // Every event of the patient, and of those merged into them, in the categories this user may read;
    // without sources. Damaged or unreadable segments fail the whole with IntegrityBroken: a chart with holes
    // is no chart. Does not log the access: the caller says why it reads, with logAccess().
    [[nodiscard]] base::Result<std::vector<record::RecordedEvent>> read(record::PatientId patient) const;
    // What read() gives, folded: the quick way to a chart, because events are large and this moves none.
    [[nodiscard]] base::Result<record::Chart> chart(record::PatientId patient) const;
    // Clinic or Access. The access log is given to auditors, administrators and the founder alone
    // (record::Roster::mayRead); others are told NotAuthorised.
    [[nodiscard]] base::Result<std::vector<record::RecordedEvent>> readClinic(
        record::Category category) const;
    [[nodiscard]] bool mayRead(record::Category category) const;
    // The document one event came from; empty where it was entered here.
    [[nodiscard]] base::Result<QByteArray> readSource(record::EventId event) const;
    // The sources of all of a patient's events at once, for export.
    [[nodiscard]] base::Result<std::vector<std::pair<record::EventId, QByteArray>>> readSources(
        record::PatientId patient) const;
    // Another number once anything was written about the patient (or those merged into them) in a category
    // that this user may read. Cheap: for who keeps what they worked out of a chart and asks if it still
    // holds.
    [[nodiscard]] base::Result<quint64> writtenMark(record::PatientId patient) const;
    // A copy of the index of patients as it is now.
    [[nodiscard]] std::shared_ptr<const record::PatientIndex> patients() const;
    [[nodiscard]] bool contains(
        record::EventId event) const; // cheap: how an import knows what is already here

    // Who read what and why, as events the auditor can list. Durable when it returns, like any commit.
    // Unlocking, failed unlocking and locking log themselves, as IHE's user authentication (login, logout): a
    // failed attempt has no keys to sign with, so it is only counted, in the clear, and logged by the next
    // who gets in; a session that was killed, or whose disk could not be written at the end, has a login and
    // no logout.
    base::Status logAccess(std::vector<record::AccessLogged> accesses);

    // ---- blobs: large content, sealed in 64 KiB chunks, named by a keyed hash of the content ----
    // Stored once for each patient and category, whoever stores it; threads store and read side by side. What
    // is stored is on the disk when these return, and only then may a commit name it: commit() refuses an
    // event that names what is not. Blobs that no event came to name stay, unread, and harm nothing.
    [[nodiscard]] base::Result<base::Hash256> storeBlob(
        record::PatientId patient, record::Category category, const QByteArray& content);
    // On all cores, all or none; the names are in the order of the contents.
    [[nodiscard]] base::Result<std::vector<base::Hash256>> storeBlobs(
        const std::vector<BlobContent>& contents);
    // For content that comes piece by piece: ledger/blob_batch.h. The vault must outlive it.
    [[nodiscard]] std::unique_ptr<BlobBatch> startBlobs();
    // NotFound, or IntegrityBroken for one that is missing from the disk or damaged.
    [[nodiscard]] base::Result<QByteArray> readBlob(
        record::PatientId patient, record::Category category, const base::Hash256& blob) const;

    // ---- users ----
    // Administrators and the founder enrol others. Gives back the new user's recovery code.
    [[nodiscard]] base::Result<Secret> enrolUser(
        const QString& name, record::Role role, const Secret& passphrase);
    // Turns the keys: what is stored from then on, this removal first, opens with none that this person had.
    // What they could read before still opens with a copy of the folder from before.
    base::Status removeUser(record::UserId user, const QString& reason);
    base::Status changePassphrase(const Secret& current, const Secret& replacement);

    // ---- private to the signed-in user: drafts and settings; sealed under the user's key, not part of the
    // record ----
    base::Status putPrivate(
        const QString& key, const QByteArray& value); // durable when it returns; empty removes
    [[nodiscard]] base::Result<QByteArray> getPrivate(const QString& key) const; // empty where there is none
    [[nodiscard]] base::Result<QStringList> listPrivate(const QString& prefix) const;

    // ---- proof ----
    // Every page, hash, signature, seal and blob. A broken vault is a report, not an Error; an Error means
    // that it could not be looked at.
    [[nodiscard]] base::Result<VerifyReport> verify(const ProgressFn& progress = {}) const;

    class Private;

private:
    explicit Vault(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

struct Vault::Created
{
    std::unique_ptr<Vault> vault;
    Secret recoveryCode; // printable ASCII in groups, as the sheet shows it
};

// The part of verify that needs no passphrase: every page of the database and the framing of the file. Use it
// where unlocking itself fails because of damage.
[[nodiscard]] base::Result<VerifyReport> verifyPages(const QString& folder);

} // namespace twinward::ledger
