#pragma once

// One sealed file of large content: made in memory, written whole, named by the hash of its own bytes.
// Nothing here knows which row vouches for it.

#include "crypto_p.h"
#include "vault_files_p.h"

#include "base/id.h"

namespace twinward::ledger {

// After `head`, which stays in the clear: in 64 KiB chunks, each bound to `binding` and to its place among
// the others.
[[nodiscard]] QByteArray sealContent(
    const PassingKey& key, const Binding& binding, QByteArrayView head, QByteArrayView content);
// What was sealed, without the head. None where a chunk does not open or the last one is missing.
[[nodiscard]] std::optional<QByteArray> openContent(
    const PassingKey& key, const Binding& binding, QByteArrayView sealed);
[[nodiscard]] quint64 sealedSizeOf(quint64 contentBytes);

[[nodiscard]] QString blobFolder(const VaultFiles& files, const base::Hash256& fileHash);
[[nodiscard]] QString blobPath(const VaultFiles& files, const base::Hash256& fileHash);

// The bytes are on the disk when it returns; that the folder shows them there needs syncFolder(blobFolder())
// and syncFolder(files.blobs()). Throws DiskFull, ReadOnly or Io, and leaves no file then.
void writeBlobFile(const VaultFiles& files, const base::Hash256& fileHash, const QByteArray& sealed);
[[nodiscard]] QByteArray readBlobBytes(const VaultFiles& files, const base::Hash256& fileHash); // empty: none
[[nodiscard]] QByteArray readBlobBeginning(
    const VaultFiles& files, const base::Hash256& fileHash, qint64 most);
void removeBlobFile(const VaultFiles& files, const base::Hash256& fileHash);

// Stands in the blobs' folder while there may be files that no row vouches for yet: who opens a vault and
// finds it there looks for what a crash left.
void raiseBlobMarker(const VaultFiles& files); // throws
void lowerBlobMarker(const VaultFiles& files);
[[nodiscard]] bool isBlobMarkerUp(const VaultFiles& files);
// The files that are there, by what their names say.
[[nodiscard]] std::vector<base::Hash256> listBlobFiles(const VaultFiles& files);

} // namespace twinward::ledger
