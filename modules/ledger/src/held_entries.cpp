#include "held_entries_p.h"

#include "record/event_codec.h"

#include <algorithm>

namespace twinward::ledger {

using record::DisclosureTaken;
using record::Event;
using record::Origin;
using record::RecordedEvent;

namespace {

constexpr size_t maxEntries = 400'000; // some 60 MB

void forgetContent(record::Body& body)
{
    if (auto* document = std::get_if<record::Document>(&body)) {
        document->blob.reset();
    } else if (auto* finding = std::get_if<record::ImagingFinding>(&body)) {
        finding->object.reset();
    } else if (auto* series = std::get_if<record::ImagingSeries>(&body)) {
        series->index.reset();
        for (record::ImagingInstance& instance : series->instances)
            instance.blob = {};
    }
}

// What an entry says and who wrote it, apart from what it is called in either clinic.
base::Hash256 saidBy(Event event)
{
    event.id = {};
    event.patient = {};
    event.replaces.clear();
    forgetContent(event.body);
    return base::Hash256::of(record::encodeEvent(event));
}

bool concerns(const std::vector<record::PatientId>& records, record::PatientId patient)
{
    return std::find(records.begin(), records.end(), patient) != records.end();
}

// How the contract of a letter stands.
Origin standing(const record::ReceivedConsent& consent, qint64 nowMs)
{
    Origin told;
    told.inLetter = Origin::Letter::Held;
    told.contract = consent.id;
    told.ended = consent.endedAt(nowMs);
    told.isWithdrawn = consent.stateAt(nowMs) == record::ConsentState::Withdrawn;
    return told;
}

} // namespace

// A letter that was taken in, and what may have been opened of its sealed part.
struct HeldEntries::Arrival
{
    const RecordedEvent* recorded = nullptr;
    const DisclosureTaken* taken = nullptr;
    const ClinicCard* known = nullptr;
    Origin standing;
    std::set<record::Category> opened;
    LetterPtr letter = {};
    bool isAsked = false;
};

void HeldEntries::mark(
    const Vault::Private& inside, const std::vector<record::PatientId>& records, record::EventPieces& pieces)
{
    std::vector<Event*> claimed;
    for (auto& piece : pieces) {
        for (RecordedEvent& recorded : piece) {
            if (recorded.event.origin)
                claimed.push_back(&recorded.event);
        }
    }
    if (claimed.empty())
        return;
    const Sharing sharing = Sharing::of(inside);
    std::vector<Arrival> arrivals = arrivalsOf(sharing, records, inside.options.wallClock());
    const std::lock_guard guard(m_mutex);
    if (m_entries > maxEntries) {
        m_letters.clear();
        m_entries = 0;
    }
    const auto markWith = [](Event& event, const Origin& standing) {
        Origin origin = *event.origin;
        origin.inLetter = standing.inLetter;
        origin.contract = standing.contract;
        origin.ended = standing.ended;
        origin.isWithdrawn = standing.isWithdrawn;
        event.origin = std::make_shared<const Origin>(std::move(origin));
    };
    for (Arrival& arrival : arrivals) {
        if (claimed.empty())
            return;
        arrival.letter = letterOf(inside, *arrival.recorded);
        if (!arrival.letter || !isOneOf(arrival.letter->card, *arrival.known))
            continue;
        std::erase_if(claimed, [&](Event* event) {
            if (!holds(arrival, *event))
                return false;
            markWith(*event, arrival.standing);
            return true;
        });
    }
    Origin missing;
    missing.inLetter = Origin::Letter::Missing;
    for (Event* event : claimed)
        markWith(*event, missing);
}

// Those under contracts that are in force first, so that these are what an entry in several is said to have
// come under, and then those that ended last.
std::vector<HeldEntries::Arrival> HeldEntries::arrivalsOf(
    const Sharing& sharing, const std::vector<record::PatientId>& records, qint64 nowMs)
{
    std::vector<Arrival> arrivals;
    for (const RecordedEvent& recorded : sharing.taken) {
        const auto* taken = recorded.event.as<DisclosureTaken>();
        const auto clinic = sharing.clinics.find(taken->clinic);
        const auto* consent = sharing.receivedUnder(taken->clinic, taken->contractId);
        if (!concerns(records, taken->patient) || clinic == sharing.clinics.end() || consent == nullptr)
            continue;
        Arrival arrival{&recorded, taken, &clinic->second.card, standing(*consent, nowMs), {}};
        for (const RecordedEvent& each : sharing.emergencies) {
            const auto* access = each.event.as<record::EmergencyAccess>();
            if (!each.event.origin && access->disclosure == taken->disclosure
                && access->granting == taken->clinic)
                arrival.opened.insert(access->categories.begin(), access->categories.end());
        }
        arrivals.push_back(std::move(arrival));
    }
    std::stable_sort(arrivals.begin(), arrivals.end(), [](const Arrival& a, const Arrival& b) {
        const base::Moment& first = a.standing.ended;
        const base::Moment& second = b.standing.ended;
        return first.isNull() != second.isNull() ? first.isNull() : first.utcMs() > second.utcMs();
    });
    return arrivals;
}

bool HeldEntries::holds(const Arrival& arrival, const Event& event)
{
    if (event.patient != arrival.letter->patient)
        return false;
    const auto found = arrival.letter->entries.find(event.id);
    if (found == arrival.letter->entries.end())
        return false;
    const Entry& entry = found->second;
    const bool isOpen = entry.part == Part::Released || arrival.opened.contains(entry.category);
    const bool replacesTheSame = std::equal(event.replaces.begin(), event.replaces.end(),
        entry.replaces.begin(), entry.replaces.end(), [&](record::EventId here, record::EventId there) {
            return here == there || here == ownNameOf(arrival.letter->card.id, there);
        });
    return isOpen && replacesTheSame && saidBy(event) == entry.said;
}

HeldEntries::LetterPtr HeldEntries::letterOf(const Vault::Private& inside, const RecordedEvent& arrival)
{
    const auto found = m_letters.find(arrival.event.id);
    if (found != m_letters.end())
        return found->second;
    const auto letter = guarded([&]() -> LetterPtr {
        const QByteArray kept = inside.readSource(arrival.event.id);
        if (kept.isEmpty())
            return nullptr; // of images alone
        return std::make_shared<const Letter>(opened(inside, openKeptLetter(inside.keyring, kept)));
    });
    // What can't be opened now may be later: its keys are on their way.
    if (!letter)
        return nullptr;
    if (*letter)
        m_entries += (*letter)->entries.size();
    m_letters.emplace(arrival.event.id, *letter);
    return *letter;
}

HeldEntries::Letter HeldEntries::opened(const Vault::Private& inside, const OpenedLetter& letter)
{
    Letter held;
    const auto body = decodeBody<DisclosureBody>(letter.body);
    if (letter.kind != LetterKind::Disclosure || !body)
        return held;
    const auto agreed = record::decodeEvent(body->head.contract);
    const auto* terms = agreed ? agreed->as<record::ConsentContract>() : nullptr;
    if (terms == nullptr)
        return held;
    held.card = letter.card;
    held.patient = patientFrom(letter.from, body->head.patient);
    add(held, letter,
        openReleased(body->released, terms->categories, body->head.subjects, Signatures::Vouched),
        Part::Released);
    if (body->emergency.isEmpty())
        return held;
    if (const auto rest = decodeBody<Released>(openForClinic(inside.keyring, body->emergency))) {
        add(held, letter,
            openReleased(*rest, record::heldBack(*terms), body->head.subjects, Signatures::Vouched),
            Part::Sealed);
    }
    return held;
}

void HeldEntries::add(Letter& into, const OpenedLetter& letter, std::vector<ForeignEvent> foreign, Part part)
{
    into.entries.reserve(into.entries.size() + 2 * foreign.size());
    for (ForeignEvent& each : foreign) {
        Event& event = each.event;
        const record::EventId there = event.id;
        event.origin = std::make_shared<const Origin>(originOf(each, letter));
        Entry entry{{}, event.replaces, event.category, part};
        entry.said = saidBy(std::move(event));
        into.entries.try_emplace(ownNameOf(letter.from, there), entry);
        into.entries.try_emplace(there, std::move(entry));
    }
}

} // namespace twinward::ledger
