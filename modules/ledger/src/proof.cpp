#include "proof_p.h"

#include "failure_p.h"

#include "base/cbor.h"

#include <algorithm>

namespace twinward::ledger {

using base::ErrorCode;

namespace {

constexpr qint64 proofFormat = 1;
constexpr QByteArrayView magic("TWPROOF1");

[[noreturn]] void broken(const QString& where, const QString& why)
{
    throw Failure(ErrorCode::IntegrityBroken, why, where,
        QStringLiteral("Do not rely on it. Ask for the proof again from where it came."));
}

class ProofCheck
{
public:
    explicit ProofCheck(const ProofParts& parts)
        : m_parts(parts)
    { }

    ProvenEvent run()
    {
        checkCommit();
        checkSegment();
        checkPath();
        for (size_t i = 0; i < m_parts.cosigned.size(); ++i)
            checkCosigner(m_parts.cosigned[i], QStringLiteral("cosignature %1").arg(i + 1));
        return std::move(m_proven);
    }

private:
    void checkCommit()
    {
        const auto header = decodeHeader(m_parts.header);
        if (!header)
            broken(QStringLiteral("commit"), QStringLiteral("It is not a commit"));
        m_header = *header;
        m_proven.commit = base::Hash256::of(m_parts.header);
        m_proven.vault = header->vault.toBytes();
        m_proven.chain = {header->device, header->epoch};
        m_proven.seq = header->seq;
        m_proven.recorded = header->recorded;
        m_proven.author = header->author;
        m_proven.authorKey = m_parts.authorKey;
        m_proven.deviceKey = m_parts.deviceKey;
        if (!holds(m_parts.deviceKey, deviceSigns(), m_parts.deviceSignature))
            broken(QStringLiteral("device's signature"), QStringLiteral("It does not hold"));
        if (!holds(m_parts.authorKey, authorSigns(), m_parts.authorSignature))
            broken(QStringLiteral("author's signature"), QStringLiteral("It does not hold"));
    }

    [[nodiscard]] bool holds(const QByteArray& key, const Binding& domain, const QByteArray& signature) const
    {
        constexpr qsizetype signatureBytes = 64;
        return key.size() == static_cast<qsizetype>(keyBytes) && signature.size() == signatureBytes
            && signatureHolds(key, domain, m_parts.header, signature);
    }

    void checkSegment()
    {
        const QString where = QStringLiteral("entry");
        if (m_parts.position >= m_header.segments.size()
            || base::Hash256::of(m_parts.segment) != m_header.segments[m_parts.position].body)
            broken(where, QStringLiteral("Its bytes are not what was signed"));
        const auto opened = guarded([&] {
            return openWithSegmentKey(
                m_parts.segmentKey, SegmentPlace::of(m_header, m_parts.position), m_parts.segment);
        });
        if (!opened)
            broken(where, QStringLiteral("Its key does not open it"));
        bool isFound = false;
        for (const record::Event& event : *opened) {
            if (event.id == m_parts.event && !isFound) {
                m_proven.event = event;
                isFound = true;
            } else {
                m_proven.alongside.push_back(event);
            }
        }
        if (!isFound)
            broken(where, QStringLiteral("It is not in the commit"));
    }

    void checkPath()
    {
        m_head = {m_proven.chain, m_header.seq, m_proven.commit};
        for (const QByteArray& bytes : m_parts.path) {
            const auto header = decodeHeader(bytes);
            const QString where
                = QStringLiteral("commit %1 on the way to the cosigned head").arg(m_head.seq + 1);
            if (!header || header->vault != m_header.vault || header->device != m_header.device
                || header->epoch != m_header.epoch || header->seq != m_head.seq + 1
                || header->previous != m_head.commit)
                broken(where, QStringLiteral("It does not follow the commit before it"));
            m_head.seq = header->seq;
            m_head.commit = base::Hash256::of(bytes);
        }
        if (!m_parts.path.empty() && m_parts.cosigned.empty())
            broken(QStringLiteral("cosignatures"), QStringLiteral("Nobody signed the head that it leads to"));
    }

