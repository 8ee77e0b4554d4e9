#include "segment_reader_p.h"

#include <cstring>

namespace twinward::ledger {

using record::Category;

namespace {

[[noreturn]] void failBroken(const SegmentPlace& place, const QString& what)
{
    throw Failure(base::ErrorCode::IntegrityBroken, what, nameOf(place),
        QStringLiteral("Restore the vault from a backup, or verify it to see what else is damaged."));
}

bool counts(const Chains& chains, const StoredSegment& segment)
{
    return segment.place.seq <= chains.at(segment.chain).lastCounted;
}

// Columns: tag, chain, seq, position, key_epoch, events, author, recorded, commit_id, body.
StoredSegment readRow(const Statement& row, const Chains& chains, VaultId vault, Category category)
{
    StoredSegment segment;
    SegmentPlace& place = segment.place;
    place.vault = vault;
    place.category = category;
    const QByteArrayView tag = row.view(0);
    segment.chain = row.number(1);
    place.seq = row.number(2);
    place.position = static_cast<quint32>(row.number(3));
    place.keyEpoch = static_cast<quint32>(row.number(4));
    segment.events = static_cast<quint32>(row.number(5));
    const auto author = record::UserId::fromBytes(row.view(6));
    place.recorded = base::HybridTime(row.number(7));
    const auto commit = base::Hash256::fromBytes(row.view(8));
    const auto chain = chains.find(segment.chain);
    if (static_cast<size_t>(tag.size()) != place.tag.size() || !author || !commit || chain == chains.end())
        failBroken(place, QStringLiteral("A stored entry's row is not as it was written"));
    std::memcpy(place.tag.data(), tag.data(), place.tag.size());
    place.device = chain->second.device;
    place.epoch = chain->second.epoch;
    place.author = *author;
    segment.commit = *commit;
    segment.body = row.view(9);
    return segment;
}

} // namespace

Chains loadChains(Database& database)
{
    Chains chains;
    Statement select = database.statement("SELECT c.chain, c.device, c.epoch, coalesce(b.first_seq, 1)"
                                          " FROM chains c LEFT JOIN branches b ON b.chain=c.chain");
    while (select.step()) {
        const auto device = record::DeviceId::fromBytes(select.view(1));
        if (!device)
            throw Failure(base::ErrorCode::IntegrityBroken, QStringLiteral("A chain has no device"),
                QStringLiteral("chain"));
        Chain& chain = chains[select.number(0)];
        chain.device = *device;
        chain.epoch = static_cast<quint32>(select.number(2));
        chain.first = select.number(3);
    }
    return chains;
}

void scanSubject(Database& database, const Chains& chains, VaultId vault, Category category,
    const SubjectTag& tag, const SegmentSink& take)
{
    Statement select
        = database.statement("SELECT tag, chain, seq, position, key_epoch, events, author, recorded,"
                             " commit_id, body FROM segments WHERE category=? AND tag=?");
    select.bind(static_cast<quint64>(category)).bind(tag);
    while (select.step()) {
        const StoredSegment segment = readRow(select, chains, vault, category);
        if (counts(chains, segment))
            take(segment);
    }
}

void scanCategory(
    Database& database, const Chains& chains, VaultId vault, Category category, const SegmentSink& take)
{
    Statement select
        = database.statement("SELECT tag, chain, seq, position, key_epoch, events, author, recorded,"
                             " commit_id, body FROM segments WHERE category=?");
    select.bind(static_cast<quint64>(category));
    while (select.step()) {
        const StoredSegment segment = readRow(select, chains, vault, category);
        if (counts(chains, segment))
            take(segment);
    }
}

const PassingKey& SegmentOpener::keyOf(const SegmentPlace& place)
{
    const std::tuple wanted{place.category, place.tag, place.keyEpoch};
    if (m_keyPlace != wanted) {
        m_key = m_keyring.patientKey(place.category, place.tag, place.keyEpoch);
        m_keyPlace = wanted;
    }
    return m_key;
}

void SegmentOpener::checkPatient(record::PatientId patient, const SegmentPlace& place)
{
    const std::tuple pair{place.category, place.tag, patient};
    if (m_known == pair)
        return;
    if (m_keyring.subjectTag(patient, place.category) != place.tag)
        failBroken(place, QStringLiteral("An entry stands under another patient"));
    m_known = pair;
}

void SegmentOpener::open(const StoredSegment& segment, std::vector<record::RecordedEvent>& into)
{
    const SegmentPlace& place = segment.place;
    const size_t before = into.size();
    openEvents(keyOf(place), place, segment.body, [&](record::Event&& event) {
        checkPatient(event.patient, place);
        into.push_back({std::move(event), segment.commit, place.author, place.device, place.recorded});
    });
    if (into.size() - before != segment.events)
        failBroken(place, QStringLiteral("The number of entries is not what was recorded"));
}

std::vector<StoredSources> scanSources(
    Database& database, const Chains& chains, VaultId vault, Category category, const SubjectTag& tag)
{
    std::vector<StoredSources> all;
    Statement select = database.statement(
        "SELECT g.tag, g.chain, g.seq, g.position, g.key_epoch, g.events, g.author, g.recorded, g.commit_id, "
        "s.body"
        " FROM segments g JOIN sources s ON s.chain=g.chain AND s.seq=g.seq AND s.position=g.position"
        " WHERE g.category=? AND g.tag=?");
    select.bind(static_cast<quint64>(category)).bind(tag);
    while (select.step()) {
        const StoredSegment row = readRow(select, chains, vault, category);
        if (counts(chains, row))
            all.push_back({row.place, row.body.toByteArray()});
    }
    return all;
}

} // namespace twinward::ledger
