#include "sync/vault_store.h"

#include "ledger/device_keys.h"
#include "ledger/early_charts.h"
#include "ledger/joining.h"
#include "sync/device_list.h"

namespace twinward::sync {

namespace {

constexpr QByteArrayView purpose("greeting");

} // namespace

VaultStore::VaultStore(ledger::Vault& vault)
    : m_vault(vault)
    , m_book(vault)
{ }

record::DeviceId VaultStore::device() const
{
    return m_vault.device();
}

QByteArray VaultStore::clinicSecret() const
{
    return ledger::vaultId(m_vault);
}

bool VaultStore::isJoining() const
{
    return ledger::isJoining(m_vault);
}

Store::Standing VaultStore::standingOf(record::DeviceId device) const
{
    const record::Roster roster = m_vault.roster();
    if (roster.removedDevices().contains(device))
        return Standing::Removed;
    return roster.devices().contains(device) ? Standing::Enrolled : Standing::Unknown;
}

base::Result<QByteArray> VaultStore::sign(const QByteArray& message) const
{
    return ledger::signAsDevice(m_vault, purpose, message);
}

bool VaultStore::signedBy(
    record::DeviceId device, const QByteArray& message, const QByteArray& signature) const
{
    const record::Roster roster = m_vault.roster();
    const auto known = roster.devices().find(device);
    return known != roster.devices().end()
        && ledger::deviceSigned(known->second.signingKey, purpose, message, signature);
}

base::Result<std::vector<ledger::ChainHead>> VaultStore::heads() const
{
    return ledger::heads(m_vault);
}

base::Result<std::vector<ledger::ChainWish>> VaultStore::wishes(
    const std::vector<ledger::ChainHead>& theirs) const
{
    return ledger::wishes(m_vault, theirs);
}

base::Result<std::vector<PlacedCommit>> VaultStore::commitsAfter(
    const ledger::ChainId& chain, quint64 seq, const ledger::WireLimits& limits) const
{
    auto commits = ledger::commitsAfter(m_vault, chain, seq, limits);
    if (!commits)
        return base::fail(commits.error());
    std::vector<PlacedCommit> placed;
    placed.reserve(commits->size());
    for (ledger::WireCommit& commit : *commits) {
        const auto place = ledger::placeOf(commit);
        if (place)
            placed.push_back({std::move(commit), place->seq, place->recorded});
    }
    return placed;
}

base::Result<ledger::IngestReport> VaultStore::ingest(
    const std::vector<ledger::WireCommit>& commits, record::DeviceId from)
{
    return ledger::ingest(m_vault, commits, from);
}

base::Result<std::vector<ledger::WireCommit>> VaultStore::newestCharts(
    const std::vector<ledger::ChainWish>& lacking) const
{
    return ledger::newestCharts(m_vault, lacking);
}

base::Status VaultStore::showEarly(const std::vector<ledger::WireCommit>& commits)
{
    const auto report = ledger::showEarly(m_vault, commits);
    return report ? base::Status() : base::Status(base::fail(report.error()));
}

base::Status VaultStore::dropEarly()
{
    return ledger::dropEarly(m_vault);
}

base::Result<QByteArray> VaultStore::keyMaterial() const
{
    const auto material = ledger::keyMaterial(m_vault);
    if (!material)
        return base::fail(material.error());
    return material->toBytes();
}

base::Result<ledger::KeyReport> VaultStore::ingestKeys(const QByteArray& bytes)
{
    const auto material = ledger::KeyMaterial::fromBytes(bytes);
    if (!material) {
        return base::fail(
            base::ErrorCode::InvalidInput, QStringLiteral("The other computer sent keys that are none"));
    }
    return ledger::ingestKeys(m_vault, *material);
}

base::Result<std::vector<QByteArray>> VaultStore::receipts(record::DeviceId to) const
{
    const auto own = writeReceipt(m_vault);
    if (!own)
        return base::fail(own.error());
    std::vector<QByteArray> all{own->toBytes()};
    for (const Receipt& receipt : m_book.receipts()) {
        if (receipt.device != to)
            all.push_back(receipt.toBytes());
    }
    return all;
}

base::Result<bool> VaultStore::takeReceipts(const std::vector<QByteArray>& receipts, record::DeviceId from)
{
    bool isNews = false;
    for (const QByteArray& bytes : receipts) {
        const auto receipt = Receipt::fromBytes(bytes);
        if (!receipt || !verifyReceipt(m_vault, *receipt))
            continue; // of a device that is not known here yet, or not any more
        const bool isOwn = receipt->device == from;
        const auto taken
            = m_book.take(*receipt, isOwn ? ReceiptBook::From::ByItself : ReceiptBook::From::PassedOn);
        if (!taken)
            return base::fail(taken.error());
        isNews = isNews || *taken;
    }
    return isNews;
}

base::Result<std::vector<QByteArray>> VaultStore::deviceLists(record::DeviceId to) const
{
    const record::Roster roster = m_vault.roster();
    const auto device = roster.devices().find(to);
    if (device == roster.devices().end() || device->second.holdsKeys)
        return std::vector<QByteArray>();
    const auto list = writeDeviceList(m_vault);
    if (!list)
        return base::fail(list.error());
    return std::vector<QByteArray>{list->toBytes()};
}

base::Result<std::vector<ledger::BlobOffer>> VaultStore::offersAfter(const base::Hash256& name) const
{
    return ledger::blobOffers(m_vault, name);
}

base::Result<std::optional<ledger::BlobOffer>> VaultStore::offerOf(const base::Hash256& name) const
{
    return ledger::blobOffer(m_vault, name);
}

base::Result<std::vector<ledger::BlobOffer>> VaultStore::blobsMissing(
    const std::vector<ledger::BlobOffer>& offered) const
{
    return ledger::blobsMissing(m_vault, offered);
}

base::Result<QByteArray> VaultStore::blobFile(const base::Hash256& name) const
{
    return ledger::blobFile(m_vault, name);
}

base::Status VaultStore::ingestBlob(const ledger::BlobOffer& offer, const QByteArray& sealed)
{
    return ledger::ingestBlob(m_vault, offer, sealed);
}

} // namespace twinward::sync
