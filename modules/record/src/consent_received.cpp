// Contracts as the clinic sees them that they were granted to.

#include "consent_p.h"

#include <algorithm>

namespace twinward::record {

namespace {

using Key = std::pair<ClinicId, EventId>;
using InOrder = std::vector<const RecordedEvent*>;

InOrder authorised(const std::vector<RecordedEvent>& events, Kind kind, const Roster& roster)
{
    InOrder found;
    for (const RecordedEvent& recorded : events) {
        if (recorded.event.kind() == kind && !recorded.event.origin && roster.authorises(recorded))
            found.push_back(&recorded);
    }
    std::sort(found.begin(), found.end(), [](const auto* a, const auto* b) {
        return std::tie(a->recorded, a->commit, a->event.id) < std::tie(b->recorded, b->commit, b->event.id);
    });
    return found;
}

base::Moment earlier(const base::Moment& a, const base::Moment& b)
{
    return a.isNull() || (!b.isNull() && b.utcMs() < a.utcMs()) ? b : a;
}

base::Moment later(const base::Moment& a, const base::Moment& b)
{
    return a.isNull() || (!b.isNull() && b.utcMs() > a.utcMs()) ? b : a;
}

void tell(ReceivedConsent& consent, const ConsentTold& told)
{
    ConsentContract left = consent.terms;
    left.categories = told.categories;
    left.clinician = told.clinician;
    left.from = told.from;
    left.until = told.until;
    left.breakGlass = told.breakGlass;
    narrowBy(consent.terms, left);
    if (!told.categories.empty()) {
        consent.narrowed = later(consent.narrowed, told.since);
        return;
    }
    const base::Moment before = consent.withdrawn;
    consent.withdrawn = earlier(before, told.since);
    if (before.isNull() || consent.withdrawn.utcMs() < before.utcMs())
        consent.reason = told.reason;
}

} // namespace

ConsentState ReceivedConsent::stateAt(qint64 utcMs) const
{
    Consent consent;
    consent.terms = terms;
    if (!withdrawn.isNull())
        consent.terms.categories.clear();
    return consent.stateAt(utcMs);
}

base::Moment ReceivedConsent::endedAt(qint64 utcMs) const
{
    switch (stateAt(utcMs)) {
    case ConsentState::Withdrawn:
        return withdrawn.isNull() ? narrowed : withdrawn;
    case ConsentState::Expired:
        return terms.until;
    case ConsentState::InForce:
    case ConsentState::NotYet:
        break;
    }
    return {};
}

std::vector<ReceivedConsent> receivedAmong(
    const std::vector<RecordedEvent>& clinicEvents, const Roster& roster)
{
    std::map<Key, ReceivedConsent> received;
    for (const RecordedEvent* recorded : authorised(clinicEvents, Kind::DisclosureTaken, roster)) {
        const auto* taken = recorded->event.as<DisclosureTaken>();
        const auto [found, isNew] = received.try_emplace({taken->clinic, taken->contractId});
        ReceivedConsent& consent = found->second;
        if (isNew) {
            consent = {taken->clinic, taken->clinicName, taken->contractId, taken->patient, taken->contract,
                {}, {}, {}};
            continue;
        }
        narrowBy(consent.terms, taken->contract);
    }
    for (const RecordedEvent* recorded : authorised(clinicEvents, Kind::ConsentTold, roster)) {
        const auto* told = recorded->event.as<ConsentTold>();
        const auto [found, isNew] = received.try_emplace({told->clinic, told->contract});
        ReceivedConsent& consent = found->second;
        if (isNew) {
            consent.from = told->clinic;
            consent.clinicName = told->clinicName;
            consent.id = told->contract;
            consent.terms.categories = told->categories;
            consent.terms.clinician = told->clinician;
            consent.terms.from = told->from;
            consent.terms.until = told->until;
            consent.terms.breakGlass = told->breakGlass;
        }
        tell(consent, *told);
    }
    std::vector<ReceivedConsent> all;
    all.reserve(received.size());
    for (auto& [key, consent] : received)
        all.push_back(std::move(consent));
    return all;
}

} // namespace twinward::record
