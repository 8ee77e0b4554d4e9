#pragma once

// A store without a disk or a key, for trying the conversation itself many thousands of times. Its chains
// are chained and its commits depend on those that their writer knew, as a roster's do; a hash stands for a
// signature. It forks nothing: forks are the vault's, and tried there.

#include "sync/store.h"

#include <map>
#include <set>

namespace twinward::test {

class MemoryStore : public sync::Store
{
public:
    struct Held
    {
        ledger::WireCommit wire;
        base::Hash256 id;
        quint64 time = 0;
    };
    using Chains = std::map<ledger::ChainId, std::vector<Held>>;
    struct Said // of another, by its receipt
    {
        quint64 number = 0;
        std::vector<ledger::ChainHead> holds;
    };

    explicit MemoryStore(record::DeviceId device)
        : m_device(device)
    { }

    // ---- what happens to it ----
    ledger::ChainHead write(quint64 now);
    void addKey(quint8 key) { m_keys.insert(key); }
    [[nodiscard]] Chains copyOfChains() const { return m_chains; }
    void restore(Chains older); // and begins a new epoch
    [[nodiscard]] const Chains& chains() const { return m_chains; }
    [[nodiscard]] const std::set<quint8>& keys() const { return m_keys; }
    [[nodiscard]] bool holds(const ledger::ChainHead& head) const;
    [[nodiscard]] std::set<record::DeviceId> holdersOf(const ledger::ChainHead& head) const;
    [[nodiscard]] quint64 refused() const { return m_refused; }

    // ---- sync::Store ----
    [[nodiscard]] record::DeviceId device() const override { return m_device; }
    [[nodiscard]] QByteArray clinicSecret() const override { return "sixteen bytes :)"; }
    [[nodiscard]] bool isJoining() const override { return false; }
    [[nodiscard]] Standing standingOf(record::DeviceId) const override { return Standing::Enrolled; }
    [[nodiscard]] base::Result<QByteArray> sign(const QByteArray& message) const override;
    [[nodiscard]] bool signedBy(
        record::DeviceId device, const QByteArray& message, const QByteArray& signature) const override;
    [[nodiscard]] base::Result<std::vector<ledger::ChainHead>> heads() const override;
    [[nodiscard]] base::Result<std::vector<ledger::ChainWish>> wishes(
        const std::vector<ledger::ChainHead>& theirs) const override;
    [[nodiscard]] base::Result<std::vector<sync::PlacedCommit>> commitsAfter(
        const ledger::ChainId& chain, quint64 seq, const ledger::WireLimits& limits) const override;
    [[nodiscard]] base::Result<ledger::IngestReport> ingest(
        const std::vector<ledger::WireCommit>& commits, record::DeviceId from) override;
    [[nodiscard]] base::Result<QByteArray> keyMaterial() const override;
    [[nodiscard]] base::Result<ledger::KeyReport> ingestKeys(const QByteArray& material) override;
    [[nodiscard]] base::Result<std::vector<QByteArray>> receipts(record::DeviceId to) const override;
    base::Result<bool> takeReceipts(const std::vector<QByteArray>& receipts, record::DeviceId from) override;
    [[nodiscard]] base::Result<std::vector<ledger::BlobOffer>> offersAfter(
        const base::Hash256&) const override
    {
        return std::vector<ledger::BlobOffer>();
    }
    [[nodiscard]] base::Result<std::optional<ledger::BlobOffer>> offerOf(const base::Hash256&) const override
    {
        return std::optional<ledger::BlobOffer>();
    }
    [[nodiscard]] base::Result<std::vector<ledger::BlobOffer>> blobsMissing(
        const std::vector<ledger::BlobOffer>&) const override
    {
        return std::vector<ledger::BlobOffer>();
    }
    [[nodiscard]] base::Result<QByteArray> blobFile(const base::Hash256&) const override
    {
        return base::fail(base::ErrorCode::NotFound, QStringLiteral("There is no content here"));
    }
    base::Status ingestBlob(const ledger::BlobOffer&, const QByteArray&) override { return {}; }

private:
    record::DeviceId m_device;
    quint32 m_epoch = 1;
    quint64 m_latest = 0;
    Chains m_chains;
    std::set<quint8> m_keys;
    std::map<record::DeviceId, QByteArray> m_receipts;
    std::map<record::DeviceId, Said> m_said;
    mutable quint64 m_number = 0;
    quint64 m_refused = 0;
};

} // namespace twinward::test
