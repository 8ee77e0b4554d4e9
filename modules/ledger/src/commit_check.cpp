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

QString commitName(quint64 seq)
{
    return QStringLiteral("commit %1").arg(seq);
}

} // namespace

CommitCheck::CommitCheck(
    Database& database, const Identity& identity, const Keyring& keyring, record::Roster roster)
    : m_database(database)
    , m_identity(identity)
    , m_keyring(keyring)
    , m_roster(std::move(roster))
{ }

CommitCheck::ChainEnd CommitCheck::endOf(quint64 chain) const
{
    const auto end = m_ends.find(chain);
    return end == m_ends.end() ? ChainEnd{} : end->second;
}

void CommitCheck::checkChain(
    quint64 number, const Chain& chain, const std::function<void(const Counts&)>& counted)
{
    ChainEnd& end = m_ends[number];
    for (;;) {
        const std::vector<Commit> batch = loadBatch(number, chain, end.seq);
        if (batch.empty())
            return;
        for (const Commit& commit : batch)
            checkOrder(commit, chain, end);
        std::vector<Findings> findings(batch.size());
        runParallel(batch.size(), workersFor(batch.size(), 4), 4, [&](size_t, size_t begin, size_t stop) {
            for (size_t i = begin; i < stop; ++i)
                findings[i] = checkContent(batch[i]);
        });
        for (size_t i = 0; i < batch.size(); ++i) {
            checkTags(findings[i], number);
            m_documents.insert(findings[i].documents.begin(), findings[i].documents.end());
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
        if (!m_keyring.holds(entry.category))
            m_sealedAway.insert({number, header.seq, position});
        commit.segments.push_back(std::move(segment));
    }
}

void CommitCheck::checkOrder(const Commit& commit, const Chain& chain, ChainEnd& end) const
{
    const CommitHeader& header = commit.header;
    if (header.seq != end.seq + 1)
        broken(commitName(end.seq + 1), QStringLiteral("it is missing"));
    const QString name = commitName(header.seq);
    if (header.vault != m_identity.vault || header.device != chain.device || header.epoch != chain.epoch)
        broken(name, QStringLiteral("it does not belong to this chain"));
    if (header.previous != end.id)
        broken(name, QStringLiteral("it does not follow the commit before it"));
    if (header.seq != 1 && header.recorded <= end.recorded)
        broken(name, QStringLiteral("it was recorded before the commit it follows"));
    for (const SegmentEntry& entry : header.segments) {
        if (entry.keyEpoch < end.keyEpoch || entry.keyEpoch > m_keyring.epoch())
            broken(name, QStringLiteral("it is sealed under keys that were not the clinic's at the time"));
        end.keyEpoch = entry.keyEpoch;
    }
    end.seq = header.seq;
    end.id = commit.id;
    end.recorded = header.recorded;
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
    if (author->removed && header.recorded > *author->removed)
        broken(name, QStringLiteral("its author had been removed"));
    if (header.recorded < author->enrolled)
        broken(name, QStringLiteral("its author had not been enrolled yet"));
    if (!signatureHolds(author->signingKey, authorSigns(), commit.headerBytes, commit.authorSignature))
        broken(name, QStringLiteral("the author's signature does not hold"));
    const bool isGenesis = header.seq == 1 && header.previous.isNull() && header.epoch == 1;
    if (isGenesis && commit.id != m_identity.genesis)
        broken(name, QStringLiteral("it is not the commit this vault began with"));
}

void CommitCheck::checkSegment(const SegmentEntry& entry, const Segment& segment, Findings& findings) const
{
    const StoredSegment& stored = segment.stored;
    const QString name = nameOf(stored.place);
    if (base::Hash256::of(stored.body) != entry.body)
        broken(name, QStringLiteral("its bytes are not what was signed"));
    if (!entry.source.isNull() && base::Hash256::of(segment.sources) != entry.source)
        broken(name, QStringLiteral("its source documents are not what was signed"));
    if (!m_keyring.holds(entry.category))
        return;
    std::vector<record::RecordedEvent> events;
    SegmentOpener(m_keyring).open(stored, events);
    for (const record::RecordedEvent& recorded : events) {
        findings.tags.emplace_back(stored.place, m_keyring.eventTag(recorded.event.id));
        for (const base::Hash256& blob : record::blobsNamedBy(recorded.event.body))
            findings.documents.push_back(blob);
    }
    if (!entry.source.isNull()) {
        const PassingKey key = m_keyring.patientKey(entry.category, entry.tag, entry.keyEpoch);
        (void)openSources(key, stored.place, segment.sources);
    }
}

void CommitCheck::checkTags(const Findings& findings, quint64 number)
{
    for (const auto& [place, tag] : findings.tags) {
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
    if (count("SELECT count(*) FROM event_tags") != m_tags + tagsOfSealedAway())
        broken(QStringLiteral("list of entries"), QStringLiteral("it lists an entry that is not there"));
}

} // namespace twinward::ledger
