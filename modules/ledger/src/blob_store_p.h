#pragma once

// Large content beside the database: one sealed file each, and a row that vouches for it. The row says under
// a MAC which file it is and what the file's hash is, so that a changed, missing or swapped file is found. A
// file without a row is nothing: what a crash left, and is removed at the next opening.

#include "vault_p.h"

namespace twinward::ledger {

// A row of the blobs table.
struct BlobRow
{
    base::Hash256 name;
    record::Category category = record::Category::Clinical;
    SubjectTag tag{};
    quint32 keyEpoch = firstKeyEpoch;
    quint64 size = 0; // of the content
    base::Hash256 fileHash; // of the sealed file, which is named by it
    QByteArray mac;
};
[[nodiscard]] std::vector<BlobRow> loadBlobRows(Database& database); // MACs not yet checked; throws
[[nodiscard]] std::optional<BlobRow> findBlobRow(Database& database, const base::Hash256& name);
// Within the caller's transaction.
void storeBlobRow(Database& database, const BlobRow& row);

// What the content is called: the same for the same patient, category and key epoch, and for nothing else.
[[nodiscard]] base::Hash256 blobName(const PassingKey& patientKey, const base::Hash256& contentHash);
// How content stands in its file. Plain is how every file was before there was another, and how content that
// can't be made smaller is kept.
enum class BlobForm {
    Plain, // sealed as it is
    Packed, // made smaller, then sealed, after a head that says so; always the smaller file
};
// Sets the file's hash and the MAC. Packed where that pays.
[[nodiscard]] QByteArray sealBlob(
    BlobRow& row, const Keyring& keyring, VaultId vault, const QByteArray& content);
// `kept` is the content in that form.
[[nodiscard]] QByteArray sealBlobAs(
    BlobForm form, BlobRow& row, const Keyring& keyring, VaultId vault, QByteArrayView kept);
// The file is there and of the right size for its form.
[[nodiscard]] bool isBlobInPlace(const VaultFiles& files, const BlobRow& row);

// Throws NotFound or IntegrityBroken.
[[nodiscard]] QByteArray readBlobFile(const Vault::Private& vault, record::PatientId patient,
    record::Category category, const base::Hash256& name);
// Empty where the file is what was stored, else what is wrong with it. Opens the seal where the key is held.
[[nodiscard]] QString checkBlob(
    const VaultFiles& files, const BlobRow& row, const Keyring& keyring, VaultId vault);

// Before anybody stores: removes what a crash left half done.
void removeUnfinishedBlobs(const VaultFiles& files, Database& database);

} // namespace twinward::ledger
