#pragma once

// A clinic of several devices, real vaults all, to which everything happens that a seed thinks of; and what
// must be true in the end all the same.

#include "network.h"
#include "replicas.h"

#include "sync/vault_store.h"

namespace twinward::test {

// Made once for all seeds: a passphrase costs more than a whole scenario.
struct Template
{
    Replicas clinic{4};
    std::vector<VaultKeys> keys;
    record::UserId nurse;

    Template()
    {
        [&] { VERIFY_RESULT(clinic[0].enrolUser("Nurse Otieno", record::Role::Nurse, secret("n"))); }();
        nurse = clinic[0].roster().findByName("Nurse Otieno")->user;
        clinic.exchangeAll();
        for (const auto& vault : clinic.vaults)
            keys.push_back(keysOf(*vault));
        clinic.vaults.clear();
    }
};

class SimulatedClinic
{
public:
    SimulatedClinic(const Template& made, quint64 seed);

    // What was found wrong; empty where all is well.
    [[nodiscard]] QString play(int steps);
    [[nodiscard]] const QStringList& story() const { return m_story; } // what happened, a line each
    [[nodiscard]] quint64 entries() const { return m_said.size(); }

private:
    struct Backup
    {
        QString folder;
        VaultKeys keys;
    };
    struct Peer
    {
        QString folder;
        std::unique_ptr<ledger::Vault> vault;
        std::unique_ptr<sync::VaultStore> store;
        qint64 clockAheadMs = 0;
        std::optional<Backup> backup;
        bool wasRestored = false; // its receipts from before may say too much until it is met again
        bool isForked = false;
        bool isRemoved = false;
        bool isRemover = false;
    };
    struct Said
    {
        QString text;
        record::EventId event;
        size_t by = 0;
        ledger::ChainId chain;
        quint64 seq = 0;
        enum class Fate : quint8 { Stands, Barred, Either } fate = Fate::Stands;
    };

    void step();
    void say();
    void contradict(); // the same entry amended on two devices that may not know of each other
    void connectSome();
    void crash(size_t i);
    void backUp(size_t i);
    void restore(size_t i);
    void writeOnTwoCopies(size_t i);
    void removeDevice();
    void removeUser();
    void turnClock(size_t i);
    void open(size_t i, const VaultKeys& keys);
    void shut(size_t i);
    void remember(size_t by, const QString& text, record::EventId event, const ledger::CommitReceipt& receipt,
        quint32 epoch);
    void checkReceipts(); // nothing that was acknowledged is missing where it was acknowledged
    void heal();
    void checkEnd();
    void fail(const QString& what);
    [[nodiscard]] bool holdsAnywhereBut(size_t but, const Said& said) const;
    [[nodiscard]] std::vector<size_t> staying() const;
    [[nodiscard]] ledger::VaultOptions optionsOf(size_t i);
    [[nodiscard]] static quint32 epochOf(const ledger::Vault& vault)
    {
        return ledger::Vault::Private::of(vault).device.epoch;
    }

    const Template& m_made;
    quint64 m_seed;
    Dice m_dice;
    QTemporaryDir m_home;
    std::vector<Peer> m_peers;
    Network m_network;
    std::vector<Said> m_said;
    QStringList m_story;
    QString m_fault;
    qint64 m_startMs = base::HybridClock::systemWallClock()();
    qint64 m_laterMs = 0;
    int m_copies = 0;
    bool m_isUserRemoved = false;
};

} // namespace twinward::test
