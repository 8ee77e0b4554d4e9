#pragma once

// Large content beside the database: one sealed file each, in 64 KiB chunks, named by a keyed hash of the
// content. The database holds the hash of the sealed file under a MAC, so that a changed, missing or swapped
// file is found.

#include "vault_p.h"

namespace twinward::ledger {

// Durable when it returns. The same content for the same patient is stored once.
[[nodiscard]] base::Hash256 storeBlobFile(
    Vault::Private& vault, record::PatientId patient, record::Category category, const QByteArray& content);
// Throws NotFound or IntegrityBroken.
[[nodiscard]] QByteArray readBlobFile(const Vault::Private& vault, record::PatientId patient,
    record::Category category, const base::Hash256& name);

// What a crash left half written.
void removeUnfinishedBlobs(const VaultFiles& files);

// A row of the blobs table, its MAC not yet checked.
struct BlobRow
{
    base::Hash256 name;
    record::Category category = record::Category::Clinical;
    SubjectTag tag{};
    quint64 size = 0; // of the content
    base::Hash256 fileHash; // of the sealed file
    QByteArray mac;
};
[[nodiscard]] std::vector<BlobRow> loadBlobRows(Database& database); // throws IntegrityBroken
// Empty where the file is what was stored, else what is wrong with it. Opens the seal where the key is held.
[[nodiscard]] QString checkBlob(
    const VaultFiles& files, const BlobRow& row, const Keyring& keyring, VaultId vault);

} // namespace twinward::ledger
