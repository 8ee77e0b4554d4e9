// A vault that is one of several: what counts of the chains, who works here as all of them say, and the
// beginning of a new chain.

#include "chain_tree_p.h"
#include "vault_p.h"

#include <algorithm>
#include <iterator>

namespace twinward::ledger {

using base::ErrorCode;
using record::Category;
using record::RecordedEvent;

namespace {

struct ClinicEvent
{
    RecordedEvent recorded;
    quint64 chain = 0;
    quint64 seq = 0;
};

bool isRemoval(const RecordedEvent& recorded)
{
    return recorded.event.kind() == record::Kind::UserRemoved
        || recorded.event.kind() == record::Kind::DeviceRemoved;
}

std::vector<ClinicEvent> readRosterEvents(Database& database, const Vault::Private& vault)
{
    std::vector<ClinicEvent> all;
    SegmentOpener opener(vault.keyring);
    std::vector<RecordedEvent> opened;
    scanCategory(database, loadChains(database), vault.identity.vault, Category::Clinic,
        [&](const StoredSegment& segment) {
            opened.clear();
            opener.open(segment, opened);
            for (RecordedEvent& recorded : opened) {
                if (concernsRoster(recorded))
                    all.push_back({std::move(recorded), segment.chain, segment.place.seq});
            }
        });
    return all;
}

std::vector<RecordedEvent> without(const std::vector<ClinicEvent>& all, const Chains& chains)
{
    std::vector<RecordedEvent> counted;
    for (const ClinicEvent& one : all) {
        // A removal stands although it was written behind what counts: of two that remove each other, both
        // go.
        if (one.seq <= chains.at(one.chain).lastCounted || isRemoval(one.recorded))
            counted.push_back(one.recorded);
    }
    return counted;
}

} // namespace

bool concernsRoster(const RecordedEvent& recorded)
{
    switch (recorded.event.kind()) {
    case record::Kind::ClinicFounded:
    case record::Kind::UserEnrolled:
    case record::Kind::UserRemoved:
    case record::Kind::DeviceEnrolled:
    case record::Kind::DeviceRemoved:
        return recorded.event.category == Category::Clinic;
    default:
        return false;
    }
}

// The same for the same commits, whatever their order of arrival: first who was removed by anybody who ever
// could, then all else without what removed devices wrote behind their ends.
void Vault::Private::refreshRoster()
{
    std::vector<RecordedEvent> counted;
    record::Roster folded;
    {
        const std::lock_guard guard(databaseMutex);
        const std::vector<ClinicEvent> all = readRosterEvents(*database, *this);
        applyRemovals(*database, chains, {});
        counted = without(all, chains);
        folded = record::Roster::fold(counted);
        if (!folded.removedDevices().empty()) {
            applyRemovals(*database, chains, folded.removedDevices());
            counted = without(all, chains);
            folded = record::Roster::fold(counted);
            applyRemovals(*database, chains, folded.removedDevices());
        }
    }
    const std::lock_guard guard(rosterMutex);
    rosterEvents = std::move(counted);
    currentRoster = std::move(folded);
}

void Vault::Private::publish(Arrived arrived)
{
    if (arrived.readAnew) {
        refreshRoster();
        readIndex();
        // Every chart may be another now: whoever listens hears of each patient.
        if (mayRead(Category::Demographics)) {
            const auto all = readCategory(Category::Demographics);
            arrived.events.insert(arrived.events.end(), all.begin(), all.end());
        }
    } else {
        std::vector<RecordedEvent> demographics;
        std::copy_if(arrived.events.begin(), arrived.events.end(), std::back_inserter(demographics),
            [](const RecordedEvent& one) { return one.event.category == Category::Demographics; });
        addToRoster(arrived.events);
        if (!demographics.empty())
            index.add(std::move(demographics));
    }
    std::erase_if(arrived.events, [this](const RecordedEvent& one) { return !mayRead(one.event.category); });
    if (!arrived.events.empty())
        tellListeners(arrived.events);
}

// Segments came in that whoever was signed in had no keys for: now somebody has.
void Vault::Private::openWhatWaits()
{
    struct Waiting
    {
        quint64 chain;
        quint64 seq;
        quint64 position;
    };
    const std::lock_guard guard(databaseMutex);
    std::vector<Waiting> waiting;
    {
        Statement select = database->statement("SELECT chain, seq, position, category FROM unopened");
        while (select.step()) {
            if (keyring.holds(static_cast<Category>(select.number(3))))
                waiting.push_back({select.number(0), select.number(1), select.number(2)});
        }
    }
    if (waiting.empty())
        return;
    Transaction transaction(*database);
    for (const Waiting& each : waiting)
        listEntries(each.chain, each.seq, static_cast<quint32>(each.position));
    transaction.commit();
}

std::vector<RecordedEvent> Vault::Private::openSegmentAt(quint64 chain, quint64 seq, quint32 position) const
{
    std::vector<RecordedEvent> events;
    QByteArray headerBytes;
    {
        Statement select = database->statement("SELECT header FROM commits WHERE chain=? AND seq=?");
        select.bind(chain).bind(seq);
        headerBytes = select.step() ? select.bytes(0) : QByteArray();
    }
    const auto header = decodeHeader(headerBytes);
    if (!header || position >= header->segments.size())
        return events;
    const SegmentEntry& entry = header->segments[position];
    if (!keyring.holds(entry.category, entry.keyEpoch))
        return events;
    Statement select = database->statement(
        "SELECT body FROM segments WHERE category=? AND tag=? AND chain=? AND seq=? AND position=?");
    select.bind(static_cast<quint64>(entry.category))
        .bind(entry.tag)
        .bind(chain)
        .bind(seq)
        .bind(quint64{position});
    if (!select.step())
        return events;
    StoredSegment stored;
    stored.place = SegmentPlace::of(*header, position);
    stored.events = entry.events;
    stored.commit = base::Hash256::of(headerBytes);
    stored.body = select.view(0);
    SegmentOpener(keyring).open(stored, events);
    return events;
}

// What does not open stays where it is: verify names it.
void Vault::Private::listEntries(quint64 chain, quint64 seq, quint32 position)
{
    const auto events = guarded([&] { return openSegmentAt(chain, seq, position); });
    if (!events || events->empty())
        return;
    for (const RecordedEvent& recorded : *events) {
        const EventTag tag = keyring.eventTag(recorded.event.id);
        database->statement("INSERT OR IGNORE INTO event_tags(tag, chain, seq, position) VALUES(?, ?, ?, ?)")
            .bind(tag)
            .bind(chain)
            .bind(seq)
            .bind(quint64{position})
            .run();
    }
    database->statement("DELETE FROM unopened WHERE chain=? AND seq=? AND position=?")
        .bind(chain)
        .bind(seq)
        .bind(quint64{position})
        .run();
}

// An amendment names the content of what it amends, which may be on another device.
bool Vault::Private::isNamedAlready(const record::Event& event, const base::Hash256& blob) const
{
    return std::any_of(event.replaces.begin(), event.replaces.end(), [&](record::EventId replaced) {
        const auto recorded = openEvent(replaced);
        if (!recorded || recorded->event.patient != event.patient
            || recorded->event.category != event.category)
            return false;
        const auto named = record::blobsNamedBy(recorded->event.body);
        return std::find(named.begin(), named.end(), blob) != named.end();
    });
}

std::optional<RecordedEvent> Vault::Private::openEvent(record::EventId event) const
{
    quint64 chain = 0;
    quint64 seq = 0;
    quint32 position = 0;
    {
        Statement place = database->statement("SELECT chain, seq, position FROM event_tags WHERE tag=?");
        const EventTag tag = keyring.eventTag(event);
        place.bind(tag);
        if (!place.step())
            return std::nullopt;
        chain = place.number(0);
        seq = place.number(1);
        position = static_cast<quint32>(place.number(2));
    }
    for (RecordedEvent& recorded : openSegmentAt(chain, seq, position)) {
        if (recorded.event.id == event)
            return std::move(recorded);
    }
    return std::nullopt;
}

std::optional<RecordedEvent> Vault::Private::findEvent(record::EventId event) const
{
    const std::lock_guard guard(databaseMutex);
    return openEvent(event);
}

void Vault::Private::requireWritable() const
{
    if (isJoining) {
        throw Failure(ErrorCode::ReadOnly,
            QStringLiteral("This computer is still joining the clinic: nothing of this entry was stored"), {},
            QStringLiteral("Connect it with the computer that let it in, and wait until all has arrived."));
    }
    const bool isRemoved = [this] {
        const std::lock_guard guard(rosterMutex);
        return currentRoster.removedDevices().contains(device.device);
    }();
    if (isRemoved) {
        throw Failure(ErrorCode::ReadOnly,
            QStringLiteral(
                "This computer has been removed from the clinic: nothing of this entry was stored"),
            {}, QStringLiteral("Ask an administrator, and let it join again in a new folder."));
    }
    if (isOutdated) {
        throw Failure(ErrorCode::ReadOnly,
            QStringLiteral(
                "This is an older copy of the record this computer wrote: nothing of this entry was "
                "stored"),
            {},
            QStringLiteral("If it was restored from a backup, say so, and it goes on from here; if another "
                           "computer works with a copy of this folder, close one of the two."));
    }
}

void Vault::Private::beginEpoch()
{
    const std::lock_guard alone(ingestMutex);
    const std::lock_guard guard(databaseMutex);
    DeviceState next;
    next.device = device.device;
    next.epoch = device.epoch;
    for (const auto& [number, chain] : chains) {
        next.chain = std::max(next.chain, number + 1);
        if (chain.device == device.device)
            next.epoch = std::max(next.epoch, chain.epoch);
    }
    ++next.epoch;
    next.head.commit = device.head.commit; // which the first commit of the new chain will name
    {
        Transaction transaction(*database);
        storeChainHead(*database, device.chain, device.head, keyring, identity.vault);
        const QByteArray id = next.device.toBytes();
        database->statement("INSERT INTO chains(chain, device, epoch) VALUES(?, ?, ?)")
            .bind(next.chain)
            .bind(id)
            .bind(quint64{next.epoch})
            .run();
        storeOwnChain(*database, next.chain);
        storeHead(*database, next, next.head, keyring, identity.vault);
        for (const QByteArrayView mark : {QByteArrayView("outdated"), QByteArrayView("restored")})
            setMetaValue(*database, mark, {});
        transaction.commit();
    }
    Chain& chain = chains[next.chain];
    chain.device = next.device;
    chain.epoch = next.epoch;
    device.chain = next.chain;
    device.epoch = next.epoch;
    device.head = next.head;
    isOutdated = false;
}

} // namespace twinward::ledger
