#pragma once

// A computer that keeps a clinic's record and passes it on without a key to any of it: a mini-PC that is
// always on, in a cupboard where it might be stolen. What it has is sealed, signed and chained by others. It
// checks what can be checked from outside: that a device of the clinic signed each commit, that the chain has
// no gap, that what a commit carries is what its header names; who takes it from here checks everything
// again, so that a keeper can withhold but not alter or invent. Its signed receipt says what is on its disk,
// and counts like any other device's.
//
// One folder, one SQLite file with synchronous=FULL, open in one process. In it, in the clear: public keys,
// this device's own signing key, how many commits and receipts there are, of which device, of which size and
// category, and when they were written. It is not its own recovery: it can let a new computer in only if a
// computer with keys has told it of that one.

#include "sync/store.h"
#include "sync_keeper/keeper_pack.h"

namespace twinward::sync {

struct KeeperOptions
{
    base::HybridClock::WallClock wallClock = base::HybridClock::systemWallClock();
};

struct KeeperSummary
{
    quint64 commits = 0;
    quint64 blobs = 0;
    quint64 bytes = 0; // of both, sealed
    quint64 devices = 0; // of the clinic, not removed, this one too
    bool isRemoved = false; // this very computer was: it may keep what it has and is given no more
};

// For one thread at a time.
class KeeperStore : public Store
{
public:
    // InvalidInput where a keeper is already, or the pack is another device's.
    [[nodiscard]] static base::Result<std::unique_ptr<KeeperStore>> create(const QString& folder,
        const KeeperPack& pack, const ledger::NewDevice& device, const KeeperOptions& options = {});
    // NotFound, Busy where another process has it, IntegrityBroken for a damaged file.
    [[nodiscard]] static base::Result<std::unique_ptr<KeeperStore>> open(
        const QString& folder, const KeeperOptions& options = {});
    [[nodiscard]] static bool exists(const QString& folder);
    ~KeeperStore() override;

    [[nodiscard]] base::Result<KeeperSummary> summary() const;
    // Every device that was not removed, this one left out: whom to expect.
    [[nodiscard]] std::map<record::DeviceId, ListedDevice> devices() const;
    [[nodiscard]] const ledger::Secret& signingSeed() const; // for the transport's certificate

    [[nodiscard]] record::DeviceId device() const override;
    [[nodiscard]] QByteArray clinicSecret() const override;
    [[nodiscard]] bool isJoining() const override { return false; }
    [[nodiscard]] Standing standingOf(record::DeviceId device) const override;
    [[nodiscard]] base::Result<QByteArray> sign(const QByteArray& message) const override;
    [[nodiscard]] bool signedBy(
        record::DeviceId device, const QByteArray& message, const QByteArray& signature) const override;
    [[nodiscard]] base::Result<std::vector<ledger::ChainHead>> heads() const override;
    [[nodiscard]] base::Result<std::vector<ledger::ChainWish>> wishes(
        const std::vector<ledger::ChainHead>& theirs) const override;
    [[nodiscard]] base::Result<std::vector<PlacedCommit>> commitsAfter(
        const ledger::ChainId& chain, quint64 seq, const ledger::WireLimits& limits) const override;
    [[nodiscard]] base::Result<ledger::IngestReport> ingest(
        const std::vector<ledger::WireCommit>& commits, record::DeviceId from) override;
    [[nodiscard]] base::Result<QByteArray> keyMaterial() const override;
    [[nodiscard]] base::Result<ledger::KeyReport> ingestKeys(const QByteArray& material) override;
    [[nodiscard]] base::Result<std::vector<QByteArray>> receipts(record::DeviceId to) const override;
    base::Result<bool> takeReceipts(const std::vector<QByteArray>& receipts, record::DeviceId from) override;
    [[nodiscard]] base::Result<std::vector<QByteArray>> deviceLists(record::DeviceId to) const override;
    base::Status takeDeviceLists(const std::vector<QByteArray>& lists) override;
    [[nodiscard]] base::Result<std::vector<ledger::BlobOffer>> offersAfter(
        const base::Hash256& name) const override;
    [[nodiscard]] base::Result<std::optional<ledger::BlobOffer>> offerOf(
        const base::Hash256& name) const override;
    [[nodiscard]] base::Result<std::vector<ledger::BlobOffer>> blobsMissing(
        const std::vector<ledger::BlobOffer>& offered) const override;
    [[nodiscard]] base::Result<QByteArray> blobFile(const base::Hash256& name) const override;
    base::Status ingestBlob(const ledger::BlobOffer& offer, const QByteArray& sealed) override;

private:
    class Private;
    explicit KeeperStore(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace twinward::sync