    void checkCosigner(const ProofParts::Cosigned& cosigned, const QString& where)
    {
        const auto said = Cosignature::fromBytes(cosigned.cosignature);
        if (!said || said->toBytes() != cosigned.cosignature)
            broken(where, QStringLiteral("It is none"));
        if (!cosignatureHolds(cosigned.key, *said))
            broken(where, QStringLiteral("It does not hold"));
        if (said->vault != m_proven.vault)
            broken(where, QStringLiteral("It is of another clinic"));
        if (std::find(said->holds.begin(), said->holds.end(), m_head) == said->holds.end())
            broken(where, QStringLiteral("It is of another commit"));
        if (said->device == m_header.device || cosigned.key == m_parts.deviceKey)
            broken(where, QStringLiteral("It is the writing computer's own"));
        const bool isTwice = std::any_of(m_proven.cosigners.begin(), m_proven.cosigners.end(),
            [&](const auto& other) { return other.device == said->device || other.key == cosigned.key; });
        if (isTwice)
            broken(where, QStringLiteral("It stands there twice"));
        m_proven.cosigners.push_back({said->device, cosigned.key, m_head.seq, said->at});
    }

    const ProofParts& m_parts;
    CommitHeader m_header;
    ChainHead m_head;
    ProvenEvent m_proven;
};

} // namespace

QByteArray ProofParts::toBytes() const
{
    base::CborWriter writer;
    writer.array(12)
        .integer(proofFormat)
        .bytes(event.toBytes())
        .bytes(header)
        .bytes(deviceSignature)
        .bytes(authorSignature)
        .bytes(deviceKey)
        .bytes(authorKey)
        .integer(position)
        .bytes(segmentKey)
        .bytes(segment);
    writer.array(path.size());
    for (const QByteArray& each : path)
        writer.bytes(each);
    writer.array(cosigned.size());
    for (const Cosigned& each : cosigned)
        writer.array(2).bytes(each.cosignature).bytes(each.key);
    return magic.toByteArray() + writer.data();
}

std::optional<ProofParts> ProofParts::fromBytes(const QByteArray& bytes)
{
    base::CborReader reader(QByteArrayView(bytes).sliced(std::min(bytes.size(), magic.size())));
    ProofParts parts;
    if (!bytes.startsWith(magic) || reader.enterArray() != 12 || reader.integer() != proofFormat)
        return std::nullopt;
    const auto event = record::EventId::fromBytes(reader.bytesView());
    parts.header = reader.bytes();
    parts.deviceSignature = reader.bytes();
    parts.authorSignature = reader.bytes();
    parts.deviceKey = reader.bytes();
    parts.authorKey = reader.bytes();
    const qint64 position = reader.integer();
    parts.segmentKey = reader.bytes();
    parts.segment = reader.bytes();
    const quint64 steps = reader.enterArray(maxProofPath);
    for (quint64 i = 0; i < steps && !reader.failed(); ++i)
        parts.path.push_back(reader.bytes());
    reader.leaveArray();
    const quint64 cosigners = reader.enterArray(maxProofCosigners);
    for (quint64 i = 0; i < cosigners && !reader.failed(); ++i) {
        reader.enterArray(2);
        parts.cosigned.push_back({reader.bytes(), reader.bytes()});
        reader.leaveArray();
    }
    reader.leaveArray();
    reader.leaveArray();
    if (!reader.atEnd() || !event || position < 0 || position > std::numeric_limits<quint32>::max())
        return std::nullopt;
    parts.event = *event;
    parts.position = static_cast<quint32>(position);
    if (parts.toBytes() != bytes)
        return std::nullopt;
    return parts;
}

base::Result<ProvenEvent> verifyProof(const QByteArray& proof)
{
    return guarded([&] {
        const auto parts
            = proof.size() > maxProofBytes ? std::optional<ProofParts>() : ProofParts::fromBytes(proof);
        if (!parts) {
            const bool isNewer = proof.startsWith(magic.first(magic.size() - 1)) && !proof.startsWith(magic);
            throw Failure(isNewer ? ErrorCode::Unsupported : ErrorCode::InvalidInput,
                isNewer ? QStringLiteral("The proof is of a form that this program does not know")
                        : QStringLiteral("This is not a whole proof"),
                QStringLiteral("proof"), QStringLiteral("Ask for the proof again from where it came."));
        }
        return ProofCheck(*parts).run();
    });
}

} // namespace twinward::ledger
