#pragma once

// A batch of blobs on its way: files on the disk that no row vouches for yet.

#include "blob_store_p.h"
#include "ledger/blob_batch.h"

#include <map>
#include <set>

namespace twinward::ledger {

class BlobBatch::Private
{
public:
    explicit Private(Vault::Private& vault); // which must outlive it
    ~Private();
    Private(const Private&) = delete;
    Private& operator=(const Private&) = delete;

    [[nodiscard]] base::Hash256 add(
        record::PatientId patient, record::Category category, const QByteArray& content);
    void finish();

private:
    [[nodiscard]] bool isStored(const base::Hash256& name);
    void raiseMarker();
    void lowerMarker();
    [[nodiscard]] std::vector<base::Hash256> storeRows(); // gives back the files that turned out superfluous

    Vault::Private& m_vault;
    std::mutex m_mutex; // guards the three below
    std::map<base::Hash256, BlobRow> m_rows; // by the blob's name; their files are on the disk
    bool m_marked = false;
    bool m_inDoubt = false; // the disk failed while the rows were stored: the next opening tells
};

} // namespace twinward::ledger
