#include "consent_letters_p.h"

#include <algorithm>

namespace twinward::ledger {

using record::Consent;
using record::ConsentChange;
using record::ConsentTold;
using record::DisclosureMade;
using record::RecordedEvent;

namespace {

bool holds(const std::vector<record::Category>& list, record::Category category)
{
    return std::find(list.begin(), list.end(), category) != list.end();
}

bool isMoreThan(const DisclosureMade& sent, const record::ConsentContract& left)
{
    return (sent.breakGlass && !left.breakGlass)
        || std::any_of(sent.categories.begin(), sent.categories.end(),
            [&left](record::Category category) { return !holds(left.categories, category); });
}

// Something went that the change takes back, or that went without knowing of it.
bool concernsWhatWent(const Sharing& sharing, const Consent& consent, const ConsentChange& change)
{
    return std::any_of(sharing.made.begin(), sharing.made.end(), [&](const RecordedEvent& recorded) {
        const auto* sent = recorded.event.as<DisclosureMade>();
        return sent->contract == consent.id && sent->clinic == consent.terms.clinic
            && (recorded.recorded < change.at || isMoreThan(*sent, change.left));
    });
}

// After the first withdrawal nothing is left to tell.
bool isOvertaken(const Consent& consent, const ConsentChange& change)
{
    if (!consent.withdrawn || !change.left.categories.empty())
        return consent.withdrawn.has_value();
    const auto first = std::find_if(consent.changes.begin(), consent.changes.end(),
        [](const ConsentChange& each) { return each.left.categories.empty(); });
    return first->id != change.id;
}

base::Moment momentOf(base::HybridTime time)
{
    return {time.wallMs(), 0, base::Moment::Precision::Millisecond};
}

} // namespace

void addConsentChanges(const Sharing& sharing, std::vector<OutgoingLetter>& letters)
{
    for (const auto& [id, consent] : sharing.consents) {
        const auto clinic = sharing.clinics.find(consent.terms.clinic);
        if (clinic == sharing.clinics.end())
            continue;
        for (const ConsentChange& change : consent.changes) {
            if (isOvertaken(consent, change) || sharing.isAcknowledged(change.id)
                || !concernsWhatWent(sharing, consent, change))
                continue;
            letters.push_back({OutgoingLetter::Kind::ConsentChange, consent.terms.clinic,
                clinic->second.card.name, change.id, 1, 1, {}, change.at});
        }
    }
}

FoundChange findChange(const Sharing& sharing, record::EventId change)
{
    for (const auto& [id, consent] : sharing.consents) {
        for (const ConsentChange& each : consent.changes) {
            if (each.id == change)
                return {&consent, &each};
        }
    }
    return {};
}

ConsentChangeBody bodyOf(const FoundChange& found)
{
    const record::ConsentContract& left = found.change->left;
    return {found.change->id, found.consent->id, left.categories, left.clinician, left.from, left.until,
        left.breakGlass, momentOf(found.change->at), found.change->reason};
}

std::optional<ConsentTold> toldBy(const OpenedLetter& letter)
{
    auto body = decodeBody<ConsentChangeBody>(letter.body);
    if (letter.kind != LetterKind::ConsentChange || !body || body->change.isNull() || body->contract.isNull()
        || body->since.isNull() || record::sharedCategories(body->categories) != body->categories)
        return std::nullopt;
    ConsentTold told;
    told.clinic = letter.from;
    told.clinicName = letter.card.name;
    told.contract = body->contract;
    told.change = body->change;
    told.categories = std::move(body->categories);
    told.clinician = body->clinician;
    told.from = body->from;
    told.until = body->until;
    told.breakGlass = body->breakGlass;
    told.since = body->since;
    told.reason = body->reason;
    told.letter = signedPart(letter);
    return told;
}

record::EventId eventIdOf(const ConsentTold& told)
{
    return record::EventId::derived(
        "twinward change of a consent told", told.clinic.toBytes() + told.change.toBytes());
}

bool isAsSigned(const ConsentTold& told, const record::ClinicId& own,
    const std::map<record::ClinicId, KnownClinic>& clinics)
{
    const auto clinic = clinics.find(told.clinic);
    if (clinic == clinics.end())
        return false;
    const auto letter = guarded([&] { return readSigned(told.letter, own); });
    if (!letter || letter->from != told.clinic || !isOneOf(letter->card, clinic->second.card))
        return false;
    const auto said = toldBy(*letter);
    return said && *said == told;
}

} // namespace twinward::ledger
