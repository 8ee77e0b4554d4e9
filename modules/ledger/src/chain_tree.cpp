#include "chain_tree_p.h"

#include <algorithm>

namespace twinward::ledger {

namespace {

constexpr quint64 stepBack = 64; // how far to look behind for where a fork began, each time

struct Stored
{
    CommitHeader header;
    record::CommitId id;
};

std::optional<Stored> decoded(Statement& select)
{
    if (!select.step())
        return std::nullopt;
    const QByteArray bytes = select.bytes(0);
    const auto header = decodeHeader(bytes);
    if (!header) {
        throw Failure(base::ErrorCode::IntegrityBroken, QStringLiteral("A commit is not as it was written"),
            QStringLiteral("commit"), QStringLiteral("Restore the vault from a backup."));
    }
    return Stored{*header, base::Hash256::of(bytes)};
}

std::optional<Stored> storedAt(Database& database, quint64 chain, quint64 seq)
{
    Statement select = database.statement("SELECT header FROM commits WHERE chain=? AND seq=?");
    select.bind(chain).bind(seq);
    return decoded(select);
}

std::optional<Stored> lastStored(Database& database, quint64 chain)
{
    Statement select
        = database.statement("SELECT header FROM commits WHERE chain=? ORDER BY seq DESC LIMIT 1");
    select.bind(chain);
    return decoded(select);
}

quint64 countEvents(Database& database, quint64 chain)
{
    Statement select = database.statement("SELECT coalesce(sum(events), 0) FROM segments WHERE chain=?");
    select.bind(chain);
    return select.step() ? select.number(0) : 0;
}

} // namespace

ChainTree::ChainTree(Database& database, Chains chains, EventsOf eventsOf)
    : m_database(database)
    , m_chains(std::move(chains))
    , m_eventsOf(std::move(eventsOf))
{
    for (const auto& [number, chain] : m_chains) {
        ChainTip& tip = m_tips[number];
        tip.head.seq = chain.first - 1;
        if (const auto last = lastStored(database, number)) {
            tip.head.seq = last->header.seq;
            tip.head.commit = last->id;
            tip.recorded = last->header.recorded;
        }
        if (const auto first = storedAt(database, number, chain.first))
            tip.before = first->header.previous;
    }
}

std::vector<quint64> ChainTree::rowsOf(const record::DeviceId& device, quint32 epoch) const
{
    std::vector<quint64> rows;
    for (const auto& [number, chain] : m_chains) {
        if (chain.device == device && chain.epoch == epoch)
            rows.push_back(number);
    }
    return rows;
}

size_t ChainTree::runsOf(const ChainId& chain) const
{
    return rowsOf(chain.device, chain.epoch).size();
}

bool ChainTree::isClosed(quint64 number) const
{
    const ChainTip& tip = m_tips.at(number);
    return std::any_of(m_chains.begin(), m_chains.end(), [&](const auto& other) {
        return other.second.device == m_chains.at(number).device
            && other.second.epoch == m_chains.at(number).epoch && other.second.first == tip.head.seq + 1
            && other.second.first > 1 && m_tips.at(other.first).before == tip.head.commit;
    });
}

std::optional<quint64> ChainTree::parentOf(quint64 number) const
{
    const Chain& chain = m_chains.at(number);
    if (chain.first == 1)
        return std::nullopt;
    for (const quint64 row : rowsOf(chain.device, chain.epoch)) {
        const Head& head = m_tips.at(row).head;
        if (row != number && head.seq + 1 == chain.first && head.commit == m_tips.at(number).before)
            return row;
    }
    return std::nullopt;
}

ChainTree::Place ChainTree::find(const CommitHeader& header, const record::CommitId& id) const
{
    const std::vector<quint64> rows = rowsOf(header.device, header.epoch);
    Place place;
    quint64 furthest = 0;
    for (const quint64 row : rows) {
        const quint64 last = m_tips.at(row).head.seq;
        furthest = std::max(furthest, last);
        if (header.seq < m_chains.at(row).first || header.seq > last)
            continue;
        const auto stored = storedCommit(m_database, row, header.seq);
        if (stored == id)
            return {Kind::Known, row, {}, 0};
        place.other = stored.value_or(record::CommitId());
    }
    if (header.seq == 1) {
        place.kind = rows.empty() || place.other.isNull() ? Kind::Begins : Kind::Branches;
        const auto empty = std::find_if(rows.begin(), rows.end(),
            [&](quint64 row) { return m_chains.at(row).first == 1 && m_tips.at(row).head.seq == 0; });
        if (empty != rows.end())
            return {Kind::Follows, *empty, {}, 0};
        return place;
    }
    for (const quint64 row : rows) {
        const Head& head = m_tips.at(row).head;
        place.chain = row;
        if (head.seq + 1 == header.seq && head.commit == header.previous) {
            place.kind = isClosed(row) ? Kind::Branches : Kind::Follows;
            return place;
        }
        if (header.seq > m_chains.at(row).first && header.seq <= head.seq
            && storedCommit(m_database, row, header.seq - 1) == header.previous) {
            place.kind = Kind::Splits;
            return place;
        }
    }
    place.kind = Kind::Gap;
    const quint64 before = header.seq - 1;
    place.askAfter = before > furthest ? furthest : before - std::min(before, stepBack);
    return place;
}

base::HybridTime ChainTree::timeBefore(const Place& place, const CommitHeader& header) const
{
    if (header.seq == 1)
        return {};
    if (place.kind != Kind::Splits)
        return m_tips.at(place.chain).recorded;
    return storedAt(m_database, place.chain, header.seq - 1)->header.recorded;
}

quint64 ChainTree::newRun(const CommitHeader& header)
{
    const quint64 number = m_chains.empty() ? 1 : m_chains.rbegin()->first + 1;
    const QByteArray device = header.device.toBytes();
    m_database.statement("INSERT INTO chains(chain, device, epoch) VALUES(?, ?, ?)")
        .bind(number)
        .bind(device)
        .bind(quint64{header.epoch})
        .run();
    if (header.seq > 1) {
        m_database.statement("INSERT INTO branches(chain, first_seq) VALUES(?, ?)")
            .bind(number)
            .bind(header.seq)
            .run();
    }
    Chain& chain = m_chains[number];
    chain.device = header.device;
    chain.epoch = header.epoch;
    chain.first = header.seq;
    ChainTip& tip = m_tips[number];
    tip.head.seq = header.seq - 1;
    tip.before = header.previous;
    m_touched.insert(number);
    return number;
}

void ChainTree::split(quint64 chain, quint64 seq)
{
    const auto first = storedAt(m_database, chain, seq);
    const quint64 moved = newRun(first->header);
    for (const char* sql : {"UPDATE commits SET chain=? WHERE chain=? AND seq>=?",
             "UPDATE segments SET chain=? WHERE chain=? AND seq>=?",
             "UPDATE sources SET chain=? WHERE chain=? AND seq>=?",
             "UPDATE event_tags SET chain=? WHERE chain=? AND seq>=?",
             "UPDATE unopened SET chain=? WHERE chain=? AND seq>=?"})
        m_database.statement(sql).bind(moved).bind(chain).bind(seq).run();
    m_chains[moved].lastCounted = m_chains[chain].lastCounted;
    ChainTip& behind = m_tips[moved];
    behind.head = m_tips[chain].head;
    behind.head.events = countEvents(m_database, moved);
    behind.recorded = m_tips[chain].recorded;
    const auto last = lastStored(m_database, chain);
    m_tips[chain].head = {last->header.seq, last->id, countEvents(m_database, chain)};
    m_tips[chain].recorded = last->header.recorded;
    m_moved = {chain, moved};
    m_touched.insert(chain);
}

quint64 ChainTree::makeRoom(const Place& place, const CommitHeader& header)
{
    if (place.kind == Kind::Follows)
        return place.chain;
    if (place.kind == Kind::Splits)
        split(place.chain, header.seq);
    return newRun(header);
}

void ChainTree::added(quint64 chain, const SealedCommit& commit)
{
    ChainTip& tip = m_tips.at(chain);
    if (m_touched.insert(chain).second && m_eventsOf)
        tip.head.events = m_eventsOf(chain);
    tip.head.events += commit.events;
    tip.head.seq = commit.header.seq;
    tip.head.commit = commit.id;
    tip.recorded = commit.header.recorded;
    if (commit.header.seq == m_chains.at(chain).first)
        tip.before = commit.header.previous;
}

void applyRemovals(
    Database& database, Chains& chains, const std::map<record::DeviceId, record::DeviceRemoval>& removals)
{
    for (auto& [number, chain] : chains)
        chain.lastCounted = std::numeric_limits<quint64>::max();
    if (removals.empty())
        return;
    const ChainTree tree(database, chains);
    for (auto& [number, chain] : chains) {
        const auto removal = removals.find(chain.device);
        if (removal == removals.end())
            continue;
        chain.lastCounted = chain.first - 1;
        for (const record::DeviceChainEnd& end : removal->second.ends) {
            const auto last = static_cast<quint64>(end.lastSeq);
            if (end.epoch != chain.epoch || last < chain.first)
                continue;
            const bool isWhole = tree.tip(number).head.seq >= last;
            const bool isOnly = tree.runsOf({chain.device, chain.epoch}) == 1;
            const bool isNamed = isWhole && storedCommit(database, number, last) == end.lastCommit;
            if (isNamed || (!isWhole && isOnly))
                chain.lastCounted = std::max(chain.lastCounted, last);
        }
    }
    // A branch that counts stands on what it grew from: from the youngest runs to the oldest.
    std::vector<quint64> youngestFirst;
    for (const auto& [number, chain] : chains) {
        if (removals.contains(chain.device) && chain.lastCounted >= chain.first)
            youngestFirst.push_back(number);
    }
    for (const quint64 number : youngestFirst) {
        for (auto parent = tree.parentOf(number); parent; parent = tree.parentOf(*parent))
            chains.at(*parent).lastCounted = tree.tip(*parent).head.seq;
    }
}

} // namespace twinward::ledger
