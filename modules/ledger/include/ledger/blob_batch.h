#pragma once

// Many blobs stored together, such as the 275 images of a CT: each is sealed and written by the thread that
// brings it, and all are vouched for at once at the end.

#include "ledger/vault.h"

namespace twinward::ledger {

class BlobBatch
{
public:
    ~BlobBatch(); // what was not finished is removed again
    BlobBatch(const BlobBatch&) = delete;
    BlobBatch& operator=(const BlobBatch&) = delete;

    // From any number of threads at once: nothing is locked while content is hashed, sealed and written.
    // Content that the vault holds already for this patient and category is not written again. NotAuthorised,
    // DiskFull, ReadOnly, Io; one that failed may be added again.
    [[nodiscard]] base::Result<base::Hash256> add(
        record::PatientId patient, record::Category category, const QByteArray& content);
    // When it returns without an error, every blob added so far is on the disk and may be named by a commit.
    // After one, nothing is lost: make room and call it again.
    base::Status finish();

    class Private;
    explicit BlobBatch(std::unique_ptr<Private> d); // Vault::startBlobs() makes them

private:
    std::unique_ptr<Private> d;
};

} // namespace twinward::ledger
