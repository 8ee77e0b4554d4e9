#include "commit_check_p.h"

#include "parallel_p.h"

#include <algorithm>

namespace twinward::ledger {

namespace {

constexpr size_t batchCommits = 512;
constexpr size_t batchBytes = 64 << 20;

[[noreturn]] void broken(const QString& where, const QString& why)
{
    throw Failure(base::ErrorCode::IntegrityBroken, why, where);
}

} // namespace

CommitCheck::CommitCheck(Database& database, const Identity& identity, const Keyring& keyring,
    record::Roster roster, const Chain& own)
    : m_database(database)
    , m_identity(identity)
    , m_keyring(keyring)
    , m_roster(std::move(roster))
    , m_own(own)
{
    Statement select = m_database.statement("SELECT chain, seq, position FROM unopened");
    while (select.step())
        m_unopened.insert({select.number(0), select.number(1), select.number(2)});
}

QString CommitCheck::commitName(quint64 seq) const
{
    const QString name = QStringLiteral("commit %1").arg(seq);
    return m_deviceName.isEmpty() ? name : QStringLiteral("%1 of %2").arg(name, m_deviceName);
}

CommitCheck::ChainEnd CommitCheck::endOf(quint64 chain) const
{
    const auto end = m_ends.find(chain);
    return end == m_ends.end() ? ChainEnd{} : end->second;
}

CommitCheck::ChainEnd CommitCheck::beginningOf(quint64 number, const Chain& chain)
{
    const auto device = m_roster.devices().find(chain.device);
    const bool isNamed = !m_ends.empty() && device != m_roster.devices().end();
    m_deviceName = isNamed ? device->second.name : QString();
    ChainEnd beginning;
    beginning.chain = chain;
    if (chain.first == 1)
        return beginning;
    Statement select = m_database.statement("SELECT header FROM commits WHERE chain=? AND seq=?");
    select.bind(number).bind(chain.first);
    const auto header = select.step() ? decodeHeader(select.bytes(0)) : std::nullopt;
    const auto parent = std::find_if(m_ends.begin(), m_ends.end(), [&](const auto& each) {
        const ChainEnd& end = each.second;
        return header && end.chain.device == chain.device && end.chain.epoch == chain.epoch
            && end.seq + 1 == chain.first && end.id == header->previous;
    });
    if (parent == m_ends.end())
        broken(commitName(chain.first), QStringLiteral("it does not follow the commit before it"));
    beginning = parent->second;
    beginning.chain = chain;
    beginning.events = 0;
    return beginning;
}

void CommitCheck::checkChain(
    quint64 number, const Chain& chain, const std::function<void(const Counts&)>& counted)
{
    const ChainEnd beginning = beginningOf(number, chain);
    ChainEnd& end = m_ends[number];
    end = beginning;
    std::set<record::UserId> removed; // by what this chain says itself
    for (;;) {
        const std::vector<Commit> batch = loadBatch(number, chain, end.seq);
        if (batch.empty())
            return;
        for (const Commit& commit : batch)
            checkOrder(commit, end);
        std::vector<Findings> findings(batch.size());
        runParallel(batch.size(), workersFor(batch.size(), 4), 4, [&](size_t, size_t begin, size_t stop) {
            for (size_t i = begin; i < stop; ++i)
                findings[i] = checkContent(batch[i]);
        });
        for (size_t i = 0; i < batch.size(); ++i) {
            checkAuthor(batch[i], removed);
            removed.insert(findings[i].removed.begin(), findings[i].removed.end());
            checkTags(findings[i], number);
            m_documents.insert(findings[i].documents.begin(), findings[i].documents.end());
            m_genesisSeen = m_genesisSeen || batch[i].id == m_identity.genesis;
            ++m_counts.commits;
            for (const SegmentEntry& entry : batch[i].header.segments) {
                m_counts.events += entry.events;
                end.events += entry.events;
            }
        }
        counted(m_counts);
    }
}

std::vector<CommitCheck::Commit> CommitCheck::loadBatch(quint64 number, const Chain& chain, quint64 after)
{
    std::vector<Commit> batch;
    size_t bytes = 0;
    Statement select
        = m_database.statement("SELECT seq, header, device_signature, author_signature FROM commits"
                               " WHERE chain=? AND seq>? ORDER BY seq");
    select.bind(number).bind(after);
    while (batch.size() < batchCommits && bytes < batchBytes && select.step()) {
        Commit commit;
        commit.headerBytes = select.bytes(1);
        commit.deviceSignature = select.bytes(2);
        commit.authorSignature = select.bytes(3);
        const auto header = decodeHeader(commit.headerBytes);
        if (!header || header->seq != select.number(0))
            broken(commitName(select.number(0)), QStringLiteral("its header is not as it was written"));
        commit.header = *header;
        commit.id = base::Hash256::of(commit.headerBytes);
        loadSegments(commit, number, chain);
        for (const Segment& segment : commit.segments)
            bytes += static_cast<size_t>(segment.stored.body.size() + segment.sources.size());
        batch.push_back(std::move(commit));
    }
    return batch;
}

void CommitCheck::loadSegments(Commit& commit, quint64 number, const Chain& chain)
{
    const CommitHeader& header = commit.header;
    for (quint32 position = 0; position < header.segments.size(); ++position) {
        const SegmentEntry& entry = header.segments[position];
        Segment segment;
        segment.stored.place = SegmentPlace::of(header, position);
        segment.stored.chain = number;
        segment.stored.events = entry.events;
        segment.stored.commit = commit.id;
        const QString name = nameOf(segment.stored.place);
        Statement select
            = m_database.statement("SELECT key_epoch, events, author, recorded, commit_id, body FROM segments"
                                   " WHERE category=? AND tag=? AND chain=? AND seq=? AND position=?");
        select.bind(static_cast<quint64>(entry.category))
            .bind(entry.tag)
            .bind(number)
            .bind(header.seq)
            .bind(quint64{position});
        if (!select.step())
            broken(name, QStringLiteral("it is missing"));
        // What a reader trusts of the row must be what the header says.
        const bool agrees = select.number(0) == entry.keyEpoch && select.number(1) == entry.events
            && select.view(2) == header.author.toBytes() && select.number(3) == header.recorded.packed()
            && select.view(4) == commit.id.toBytes();
        if (!agrees || header.device != chain.device || header.epoch != chain.epoch)
            broken(name, QStringLiteral("its row says something else than the commit"));
        segment.body = select.bytes(5);
        segment.stored.body = segment.body;
        ++m_segments;
        if (!entry.source.isNull()) {
            Statement source
                = m_database.statement("SELECT body FROM sources WHERE chain=? AND seq=? AND position=?");
            source.bind(number).bind(header.seq).bind(quint64{position});
            if (!source.step())
                broken(name, QStringLiteral("its source documents are missing"));
            segment.sources = source.bytes(0);
            ++m_sources;
        }
        if (!m_keyring.holds(entry.category, entry.keyEpoch))
            m_sealedAway.insert({number, header.seq, position});
        m_unopenedSeen += m_unopened.contains({number, header.seq, position}) ? 1 : 0;
        commit.segments.push_back(std::move(segment));
    }
}

void CommitCheck::checkOrder(const Commit& commit, ChainEnd& end) const
{
    const CommitHeader& header = commit.header;
    if (header.seq != end.seq + 1)
        broken(commitName(end.seq + 1), QStringLiteral("it is missing"));
    const QString name = commitName(header.seq);
    if (header.vault != m_identity.vault || header.device != end.chain.device
        || header.epoch != end.chain.epoch)
        broken(name, QStringLiteral("it does not belong to this chain"));
    if (header.seq == 1)
        checkBeginning(commit);
    else if (header.previous != end.id)
        broken(name, QStringLiteral("it does not follow the commit before it"));
    if (header.seq != 1 && header.recorded <= end.recorded)
        broken(name, QStringLiteral("it was recorded before the commit it follows"));
    for (const SegmentEntry& entry : header.segments) {
        if (entry.keyEpoch < end.keyEpoch || !m_keyring.holds(record::Category::Clinic, entry.keyEpoch))
            broken(name, QStringLiteral("it is sealed under keys that were not the clinic's at the time"));
        // Keys that somebody began who had been removed are left for older ones again.
        if (!m_keyring.isRetired(entry.keyEpoch))
            end.keyEpoch = entry.keyEpoch;
    }
    end.seq = header.seq;
    end.id = commit.id;
    end.recorded = header.recorded;
}

// The vault's first commit follows none; every other device's first follows that, and the first of a later
// epoch what the device knew of the one before.
void CommitCheck::checkBeginning(const Commit& commit) const
{
    const bool isGenesis = commit.id == m_identity.genesis;
    const record::CommitId& previous = commit.header.previous;
    if (previous.isNull() != isGenesis
        || (!isGenesis && commit.header.epoch == 1 && previous != m_identity.genesis))
        broken(commitName(1), QStringLiteral("it is not the commit this vault began with, nor follows it"));
}

CommitCheck::Findings CommitCheck::checkContent(const Commit& commit) const
{
    Findings findings;
    checkSignatures(commit);
    for (size_t i = 0; i < commit.segments.size(); ++i)
        checkSegment(commit.header.segments[i], commit.segments[i], findings);
    return findings;
}

void CommitCheck::checkSignatures(const Commit& commit) const
{
    const CommitHeader& header = commit.header;
    const QString name = commitName(header.seq);
    const auto device = m_roster.devices().find(header.device);
    if (device == m_roster.devices().end()
        || !signatureHolds(
            device->second.signingKey, deviceSigns(), commit.headerBytes, commit.deviceSignature))
        broken(name, QStringLiteral("the device's signature does not hold"));
    const record::Member* author = m_roster.find(header.author);
    if (author == nullptr)
        broken(name, QStringLiteral("its author was never enrolled"));
    if (header.recorded < author->enrolled)
        broken(name, QStringLiteral("its author had not been enrolled yet"));
    if (!signatureHolds(author->signingKey, authorSigns(), commit.headerBytes, commit.authorSignature))
        broken(name, QStringLiteral("the author's signature does not hold"));
}

// A device that knew of the removal lets nobody sign any more; one that did not is not broken for it, and
// what they signed there is not followed.
void CommitCheck::checkAuthor(const Commit& commit, std::set<record::UserId>& removed) const
{
    const record::Member* author = m_roster.find(commit.header.author);
    if (removed.contains(author->user) && author->removed && commit.header.recorded > *author->removed)
        broken(commitName(commit.header.seq), QStringLiteral("its author had been removed"));
}

void CommitCheck::checkSegment(const SegmentEntry& entry, const Segment& segment, Findings& findings) const
{
    const StoredSegment& stored = segment.stored;
    const QString name = nameOf(stored.place);
    if (base::Hash256::of(stored.body) != entry.body)
        broken(name, QStringLiteral("its bytes are not what was signed"));
    if (!entry.source.isNull() && base::Hash256::of(segment.sources) != entry.source)
        broken(name, QStringLiteral("its source documents are not what was signed"));
    if (!m_keyring.holds(entry.category, entry.keyEpoch))
        return;
    std::vector<record::RecordedEvent> events;
    SegmentOpener(m_keyring).open(stored, events);
    for (const record::RecordedEvent& recorded : events) {
        findings.tags.emplace_back(stored.place, m_keyring.eventTag(recorded.event.id));
        const bool isOurs = stored.place.device == m_own.device && stored.place.epoch == m_own.epoch
            && recorded.event.replaces.empty();
        if (isOurs || m_roster.devices().size() == 1) {
            for (const base::Hash256& blob : record::blobsNamedBy(recorded.event.body))
                findings.documents.push_back(blob);
        }
        const auto* removal = recorded.event.as<record::UserRemoved>();
        if (removal != nullptr && m_roster.authorises(recorded))
            findings.removed.push_back(removal->user);
    }
    if (!entry.source.isNull()) {
        const PassingKey key = m_keyring.patientKey(entry.category, entry.tag, entry.keyEpoch);
        (void)openSources(key, stored.place, segment.sources);
    }
}

void CommitCheck::checkTags(const Findings& findings, quint64 number)
{
    for (const auto& [place, tag] : findings.tags) {
        if (m_unopened.contains({number, place.seq, place.position}))
            continue;
        Statement select = m_database.statement("SELECT chain, seq, position FROM event_tags WHERE tag=?");
        select.bind(tag);
        if (!select.step())
            broken(nameOf(place), QStringLiteral("an entry is missing from the list of entries"));
        const bool isHere = select.number(0) == number && select.number(1) == place.seq
            && select.number(2) == place.position;
        // An entry that came twice is listed where it came first.
        const bool isEarlier = select.number(0) != number || select.number(1) < place.seq
            || (select.number(1) == place.seq && select.number(2) < place.position);
        if (!isHere && !isEarlier)
            broken(nameOf(place), QStringLiteral("an entry is listed under another commit"));
        if (isHere)
            ++m_tags;
    }
}

quint64 CommitCheck::tagsOfSealedAway()
{
    quint64 tags = 0;
    if (m_sealedAway.empty())
        return tags;
    Statement select = m_database.statement("SELECT chain, seq, position FROM event_tags");
    while (select.step())
        tags += m_sealedAway.contains({select.number(0), select.number(1), select.number(2)}) ? 1 : 0;
    return tags;
}

void CommitCheck::checkNothingElse()
{
    const auto count = [this](const char* sql) {
        Statement select = m_database.statement(sql);
        return select.step() ? select.number(0) : 0;
    };
    if (count("SELECT count(*) FROM commits") != m_counts.commits)
        broken(QStringLiteral("commits"), QStringLiteral("there is a commit that belongs to no chain"));
    if (count("SELECT count(*) FROM segments") != m_segments)
        broken(QStringLiteral("segments"), QStringLiteral("there is an entry that no commit names"));
    if (count("SELECT count(*) FROM sources") != m_sources)
        broken(QStringLiteral("sources"), QStringLiteral("there is a source document that no commit names"));
    if (m_unopenedSeen != m_unopened.size())
        broken(QStringLiteral("segments"), QStringLiteral("an entry that waits to be opened is not there"));
    if (m_counts.commits != 0 && !m_genesisSeen)
        broken(QStringLiteral("commit 1"), QStringLiteral("the commit this vault began with is missing"));
    if (count("SELECT count(*) FROM event_tags") != m_tags + tagsOfSealedAway())
        broken(QStringLiteral("list of entries"), QStringLiteral("it lists an entry that is not there"));
}

} // namespace twinward::ledger
