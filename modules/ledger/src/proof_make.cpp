#include "ledger/device_keys.h"
#include "proof_p.h"
#include "witness_p.h"

#include "base/cbor.h"

#include <algorithm>

namespace twinward::ledger {

using base::ErrorCode;

namespace {

// With databaseMutex held.
class ProofMaker
{
public:
    ProofMaker(const Vault::Private& vault, record::EventId event, const Cosignature& own)
        : m_vault(vault)
        , m_database(*vault.database)
        , m_roster(vault.roster())
        , m_tree(m_database, vault.chains)
        , m_own(own)
    {
        m_parts.event = event;
    }

    QByteArray run()
    {
        findCommit();
        takeSegment();
        takeKeys();
        takeHead();
        return m_parts.toBytes();
    }

private:
    void findCommit()
    {
        Statement place = m_database.statement(
            "SELECT t.chain, t.seq, t.position, c.header, c.device_signature, c.author_signature"
            " FROM event_tags t JOIN commits c ON c.chain=t.chain AND c.seq=t.seq WHERE t.tag=?");
        const EventTag tag = m_vault.keyring.eventTag(m_parts.event);
        place.bind(tag);
        if (!place.step()) {
            throw Failure(ErrorCode::NotFound, QStringLiteral("There is no such entry"),
                m_parts.event.toString(), QStringLiteral("Check the entry's id."));
        }
        m_chain = place.number(0);
        m_parts.position = static_cast<quint32>(place.number(2));
        m_parts.header = place.bytes(3);
        m_parts.deviceSignature = place.bytes(4);
        m_parts.authorSignature = place.bytes(5);
        const auto header = decodeHeader(m_parts.header);
        if (!header || m_parts.position >= header->segments.size())
            failBroken(place.number(1));
        m_header = *header;
    }

    void takeSegment()
    {
        const SegmentEntry& entry = m_header.segments[m_parts.position];
        m_vault.requireReadable(entry.category);
        Statement select = m_database.statement(
            "SELECT body FROM segments WHERE category=? AND tag=? AND chain=? AND seq=? AND position=?");
        select.bind(static_cast<quint64>(entry.category))
            .bind(entry.tag)
            .bind(m_chain)
            .bind(m_header.seq)
            .bind(quint64{m_parts.position});
        if (!select.step())
            failBroken(m_header.seq);
        m_parts.segment = select.bytes(0);
        const PassingKey key = m_vault.keyring.patientKey(entry.category, entry.tag, entry.keyEpoch);
        m_parts.segmentKey = segmentKeyOf(key, m_parts.segment);
    }

    void takeKeys()
    {
        const auto device = m_roster.devices().find(m_header.device);
        const record::Member* author = m_roster.find(m_header.author);
        if (device == m_roster.devices().end() || author == nullptr)
            failBroken(m_header.seq);
        m_parts.deviceKey = device->second.signingKey;
        m_parts.authorKey = author->signingKey;
    }

    // The nearest head that somebody else signed and that this commit lies under, with all who signed it.
    void takeHead()
    {
        std::vector<Cosignature> all = keptCosignatures(m_vault);
        all.push_back(m_own);
        std::erase_if(all, [this](const Cosignature& said) { return said.device == m_header.device; });
        std::optional<ChainHead> nearest;
        for (const Cosignature& said : all) {
            for (const ChainHead& head : said.holds) {
                const bool isNearer = head.chain == ChainId{m_header.device, m_header.epoch}
                    && head.seq >= m_header.seq && (!nearest || head.seq < nearest->seq);
                if (isNearer && leadsTo(head))
                    nearest = head;
            }
        }
        if (!nearest) {
            requireNotTooFar(all);
            return;
        }
        m_parts.path = pathTo(*nearest).value_or(std::vector<QByteArray>());
        for (const Cosignature& said : all) {
            const bool isSigned
                = std::find(said.holds.begin(), said.holds.end(), *nearest) != said.holds.end();
            const auto device = m_roster.devices().find(said.device);
            const bool isNew = std::none_of(m_parts.cosigned.begin(), m_parts.cosigned.end(),
                [&](const auto& each) { return each.key == device->second.signingKey; });
            if (isSigned && isNew && m_parts.cosigned.size() < maxProofCosigners)
                m_parts.cosigned.push_back({said.toBytes(), device->second.signingKey});
        }
    }

    void requireNotTooFar(const std::vector<Cosignature>& all) const
    {
        for (const Cosignature& said : all) {
            for (const ChainHead& head : said.holds) {
                if (head.chain == ChainId{m_header.device, m_header.epoch}
                    && head.seq > m_header.seq + maxProofPath) {
                    throw Failure(ErrorCode::InvalidInput,
                        QStringLiteral("No other computer signed near enough after this entry"),
                        QStringLiteral("commit %1").arg(m_header.seq),
                        QStringLiteral("Amend the entry with a remark and prove that one instead."));
                }
            }
        }
    }

    [[nodiscard]] bool leadsTo(const ChainHead& head) const
    {
        return head.seq - m_header.seq <= maxProofPath && pathTo(head).has_value();
    }

    // The headers behind this commit up to the head; none where it lies on another branch.
    [[nodiscard]] std::optional<std::vector<QByteArray>> pathTo(const ChainHead& head) const
    {
        std::vector<QByteArray> path;
        record::CommitId wanted = head.commit;
        for (quint64 seq = head.seq; seq > m_header.seq; --seq) {
            const QByteArray bytes = headerOf(seq, wanted);
            const auto header = decodeHeader(bytes);
            if (!header)
                return std::nullopt;
            wanted = header->previous;
            path.push_back(bytes);
        }
        if (wanted != base::Hash256::of(m_parts.header))
            return std::nullopt;
        std::reverse(path.begin(), path.end());
        return path;
    }

    [[nodiscard]] QByteArray headerOf(quint64 seq, const record::CommitId& commit) const
    {
        for (const auto& [number, chain] : m_tree.chains()) {
            if (chain.device != m_header.device || chain.epoch != m_header.epoch)
                continue;
            Statement select = m_database.statement("SELECT header FROM commits WHERE chain=? AND seq=?");
            select.bind(number).bind(seq);
            if (select.step() && base::Hash256::of(select.view(0)) == commit)
                return select.bytes(0);
        }
        return {};
    }

    [[noreturn]] static void failBroken(quint64 seq)
    {
        throw Failure(ErrorCode::IntegrityBroken, QStringLiteral("A commit is not as it was written"),
            QStringLiteral("commit %1").arg(seq), QStringLiteral("Restore the vault from a backup."));
    }

    const Vault::Private& m_vault;
    Database& m_database;
    record::Roster m_roster;
    ChainTree m_tree;
    const Cosignature& m_own; // of this computer, now
    quint64 m_chain = 0;
    CommitHeader m_header;
    ProofParts m_parts;
};

} // namespace

base::Result<QByteArray> makeProof(const Vault& vault, record::EventId event)
{
    const auto own = cosign(vault);
    if (!own)
        return base::fail(own.error());
    return guarded([&] {
        const auto& d = Vault::Private::of(vault);
        const std::lock_guard guard(d.databaseMutex);
        return ProofMaker(d, event, *own).run();
    });
}

} // namespace twinward::ledger
