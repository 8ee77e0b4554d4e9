#pragma once

// Large content from one device of a clinic to another: the sealed files as they are, each with the row that
// vouches for it. A commit may arrive before the content it names, and that may stay elsewhere until somebody
// asks for it: images on demand, or all of them when there is time.

#include "ledger/vault.h"

namespace twinward::ledger {

// What a device says it holds; nothing in it says what the content is.
struct BlobOffer
{
    base::Hash256 name;
    record::Category category = record::Category::Imaging;
    QByteArray tag; // whose it is, as seen from outside
    quint32 keyEpoch = 1;
    quint64 size = 0; // of the content; the file is about as large or smaller
    base::Hash256 fileHash;
    QByteArray mac;

    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static std::optional<BlobOffer> fromBytes(const QByteArray& bytes);
};

// Those after a name, in the order of names: page by page. Only content whose file is in its place.
[[nodiscard]] base::Result<std::vector<BlobOffer>> blobOffers(
    const Vault& vault, const base::Hash256& after = {}, size_t limit = 1000);
[[nodiscard]] base::Result<std::optional<BlobOffer>> blobOffer(const Vault& vault, const base::Hash256& name);
// Of what somebody offers, what is not here.
[[nodiscard]] base::Result<std::vector<BlobOffer>> blobsMissing(
    const Vault& vault, const std::vector<BlobOffer>& offered);
// What the patient's chart names, as far as this user may read it, and is not here: the first to ask for.
[[nodiscard]] base::Result<std::vector<base::Hash256>> blobsMissing(
    const Vault& vault, record::PatientId patient);

// The sealed file, byte for byte. NotFound where it is not here, IntegrityBroken where it is damaged.
[[nodiscard]] base::Result<QByteArray> blobFile(const Vault& vault, const base::Hash256& name);
// Takes a file in, checked by its hash, by the row's MAC and, where the key is held, by opening it; durable
// when it returns. What is here already is kept as it is. IntegrityBroken for what is not what it says, Busy
// where its keys have not arrived yet, InvalidInput for an offer that is none, and the disk's errors.
base::Status ingestBlob(Vault& vault, const BlobOffer& offer, const QByteArray& sealed);

} // namespace twinward::ledger
