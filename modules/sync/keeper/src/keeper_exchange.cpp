#include "keeper_keys_p.h"
#include "keeper_store_p.h"

namespace twinward::sync {

using base::ErrorCode;
using ledger::Cosignature;
using ledger::Failure;
using ledger::guarded;

namespace {

constexpr quint64 offersAtOnce = 1000;
constexpr qsizetype maxContentBytes = 1'000'000'000; // SQLite's limit for one value

} // namespace

// ---- commits
// ------------------------------------------------------------------------------------------------

base::Result<std::vector<ledger::ChainHead>> KeeperStore::heads() const
{
    return d->commits.heads();
}

base::Result<std::vector<ledger::ChainWish>> KeeperStore::wishes(
    const std::vector<ledger::ChainHead>& theirs) const
{
    return guarded([&] { return d->commits.wishes(theirs); });
}

base::Result<std::vector<PlacedCommit>> KeeperStore::commitsAfter(
    const ledger::ChainId& chain, quint64 seq, const ledger::WireLimits& limits) const
{
    return guarded([&] { return d->commits.after(chain, seq, limits); });
}

base::Result<ledger::IngestReport> KeeperStore::ingest(
    const std::vector<ledger::WireCommit>& commits, record::DeviceId from)
{
    qsizetype bytes = 0;
    for (const ledger::WireCommit& commit : commits)
        bytes += ledger::sizeOf(commit);
    if (commits.size() > ledger::maxIngestCommits || bytes > ledger::maxIngestBytes)
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("Too many commits came at once"));
    return guarded([&] { return d->commits.ingest(commits, d->trust, from, d->latestMs()); });
}

// ---- keys and receipts
// --------------------------------------------------------------------------------------

base::Result<QByteArray> KeeperStore::keyMaterial() const
{
    return guarded([&] { return keptKeys(d->file).toBytes(); });
}

base::Result<ledger::KeyReport> KeeperStore::ingestKeys(const QByteArray& bytes)
{
    const auto material = ledger::KeyMaterial::fromBytes(bytes);
    if (!material) {
        return base::fail(
            ErrorCode::InvalidInput, QStringLiteral("The other computer sent keys that are none"));
    }
    return guarded([&] { return keepKeys(d->file, *material, d->latestMs()); });
}

base::Result<std::vector<QByteArray>> KeeperStore::receipts(record::DeviceId to) const
{
    return guarded([&] {
        std::vector<QByteArray> all{d->ownReceipt().toBytes()};
        auto select = d->file.query("SELECT device, bytes FROM receipt ORDER BY device");
        while (select.step()) {
            const auto device = select.id<record::DeviceId>(0);
            if (device != to && standingOf(device) == Standing::Enrolled)
                all.push_back(select.bytes(1));
        }
        return all;
    });
}

base::Result<bool> KeeperStore::takeReceipts(const std::vector<QByteArray>& receipts, record::DeviceId from)
{
    return guarded([&] {
        bool isNews = false;
        d->file.together([&] {
            for (const QByteArray& bytes : receipts) {
                const auto receipt = Cosignature::fromBytes(bytes);
                if (receipt && receipt->device != d->own && d->isGood(*receipt))
                    isNews = d->keepReceipt(*receipt, from) || isNews;
            }
        });
        return isNews;
    });
}

// ---- content
// ------------------------------------------------------------------------------------------------

base::Result<std::vector<ledger::BlobOffer>> KeeperStore::offersAfter(const base::Hash256& name) const
{
    return guarded([&] {
        std::vector<ledger::BlobOffer> all;
        auto select = d->file.query("SELECT offer FROM blob WHERE name > ? ORDER BY name LIMIT ?");
        const QByteArray from = name.toBytes();
        select.bind(from).bind(offersAtOnce);
        while (select.step()) {
            if (auto offer = ledger::BlobOffer::fromBytes(select.bytes(0)))
                all.push_back(std::move(*offer));
        }
        return all;
    });
}

base::Result<std::optional<ledger::BlobOffer>> KeeperStore::offerOf(const base::Hash256& name) const
{
    return guarded([&] {
        auto select = d->file.query("SELECT offer FROM blob WHERE name = ?");
        const QByteArray bytes = name.toBytes();
        return select.bind(bytes).step() ? ledger::BlobOffer::fromBytes(select.bytes(0)) : std::nullopt;
    });
}

base::Result<std::vector<ledger::BlobOffer>> KeeperStore::blobsMissing(
    const std::vector<ledger::BlobOffer>& offered) const
{
    std::vector<ledger::BlobOffer> missing;
    for (const ledger::BlobOffer& offer : offered) {
        const auto here = offerOf(offer.name);
        if (!here)
            return base::fail(here.error());
        if (!*here)
            missing.push_back(offer);
    }
    return missing;
}

base::Result<QByteArray> KeeperStore::blobFile(const base::Hash256& name) const
{
    return guarded([&] {
        auto select = d->file.query("SELECT content FROM blob WHERE name = ?");
        const QByteArray bytes = name.toBytes();
        if (!select.bind(bytes).step())
            throw Failure(ErrorCode::NotFound, QStringLiteral("This content is not here"));
        return select.bytes(0);
    });
}

base::Status KeeperStore::ingestBlob(const ledger::BlobOffer& offer, const QByteArray& sealed)
{
    if (base::Hash256::of(sealed) != offer.fileHash || sealed.size() > maxContentBytes) {
        return base::fail(ErrorCode::IntegrityBroken, QStringLiteral("Content that came is not what it says"),
            offer.name.toString());
    }
    return guarded([&] {
        auto insert = d->file.query("INSERT OR IGNORE INTO blob (name, offer, content) VALUES (?, ?, ?)");
        const QByteArray name = offer.name.toBytes();
        const QByteArray row = offer.toBytes();
        insert.bind(name).bind(row).bind(sealed).run();
    });
}

} // namespace twinward::sync
