#pragma once

// A clinic's vaults on a network without weather, and one end of a link played by hand.

#include "network.h"
#include "replicas.h"

#include "sync/vault_store.h"

namespace twinward::test {

// Vaults on a network; all links work until they are cut.
struct Clinic
{
    Replicas replicas;
    std::vector<std::unique_ptr<sync::VaultStore>> stores;
    Dice dice{1};
    Network network{dice, [this](size_t i) { return i < stores.size() ? stores[i].get() : nullptr; }};
    std::vector<sync::Trouble> troubles;

    explicit Clinic(size_t count = 2)
        : replicas(count)
    {
        for (const auto& vault : replicas.vaults)
            stores.push_back(std::make_unique<sync::VaultStore>(*vault));
        network.onTrouble = [this](size_t, const sync::Trouble& trouble) { troubles.push_back(trouble); };
    }
    void settle()
    {
        for (int i = 0; i < 200; ++i)
            network.run(1000);
    }
    [[nodiscard]] ledger::ChainId chainOf(size_t i) { return {replicas[i].device(), 1}; }
    [[nodiscard]] quint64 say(size_t i, const QString& text)
    {
        const auto receipt = replicas[i].commit({note(replicas.patient, text)});
        [&] { VERIFY_RESULT(receipt); }();
        network.changed(i);
        return receipt->seq;
    }
};

// One end of a link that a test plays by hand.
struct ByHand
{
    QByteArray heard;
    sync::Conversation talk;
    explicit ByHand(sync::Store& store, const QByteArray& binding = "link",
        sync::Link::End end = sync::Link::End::Answerer, sync::ConversationEvents events = {})
        : talk(store, {end, binding, {}, [this](const QByteArray& bytes) { heard += bytes; }}, {},
            std::move(events))
    {
        talk.start(0);
    }
    [[nodiscard]] QByteArray take() { return std::exchange(heard, {}); }
};

inline void passOn(ByHand& a, ByHand& b)
{
    while (!a.heard.isEmpty() || !b.heard.isEmpty()) {
        b.talk.received(a.take(), 0);
        a.talk.received(b.take(), 0);
    }
}

} // namespace twinward::test
