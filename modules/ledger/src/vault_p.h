#pragma once

// What an open vault holds, and the work behind its door. Methods throw Failure; vault.cpp turns that into
// results.

#include "commit_store_p.h"
#include "early_charts_p.h"
#include "key_slot_p.h"
#include "key_turn_p.h"
#include "ledger/vault.h"
#include "published_index_p.h"
#include "segment_reader_p.h"
#include "vault_files_p.h"

#include <mutex>
#include <optional>

namespace twinward::ledger {

class HeldEntries;

class Vault::Private
{
public:
    // What a user's passphrase leads to, and all that is needed to open.
    struct Keys
    {
        Identity identity;
        Keyring keyring;
        [[nodiscard]] Keys clone() const { return {identity.clone(), keyring.clone()}; }
    };

    // Opens the vault's files with keys already at hand, and reads the roster and the index.
    Private(const VaultFiles& files, VaultLock lock, std::unique_ptr<Database> database, Keys keys,
        const VaultOptions& options);
    ~Private();
    [[nodiscard]] static std::unique_ptr<Vault> openWithKeys(
        const QString& folder, Keys keys, const VaultOptions& options);
    [[nodiscard]] static const Private& of(const Vault& vault) { return *vault.d; }
    [[nodiscard]] static Private& of(Vault& vault) { return *vault.d; }
    [[nodiscard]] static std::unique_ptr<Vault> wrap(std::unique_ptr<Private> d);

    // Checks, seals, stores; `also` runs within the same transaction. `turned`: the keys it is sealed under,
    // which are the vault's from then on.
    using AlsoStore = std::function<void(Database&, const SealedCommit&)>;
    CommitReceipt commit(
        std::vector<record::Event> events, const AlsoStore& also = {}, const Keyring* turned = nullptr);
    // An event by its id; none where it is not here or can't be opened here.
    [[nodiscard]] std::optional<record::RecordedEvent> findEvent(record::EventId event) const;
    [[nodiscard]] record::EventPieces read(record::PatientId patient) const;
    [[nodiscard]] quint64 writtenMark(record::PatientId patient) const;
    [[nodiscard]] std::vector<record::RecordedEvent> readClinic(record::Category category) const;
    [[nodiscard]] QByteArray readSource(record::EventId event) const;
    [[nodiscard]] std::vector<EventSource> readSources(record::PatientId patient) const;
    [[nodiscard]] record::Event accessEvent(record::AccessLogged access) const; // now
    void logAccess(std::vector<record::AccessLogged> accesses);
    void logDeferredAccess(); // of when this computer was still joining
    void beginSession(const QString& how); // logs who came in, and how often somebody did not
    void endSession();

    Secret enrolUser(const QString& name, record::Role role, const Secret& passphrase);
    void removeUser(record::UserId user, const QString& reason);
    void changePassphrase(const Secret& current, const Secret& replacement);

    [[nodiscard]] record::Roster roster() const;
    // With what is shown before its turn: for people's eyes, never to check by.
    [[nodiscard]] record::Roster shownRoster() const;
    [[nodiscard]] record::Member member() const; // who unlocked it

    // The events of commits that others brought reach whoever waits for them: roster, index, listeners.
    struct Arrived
    {
        std::vector<record::RecordedEvent> events; // without sources
        bool readAnew = false; // what was here counts no longer, or what comes counts for nothing
    };
    void publish(Arrived arrived);
    // Reads who works here anew, and with it what counts of the chains.
    void refreshRoster();
    void requireWritable() const; // with databaseMutex held: not while it joins, nor an older copy
    void beginEpoch();

