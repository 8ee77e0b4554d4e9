#pragma once

// A clinic whose computers have a keeper between them; links are the test's to make.

#include "network.h"
#include "replicas.h"

#include "sync/vault_store.h"
#include "sync_keeper/keeper_store.h"

namespace twinward::test {

// Peers by number: the computers first, then the keepers.
struct KeptClinic
{
    Replicas replicas;
    std::vector<std::unique_ptr<sync::VaultStore>> stores;
    std::vector<std::unique_ptr<sync::KeeperStore>> keepers;
    Dice dice;
    Network network{dice, [this](size_t i) -> sync::Store* {
                        if (i < maxComputers)
                            return i < stores.size() ? stores[i].get() : nullptr;
                        return i - maxComputers < keepers.size() ? keepers[i - maxComputers].get() : nullptr;
                    }};
    std::vector<sync::Trouble> troubles;

    static constexpr size_t maxComputers = 100;
    [[nodiscard]] static size_t keeper(size_t i = 0) { return maxComputers + i; }

    explicit KeptClinic(size_t computers = 2, size_t keeperCount = 1, quint64 seed = 1)
        : replicas(computers)
        , dice(seed)
    {
        network.options.blobs = sync::BlobPolicy::Everything;
        network.onTrouble = [this](size_t, const sync::Trouble& trouble) { troubles.push_back(trouble); };
        for (size_t i = 0; i < keeperCount; ++i)
            addKeeper();
        replicas.exchangeAll();
        for (const auto& vault : replicas.vaults)
            stores.push_back(std::make_unique<sync::VaultStore>(*vault));
    }

    [[nodiscard]] QString keeperFolder(size_t i = 0) const
    {
        return replicas.parent.filePath(QString("keeper %1").arg(i));
    }
    // Admitted on the first computer.
    void addKeeper()
    {
        const auto box = ledger::NewDevice::named("Mini-PC in the cupboard");
        const auto pack = sync::admitKeeper(replicas[0], box.request);
        VERIFY_RESULT(pack);
        const auto carried = sync::KeeperPack::fromBytes(pack->toBytes());
        QVERIFY(carried);
        auto made = sync::KeeperStore::create(keeperFolder(keepers.size()), *carried, box);
        VERIFY_RESULT(made);
        keepers.push_back(std::move(*made));
    }
    void reopenKeeper(size_t i = 0)
    {
        network.cutAll(keeper(i));
        keepers[i].reset();
        auto opened = sync::KeeperStore::open(keeperFolder(i));
        VERIFY_RESULT(opened);
        keepers[i] = std::move(*opened);
    }
    // The computer is gone, with all it has.
    void burn(size_t i)
    {
        network.cutAll(i);
        stores[i].reset();
        replicas.vaults[i].reset();
        QDir(replicas.folder(i)).removeRecursively();
    }

    void settle()
    {
        for (int i = 0; i < 200; ++i)
            network.run(1000);
    }
    // The two meet until neither has more to say.
    void meet(size_t a, size_t b)
    {
        network.connect(a, b);
        settle();
        network.cut(a, b);
    }
    quint64 say(size_t i, const QString& text)
    {
        const auto receipt = replicas[i].commit({note(replicas.patient, text)});
        [&] { VERIFY_RESULT(receipt); }();
        network.changed(i);
        return receipt->seq;
    }
    [[nodiscard]] sync::CommitState stateOfNewest(size_t i)
    {
        const auto& own = replicas.inside(i).device;
        const auto state = stores[i]->receiptBook().stateOf({own.device, own.epoch}, own.head.seq);
        [&] { VERIFY_RESULT(state); }();
        return *state;
    }
    [[nodiscard]] static std::vector<ledger::ChainHead> sorted(const sync::Store& store)
    {
        auto heads = *store.heads();
        std::sort(heads.begin(), heads.end());
        return heads;
    }
};

} // namespace twinward::test
