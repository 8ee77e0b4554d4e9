#include "disclosure_take_p.h"

#include "record/event_codec.h"

#include <algorithm>
#include <cstring>

namespace twinward::ledger {

using base::ErrorCode;
using record::Category;

namespace {

constexpr qint64 maxParts = 10'000;

[[noreturn]] void failBroken(const QString& what)
{
    throw Failure(ErrorCode::IntegrityBroken, what, QStringLiteral("letter"),
        QStringLiteral("Nothing of it was taken in. Ask the other clinic to send it again."));
}

void requireInForce(
    record::ConsentState state, const record::ConsentContract& terms, const base::Moment& ended)
{
    switch (state) {
    case record::ConsentState::InForce:
        return;
    case record::ConsentState::NotYet:
        throw Failure(ErrorCode::Busy, QStringLiteral("The consent for this letter has not begun"),
            terms.from.toString(), QStringLiteral("Check this computer's clock, or wait."));
    case record::ConsentState::Expired:
    case record::ConsentState::Withdrawn:
        break;
    }
    throw Failure(ErrorCode::InvalidInput,
        QStringLiteral("The consent for this letter has ended: nothing of it was taken in"), ended.toString(),
        QStringLiteral("Ask the other clinic for a new one."));
}

template <class List, class T> bool holds(const List& list, const T& value)
{
    return std::find(list.begin(), list.end(), value) != list.end();
}

class Opening
{
public:
    Opening(const Released& released, const std::vector<Category>& allowed,
        const std::vector<record::PatientId>& subjects, Signatures signatures)
        : m_released(released)
        , m_allowed(allowed)
        , m_subjects(subjects)
        , m_signatures(signatures)
    { }

    std::vector<ForeignEvent> run()
    {
        for (const ReleasedCommit& commit : m_released.commits)
            openCommit(commit);
        return std::move(m_events);
    }

private:
    void openCommit(const ReleasedCommit& commit)
    {
        const auto header = decodeHeader(commit.header);
        if (!header)
            failBroken(QStringLiteral("The letter holds something that is no commit"));
        const auto author = std::find_if(m_released.people.begin(), m_released.people.end(),
            [&](const Signer& each) { return each.user == header->author; });
        const auto device = std::find_if(m_released.devices.begin(), m_released.devices.end(),
            [&](const SigningDevice& each) { return each.device == header->device; });
        if (author == m_released.people.end() || device == m_released.devices.end())
            failBroken(QStringLiteral("The letter does not say who signed an entry"));
        if (m_signatures == Signatures::Checked && !isSigned(commit, *author, *device))
            failBroken(QStringLiteral("An entry's signature does not hold"));
        for (const ReleasedSegment& segment : commit.segments)
            openSegment(*header, base::Hash256::of(commit.header), *author, segment);
    }

    [[nodiscard]] static bool isSigned(
        const ReleasedCommit& commit, const Signer& author, const SigningDevice& device)
    {
        return signatureHolds(device.signingKey, deviceSigns(), commit.header, commit.deviceSignature)
            && signatureHolds(author.signingKey, authorSigns(), commit.header, commit.authorSignature);
    }

    void openSegment(const CommitHeader& header, const record::CommitId& commit, const Signer& author,
        const ReleasedSegment& segment)
    {
        if (segment.position >= header.segments.size())
            failBroken(QStringLiteral("An entry is not where its commit says"));
        const SegmentEntry& entry = header.segments[segment.position];
        const bool hasSources = m_signatures == Signatures::Checked && !segment.sources.isEmpty();
        if (base::Hash256::of(segment.body) != entry.body
            || (hasSources && base::Hash256::of(segment.sources) != entry.source))
            failBroken(QStringLiteral("An entry is not what was signed"));
        if (!holds(m_allowed, entry.category))
            failBroken(QStringLiteral("The letter holds more than was agreed"));
        const PassingKey key = keyFor(entry);
        const SegmentPlace place = SegmentPlace::of(header, segment.position);
        std::map<record::EventId, QByteArray> sources;
        if (hasSources) {
            for (auto& [id, source] : openSources(key, place, segment.sources))
                sources.insert_or_assign(id, std::move(source));
        }
        const size_t before = m_events.size();
        openEvents(key, place, segment.body, [&](record::Event&& event) {
            if (!holds(m_subjects, event.patient))
                failBroken(QStringLiteral("The letter holds an entry of another patient"));
            if (const auto source = sources.find(event.id); source != sources.end())
                event.source = std::move(source->second);
            m_events.push_back({std::move(event), author, header.recorded, commit});
        });
        if (m_events.size() - before != entry.events)
            failBroken(QStringLiteral("The number of entries is not what was signed"));
    }

    [[nodiscard]] PassingKey keyFor(const SegmentEntry& entry) const
    {
        for (const ReleasedKey& released : m_released.keys) {
            if (released.category != entry.category || released.keyEpoch != entry.keyEpoch
                || released.tag != toBytes(entry.tag) || static_cast<size_t>(released.key.size()) != keyBytes)
                continue;
            PassingKey key;
            std::memcpy(key.data(), released.key.constData(), keyBytes);
            return key;
        }
        failBroken(QStringLiteral("The letter holds an entry without its key"));
    }

    const Released& m_released;
    const std::vector<Category>& m_allowed;
    const std::vector<record::PatientId>& m_subjects;
    Signatures m_signatures;
    std::vector<ForeignEvent> m_events;
};

} // namespace

std::vector<ForeignEvent> openReleased(const Released& released, const std::vector<Category>& allowed,
    const std::vector<record::PatientId>& subjects, Signatures signatures)
{
    try {
        return Opening(released, allowed, subjects, signatures).run();
    } catch (const Failure& failure) {
        // The vault's own words for a damaged entry would send somebody to a backup.
        failBroken(failure.error().what);
    }
}

record::ConsentContract checkHead(const DisclosureHead& head, const record::ClinicId& own, qint64 nowMs)
{
    const auto event = record::decodeEvent(head.contract);
    const auto* terms = event ? event->as<record::ConsentContract>() : nullptr;
    if (terms == nullptr || event->id != head.contractId || !record::faultOf(*terms).isEmpty())
        failBroken(QStringLiteral("The letter names no consent"));
    if (terms->clinic != own || terms->patient != head.patient || !holds(head.subjects, head.patient))
        failBroken(QStringLiteral("The letter's consent is for somebody else"));
    if (head.contractBy.user.isNull() || !record::roleMaySign(head.contractBy.role, *terms))
        failBroken(QStringLiteral("The letter's consent was signed by somebody whose role may not"));
    if (head.parts < 1 || head.parts > maxParts || head.part < 1 || head.part > head.parts)
        failBroken(QStringLiteral("The letter is no part of anything"));
    record::Consent consent;
    consent.terms = *terms;
    requireInForce(consent.stateAt(nowMs), *terms, terms->until);
    return *terms;
}

void requireStillAgreed(
    const record::ConsentContract& sent, const record::ReceivedConsent& known, qint64 nowMs)
{
    requireInForce(known.stateAt(nowMs), known.terms, known.endedAt(nowMs));
    const bool isLess = std::any_of(sent.categories.begin(), sent.categories.end(),
        [&known](Category category) { return !holds(known.terms.categories, category); });
    if (isLess) {
        throw Failure(ErrorCode::InvalidInput,
            QStringLiteral("Less is agreed by now than this letter holds: nothing of it was taken in"),
            known.narrowed.toString(), QStringLiteral("Ask the other clinic to send it anew."));
    }
}

} // namespace twinward::ledger
