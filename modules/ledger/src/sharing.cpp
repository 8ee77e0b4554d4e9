#include "sharing_p.h"

#include "clinic_keys_p.h"
#include "consent_letters_p.h"

#include <algorithm>

namespace twinward::ledger {

using record::RecordedEvent;

namespace {

// What claims to be another clinic's word, and is not as that clinic signed it.
void dropUnsigned(std::vector<RecordedEvent>& events, const Vault::Private& inside,
    const std::map<record::ClinicId, KnownClinic>& clinics)
{
    std::optional<record::ClinicId> own;
    std::erase_if(events, [&](const RecordedEvent& recorded) {
        const auto* told = recorded.event.as<record::ConsentTold>();
        if (told == nullptr)
            return false;
        if (!own)
            own = clinicIdOf(inside.keyring);
        return recorded.event.id != eventIdOf(*told) || !isAsSigned(*told, *own, clinics);
    });
}

} // namespace

Sharing Sharing::of(const Vault::Private& inside)
{
    Sharing sharing;
    sharing.roster = inside.roster();
    std::vector<RecordedEvent> events = inside.readClinic(record::Category::Clinic);
    sharing.consents = record::consentsAmong(events, sharing.roster);
    sharing.clinics = clinicsAmong(events, sharing.roster);
    dropUnsigned(events, inside, sharing.clinics);
    sharing.received = record::receivedAmong(events, sharing.roster);
    std::set<record::EventId> seen;
    const auto listFor = [&sharing](const record::Event& event) -> std::vector<RecordedEvent>* {
        switch (event.kind()) {
        case record::Kind::DisclosureMade:
            return &sharing.made;
        case record::Kind::DisclosureArrived:
            return &sharing.arrived;
        case record::Kind::DisclosureTaken:
            return &sharing.taken;
        case record::Kind::EmergencyAccess:
            return &sharing.emergencies;
        case record::Kind::ConsentTold:
            return &sharing.told;
        default:
            return nullptr;
        }
    };
    for (RecordedEvent& recorded : events) {
        std::vector<RecordedEvent>* list = listFor(recorded.event);
        if (list != nullptr && sharing.roster.authorises(recorded) && seen.insert(recorded.event.id).second)
            list->push_back(std::move(recorded));
    }
    return sharing;
}

const RecordedEvent* Sharing::disclosure(record::EventId id) const
{
    const auto found = std::find_if(
        made.begin(), made.end(), [id](const RecordedEvent& each) { return each.event.id == id; });
    return found == made.end() ? nullptr : &*found;
}

bool Sharing::isAcknowledged(record::EventId about) const
{
    return std::any_of(arrived.begin(), arrived.end(), [about](const RecordedEvent& each) {
        return each.event.as<record::DisclosureArrived>()->disclosure == about;
    });
}

std::set<qint64> Sharing::partsTaken(const record::ClinicId& from, record::EventId about) const
{
    std::set<qint64> parts;
    for (const RecordedEvent& each : taken) {
        const auto* one = each.event.as<record::DisclosureTaken>();
        if (one->clinic == from && one->disclosure == about)
            parts.insert(one->part);
    }
    return parts;
}

const record::ReceivedConsent* Sharing::receivedUnder(
    const record::ClinicId& from, record::EventId contract) const
{
    const auto found = std::find_if(received.begin(), received.end(),
        [&](const record::ReceivedConsent& each) { return each.from == from && each.id == contract; });
    return found == received.end() ? nullptr : &*found;
}

bool Sharing::mayStillGo(const record::DisclosureMade& sent, qint64 utcMs) const
{
    const auto found = consents.find(sent.contract);
    if (found == consents.end() || !found->second.isInForce(utcMs))
        return false;
    const record::Consent& consent = found->second;
    return consent.terms.clinic == sent.clinic && (consent.terms.breakGlass || !sent.breakGlass)
        && std::all_of(sent.categories.begin(), sent.categories.end(),
            [&consent](record::Category category) { return consent.covers(category); });
}

base::Moment nowOf(const Vault::Private& inside)
{
    return {inside.options.wallClock(), 0, base::Moment::Precision::Second};
}

} // namespace twinward::ledger
