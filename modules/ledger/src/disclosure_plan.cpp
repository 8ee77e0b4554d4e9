#include "disclosure_plan_p.h"

#include "blob_store_p.h"
#include "record/event_codec.h"

#include <algorithm>
#include <cstring>

namespace twinward::ledger {

using base::ErrorCode;
using record::Category;
using record::RecordedEvent;

namespace {

constexpr qint64 groupBytes = 24 << 20; // of one letter: a slow line or a full stick loses little
constexpr qint64 roomBytes = 48 << 20; // what one entry or one image may take of a letter

const record::Consent& consentOf(const Sharing& sharing, const record::DisclosureMade& made)
{
    const auto found = sharing.consents.find(made.contract);
    if (found == sharing.consents.end())
        throw Failure(
            ErrorCode::NotFound, QStringLiteral("There is no such consent"), made.contract.toString());
    return found->second;
}

const ClinicCard& cardOf(const Sharing& sharing, const record::DisclosureMade& made)
{
    const auto found = sharing.clinics.find(made.clinic);
    if (found == sharing.clinics.end())
        throw Failure(ErrorCode::NotFound, QStringLiteral("That clinic is not known here"),
            made.clinic.toString().first(12), QStringLiteral("Exchange cards with it first."));
    return found->second.card;
}

// As many together as fit one letter.
template <class Item> std::vector<std::vector<Item>> grouped(std::vector<Item> items)
{
    std::vector<std::vector<Item>> groups;
    qint64 bytes = 0;
    for (Item& item : items) {
        if (groups.empty() || bytes + item.bytes > groupBytes) {
            groups.emplace_back();
            bytes = 0;
        }
        bytes += item.bytes;
        groups.back().push_back(std::move(item));
    }
    return groups;
}

template <class List, class Is> bool contains(const List& list, Is is)
{
    return std::any_of(list.begin(), list.end(), is);
}

} // namespace

DisclosurePlan::DisclosurePlan(
    const Vault& vault, const Sharing& sharing, record::EventId id, const record::DisclosureMade& made)
    : m_inside(Vault::Private::of(vault))
    , m_sharing(sharing)
    , m_id(id)
    , m_made(made)
    , m_consent(consentOf(sharing, made))
    , m_to(cardOf(sharing, made))
{
    const auto index = vault.patients();
    m_subjects = index->mergedWith(index->resolve(made.patient));
    collect(record::sharedCategories(made.categories), Group::Entries);
    if (made.breakGlass)
        collect(record::heldBack(m_consent.terms), Group::Emergency);
}

void DisclosurePlan::collect(const std::vector<Category>& categories, Group group)
{
    std::map<std::pair<record::DeviceId, quint32>, quint64> upTo;
    for (const record::ChainCut& cut : m_made.upTo)
        upTo[{cut.device, static_cast<quint32>(cut.epoch)}] = static_cast<quint64>(cut.seq);
    std::vector<Place> places;
    std::vector<RecordedEvent> events;
    SegmentOpener opener(m_inside.keyring);
    for (const Category category : categories) {
        if (!m_inside.keyring.holds(category)) {
            throw Failure(ErrorCode::NotAuthorised,
                QStringLiteral("This consent covers entries that your role can't pass on"), {},
                QStringLiteral("Ask a physician or an administrator to send it."));
        }
        const std::lock_guard guard(m_inside.databaseMutex);
        for (const record::PatientId subject : m_subjects) {
            scanSubject(*m_inside.database, m_inside.chains, m_inside.identity.vault, category,
                m_inside.keyring.subjectTag(subject, category), [&](const StoredSegment& segment) {
                    const SegmentPlace& at = segment.place;
                    const auto cut = upTo.find({at.device, at.epoch});
                    if (cut == upTo.end() || at.seq > cut->second)
                        return;
                    places.push_back({at.recorded, at.device, segment.chain, at.seq, at.position, category,
                        at.tag, at.keyEpoch, segment.body.size()});
                    if (group == Group::Entries)
                        opener.open(segment, events);
                });
        }
    }
    std::sort(places.begin(), places.end());
    addSourceBytes(places);
    if (group == Group::Emergency) {
        m_emergencyGroups = grouped(std::move(places));
        return;
    }
    m_entries = static_cast<qint64>(events.size());
    m_entryGroups = grouped(std::move(places));
    if (m_entryGroups.empty())
        m_entryGroups.emplace_back(); // a letter that says there is nothing is an answer too
    planContents(events);
}

// The documents that entries came from go along, where a letter has room for them.
void DisclosurePlan::addSourceBytes(std::vector<Place>& places) const
{
    const std::lock_guard guard(m_inside.databaseMutex);
    for (Place& place : places) {
        Statement select = m_inside.database->statement(
            "SELECT length(body) FROM sources WHERE chain=? AND seq=? AND position=?");
        select.bind(place.chain).bind(place.seq).bind(quint64{place.position});
        const qint64 bytes = select.step() ? static_cast<qint64>(select.number(0)) : 0;
        place.withSources = bytes != 0 && place.bytes + bytes <= roomBytes;
        if (place.withSources)
            place.bytes += bytes;
    }
}

void DisclosurePlan::planContents(const std::vector<RecordedEvent>& events)
{
    std::set<base::Hash256> seen;
    std::vector<Content> contents;
    const std::lock_guard guard(m_inside.databaseMutex);
    for (const RecordedEvent& recorded : events) {
        for (const base::Hash256& name : record::blobsNamedBy(recorded.event.body)) {
            if (!seen.insert(name).second)
                continue;
            const auto row = findBlobRow(*m_inside.database, name);
            if (!row || static_cast<qint64>(row->size) > roomBytes) {
                ++m_tooLarge;
                if (m_leftOut.empty() || m_leftOut.back() != recorded.event.id)
                    m_leftOut.push_back(recorded.event.id);
                continue;
            }
            contents.push_back(
                {recorded.event.patient, recorded.event.category, name, static_cast<qint64>(row->size)});
        }
    }
    m_contentGroups = grouped(std::move(contents));
}

qint64 DisclosurePlan::letters() const
{
    const size_t letters = m_entryGroups.size() + m_emergencyGroups.size() + m_contentGroups.size();
    return static_cast<qint64>(letters);
}

DisclosureHead DisclosurePlan::headOf(qint64 part) const
{
    record::Event contract;
    contract.id = m_consent.id;
    contract.category = Category::Clinic;
    contract.body = m_consent.terms;
    DisclosureHead head;
    head.disclosure = m_id;
    head.contractId = m_consent.id;
    head.contract = record::encodeEvent(contract);
    if (const record::Member* member = m_sharing.roster.find(m_consent.by)) {
        // Who set the clinic up signs as an administrator may, too.
        const record::Role role
            = record::roleMaySign(member->role, m_consent.terms) ? member->role : record::Role::Administrator;
        head.contractBy = {member->user, member->name, role, member->signingKey};
    }
    head.patient = m_consent.terms.patient;
    head.subjects = m_subjects;
    for (const RecordedEvent& each : m_sharing.taken) {
        const auto* taken = each.event.as<record::DisclosureTaken>();
        if (taken->clinic == m_to.id
            && std::find(m_subjects.begin(), m_subjects.end(), taken->patient) != m_subjects.end()
            && std::find(head.yours.begin(), head.yours.end(), taken->contract.patient) == head.yours.end())
            head.yours.push_back(taken->contract.patient);
    }
    head.part = part;
    head.parts = letters();
    return head;
}

SealedLetter DisclosurePlan::write(qint64 part) const
{
    auto at = static_cast<size_t>(part - 1);
    const QString ownName = m_sharing.roster.clinicName();
    if (at < m_entryGroups.size() + m_emergencyGroups.size()) {
        DisclosureBody body;
        body.head = headOf(part);
        if (at < m_entryGroups.size()) {
            body.released = released(m_entryGroups[at]);
        } else {
            const QByteArray inner = encodeBody(released(m_emergencyGroups[at - m_entryGroups.size()]));
            body.emergency
                = sealToClinic(clinicLetterKey(m_inside.keyring, m_inside.keyring.epoch()), m_to, inner);
        }
        return sealLetter(m_inside.keyring, ownName, m_to, LetterKind::Disclosure, encodeBody(body));
    }
    at -= m_entryGroups.size() + m_emergencyGroups.size();
    if (at >= m_contentGroups.size())
        throw Failure(ErrorCode::NotFound, QStringLiteral("There is no such letter"));
    ContentsBody body;
    body.head = headOf(part);
    for (const Content& content : m_contentGroups[at]) {
        body.contents.push_back({content.category, content.name,
            readBlobFile(m_inside, content.patient, content.category, content.name)});
    }
    return sealLetter(m_inside.keyring, ownName, m_to, LetterKind::Contents, encodeBody(body));
}

Released DisclosurePlan::released(const std::vector<Place>& places) const
{
    Released released;
    const std::lock_guard guard(m_inside.databaseMutex);
    for (const Place& place : places) {
        addCommit(released, place);
        const QByteArray tag = toBytes(place.tag);
        const bool isHeld = contains(released.keys, [&](const ReleasedKey& key) {
            return key.category == place.category && key.tag == tag && key.keyEpoch == place.keyEpoch;
        });
        if (isHeld)
            continue;
        const PassingKey key = m_inside.keyring.patientKey(place.category, place.tag, place.keyEpoch);
        released.keys.push_back({place.category, tag, place.keyEpoch,
            QByteArray(reinterpret_cast<const char*>(key.data()), static_cast<qsizetype>(keyBytes))});
    }
    return released;
}

void DisclosurePlan::addCommit(Released& released, const Place& place) const
{
    Statement select = m_inside.database->statement(
        "SELECT header, device_signature, author_signature FROM commits WHERE chain=? AND seq=?");
    select.bind(place.chain).bind(place.seq);
    if (!select.step())
        throw Failure(ErrorCode::IntegrityBroken, QStringLiteral("A commit is missing"),
            QStringLiteral("commit %1").arg(place.seq), QStringLiteral("Restore the vault from a backup."));
    const QByteArray header = select.bytes(0);
    if (released.commits.empty() || released.commits.back().header != header) {
        released.commits.push_back({header, select.bytes(1), select.bytes(2), {}});
        if (const auto decoded = decodeHeader(header))
            addSigners(released, *decoded);
    }
    released.commits.back().segments.push_back(segmentAt(place));
}

void DisclosurePlan::addSigners(Released& released, const CommitHeader& header) const
{
    const record::Member* author = m_sharing.roster.find(header.author);
    const bool isListed
        = contains(released.people, [&](const Signer& each) { return each.user == header.author; });
    if (author != nullptr && !isListed)
        released.people.push_back({author->user, author->name, author->role, author->signingKey});
    const auto device = m_sharing.roster.devices().find(header.device);
    const bool isListedToo
        = contains(released.devices, [&](const SigningDevice& each) { return each.device == header.device; });
    if (device != m_sharing.roster.devices().end() && !isListedToo)
        released.devices.push_back({header.device, device->second.signingKey});
}

ReleasedSegment DisclosurePlan::segmentAt(const Place& place) const
{
    ReleasedSegment segment;
    segment.position = place.position;
    {
        Statement select = m_inside.database->statement(
            "SELECT body FROM segments WHERE category=? AND tag=? AND chain=? AND seq=? AND position=?");
        select.bind(static_cast<quint64>(place.category))
            .bind(place.tag)
            .bind(place.chain)
            .bind(place.seq)
            .bind(quint64{place.position});
        if (select.step())
            segment.body = select.bytes(0);
    }
    if (!place.withSources)
        return segment;
    Statement select
        = m_inside.database->statement("SELECT body FROM sources WHERE chain=? AND seq=? AND position=?");
    select.bind(place.chain).bind(place.seq).bind(quint64{place.position});
    if (select.step())
        segment.sources = select.bytes(0);
    return segment;
}

} // namespace twinward::ledger
