#include "blob_batch_p.h"

#include "blob_file_p.h"

namespace twinward::ledger {

BlobBatch::BlobBatch(std::unique_ptr<Private> made)
    : d(std::move(made))
{ }

BlobBatch::~BlobBatch() = default;

base::Result<base::Hash256> BlobBatch::add(
    record::PatientId patient, record::Category category, const QByteArray& content)
{
    return guarded([&] { return d->add(patient, category, content); });
}

base::Status BlobBatch::finish()
{
    return guarded([&] { d->finish(); });
}

BlobBatch::Private::Private(Vault::Private& vault)
    : m_vault(vault)
{ }

BlobBatch::Private::~Private()
{
    if (m_inDoubt)
        return;
    for (const auto& [name, row] : m_rows)
        removeBlobFile(m_vault.files, row.fileHash);
    lowerMarker();
}

base::Hash256 BlobBatch::Private::add(
    record::PatientId patient, record::Category category, const QByteArray& content)
{
    m_vault.requireReadable(category);
    const Keyring& keyring = m_vault.keyring;
    BlobRow row;
    row.category = category;
    row.tag = keyring.subjectTag(patient, category);
    row.size = static_cast<quint64>(content.size());
    const base::Hash256 contentHash = base::Hash256::of(content);
    for (const quint32 epoch : keyring.epochs()) {
        row.name = blobName(keyring.patientKey(category, row.tag, epoch), contentHash);
        if (isStored(row.name))
            return row.name;
    }
    row.keyEpoch = keyring.epoch();
    row.name = blobName(keyring.patientKey(category, row.tag, row.keyEpoch), contentHash);
    const QByteArray sealed = sealBlob(row, keyring, m_vault.identity.vault, content);
    raiseMarker();
    writeBlobFile(m_vault.files, row.fileHash, sealed);
    const std::lock_guard guard(m_mutex);
    if (!m_rows.try_emplace(row.name, row).second) // another thread brought the same meanwhile
        removeBlobFile(m_vault.files, row.fileHash);
    return row.name;
}

bool BlobBatch::Private::isStored(const base::Hash256& name)
{
    {
        const std::lock_guard guard(m_mutex);
        if (m_rows.contains(name))
            return true;
    }
    std::optional<BlobRow> row;
    {
        const std::lock_guard guard(m_vault.databaseMutex);
        row = findBlobRow(*m_vault.database, name);
        if (!row && m_vault.database->isReadOnly())
            Transaction refused(*m_vault.database); // says so
    }
    return row && isBlobInPlace(m_vault.files, *row);
}

void BlobBatch::Private::raiseMarker()
{
    const std::lock_guard own(m_mutex);
    if (m_marked)
        return;
    const std::lock_guard all(m_vault.blobMutex);
    raiseBlobMarker(m_vault.files);
    ++m_vault.openBlobBatches;
    m_marked = true;
}

void BlobBatch::Private::lowerMarker()
{
    if (!m_marked)
        return;
    const std::lock_guard all(m_vault.blobMutex);
    if (--m_vault.openBlobBatches == 0)
        lowerBlobMarker(m_vault.files);
    m_marked = false;
}

// The files are on the disk; now their names in the folders, then the rows that vouch for them.
void BlobBatch::Private::finish()
{
    const std::lock_guard guard(m_mutex);
    if (m_rows.empty())
        return;
    std::set<QString> folders;
    for (const auto& [name, row] : m_rows)
        folders.insert(blobFolder(m_vault.files, row.fileHash));
    for (const QString& folder : folders)
        syncFolder(folder);
    syncFolder(m_vault.files.blobs());
    m_inDoubt = true;
    const std::vector<base::Hash256> superfluous = storeRows();
    m_inDoubt = false;
    m_rows.clear();
    for (const base::Hash256& file : superfluous)
        removeBlobFile(m_vault.files, file);
    lowerMarker();
}

// Where another batch stored the same meanwhile, its row and its file stand.
std::vector<base::Hash256> BlobBatch::Private::storeRows()
{
    std::vector<base::Hash256> superfluous;
    const std::lock_guard guard(m_vault.databaseMutex);
    Transaction transaction(*m_vault.database);
    for (const auto& [name, row] : m_rows) {
        const auto stored = findBlobRow(*m_vault.database, name);
        if (stored && isBlobInPlace(m_vault.files, *stored))
            superfluous.push_back(row.fileHash);
        else
            storeBlobRow(*m_vault.database, row);
    }
    transaction.commit();
    return superfluous;
}

} // namespace twinward::ledger
