#pragma once

// A clinic of several computers, real vaults all, and keepers between them, to which everything happens that
// a seed thinks of; and what must be true in the end all the same. In some seeds no computer ever meets
// another: keepers alone carry between them.

#include "network.h"
#include "simulated_neighbour.h"

#include "sync/vault_store.h"
#include "sync_keeper/keeper_store.h"

namespace twinward::test {

// Made once for all seeds: a passphrase costs more than a whole scenario.
struct Template
{
    static constexpr size_t keepers = 2;
    Replicas clinic{4};
    std::vector<VaultKeys> keys;
    record::UserId nurse;
    std::optional<SimulatedNeighbour::Template> neighbour;

    [[nodiscard]] QString keeperFolder(size_t k) const
    {
        return clinic.parent.filePath(QString("keeper %1").arg(k));
    }
    void addKeeper(size_t k) const
    {
        const auto box = ledger::NewDevice::named(QString("Mini-PC %1").arg(k));
        const auto pack = sync::admitKeeper(clinic[0], box.request);
        VERIFY_RESULT(pack);
        VERIFY_RESULT(sync::KeeperStore::create(keeperFolder(k), *pack, box));
    }

    Template()
    {
        [&] { VERIFY_RESULT(clinic[0].enrolUser("Nurse Otieno", record::Role::Nurse, secret("n"))); }();
        nurse = clinic[0].roster().findByName("Nurse Otieno")->user;
        for (size_t k = 0; k < keepers; ++k)
            addKeeper(k);
        neighbour.emplace(clinic[0]);
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
        bool mustStay = false; // it alone may know of a removal
    };
    struct Keeper
    {
        QString folder;
        std::unique_ptr<sync::KeeperStore> store;
        qint64 clockAheadMs = 0;
        QString backup; // folder
        bool wasRestored = false;
        bool isRemoved = false;
    };
    struct Said
    {
        QString text;
        record::EventId event;
        record::CommitId commit;
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
    // ---- keepers: simulated_keepers.cpp; on the network they come after the computers ----
    void openKeeper(size_t k);
    void stepOfKeeper(size_t k);
    void removeKeeper(size_t k);
    void checkKeepers(); // they end with what the computers have
    [[nodiscard]] bool isHeldBy(const Keeper& keeper, const Said& said) const;
    [[nodiscard]] bool mayMeet(size_t a, size_t b) const
    {
        return a != b && !(m_isByKeepersAlone && a < m_peers.size() && b < m_peers.size());
    }
    [[nodiscard]] size_t anyNode() { return m_dice.below(m_peers.size() + m_keepers.size()); }
    [[nodiscard]] sync::Store* storeOf(size_t node) const
    {
        return node < m_peers.size() ? static_cast<sync::Store*>(m_peers[node].store.get())
                                     : m_keepers[node - m_peers.size()].store.get();
    }

    void open(size_t i, const VaultKeys& keys);
    void shut(size_t i);
    void remember(size_t by, const QString& text, record::EventId event, const ledger::CommitReceipt& receipt,
        quint32 epoch);
    void checkReceipts(); // nothing that was acknowledged is missing where it was acknowledged
    void writeToNeighbour();
    void heal();
    void meetUntilQuiet(const std::vector<size_t>& all);
    void checkEnd();
    void fail(const QString& what);
    [[nodiscard]] bool holdsAnywhereBut(size_t but, const Said& said) const;
    [[nodiscard]] std::vector<size_t> staying() const; // computers that were not removed
    [[nodiscard]] std::vector<size_t> stayingNodes() const; // and keepers
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
    std::vector<Keeper> m_keepers;
    bool m_isByKeepersAlone = false;
    std::optional<SimulatedNeighbour> m_neighbour; // in some seeds
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
