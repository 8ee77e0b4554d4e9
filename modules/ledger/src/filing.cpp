// Entries from another clinic as entries of this one: under the patient they are of here, with whom they come
// from, their images by the names these have here.

#include "disclosure_take_p.h"
#include "record/event_codec.h"

#include <algorithm>

namespace twinward::ledger {

using base::ErrorCode;

namespace {

// What an entry says, apart from where it is kept.
QByteArray saidBy(record::Event event)
{
    event.id = {};
    event.patient = {};
    event.replaces.clear();
    event.origin.reset();
    return record::encodeEvent(event);
}

} // namespace

record::PatientId patientFrom(const record::ClinicId& clinic, record::PatientId theirs)
{
    return record::PatientId::derived(
        "twinward patient from another clinic", clinic.toBytes() + theirs.toBytes());
}

Filing::Filing(
    const Vault& vault, const Sharing& sharing, const OpenedLetter& letter, const DisclosureHead& head)
    : patient(patientFrom(letter.from, head.patient))
    , m_vault(vault)
    , m_inside(Vault::Private::of(vault))
    , m_roster(sharing.roster)
    , m_letter(letter)
{
    if (vault.patients()->find(patient) != nullptr) {
        for (const auto& piece : m_inside.read(patient)) {
            for (const record::RecordedEvent& recorded : piece) {
                const auto& origin = recorded.event.origin;
                const bool isClaim = origin && origin->inLetter == record::Origin::Letter::Missing;
                (isClaim ? m_claimed : m_here).insert(recorded.event.id);
            }
        }
    }
    for (const record::RecordedEvent& each : sharing.taken) {
        const auto* taken = each.event.as<record::DisclosureTaken>();
        if (taken->clinic != letter.from || taken->patient != patient)
            continue;
        for (const record::ContentTaken& content : taken->contents)
            contents.insert_or_assign(content.theirs, content.ours);
    }
}

void Filing::add(std::vector<ForeignEvent> foreign)
{
    events.reserve(events.size() + foreign.size());
    for (ForeignEvent& each : foreign)
        addOne(std::move(each));
}

void Filing::addOne(ForeignEvent foreign)
{
    record::Event& event = foreign.event;
    if (event.kind() == record::Kind::MergedInto)
        return; // whose entries are the patient's, the letter itself says
    const auto id = idFor(event);
    if (!id) {
        ++known;
        return;
    }
    event.origin = std::make_shared<record::Origin>(originOf(foreign, m_letter));
    event.patient = patient;
    const base::HybridTime now(static_cast<quint64>(m_inside.options.wallClock()), 0);
    if (!m_roster.mayAuthor(m_inside.identity.user, event, now)) {
        ++refused;
        return;
    }
    if (!findContents(event.body)) {
        ++waiting;
        return;
    }
    if (*id != event.id)
        m_renamed.emplace(event.id, *id);
    event.id = *id;
    for (record::EventId& replaced : event.replaces) {
        if (const auto renamed = m_renamed.find(replaced); renamed != m_renamed.end())
            replaced = renamed->second;
    }
    m_here.insert(event.id);
    events.push_back(std::move(event));
}

std::optional<record::EventId> Filing::idFor(const record::Event& event) const
{
    if (m_here.contains(event.id))
        return std::nullopt;
    if (!m_vault.contains(event.id))
        return event.id;
    if (!m_claimed.contains(event.id)) {
        const auto here = m_inside.findEvent(event.id);
        const bool isTheirs = !here || !here->event.origin || here->event.origin->clinic == m_letter.from;
        if (isTheirs || saidBy(here->event) == saidBy(event))
            return std::nullopt;
    }
    // A third clinic sent something else under this name, or somebody here claims so: neither may hide the
    // other.
    const auto own = ownNameOf(m_letter.from, event.id);
    return m_here.contains(own) || m_vault.contains(own) ? std::nullopt : std::optional(own);
}

bool Filing::findContents(record::Body& body) const
{
    const auto find = [this](base::Hash256& name) {
        const auto found = contents.find(name);
        if (found != contents.end())
            name = found->second;
        return found != contents.end();
    };
    if (auto* document = std::get_if<record::Document>(&body))
        return !document->blob || find(*document->blob);
    if (auto* finding = std::get_if<record::ImagingFinding>(&body))
        return !finding->object || find(*finding->object);
    if (auto* series = std::get_if<record::ImagingSeries>(&body)) {
        series->index.reset(); // derived, and of the names the images had there
        return std::all_of(series->instances.begin(), series->instances.end(),
            [&find](record::ImagingInstance& instance) { return find(instance.blob); });
    }
    return true;
}

record::EventId ownNameOf(const record::ClinicId& clinic, record::EventId theirs)
{
    return record::EventId::derived(
        "twinward entry from another clinic", clinic.toBytes() + theirs.toBytes());
}

record::Origin originOf(const ForeignEvent& foreign, const OpenedLetter& letter)
{
    record::Origin origin;
    origin.clinic = letter.from;
    origin.clinicName = letter.card.name;
    origin.author = foreign.author.user;
    origin.authorName = foreign.author.name;
    origin.role = foreign.author.role;
    origin.recorded = {foreign.recorded.wallMs(), 0, base::Moment::Precision::Second};
    origin.commit = foreign.commit;
    if (const auto& before = foreign.event.origin) {
        origin.author = before->author;
        origin.authorName = before->authorName;
        origin.role = before->role;
        origin.recorded = before->recorded;
        origin.earlier = before->clinicName;
    }
    return origin;
}

void Filing::requireKeys() const
{
    const bool holdsAll = std::all_of(events.begin(), events.end(),
        [this](const record::Event& event) { return m_inside.keyring.holds(event.category); });
    if (!holdsAll) {
        throw Failure(ErrorCode::NotAuthorised,
            QStringLiteral("This letter holds entries that your role does not keep: nothing was taken in"),
            {}, QStringLiteral("A physician can take it in. It is kept till then."));
    }
}

} // namespace twinward::ledger
