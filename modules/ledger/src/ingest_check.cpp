#include "ingest_check_p.h"

#include "segment_reader_p.h"

#include <algorithm>

namespace twinward::ledger {

using record::Category;
using Outcome = Verdict::Outcome;

namespace {

class Check
{
public:
    Check(const CheckContext& context, const WireCommit& wire, const CommitHeader& header,
        const record::CommitId& id)
        : m_context(context)
        , m_wire(wire)
        , m_header(header)
        , m_id(id)
        , m_isGenesis(id == context.identity.genesis)
    { }

    Verdict run()
    {
        if (checkFrame() && checkSigners() && checkSegments())
            assemble();
        return std::move(m_verdict);
    }

private:
    bool refuse(Finding finding, const QString& why)
    {
        m_verdict.outcome = Outcome::Refused;
        m_verdict.finding = finding;
        m_verdict.why = why;
        return false;
    }

    bool wait(Missing::What what)
    {
        m_verdict.outcome = Outcome::Waits;
        m_verdict.waitsFor = what;
        return false;
    }

    bool checkFrame()
    {
        if (m_header.vault != m_context.identity.vault)
            return refuse(Finding::OtherVault, QStringLiteral("It belongs to another clinic's record"));
        if (m_header.seq == 0 || m_header.epoch == 0 || m_header.segments.size() != m_wire.segments.size())
            return refuse(Finding::Malformed, QStringLiteral("It does not hold what it says"));
        const bool isFirst = m_header.seq == 1;
        const bool mustFollowGenesis = isFirst && m_header.epoch == 1 && !m_isGenesis;
        if ((m_header.previous.isNull() && !m_isGenesis)
            || (mustFollowGenesis && m_header.previous != m_context.identity.genesis))
            return refuse(Finding::OutOfOrder, QStringLiteral("It follows nothing of this record"));
        if (m_header.recorded.wallMs() > m_context.latestMs)
            return refuse(Finding::FutureClock,
                QStringLiteral("It is dated more than a day ahead of this computer's clock"));
        return true;
    }

    // The first commit of all is vouched for by every user's key slot, and enrols its own signers.
    bool checkSigners()
    {
        if (m_isGenesis)
            return true;
        const auto& devices = m_context.roster.devices();
        const auto device = devices.find(m_header.device);
        if (device == devices.end())
            return wait(Missing::What::Device);
        if (!signatureHolds(device->second.signingKey, deviceSigns(), m_wire.header, m_wire.deviceSignature))
            return refuse(Finding::BadSignature, QStringLiteral("The device's signature does not hold"));
        m_verdict.provesItsDevice = true;
        const record::Member* author = m_context.roster.find(m_header.author);
        if (author == nullptr)
            return wait(Missing::What::Author);
        if (!signatureHolds(author->signingKey, authorSigns(), m_wire.header, m_wire.authorSignature))
            return refuse(Finding::BadSignature, QStringLiteral("The author's signature does not hold"));
        if (m_header.recorded < author->enrolled)
            return refuse(Finding::OutOfOrder, QStringLiteral("Its author had not been enrolled yet"));
        m_verdict.authorRemoved = author->removed && m_header.recorded > *author->removed;
        return true;
    }

    bool checkSegments()
    {
        for (quint32 position = 0; position < m_header.segments.size(); ++position) {
            if (!checkSegment(position))
                return false;
        }
        return true;
    }

    bool checkSegment(quint32 position)
    {
        const SegmentEntry& entry = m_header.segments[position];
        const WireSegment& segment = m_wire.segments[position];
        const bool isCategory
            = std::find(allCategories.begin(), allCategories.end(), entry.category) != allCategories.end();
        if (!isCategory || entry.events == 0)
            return refuse(Finding::Malformed, QStringLiteral("It holds a part that is none"));
        const bool isLeftOut
            = m_context.sources == CheckContext::Sources::LeftOut && segment.sources.isEmpty();
        if (base::Hash256::of(segment.body) != entry.body
            || (!isLeftOut && segment.sources.isEmpty() != entry.source.isNull())
            || (!segment.sources.isEmpty() && base::Hash256::of(segment.sources) != entry.source))
            return refuse(
                Finding::NotWhatWasSigned, QStringLiteral("What it carries is not what was signed"));
        const Keyring& keyring = m_context.keyring;
        if (!keyring.holds(Category::Clinic, entry.keyEpoch))
            return wait(Missing::What::Keys);
        SealedSegment& sealed = m_verdict.sealed.segments.emplace_back();
        sealed.body = segment.body;
        sealed.sources = segment.sources;
        m_verdict.sealed.events += entry.events;
        if (keyring.holds(entry.category, entry.keyEpoch))
            return open(position, sealed);
        if (keyring.holds(entry.category))
            return wait(Missing::What::Keys);
        m_verdict.unopened.push_back(position);
        return true;
    }

    bool open(quint32 position, SealedSegment& sealed)
    {
        StoredSegment stored;
        stored.place = SegmentPlace::of(m_header, position);
        stored.events = m_header.segments[position].events;
        stored.commit = m_id;
        stored.body = sealed.body;
        const size_t before = m_verdict.events.size();
        try {
            SegmentOpener(m_context.keyring).open(stored, m_verdict.events);
            if (!sealed.sources.isEmpty()) {
                const PassingKey key = m_context.keyring.patientKey(
                    stored.place.category, stored.place.tag, stored.place.keyEpoch);
                checkSourcesSeal(key, stored.place, sealed.sources);
            }
        } catch (const Failure& failure) {
            return refuse(Finding::NotWhatWasSigned, failure.error().what);
        }
        for (size_t i = before; i < m_verdict.events.size(); ++i) {
            const record::RecordedEvent& recorded = m_verdict.events[i];
            sealed.eventTags.push_back(m_context.keyring.eventTag(recorded.event.id));
            if (!m_isGenesis && !m_verdict.authorRemoved && !m_context.roster.authorises(recorded))
                return refuse(Finding::RoleForbids,
                    QStringLiteral("Its author may not sign this: %1")
                        .arg(record::kindName(recorded.event.kind())));
        }
        return true;
    }

    void assemble()
    {
        SealedCommit& sealed = m_verdict.sealed;
        sealed.header = m_header;
        sealed.headerBytes = m_wire.header;
        sealed.id = m_id;
        sealed.deviceSignature = m_wire.deviceSignature;
        sealed.authorSignature = m_wire.authorSignature;
    }

    const CheckContext& m_context;
    const WireCommit& m_wire;
    const CommitHeader& m_header;
    const record::CommitId& m_id;
    bool m_isGenesis;
    Verdict m_verdict;
};

} // namespace

Verdict checkWire(const CheckContext& context, const WireCommit& wire, const CommitHeader& header,
    const record::CommitId& id)
{
    return Check(context, wire, header, id).run();
}

} // namespace twinward::ledger
