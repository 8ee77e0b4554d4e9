#include "ledger/places.h"

#include "vault_p.h"

namespace twinward::ledger {

using record::Category;

namespace {

constexpr quint64 commitsAtOnce = 1000;

bool isOfPatients(Category category)
{
    return category != Category::Clinic && category != Category::Access;
}

void count(Backlog& backlog, const QByteArray& headerBytes)
{
    const auto header = decodeHeader(headerBytes);
    if (!header) {
        throw Failure(base::ErrorCode::IntegrityBroken, QStringLiteral("A commit is not as it was written"),
            QStringLiteral("commit"), QStringLiteral("Restore the vault from a backup."));
    }
    quint64 entries = 0;
    for (const SegmentEntry& segment : header->segments) {
        if (isOfPatients(segment.category))
            entries += segment.events;
    }
    const bool isOldest = backlog.since.packed() == 0 || header->recorded < backlog.since;
    if (entries != 0 && isOldest)
        backlog.since = header->recorded;
    backlog.entries += entries;
    ++backlog.commits;
}

// The next thousand of one run; the last seq among them, none where there are no more.
std::optional<quint64> countSome(const Vault::Private& d, quint64 run, quint64 after, Backlog& backlog)
{
    const std::lock_guard guard(d.databaseMutex);
    Statement select = d.database->statement(
        "SELECT seq, header FROM commits WHERE chain=? AND seq>? ORDER BY seq LIMIT ?");
    select.bind(run).bind(after).bind(commitsAtOnce);
    std::optional<quint64> last;
    while (select.step()) {
        last = select.number(0);
        count(backlog, select.bytes(1));
    }
    return last;
}

std::vector<quint64> runsOf(const Vault::Private& d, const ChainId& wanted)
{
    const std::lock_guard guard(d.databaseMutex);
    std::vector<quint64> runs;
    for (const auto& [number, chain] : d.chains) {
        if (chain.device == wanted.device && chain.epoch == wanted.epoch)
            runs.push_back(number);
    }
    return runs;
}

} // namespace

base::Result<std::vector<std::optional<EventPlace>>> placesOf(
    const Vault& vault, const std::vector<record::EventId>& events)
{
    return guarded([&] {
        const auto& d = Vault::Private::of(vault);
        std::vector<std::optional<EventPlace>> places;
        places.reserve(events.size());
        const std::lock_guard guard(d.databaseMutex);
        for (const record::EventId event : events) {
            const EventTag tag = d.keyring.eventTag(event);
            Statement select = d.database->statement("SELECT chain, seq FROM event_tags WHERE tag=?");
            select.bind(tag);
            auto& place = places.emplace_back();
            if (!select.step())
                continue;
            const Chain& chain = d.chains.at(select.number(0));
            place = EventPlace{{chain.device, chain.epoch}, select.number(1)};
        }
        return places;
    });
}

base::Result<Backlog> backlogAfter(const Vault& vault, const ChainId& chain, quint64 seq)
{
    return guarded([&] {
        const auto& d = Vault::Private::of(vault);
        Backlog backlog;
        backlog.upTo = seq;
        for (const quint64 run : runsOf(d, chain)) {
            quint64 after = seq;
            while (const auto last = countSome(d, run, after, backlog)) {
                after = *last;
                backlog.upTo = std::max(backlog.upTo, *last);
            }
        }
        return backlog;
    });
}

} // namespace twinward::ledger