    // Commits these events under new keys, sealed to all who stay; the event that removes somebody first.
    CommitReceipt commitTurning(std::vector<record::Event> events, std::optional<record::UserId> removed,
        const std::function<void(Database&)>& also = {});
    // After others' commits and keys came in, and when somebody signs in: what is sealed is sealed under the
    // newest keys in force, who was removed has none here any more, and, where this user may, who lacks keys
    // is given them and keys that somebody removed has are turned.
    void settleKeys();
    // New keys for whatever is sealed from now on. Throws NotAuthorised.
    void turnKeys();
    [[nodiscard]] bool mayTurnKeys() const;
    void comeIn(const NameHash& name); // what is done for a user when they sign in
    void openWhatWaits(); // segments that nobody before could open: lists their entries
    [[nodiscard]] KeyMaterial keyMaterial() const;
    void finishJoining(); // where all that it takes has arrived
    void publishEarly(std::vector<record::RecordedEvent> events);
    void refoldEarlyRoster();
    void dropEarly();
    // Of the patient, and of those merged into them, without what has arrived since.
    [[nodiscard]] std::vector<record::RecordedEvent> earlyEventsOf(record::PatientId patient) const;
    // Whose events are read as this patient's.
    [[nodiscard]] std::vector<record::PatientId> recordsOf(record::PatientId patient) const;
    // With databaseMutex held. Empty where the keys are not held.
    [[nodiscard]] std::vector<record::RecordedEvent> openSegmentAt(
        quint64 chain, quint64 seq, quint32 position) const;
    [[nodiscard]] bool mayRead(record::Category category) const;
    [[nodiscard]] bool isStillJoining() const;
    void requireReadable(record::Category category) const;

    VaultFiles files;
    VaultOptions options;
    VaultLock lock; // outlives the database
    Identity identity;
    Keyring keyring;

    std::mutex ingestMutex; // one who takes in at a time; before databaseMutex

    mutable std::mutex databaseMutex; // guards the seven below
    std::unique_ptr<Database> database;
    DeviceState device;
    Chains chains;
    base::HybridClock clock;
    QByteArray nameSalt;
    bool isOutdated = false; // an older copy of what this device wrote
    bool isJoining = false; // its enrolment has not arrived yet
    bool isResealed = false; // since this session began: a crash may have left older keys in use

    EarlyCharts early;
    mutable PublishedIndex index;
    std::unique_ptr<HeldEntries> held;
    mutable std::mutex rosterMutex; // guards the two below
    std::vector<record::RecordedEvent> rosterEvents;
    record::Roster currentRoster;

    std::mutex usersMutex; // one enrolment or removal at a time: who is enrolled gets every key there is

    std::mutex blobMutex; // guards the one below
    int openBlobBatches = 0; // with files that no row vouches for yet

    std::mutex listenerMutex;
    std::vector<CommitListener> listeners;
    bool inSession = false; // its beginning was logged

private:
    void reseal(const Keyring& sealedUnder, const Keyring& next); // within a transaction
    [[nodiscard]] bool mayHandOut(const record::Roster& known) const;
    void handOutMissing(const record::Roster& known);
    void storeTurn(const record::Roster& known, const Keyring& turned,
        const std::set<record::UserId>& without,
        base::HybridTime now); // within a transaction
    void turnIfNeeded(const record::Roster& known);
    void turnNow(const record::Roster& known);
    [[nodiscard]] std::optional<record::RecordedEvent> openEvent(record::EventId event) const;
    [[nodiscard]] bool isNamedAlready(const record::Event& event, const base::Hash256& blob) const;
    void listEntries(quint64 chain, quint64 seq, quint32 position); // within a transaction
    void observeHeads();
    void readIndex();
    void tellListeners(const std::vector<record::RecordedEvent>& events);
    [[nodiscard]] std::vector<record::RecordedEvent> readCategory(record::Category category) const;
    void checkMayCommit(const std::vector<record::Event>& events, base::HybridTime recorded) const;
    void checkBlobsAreStored(const std::vector<record::Event>& events);
    void publish(const SealedCommit& commit, std::vector<record::Event> events);
    void addToRoster(const std::vector<record::RecordedEvent>& events);
    [[nodiscard]] StoredSources findSources(record::EventId event) const; // body empty: none
};

[[nodiscard]] record::Event clinicEvent(record::Body body, qint64 utcMs);
[[nodiscard]] bool concernsRoster(const record::RecordedEvent& recorded);

void takeKeysAway(Database& database, record::UserId user); // within a transaction

// Opens the database of an existing vault: NotFound, IntegrityBroken.
[[nodiscard]] std::unique_ptr<Database> openDatabase(const VaultFiles& files);
[[nodiscard]] QByteArray loadNameSalt(Database& database);
// Makes the database whole under another name, and then it is there.
void makeUnderAnotherName(const VaultFiles& files, const std::function<void(Database&)>& fill);

} // namespace twinward::ledger
