#pragma once

// What an open vault holds, and the work behind its door. Methods throw Failure; vault.cpp turns that into
// results.

#include "commit_store_p.h"
#include "key_slot_p.h"
#include "key_turn_p.h"
#include "ledger/vault.h"
#include "published_index_p.h"
#include "segment_reader_p.h"
#include "vault_files_p.h"

#include <mutex>
#include <optional>

namespace twinward::ledger {

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
    [[nodiscard]] record::EventPieces read(record::PatientId patient) const;
    [[nodiscard]] quint64 writtenMark(record::PatientId patient) const;
    [[nodiscard]] std::vector<record::RecordedEvent> readClinic(record::Category category) const;
    [[nodiscard]] QByteArray readSource(record::EventId event) const;
    [[nodiscard]] std::vector<EventSource> readSources(record::PatientId patient) const;
    [[nodiscard]] record::Event accessEvent(record::AccessLogged access) const; // now
    void beginSession(const QString& how); // logs who came in, and how often somebody did not
    void endSession();

    Secret enrolUser(const QString& name, record::Role role, const Secret& passphrase);
    void removeUser(record::UserId user, const QString& reason);
    void changePassphrase(const Secret& current, const Secret& replacement);

    [[nodiscard]] record::Roster roster() const;
    [[nodiscard]] record::Member member() const; // who unlocked it
    [[nodiscard]] bool mayRead(record::Category category) const;
    void requireReadable(record::Category category) const;

    VaultFiles files;
    VaultOptions options;
    VaultLock lock; // outlives the database
    Identity identity;
    Keyring keyring;

    mutable std::mutex databaseMutex; // guards the five below
    std::unique_ptr<Database> database;
    DeviceState device;
    Chains chains;
    base::HybridClock clock;
    QByteArray nameSalt;

    mutable PublishedIndex index;
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
    void observeHead();
    [[nodiscard]] std::vector<record::RecordedEvent> readCategory(record::Category category) const;
    void checkMayCommit(const std::vector<record::Event>& events, base::HybridTime recorded) const;
    void checkBlobsAreStored(const std::vector<record::Event>& events);
    void publish(const SealedCommit& commit, std::vector<record::Event> events);
    void addToRoster(const std::vector<record::RecordedEvent>& events);
    [[nodiscard]] StoredSources findSources(record::EventId event) const; // body empty: none
    [[nodiscard]] std::vector<record::PatientId> recordsOf(record::PatientId patient) const;
};

// Opens the database of an existing vault: NotFound, IntegrityBroken.
[[nodiscard]] std::unique_ptr<Database> openDatabase(const VaultFiles& files);
[[nodiscard]] QByteArray loadNameSalt(Database& database);

} // namespace twinward::ledger
