// The vault's door: every method as a Result, and nothing else.

#include "ledger/vault.h"

#include "blob_batch_p.h"
#include "blob_store_p.h"
#include "parallel_p.h"
#include "private_items_p.h"
#include "segment_pipeline_p.h"
#include "vault_p.h"
#include "verify_p.h"

namespace twinward::ledger {

using record::Category;

Vault::Vault(std::unique_ptr<Private> opened)
    : d(std::move(opened))
{ }

Vault::~Vault()
{
    d->endSession();
}

record::Member Vault::user() const
{
    return d->member();
}

record::Roster Vault::roster() const
{
    return d->shownRoster();
}

QString Vault::clinicName() const
{
    return d->shownRoster().clinicName();
}

record::DeviceId Vault::device() const
{
    const std::lock_guard guard(d->databaseMutex);
    return d->device.device;
}

base::Result<CommitReceipt> Vault::commit(std::vector<record::Event> events)
{
    return guarded([&] { return d->commit(std::move(events)); });
}

void Vault::onCommit(CommitListener listener)
{
    const std::lock_guard guard(d->listenerMutex);
    d->listeners.push_back(std::move(listener));
}

base::Result<std::vector<record::RecordedEvent>> Vault::read(record::PatientId patient) const
{
    return guarded([&] { return joined(d->read(patient)); });
}

base::Result<record::Chart> Vault::chart(record::PatientId patient) const
{
    return guarded([&] { return record::Chart::fold(patient, d->read(patient), d->shownRoster()); });
}

base::Result<std::vector<record::RecordedEvent>> Vault::readClinic(Category category) const
{
    return guarded([&] { return d->readClinic(category); });
}

base::Result<QByteArray> Vault::readSource(record::EventId event) const
{
    return guarded([&] { return d->readSource(event); });
}

base::Result<std::vector<std::pair<record::EventId, QByteArray>>> Vault::readSources(
    record::PatientId patient) const
{
    return guarded([&] { return d->readSources(patient); });
}

bool Vault::mayRead(Category category) const
{
    return d->mayRead(category);
}

base::Result<quint64> Vault::writtenMark(record::PatientId patient) const
{
    return guarded([&] { return d->writtenMark(patient); });
}

std::shared_ptr<const record::PatientIndex> Vault::patients() const
{
    return d->index.current(d->shownRoster());
}

bool Vault::contains(record::EventId event) const
{
    const auto found = guarded([&] {
        const EventTag tag = d->keyring.eventTag(event);
        const std::lock_guard guard(d->databaseMutex);
        Statement select = d->database->statement("SELECT chain, seq FROM event_tags WHERE tag=?");
        select.bind(tag);
        return select.step() && select.number(1) <= d->chains.at(select.number(0)).lastCounted;
    });
    return found.value_or(false);
}

base::Status Vault::logAccess(std::vector<record::AccessLogged> accesses)
{
    return guarded([&] { d->logAccess(std::move(accesses)); });
}

base::Result<base::Hash256> Vault::storeBlob(
    record::PatientId patient, Category category, const QByteArray& content)
{
    return guarded([&] {
        BlobBatch::Private batch(*d);
        const base::Hash256 name = batch.add(patient, category, content);
        batch.finish();
        return name;
    });
}

base::Result<std::vector<base::Hash256>> Vault::storeBlobs(const std::vector<BlobContent>& contents)
{
    return guarded([&] {
        std::vector<base::Hash256> names(contents.size());
        BlobBatch::Private batch(*d);
        runParallel(contents.size(), workersFor(contents.size(), 1), 1, [&](size_t, size_t begin, size_t) {
            const BlobContent& blob = contents[begin];
            names[begin] = batch.add(blob.patient, blob.category, blob.content);
        });
        batch.finish();
        return names;
    });
}

std::unique_ptr<BlobBatch> Vault::startBlobs()
{
    return std::make_unique<BlobBatch>(std::make_unique<BlobBatch::Private>(*d));
}

base::Result<QByteArray> Vault::readBlob(
    record::PatientId patient, Category category, const base::Hash256& blob) const
{
    return guarded([&] {
        d->requireReadable(category);
        return readBlobFile(*d, patient, category, blob);
    });
}

base::Result<Secret> Vault::enrolUser(const QString& name, record::Role role, const Secret& passphrase)
{
    return guarded([&] { return d->enrolUser(name, role, passphrase); });
}

base::Status Vault::removeUser(record::UserId user, const QString& reason)
{
    return guarded([&] { d->removeUser(user, reason); });
}

base::Status Vault::changePassphrase(const Secret& current, const Secret& replacement)
{
    return guarded([&] { d->changePassphrase(current, replacement); });
}

base::Status Vault::putPrivate(const QString& key, const QByteArray& value)
{
    return guarded([&] {
        const std::lock_guard guard(d->databaseMutex);
        putPrivateItem(*d->database, d->identity, key, value);
    });
}

base::Result<QByteArray> Vault::getPrivate(const QString& key) const
{
    return guarded([&] {
        const std::lock_guard guard(d->databaseMutex);
        return getPrivateItem(*d->database, d->identity, key);
    });
}

base::Result<QStringList> Vault::listPrivate(const QString& prefix) const
{
    return guarded([&] {
        const std::lock_guard guard(d->databaseMutex);
        return listPrivateItems(*d->database, d->identity, prefix);
    });
}

base::Result<VerifyReport> Vault::verify(const ProgressFn& progress) const
{
    return guarded([&] { return verifyVault(*d, progress); });
}

} // namespace twinward::ledger
