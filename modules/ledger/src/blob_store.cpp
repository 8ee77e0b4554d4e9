#include "blob_store_p.h"

#include "blob_file_p.h"
#include "blob_packing_p.h"

#include <cstring>
#include <QFileInfo>
#include <QtEndian>
#include <set>

namespace twinward::ledger {

using base::ErrorCode;
using record::Category;

namespace {

QString placeOf(const base::Hash256& name)
{
    return QStringLiteral("blob %1").arg(name.toString().first(12));
}

PassingKey blobKey(const PassingKey& patientKey, QByteArrayView purpose)
{
    Binding binding("twinward blob key 1");
    binding.add(purpose);
    return deriveKey(patientKey.data(), binding);
}

Binding chunkBinding(VaultId vault, const BlobRow& row, BlobForm form)
{
    Binding binding(form == BlobForm::Plain ? "twinward blob 1" : "twinward blob 2");
    binding.add(vault.bytes())
        .add(row.tag)
        .add(static_cast<quint64>(row.category))
        .add(quint64{row.keyEpoch})
        .add(row.name.bytes())
        .add(row.size);
    return binding;
}

// What a packed file begins with: the form's name, and how long the whole file is, so that one cut short is
// seen without opening it.
constexpr qsizetype headBytes = 16;

QByteArray packedHead(qsizetype fileBytes)
{
    QByteArray head("TWBLOB2\n");
    head.resize(headBytes);
    qToLittleEndian(static_cast<quint64>(fileBytes), head.data() + headBytes / 2);
    return head;
}

// A packed file is always smaller than a plain one of the same content.
bool isOfPlainSize(const BlobRow& row, qint64 fileBytes)
{
    return fileBytes == static_cast<qint64>(sealedSizeOf(row.size));
}

// None where the file is not what the row says.
std::optional<QByteArray> openBlob(
    const BlobRow& row, const Keyring& keyring, VaultId vault, QByteArrayView sealed)
{
    const PassingKey patientKey = keyring.patientKey(row.category, row.tag, row.keyEpoch);
    const PassingKey key = blobKey(patientKey, "content");
    std::optional<QByteArray> content;
    if (isOfPlainSize(row, sealed.size())) {
        content = openContent(key, chunkBinding(vault, row, BlobForm::Plain), sealed);
    } else if (sealed.startsWith(packedHead(sealed.size()))) {
        const Binding binding = chunkBinding(vault, row, BlobForm::Packed);
        const auto packed = openContent(key, binding, sealed.sliced(headBytes));
        content = packed ? unpackContent(*packed, row.size) : std::nullopt;
    }
    const bool isWhole = content && static_cast<quint64>(content->size()) == row.size
        && blobName(patientKey, base::Hash256::of(*content)) == row.name;
    return isWhole ? std::move(content) : std::nullopt;
}

QByteArray macOf(const BlobRow& row, const Keyring& keyring, VaultId vault)
{
    Binding binding("twinward blob row 1");
    binding.add(vault.bytes())
        .add(row.name.bytes())
        .add(static_cast<quint64>(row.category))
        .add(row.tag)
        .add(quint64{row.keyEpoch})
        .add(row.size)
        .add(row.fileHash.bytes());
    const PassingKey key = keyring.clinicKey("blob row", row.keyEpoch);
    return toBytes(keyedHash256(key.data(), binding.view()));
}

// Columns: name, category, tag, key_epoch, size, file_hash, mac.
BlobRow readRow(const Statement& select)
{
    BlobRow row;
    const auto name = base::Hash256::fromBytes(select.view(0));
    const QByteArrayView tag = select.view(2);
    const auto fileHash = base::Hash256::fromBytes(select.view(5));
    if (!name || !fileHash || static_cast<size_t>(tag.size()) != row.tag.size())
        throw Failure(ErrorCode::IntegrityBroken, QStringLiteral("A blob's row is not as it was written"),
            QStringLiteral("blob"));
    row.name = *name;
    row.category = static_cast<Category>(select.number(1));
    std::memcpy(row.tag.data(), tag.data(), row.tag.size());
    row.keyEpoch = static_cast<quint32>(select.number(3));
    row.size = select.number(4);
    row.fileHash = *fileHash;
    row.mac = select.bytes(6);
    return row;
}

} // namespace

std::vector<BlobRow> loadBlobRows(Database& database)
{
    std::vector<BlobRow> rows;
    Statement select
        = database.statement("SELECT name, category, tag, key_epoch, size, file_hash, mac FROM blobs");
    while (select.step())
        rows.push_back(readRow(select));
    return rows;
}

std::optional<BlobRow> findBlobRow(Database& database, const base::Hash256& name)
{
    Statement select = database.statement(
        "SELECT name, category, tag, key_epoch, size, file_hash, mac FROM blobs WHERE name=?");
    const QByteArray bytes = name.toBytes();
    select.bind(bytes);
    if (!select.step())
        return std::nullopt;
    return readRow(select);
}

void storeBlobRow(Database& database, const BlobRow& row)
{
    const QByteArray name = row.name.toBytes();
    const QByteArray fileHash = row.fileHash.toBytes();
    database
        .statement("INSERT OR REPLACE INTO blobs(name, category, tag, key_epoch, size, file_hash, mac)"
                   " VALUES(?, ?, ?, ?, ?, ?, ?)")
        .bind(name)
        .bind(static_cast<quint64>(row.category))
        .bind(row.tag)
        .bind(quint64{row.keyEpoch})
        .bind(row.size)
        .bind(fileHash)
        .bind(row.mac)
        .run();
}

base::Hash256 blobName(const PassingKey& patientKey, const base::Hash256& contentHash)
{
    Binding material("twinward blob name 1");
    material.add(contentHash.bytes());
    return *base::Hash256::fromBytes(
        toBytes(keyedHash256(blobKey(patientKey, "name").data(), material.view())));
}

QByteArray sealBlob(BlobRow& row, const Keyring& keyring, VaultId vault, const QByteArray& content)
{
    if (const auto packed = packContent(content))
        return sealBlobAs(BlobForm::Packed, row, keyring, vault, *packed);
    return sealBlobAs(BlobForm::Plain, row, keyring, vault, content);
}

QByteArray sealBlobAs(BlobForm form, BlobRow& row, const Keyring& keyring, VaultId vault, QByteArrayView kept)
{
    const PassingKey key = keyring.patientKey(row.category, row.tag, row.keyEpoch);
    const auto sealedBytes = static_cast<qsizetype>(sealedSizeOf(static_cast<quint64>(kept.size())));
    const QByteArray head = form == BlobForm::Packed ? packedHead(headBytes + sealedBytes) : QByteArray();
    QByteArray sealed = sealContent(blobKey(key, "content"), chunkBinding(vault, row, form), head, kept);
    row.fileHash = base::Hash256::of(sealed);
    row.mac = macOf(row, keyring, vault);
    return sealed;
}

bool isBlobInPlace(const VaultFiles& files, const BlobRow& row)
{
    const qint64 size = QFileInfo(blobPath(files, row.fileHash)).size();
    return isOfPlainSize(row, size)
        || (size > headBytes && readBlobBeginning(files, row.fileHash, headBytes) == packedHead(size));
}

QByteArray readBlobFile(
    const Vault::Private& vault, record::PatientId patient, Category category, const base::Hash256& name)
{
    std::optional<BlobRow> row;
    {
        const std::lock_guard guard(vault.databaseMutex);
        row = findBlobRow(*vault.database, name);
    }
    const SubjectTag tag = vault.keyring.subjectTag(patient, category);
    if (!row || row->tag != tag || row->category != category)
        throw Failure(ErrorCode::NotFound, QStringLiteral("The document's content is not in this vault"),
            placeOf(name));
    auto content
        = openBlob(*row, vault.keyring, vault.identity.vault, readBlobBytes(vault.files, row->fileHash));
    if (!content) {
        throw Failure(ErrorCode::IntegrityBroken,
            QStringLiteral("A document's content is missing or damaged"), placeOf(name),
            QStringLiteral("Restore the vault from a backup."));
    }
    return std::move(*content);
}

QString checkBlob(const VaultFiles& files, const BlobRow& row, const Keyring& keyring, VaultId vault)
{
    if (!equalBytes(row.mac, macOf(row, keyring, vault)))
        return QStringLiteral("its row in the database was changed");
    const QByteArray sealed = readBlobBytes(files, row.fileHash);
    if (sealed.isEmpty()) // a sealed file never is
        return QStringLiteral("its file is missing or can't be read");
    if (base::Hash256::of(sealed) != row.fileHash)
        return QStringLiteral("its file is not what was stored");
    if (!keyring.holds(row.category))
        return {};
    return openBlob(row, keyring, vault, sealed) ? QString() : QStringLiteral("its seal does not open");
}

void removeUnfinishedBlobs(const VaultFiles& files, Database& database)
{
    if (database.isReadOnly() || !isBlobMarkerUp(files))
        return;
    std::set<base::Hash256> vouchedFor;
    for (const BlobRow& row : loadBlobRows(database))
        vouchedFor.insert(row.fileHash);
    for (const base::Hash256& file : listBlobFiles(files)) {
        if (!vouchedFor.contains(file))
            removeBlobFile(files, file);
    }
    lowerBlobMarker(files);
}

} // namespace twinward::ledger
