#pragma once

// What an open keeper holds. Methods throw ledger::Failure.

#include "keeper_commits_p.h"
#include "sync_keeper/keeper_store.h"

namespace twinward::sync {

class KeeperStore::Private
{
public:
    Private(const QString& folder, const KeeperOptions& given);

    [[nodiscard]] qint64 latestMs() const; // no commit or key dated later is taken yet
    [[nodiscard]] ledger::Cosignature ownReceipt() const;
    [[nodiscard]] bool isGood(const ledger::Cosignature& receipt) const;
    // True where it says more than was known of its device.
    bool keepReceipt(const ledger::Cosignature& receipt, record::DeviceId from) const;
    // Within a transaction.
    void keepList(const DeviceList& list);
    // By a device that holds keys and was not removed, as far as is known.
    [[nodiscard]] bool isBelieved(const DeviceList& list) const;

    KeeperOptions options;
    KeeperFile file;
    KeeperCommits commits;
    record::DeviceId own;
    ledger::Secret seed;
    KeeperTrust trust;
};

} // namespace twinward::sync
