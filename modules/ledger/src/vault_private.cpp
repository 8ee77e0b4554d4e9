#include "vault_p.h"

#include "blob_store_p.h"
#include "held_entries_p.h"
#include "schema_p.h"
#include "segment_pipeline_p.h"
#include "wal_scan_p.h"

#include <algorithm>
#include <iterator>

namespace twinward::ledger {

using base::ErrorCode;
using record::Category;
using record::RecordedEvent;

namespace {

// The clinic's index is of patients: what a read would not decrypt is not read for it either.
constexpr std::array patientCategories{
    Category::Demographics, Category::Vitals, Category::Clinical, Category::Imaging, Category::Sensitive};

} // namespace

Vault::Private::Private(const VaultFiles& vaultFiles, VaultLock vaultLock, std::unique_ptr<Database> open,
    Keys keys, const VaultOptions& vaultOptions)
    : files(vaultFiles)
    , options(vaultOptions)
    , lock(std::move(vaultLock))
    , identity(std::move(keys.identity))
    , keyring(std::move(keys.keyring))
    , database(std::move(open))
    , clock(vaultOptions.wallClock)
    , held(std::make_unique<HeldEntries>())
{
    nameSalt = loadNameSalt(*database);
    device = loadDevice(*database, keyring, identity.vault);
    chains = loadChains(*database);
    isOutdated = !metaValue(*database, "outdated").isEmpty();
    isJoining = !metaValue(*database, "joining").isEmpty();
    observeHeads();
    removeUnfinishedBlobs(files, *database);
    refreshRoster();
    readIndex();
}

Vault::Private::~Private() = default;

void Vault::Private::readIndex()
{
    if (!keyring.holds(Category::Demographics))
        return;
    index.clear();
    index.add(readCategory(Category::Demographics));
    (void)index.current(roster());
}

std::vector<RecordedEvent> Vault::Private::readCategory(Category category) const
{
    SegmentPipeline segments(keyring);
    {
        const std::lock_guard guard(databaseMutex);
        scanCategory(*database, chains, identity.vault, category, segments.sink());
    }
    return joined(segments.finish());
}

std::unique_ptr<Vault> Vault::Private::wrap(std::unique_ptr<Private> d)
{
    return std::unique_ptr<Vault>(new Vault(std::move(d)));
}

std::unique_ptr<Vault> Vault::Private::openWithKeys(
    const QString& folder, Keys keys, const VaultOptions& options)
{
    const VaultFiles files{folder};
    VaultLock lock(files);
    forbidCoreDumps();
    auto database = openDatabase(files);
    return wrap(
        std::make_unique<Private>(files, std::move(lock), std::move(database), std::move(keys), options));
}

// The clock must not give a time before what is stored, and our head must be the commit it names.
void Vault::Private::observeHeads()
{
    for (const auto& each : chains) {
        Statement select
            = database->statement("SELECT header FROM commits WHERE chain=? ORDER BY seq DESC LIMIT 1");
        select.bind(each.first);
        const auto header = select.step() ? decodeHeader(select.bytes(0)) : std::nullopt;
        if (header)
            clock.observe(header->recorded);
    }
    if (device.head.seq != 0
        && storedCommit(*database, device.chain, device.head.seq) != device.head.commit) {
        throw Failure(ErrorCode::IntegrityBroken, QStringLiteral("The last commit is missing or was changed"),
            QStringLiteral("commit %1").arg(device.head.seq),
            QStringLiteral("Restore the vault from a backup."));
    }
}

record::Roster Vault::Private::roster() const
{
    const std::lock_guard guard(rosterMutex);
    return currentRoster;
}

record::Member Vault::Private::member() const
{
    const record::Roster shown = shownRoster();
    const record::Member* found = shown.find(identity.user);
    return found == nullptr ? record::Member{} : *found;
}

bool Vault::Private::mayRead(Category category) const
{
    if (!keyring.holds(category))
        return false;
    if (const auto shown = early.roster())
        return shown->mayRead(identity.user, category);
    const std::lock_guard guard(rosterMutex);
    return currentRoster.mayRead(identity.user, category);
}

void Vault::Private::requireReadable(Category category) const
{
    if (mayRead(category))
        return;
    if (category == Category::Access) {
        throw Failure(ErrorCode::NotAuthorised,
            QStringLiteral(
                "Only auditors, administrators and whoever set the clinic up may read the access log"),
            {}, QStringLiteral("Ask one of them."));
    }
    throw Failure(ErrorCode::NotAuthorised,
        QStringLiteral("Your role does not give access to this part of the record"), {},
        QStringLiteral("Ask somebody whose role does."));
}

void Vault::Private::addToRoster(const std::vector<RecordedEvent>& events)
{
    const std::lock_guard guard(rosterMutex);
    const size_t before = rosterEvents.size();
    std::copy_if(events.begin(), events.end(), std::back_inserter(rosterEvents), concernsRoster);
    if (rosterEvents.size() != before)
        currentRoster = record::Roster::fold(rosterEvents);
}

void Vault::Private::checkMayCommit(const std::vector<record::Event>& events, base::HybridTime recorded) const
{
    if (events.empty())
        throw Failure(ErrorCode::InvalidInput, QStringLiteral("There is nothing to store"));
    const std::lock_guard guard(rosterMutex);
    for (const record::Event& event : events) {
        if (std::find(allCategories.begin(), allCategories.end(), event.category) == allCategories.end())
            throw Failure(ErrorCode::InvalidInput, QStringLiteral("An entry has no category"));
        if (!currentRoster.mayAuthor(identity.user, event, recorded) || !keyring.holds(event.category)) {
            throw Failure(ErrorCode::NotAuthorised,
                QStringLiteral("Your role may not sign this entry: nothing of it was stored"),
                record::kindName(event.kind()), QStringLiteral("Ask somebody whose role may."));
        }
    }
}

// A record that names content which is not there would be taken for damaged.
void Vault::Private::checkBlobsAreStored(const std::vector<record::Event>& events)
{
    for (const record::Event& event : events) {
        for (const base::Hash256& blob : record::blobsNamedBy(event.body)) {
            if (isNamedAlready(event, blob))
                continue;
            const auto row = findBlobRow(*database, blob);
            if (!row || row->category != event.category
                || row->tag != keyring.subjectTag(event.patient, event.category)) {
                throw Failure(ErrorCode::InvalidInput,
                    QStringLiteral(
                        "An entry names content that was not stored for it: nothing of it was stored"),
                    record::kindName(event.kind()), QStringLiteral("Bring the document in again."));
            }
        }
    }
}

CommitReceipt Vault::Private::commit(
    std::vector<record::Event> events, const AlsoStore& also, const Keyring* turned)
{
    std::unique_lock guard(databaseMutex);
    requireWritable();
    const base::HybridTime recorded = clock.next();
    checkMayCommit(events, recorded);
    checkBlobsAreStored(events);
    const Keyring& keys = turned != nullptr ? *turned : keyring;
    const SealedCommit commit = sealCommit(events, identity, keys, device, recorded);
    const Head after = commit.headAfter(device.head);
    {
        Transaction transaction(*database);
        storeCommit(*database, commit, device.chain);
        storeHead(*database, device, after, keys, identity.vault);
        if (also)
            also(*database, commit);
        transaction.commit();
    }
    device.head = after;
    if (turned != nullptr)
        keyring.adopt(*turned);
    guard.unlock();
    publish(commit, std::move(events));
    return {commit.id, commit.header.seq, recorded};
}

void Vault::Private::publish(const SealedCommit& commit, std::vector<record::Event> events)
{
    std::vector<RecordedEvent> recorded;
    recorded.reserve(events.size());
    std::vector<RecordedEvent> demographics;
    for (record::Event& event : events) {
        event.source.clear();
        recorded.push_back({std::move(event), commit.id, commit.header.author, commit.header.device,
            commit.header.recorded});
        if (recorded.back().event.category == Category::Demographics)
            demographics.push_back(recorded.back());
    }
    addToRoster(recorded);
    if (!demographics.empty())
        index.add(std::move(demographics));
    tellListeners(recorded);
}

void Vault::Private::tellListeners(const std::vector<RecordedEvent>& events)
{
    std::vector<CommitListener> told;
    {
        const std::lock_guard guard(listenerMutex);
        told = listeners;
    }
    for (const CommitListener& listener : told)
        listener(events);
}

bool Vault::Private::isStillJoining() const
{
    const std::lock_guard guard(databaseMutex);
    return isJoining;
}

std::vector<record::PatientId> Vault::Private::recordsOf(record::PatientId patient) const
{
    return index.current(shownRoster())->mergedWith(patient);
}

record::EventPieces Vault::Private::read(record::PatientId patient) const
{
    const auto records = recordsOf(patient);
    SegmentPipeline segments(keyring);
    for (const Category category : patientCategories) {
        if (!mayRead(category))
            continue;
        for (const record::PatientId id : records) {
            const SubjectTag tag = keyring.subjectTag(id, category);
            const std::lock_guard guard(databaseMutex);
            scanSubject(*database, chains, identity.vault, category, tag, segments.sink());
        }
    }
    record::EventPieces pieces = segments.finish();
    if (mayRead(Category::Clinic) && !isStillJoining()) // else not all that vouches for them is here yet
        held->mark(*this, records, pieces);
    pieces.push_back(earlyEventsOf(patient));
    return pieces;
}

std::vector<RecordedEvent> Vault::Private::readClinic(Category category) const
{
    if (category != Category::Clinic && category != Category::Access)
        throw Failure(
            ErrorCode::InvalidInput, QStringLiteral("Only the clinic's own entries are read as a whole"));
    requireReadable(category);
    std::vector<RecordedEvent> events = readCategory(category);
    std::stable_sort(events.begin(), events.end(),
        [](const RecordedEvent& a, const RecordedEvent& b) { return a.recorded < b.recorded; });
    return events;
}

StoredSources Vault::Private::findSources(record::EventId event) const
{
    const std::lock_guard guard(databaseMutex);
    Statement place = database->statement("SELECT t.chain, t.seq, t.position, c.header FROM event_tags t"
                                          " JOIN commits c ON c.chain=t.chain AND c.seq=t.seq WHERE t.tag=?");
    const EventTag tag = keyring.eventTag(event);
    place.bind(tag);
    if (!place.step())
        throw Failure(ErrorCode::NotFound, QStringLiteral("There is no such entry"), event.toString());
    const auto position = static_cast<quint32>(place.number(2));
    const auto header = decodeHeader(place.bytes(3));
    if (!header || position >= header->segments.size()) {
        throw Failure(ErrorCode::IntegrityBroken, QStringLiteral("A commit is not as it was written"),
            QStringLiteral("commit %1").arg(place.number(1)));
    }
    Statement select = database->statement("SELECT body FROM sources WHERE chain=? AND seq=? AND position=?");
    select.bind(place.number(0)).bind(place.number(1)).bind(place.number(2));
    return {SegmentPlace::of(*header, position), select.step() ? select.bytes(0) : QByteArray()};
}

QByteArray Vault::Private::readSource(record::EventId event) const
{
    const StoredSources sources = findSources(event);
    const SegmentPlace& place = sources.place;
    requireReadable(place.category);
    if (sources.body.isEmpty())
        return {};
    const PassingKey key = keyring.patientKey(place.category, place.tag, place.keyEpoch);
    for (auto& [id, source] : openSources(key, place, sources.body)) {
        if (id == event)
            return source;
    }
    return {};
}

std::vector<EventSource> Vault::Private::readSources(record::PatientId patient) const
{
    std::vector<EventSource> all;
    for (const Category category : patientCategories) {
        if (!mayRead(category))
            continue;
        for (const record::PatientId id : recordsOf(patient)) {
            std::vector<StoredSources> stored;
            {
                const std::lock_guard guard(databaseMutex);
                stored = scanSources(
                    *database, chains, identity.vault, category, keyring.subjectTag(id, category));
            }
            for (const StoredSources& sources : stored) {
                const SegmentPlace& place = sources.place;
                const PassingKey key = keyring.patientKey(category, place.tag, place.keyEpoch);
                auto opened = openSources(key, place, sources.body);
                std::move(opened.begin(), opened.end(), std::back_inserter(all));
            }
        }
    }
    return all;
}

std::unique_ptr<Database> openDatabase(const VaultFiles& files)
{
    checkWalBeforeUse(files.database());
    return Database::open(files.database());
}

QByteArray loadNameSalt(Database& database)
{
    const QByteArray salt = metaValue(database, "name_salt");
    const QByteArray format = metaValue(database, "format");
    const bool isOlder = format == QByteArray::number(schemaVersion - 1); // on a disk that can't be written
    if (salt.size() != 16 || (format != QByteArray::number(schemaVersion) && !isOlder)) {
        throw Failure(ErrorCode::IntegrityBroken, QStringLiteral("This is not a vault this program can read"),
            database.path(),
            QStringLiteral("Use the version of the program that made it, or restore it from a backup."));
    }
    return salt;
}

} // namespace twinward::ledger
