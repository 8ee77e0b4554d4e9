#include "ledger/blob_exchange.h"

#include "base/cbor.h"
#include "blob_file_p.h"
#include "blob_store_p.h"

#include <algorithm>
#include <cstring>
#include <set>

namespace twinward::ledger {

using base::ErrorCode;
using record::Category;

namespace {

constexpr qint64 offerFormat = 1;
constexpr quint64 maxContentBytes = quint64{1} << 36; // 64 GiB: no one object of a clinic's is larger
constexpr qsizetype macBytes = 32;

BlobOffer offerOf(const BlobRow& row)
{
    return {row.name, row.category, toBytes(row.tag), row.keyEpoch, row.size, row.fileHash, row.mac};
}

BlobRow rowOf(const BlobOffer& offer)
{
    BlobRow row;
    const bool isCategory
        = std::find(allCategories.begin(), allCategories.end(), offer.category) != allCategories.end();
    if (!isCategory || static_cast<size_t>(offer.tag.size()) != row.tag.size() || offer.mac.size() != macBytes
        || offer.size > maxContentBytes || offer.name.isNull()) {
        throw Failure(ErrorCode::InvalidInput, QStringLiteral("This is not an offer of content"),
            offer.name.toString().first(12));
    }
    row.name = offer.name;
    row.category = offer.category;
    std::memcpy(row.tag.data(), offer.tag.constData(), row.tag.size());
    row.keyEpoch = offer.keyEpoch;
    row.size = offer.size;
    row.fileHash = offer.fileHash;
    row.mac = offer.mac;
    return row;
}

[[noreturn]] void failBroken(const base::Hash256& name, const QString& why)
{
    throw Failure(ErrorCode::IntegrityBroken,
        QStringLiteral("The content that was brought is refused: %1").arg(why),
        QStringLiteral("blob %1").arg(name.toString().first(12)),
        QStringLiteral("Ask another computer for it."));
}

// A file that no row vouches for yet: gone again unless it is kept.
class NewFile
{
public:
    NewFile(Vault::Private& vault, const base::Hash256& fileHash, const QByteArray& sealed)
        : m_vault(vault)
        , m_fileHash(fileHash)
    {
        {
            const std::lock_guard all(m_vault.blobMutex);
            raiseBlobMarker(m_vault.files);
            ++m_vault.openBlobBatches;
        }
        try {
            writeBlobFile(m_vault.files, fileHash, sealed);
        } catch (...) {
            lower();
            throw;
        }
    }
    ~NewFile()
    {
        if (!m_isKept)
            removeBlobFile(m_vault.files, m_fileHash);
        lower();
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    void keep() { m_isKept = true; }

private:
    void lower()
    {
        const std::lock_guard all(m_vault.blobMutex);
        if (--m_vault.openBlobBatches == 0)
            lowerBlobMarker(m_vault.files);
    }

    Vault::Private& m_vault;
    base::Hash256 m_fileHash;
    bool m_isKept = false;
};

bool isHere(const Vault::Private& vault, const base::Hash256& name)
{
    std::optional<BlobRow> row;
    {
        const std::lock_guard guard(vault.databaseMutex);
        row = findBlobRow(*vault.database, name);
    }
    return row && isBlobInPlace(vault.files, *row);
}

void take(Vault::Private& vault, const BlobRow& row, const QByteArray& sealed)
{
    if (base::Hash256::of(sealed) != row.fileHash)
        failBroken(row.name, QStringLiteral("it is not what was offered"));
    NewFile file(vault, row.fileHash, sealed);
    const QString why = checkBlob(vault.files, row, vault.keyring, vault.identity.vault);
    if (!why.isEmpty())
        failBroken(row.name, why);
    syncFolder(blobFolder(vault.files, row.fileHash));
    syncFolder(vault.files.blobs());
    const std::lock_guard guard(vault.databaseMutex);
    Transaction transaction(*vault.database);
    storeBlobRow(*vault.database, row);
    transaction.commit();
    file.keep();
}

} // namespace

QByteArray BlobOffer::toBytes() const
{
    base::CborWriter writer;
    writer.array(8)
        .integer(offerFormat)
        .bytes(name.toBytes())
        .integer(static_cast<qint64>(category))
        .bytes(tag);
    writer.integer(keyEpoch).integer(static_cast<qint64>(size)).bytes(fileHash.toBytes()).bytes(mac);
    return writer.data();
}

std::optional<BlobOffer> BlobOffer::fromBytes(const QByteArray& bytes)
{
    base::CborReader reader(bytes);
    if (reader.enterArray() != 8 || reader.integer() != offerFormat)
        return std::nullopt;
    BlobOffer offer;
    const auto name = base::Hash256::fromBytes(reader.bytesView());
    const qint64 category = reader.integer();
    offer.tag = reader.bytes();
    const qint64 epoch = reader.integer();
    const qint64 size = reader.integer();
    const auto fileHash = base::Hash256::fromBytes(reader.bytesView());
    offer.mac = reader.bytes();
    reader.leaveArray();
    if (!reader.atEnd() || !name || !fileHash || category < 0 || category > 255 || size < 0 || epoch < 0
        || epoch > std::numeric_limits<quint32>::max())
        return std::nullopt;
    offer.name = *name;
    offer.category = static_cast<Category>(category);
    offer.keyEpoch = static_cast<quint32>(epoch);
    offer.size = static_cast<quint64>(size);
    offer.fileHash = *fileHash;
    return offer;
}

base::Result<std::vector<BlobOffer>> blobOffers(const Vault& vault, const base::Hash256& after, size_t limit)
{
    return guarded([&] {
        const auto& d = Vault::Private::of(vault);
        std::vector<base::Hash256> names;
        {
            const std::lock_guard guard(d.databaseMutex);
            const QByteArray from = after.toBytes();
            Statement select
                = d.database->statement("SELECT name FROM blobs WHERE name>? ORDER BY name LIMIT ?");
            select.bind(from).bind(quint64{limit});
            while (select.step())
                names.push_back(base::Hash256::fromBytes(select.view(0)).value_or(base::Hash256()));
        }
        std::vector<BlobOffer> offers;
        for (const base::Hash256& name : names) {
            std::optional<BlobRow> row;
            {
                const std::lock_guard guard(d.databaseMutex);
                row = findBlobRow(*d.database, name);
            }
            if (row && isBlobInPlace(d.files, *row))
                offers.push_back(offerOf(*row));
        }
        return offers;
    });
}

base::Result<std::optional<BlobOffer>> blobOffer(const Vault& vault, const base::Hash256& name)
{
    return guarded([&]() -> std::optional<BlobOffer> {
        const auto& d = Vault::Private::of(vault);
        const std::lock_guard guard(d.databaseMutex);
        const auto row = findBlobRow(*d.database, name);
        if (!row || !isBlobInPlace(d.files, *row))
            return std::nullopt;
        return offerOf(*row);
    });
}

base::Result<std::vector<BlobOffer>> blobsMissing(const Vault& vault, const std::vector<BlobOffer>& offered)
{
    return guarded([&] {
        const auto& d = Vault::Private::of(vault);
        std::vector<BlobOffer> missing;
        for (const BlobOffer& offer : offered) {
            if (!isHere(d, offer.name))
                missing.push_back(offer);
        }
        return missing;
    });
}

base::Result<std::vector<base::Hash256>> blobsMissing(const Vault& vault, record::PatientId patient)
{
    const auto events = vault.read(patient);
    if (!events)
        return base::fail(events.error());
    return guarded([&] {
        const auto& d = Vault::Private::of(vault);
        std::set<base::Hash256> named;
        for (const record::RecordedEvent& recorded : *events) {
            for (const base::Hash256& blob : record::blobsNamedBy(recorded.event.body))
                named.insert(blob);
        }
        std::vector<base::Hash256> missing;
        for (const base::Hash256& blob : named) {
            if (!isHere(d, blob))
                missing.push_back(blob);
        }
        return missing;
    });
}

base::Result<QByteArray> blobFile(const Vault& vault, const base::Hash256& name)
{
    return guarded([&] {
        const auto& d = Vault::Private::of(vault);
        std::optional<BlobRow> row;
        {
            const std::lock_guard guard(d.databaseMutex);
            row = findBlobRow(*d.database, name);
        }
        QByteArray sealed = row ? readBlobBytes(d.files, row->fileHash) : QByteArray();
        if (sealed.isEmpty()) {
            throw Failure(ErrorCode::NotFound, QStringLiteral("The content is not on this computer"),
                QStringLiteral("blob %1").arg(name.toString().first(12)));
        }
        if (base::Hash256::of(sealed) != row->fileHash)
            failBroken(name, QStringLiteral("its file is not what was stored"));
        return sealed;
    });
}

base::Status ingestBlob(Vault& vault, const BlobOffer& offer, const QByteArray& sealed)
{
    return guarded([&] {
        auto& d = Vault::Private::of(vault);
        const BlobRow row = rowOf(offer);
        if (!d.keyring.holds(Category::Clinic, row.keyEpoch)) {
            throw Failure(ErrorCode::Busy, QStringLiteral("The keys of this content have not arrived yet"),
                {}, QStringLiteral("Try again after the next exchange."));
        }
        if (!isHere(d, row.name))
            take(d, row, sealed);
    });
}

} // namespace twinward::ledger
