#pragma once

// The vault as a conversation sees it. One for each open vault, for all its links: they share the receipts
// and whatever content is half here. The vault must outlive it.

#include "sync/receipts.h"
#include "sync/store.h"

namespace twinward::sync {

class VaultStore : public Store
{
public:
    explicit VaultStore(ledger::Vault& vault);

    [[nodiscard]] ReceiptBook& receiptBook() { return m_book; }

    [[nodiscard]] record::DeviceId device() const override;
    [[nodiscard]] QByteArray clinicSecret() const override;
    [[nodiscard]] bool isJoining() const override;
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
    [[nodiscard]] base::Result<std::vector<ledger::WireCommit>> newestCharts(
        const std::vector<ledger::ChainWish>& lacking) const override;
    base::Status showEarly(const std::vector<ledger::WireCommit>& commits) override;
    base::Status dropEarly() override;
    [[nodiscard]] base::Result<QByteArray> keyMaterial() const override;
    [[nodiscard]] base::Result<ledger::KeyReport> ingestKeys(const QByteArray& material) override;
    [[nodiscard]] base::Result<std::vector<QByteArray>> receipts(record::DeviceId to) const override;
    base::Result<bool> takeReceipts(const std::vector<QByteArray>& receipts, record::DeviceId from) override;
    [[nodiscard]] base::Result<std::vector<QByteArray>> deviceLists(record::DeviceId to) const override;
    [[nodiscard]] base::Result<std::vector<ledger::BlobOffer>> offersAfter(
        const base::Hash256& name) const override;
    [[nodiscard]] base::Result<std::optional<ledger::BlobOffer>> offerOf(
        const base::Hash256& name) const override;
    [[nodiscard]] base::Result<std::vector<ledger::BlobOffer>> blobsMissing(
        const std::vector<ledger::BlobOffer>& offered) const override;
    [[nodiscard]] base::Result<QByteArray> blobFile(const base::Hash256& name) const override;
    base::Status ingestBlob(const ledger::BlobOffer& offer, const QByteArray& sealed) override;

private:
    ledger::Vault& m_vault;
    ReceiptBook m_book;
};

} // namespace twinward::sync
