#pragma once

// A clinic's sites that have nothing but a carrier between them.

#include "memory_carrier.h"
#include "replicas.h"

#include "sync/receipts.h"
#include "sync_relay/relay_desk.h"

namespace twinward::test {

inline const base::Hash256 ownClinic = base::Hash256::of("this clinic");

// Replicas that were alike once, and from then on meet only by letters.
struct Sites
{
    Replicas replicas;
    base::Hash256 clinic = ownClinic;
    qint64 now = 1'700'000'000'000;
    sync::RelayDeskOptions options{qint64{16} << 20, sync::maxLetterBytes, [this] { return now; }, {}};
    std::vector<base::Error> troubles;

    explicit Sites(size_t count = 2)
        : replicas(count)
    {
        replicas.exchangeAll();
    }

    [[nodiscard]] sync::RelayDesk desk(size_t i, sync::Carrier& carrier)
    {
        return {replicas[i], carrier, QStringLiteral("relay"), clinic, options};
    }
    // What a site does when it has a line for a moment.
    sync::RelayRound visit(size_t i, sync::Carrier& carrier)
    {
        auto at = desk(i, carrier);
        auto pulled = at.pull();
        [&] { VERIFY_RESULT(pulled); }();
        const auto pushed = at.push();
        [&] { VERIFY_RESULT(pushed); }();
        if (!pulled || !pushed)
            return {};
        troubles.insert(troubles.end(), pulled->troubles.begin(), pulled->troubles.end());
        pulled->lettersLeft = pushed->lettersLeft;
        pulled->commitsLeft = pushed->commitsLeft;
        pulled->lettersTakenBack = pushed->lettersTakenBack;
        return *pulled;
    }
    void visitAll(sync::Carrier& carrier, int rounds = 3)
    {
        for (int round = 0; round < rounds; ++round) {
            for (size_t i = 0; i < replicas.vaults.size(); ++i)
                (void)visit(i, carrier);
        }
    }
    [[nodiscard]] bool areAlike() const
    {
        auto first = *ledger::heads(replicas[0]);
        std::sort(first.begin(), first.end());
        for (size_t i = 1; i < replicas.vaults.size(); ++i) {
            auto heads = *ledger::heads(replicas[i]);
            std::sort(heads.begin(), heads.end());
            if (heads != first)
                return false;
        }
        return true;
    }
    // Of the newest commit of a site, as the site itself sees it.
    [[nodiscard]] sync::CommitState stateOfNewest(
        size_t i, const std::set<record::DeviceId>& destinations = {}) const
    {
        const auto& own = replicas.inside(i).device;
        const auto state
            = sync::ReceiptBook(replicas[i]).stateOf({own.device, own.epoch}, own.head.seq, destinations);
        [&] { VERIFY_RESULT(state); }();
        return *state;
    }
};

} // namespace twinward::test
