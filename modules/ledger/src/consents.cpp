// Signing, narrowing and withdrawing consent, and turning the keys afterwards.

#include "clinic_keys_p.h"
#include "ledger/disclosure.h"
#include "sharing_p.h"

#include <algorithm>

namespace twinward::ledger {

using base::ErrorCode;
using record::Category;
using record::ConsentContract;
using record::RecordedEvent;

namespace {

void addDemographics(ConsentContract& contract)
{
    if (std::find(contract.categories.begin(), contract.categories.end(), Category::Demographics)
        == contract.categories.end())
        contract.categories.insert(contract.categories.begin(), Category::Demographics);
}

void requireSound(const ConsentContract& contract)
{
    const QString fault = record::faultOf(contract);
    if (!fault.isEmpty())
        throw Failure(ErrorCode::InvalidInput, fault);
}

// When keys were last turned; none where they are the first.
std::optional<base::HybridTime> lastTurn(Vault::Private& inside)
{
    const std::lock_guard guard(inside.databaseMutex);
    std::optional<base::HybridTime> last;
    for (const KeyTurn& turn : loadKeyTurns(*inside.database)) {
        if (!last || *last < turn.recorded)
            last = turn.recorded;
    }
    return last;
}

// More than the contract covers by now.
bool goesBeyond(const record::DisclosureMade& disclosure, const record::Consent& consent)
{
    return (disclosure.breakGlass && !consent.terms.breakGlass)
        || std::any_of(disclosure.categories.begin(), disclosure.categories.end(),
            [&](Category category) { return !consent.covers(category); });
}

// Something was released under a contract that was narrowed or withdrawn since, and what is sealed now would
// still open with it.
bool owesTurn(Vault::Private& inside)
{
    const Sharing sharing = Sharing::of(inside);
    const auto turned = lastTurn(inside);
    const auto isOpenSince = [&](base::HybridTime since) { return !turned || *turned < since; };
    return std::any_of(sharing.made.begin(), sharing.made.end(), [&](const RecordedEvent& made) {
        const auto& disclosure = *made.event.as<record::DisclosureMade>();
        const auto found = sharing.consents.find(disclosure.contract);
        if (found == sharing.consents.end())
            return false;
        const record::Consent& consent = found->second;
        // Another computer may have sent after the end what it had not heard of.
        if (consent.withdrawn && isOpenSince(std::max(made.recorded, *consent.withdrawn)))
            return true;
        if (!consent.narrowed)
            return false;
        return made.recorded < *consent.narrowed
            ? isOpenSince(*consent.narrowed)
            : goesBeyond(disclosure, consent) && isOpenSince(made.recorded);
    });
}

Turn turnIfOwed(Vault::Private& inside)
{
    if (!owesTurn(inside))
        return Turn::NotNeeded;
    if (!inside.mayTurnKeys())
        return Turn::Pending;
    inside.turnKeys();
    return Turn::Turned;
}

record::Consent signedConsent(Vault::Private& inside, record::EventId contract)
{
    const Sharing sharing = Sharing::of(inside);
    const auto found = sharing.consents.find(contract);
    if (found == sharing.consents.end())
        throw Failure(ErrorCode::NotFound, QStringLiteral("There is no such consent"), contract.toString());
    return found->second;
}

} // namespace

base::Result<record::EventId> grantConsent(Vault& vault, ConsentContract contract)
{
    return guarded([&] {
        Vault::Private& inside = Vault::Private::of(vault);
        addDemographics(contract);
        contract.categories = record::sharedCategories(contract.categories);
        if (contract.from.isNull())
            contract.from = nowOf(inside);
        requireSound(contract);
        const Sharing sharing = Sharing::of(inside);
        const auto clinic = sharing.clinics.find(contract.clinic);
        if (clinic == sharing.clinics.end()) {
            throw Failure(ErrorCode::NotFound, QStringLiteral("That clinic is not known here"),
                contract.clinicName, QStringLiteral("Exchange cards with it first."));
        }
        contract.clinicName = clinic->second.card.name;
        record::Event event = clinicEvent(std::move(contract), inside.options.wallClock());
        const record::EventId id = event.id;
        (void)inside.commit({std::move(event)});
        return id;
    });
}

base::Result<Turn> narrowConsent(Vault& vault, record::EventId contract, const ConsentContract& narrower)
{
    return guarded([&] {
        Vault::Private& inside = Vault::Private::of(vault);
        const record::Consent before = signedConsent(inside, contract);
        ConsentContract terms = narrower;
        terms.patient = before.terms.patient;
        terms.clinic = before.terms.clinic;
        terms.clinicName = before.terms.clinicName;
        terms.purpose = before.terms.purpose;
        addDemographics(terms);
        terms.categories = record::sharedCategories(terms.categories);
        requireSound(terms);
        record::Event event = clinicEvent(std::move(terms), inside.options.wallClock());
        event.replaces = {contract};
        (void)inside.commit({std::move(event)});
        return turnIfOwed(inside);
    });
}

base::Result<Turn> withdrawConsent(
    Vault& vault, record::EventId contract, const QString& reason, Reason telling)
{
    return guarded([&] {
        Vault::Private& inside = Vault::Private::of(vault);
        const record::Consent consent = signedConsent(inside, contract);
        if (!consent.withdrawn) {
            (void)inside.commit(
                {clinicEvent(record::ConsentWithdrawn{contract, reason.trimmed(), telling == Reason::Told},
                    inside.options.wallClock())});
        }
        return turnIfOwed(inside);
    });
}

base::Result<Turn> turnAfterWithdrawals(Vault& vault)
{
    return guarded([&] { return turnIfOwed(Vault::Private::of(vault)); });
}

base::Result<std::vector<record::Consent>> consents(const Vault& vault, record::PatientId patient)
{
    return guarded([&] {
        const Vault::Private& inside = Vault::Private::of(vault);
        const auto index = vault.patients();
        std::vector<record::Consent> found;
        for (auto& [id, consent] : Sharing::of(inside).consents) {
            if (patient.isNull() || index->resolve(consent.terms.patient) == index->resolve(patient))
                found.push_back(std::move(consent));
        }
        return found;
    });
}

base::Result<std::vector<record::ReceivedConsent>> receivedConsents(
    const Vault& vault, record::PatientId patient)
{
    return guarded([&] {
        const auto index = vault.patients();
        std::vector<record::ReceivedConsent> received = Sharing::of(Vault::Private::of(vault)).received;
        std::erase_if(received, [&](const record::ReceivedConsent& each) {
            return !patient.isNull() && index->resolve(each.patient) != index->resolve(patient);
        });
        return received;
    });
}

base::Result<SharingLog> sharingLog(const Vault& vault, record::PatientId patient)
{
    return guarded([&] {
        Sharing sharing = Sharing::of(Vault::Private::of(vault));
        const auto index = vault.patients();
        const auto concerns = [&](record::PatientId other) {
            return patient.isNull() || index->resolve(other) == index->resolve(patient);
        };
        const auto newestFirst = [](std::vector<RecordedEvent>& events, const auto& isWanted) {
            std::erase_if(events, [&isWanted](const RecordedEvent& each) { return !isWanted(each.event); });
            std::reverse(events.begin(), events.end());
            return std::move(events);
        };
        std::set<record::EventId> disclosures; // and what else receipts are of
        for (const auto& [id, consent] : sharing.consents) {
            for (const record::ConsentChange& change : consent.changes) {
                if (concerns(consent.terms.patient))
                    disclosures.insert(change.id);
            }
        }
        SharingLog log;
        log.made = newestFirst(sharing.made, [&](const record::Event& event) {
            const bool isWanted = concerns(event.as<record::DisclosureMade>()->patient);
            if (isWanted)
                disclosures.insert(event.id);
            return isWanted;
        });
        log.taken = newestFirst(sharing.taken, [&](const record::Event& event) {
            return concerns(event.as<record::DisclosureTaken>()->patient);
        });
        log.emergencies = newestFirst(sharing.emergencies, [&](const record::Event& event) {
            const bool isWanted = concerns(event.as<record::EmergencyAccess>()->patient);
            if (isWanted)
                disclosures.insert(event.id);
            return isWanted;
        });
        log.arrived = newestFirst(sharing.arrived, [&](const record::Event& event) {
            return disclosures.contains(event.as<record::DisclosureArrived>()->disclosure);
        });
        return log;
    });
}

} // namespace twinward::ledger
