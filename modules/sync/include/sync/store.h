#pragma once

// What a conversation needs to know of the device it speaks for: a face over the vault, so that the same
// conversation can be tried a thousand times a minute against a store in memory.

#include "ledger/blob_exchange.h"
#include "ledger/key_exchange.h"
#include "ledger/replica.h"

namespace twinward::sync {

// A commit as it travels, with its place for who puts several chains in order.
struct PlacedCommit
{
    ledger::WireCommit commit;
    quint64 seq = 0;
    base::HybridTime recorded;
};

// Content of which only the beginning has come: kept from link to link, in memory.
struct BlobBegun
{
    base::Hash256 name;
    QByteArray offer;
    QByteArray content;
};

class Store
{
public:
    Store() = default;
    virtual ~Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    // ---- who ----
    [[nodiscard]] virtual record::DeviceId device() const = 0;
    // Its keyed hash shows that both ends are of one clinic, and tells nothing to who does not know it.
    [[nodiscard]] virtual QByteArray clinicSecret() const = 0;
    // True where it does not know yet who works here, and must rely on the transport's pinned key.
    [[nodiscard]] virtual bool isJoining() const = 0;
    enum class Standing : quint8 { Enrolled, Removed, Unknown };
    [[nodiscard]] virtual Standing standingOf(record::DeviceId device) const = 0;
    [[nodiscard]] virtual base::Result<QByteArray> sign(const QByteArray& message) const = 0;
    [[nodiscard]] virtual bool signedBy(
        record::DeviceId device, const QByteArray& message, const QByteArray& signature) const = 0;

    // ---- commits ----
    [[nodiscard]] virtual base::Result<std::vector<ledger::ChainHead>> heads() const = 0;
    [[nodiscard]] virtual base::Result<std::vector<ledger::ChainWish>> wishes(
        const std::vector<ledger::ChainHead>& theirs) const = 0;
    [[nodiscard]] virtual base::Result<std::vector<PlacedCommit>> commitsAfter(
        const ledger::ChainId& chain, quint64 seq, const ledger::WireLimits& limits) const = 0;
    [[nodiscard]] virtual base::Result<ledger::IngestReport> ingest(
        const std::vector<ledger::WireCommit>& commits, record::DeviceId from)
        = 0;

    // ---- the newest charts before their turn, for who is far behind (ledger/early_charts.h) ----
    // A store that can't open what it holds has none to give and shows none.
    [[nodiscard]] virtual base::Result<std::vector<ledger::WireCommit>> newestCharts(
        const std::vector<ledger::ChainWish>& /*lacking*/) const
    {
        return std::vector<ledger::WireCommit>();
    }
    virtual base::Status showEarly(const std::vector<ledger::WireCommit>& /*commits*/) { return {}; }
    virtual base::Status dropEarly() { return {}; }

    // ---- keys ----
    [[nodiscard]] virtual base::Result<QByteArray> keyMaterial() const = 0;
    [[nodiscard]] virtual base::Result<ledger::KeyReport> ingestKeys(const QByteArray& material) = 0;

    // ---- receipts, as bytes ----
    // Its own, of now, first; then those of others that it knows, but not of whom it is for.
    [[nodiscard]] virtual base::Result<std::vector<QByteArray>> receipts(record::DeviceId to) const = 0;
    // from: who is at the far end. What can't be verified (yet) is passed over. True where any says more
    // than was known.
    virtual base::Result<bool> takeReceipts(const std::vector<QByteArray>& receipts, record::DeviceId from)
        = 0;

    // ---- who is of the clinic, for a device that can't read it in the record (sync/device_list.h) ----
    // What that device is to be told; nothing for one that has keys.
    [[nodiscard]] virtual base::Result<std::vector<QByteArray>> deviceLists(record::DeviceId /*to*/) const
    {
        return std::vector<QByteArray>();
    }
    // Before anything else that came with them. What can't be verified is passed over.
    virtual base::Status takeDeviceLists(const std::vector<QByteArray>& /*lists*/) { return {}; }

    // ---- content ----
    [[nodiscard]] virtual base::Result<std::vector<ledger::BlobOffer>> offersAfter(
        const base::Hash256& name) const = 0;
    [[nodiscard]] virtual base::Result<std::optional<ledger::BlobOffer>> offerOf(
        const base::Hash256& name) const = 0;
    [[nodiscard]] virtual base::Result<std::vector<ledger::BlobOffer>> blobsMissing(
        const std::vector<ledger::BlobOffer>& offered) const = 0;
    [[nodiscard]] virtual base::Result<QByteArray> blobFile(const base::Hash256& name) const = 0;
    virtual base::Status ingestBlob(const ledger::BlobOffer& offer, const QByteArray& sealed) = 0;

    [[nodiscard]] std::optional<BlobBegun>& blobBegun() { return m_blobBegun; }

private:
    std::optional<BlobBegun> m_blobBegun;
};

} // namespace twinward::sync
