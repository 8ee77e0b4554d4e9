// What goes out: a disclosure written into the record, the outbox, and its letters.

#include "consent_letters_p.h"
#include "disclosure_plan_p.h"
#include "record/event_codec.h"

#include <algorithm>

namespace twinward::ledger {

using base::ErrorCode;
using record::AccessLogged;
using record::DisclosureMade;
using record::DisclosureTaken;
using record::EmergencyAccess;
using record::RecordedEvent;

namespace {

constexpr qint64 receiptMs = 30LL * 24 * 3600 * 1000; // how long the other side may ask again

[[noreturn]] void failNotInForce(const record::Consent& consent, qint64 nowMs)
{
    const record::ConsentState state = consent.stateAt(nowMs);
    const QString why = state == record::ConsentState::Withdrawn ? QStringLiteral("was withdrawn")
        : state == record::ConsentState::Expired                 ? QStringLiteral("has ended")
                                                                 : QStringLiteral("has not begun");
    throw Failure(ErrorCode::NotAuthorised, QStringLiteral("This consent %1: nothing was sent").arg(why),
        consent.id.toString(), QStringLiteral("Ask the patient, and record a new consent."));
}

std::vector<record::ChainCut> cutOf(const Vault& vault)
{
    const auto known = heads(vault);
    if (!known)
        throw Failure(known.error());
    std::map<ChainId, quint64> furthest;
    for (const ChainHead& head : *known)
        furthest[head.chain] = std::max(furthest[head.chain], head.seq);
    std::vector<record::ChainCut> cut;
    cut.reserve(furthest.size());
    for (const auto& [chain, seq] : furthest)
        cut.push_back({chain.device, chain.epoch, static_cast<qint64>(seq)});
    return cut;
}

QString nameOf(const Sharing& sharing, const record::ClinicId& id)
{
    const auto found = sharing.clinics.find(id);
    return found == sharing.clinics.end() ? QString() : found->second.card.name;
}

void addDisclosures(const Sharing& sharing, qint64 nowMs, std::vector<OutgoingLetter>& letters)
{
    for (const RecordedEvent& recorded : sharing.made) {
        const auto* made = recorded.event.as<DisclosureMade>();
        if (sharing.isAcknowledged(recorded.event.id) || !sharing.mayStillGo(*made, nowMs)
            || !sharing.clinics.contains(made->clinic))
            continue;
        const auto parts = static_cast<qint64>(made->letters.size());
        for (qint64 part = 1; part <= parts; ++part) {
            letters.push_back({OutgoingLetter::Kind::Disclosure, made->clinic, nameOf(sharing, made->clinic),
                recorded.event.id, part, parts, made->letters[static_cast<size_t>(part - 1)],
                recorded.recorded});
        }
    }
}

// Of every disclosure that has come whole, and of every emergency that was told, for thirty days.
void addReceipts(const Sharing& sharing, qint64 nowMs, std::vector<OutgoingLetter>& letters)
{
    std::set<record::EventId> listed;
    for (const RecordedEvent& recorded : sharing.taken) {
        const auto* taken = recorded.event.as<DisclosureTaken>();
        const bool isWhole = static_cast<qint64>(sharing.partsTaken(taken->clinic, taken->disclosure).size())
            == taken->parts;
        if (isWhole && recorded.recorded.wallMs() + receiptMs > nowMs
            && sharing.clinics.contains(taken->clinic) && listed.insert(taken->disclosure).second)
            letters.push_back({OutgoingLetter::Kind::Receipt, taken->clinic, nameOf(sharing, taken->clinic),
                taken->disclosure, 1, 1, {}, recorded.recorded});
    }
    for (const RecordedEvent& recorded : sharing.emergencies) {
        const auto* access = recorded.event.as<EmergencyAccess>();
        if (recorded.event.origin && recorded.recorded.wallMs() + receiptMs > nowMs
            && sharing.clinics.contains(access->clinic))
            letters.push_back({OutgoingLetter::Kind::Receipt, access->clinic, nameOf(sharing, access->clinic),
                recorded.event.id, 1, 1, {}, recorded.recorded});
    }
}

// Of every change of a contract that was told, likewise.
void addReceiptsOfChanges(const Sharing& sharing, qint64 nowMs, std::vector<OutgoingLetter>& letters)
{
    for (const RecordedEvent& recorded : sharing.told) {
        const auto* told = recorded.event.as<record::ConsentTold>();
        if (recorded.recorded.wallMs() + receiptMs > nowMs)
            letters.push_back({OutgoingLetter::Kind::Receipt, told->clinic, nameOf(sharing, told->clinic),
                told->change, 1, 1, {}, recorded.recorded});
    }
}

void addEmergencies(const Sharing& sharing, std::vector<OutgoingLetter>& letters)
{
    for (const RecordedEvent& recorded : sharing.emergencies) {
        const auto* access = recorded.event.as<EmergencyAccess>();
        if (!recorded.event.origin && !sharing.isAcknowledged(recorded.event.id)
            && sharing.clinics.contains(access->granting))
            letters.push_back({OutgoingLetter::Kind::Emergency, access->granting,
                nameOf(sharing, access->granting), recorded.event.id, 1, 1, {}, recorded.recorded});
    }
}

const ClinicCard& cardFor(const Sharing& sharing, const record::ClinicId& to)
{
    const auto found = sharing.clinics.find(to);
    if (found == sharing.clinics.end())
        throw Failure(ErrorCode::NotFound, QStringLiteral("That clinic is not known here"),
            to.toString().first(12), QStringLiteral("Exchange cards with it first."));
    return found->second.card;
}

SealedLetter writeReceipt(const Vault::Private& inside, const Sharing& sharing, const OutgoingLetter& letter)
{
    ReceiptBody body;
    body.about = letter.about;
    const std::set<qint64> parts = sharing.partsTaken(letter.to, letter.about);
    for (const RecordedEvent& recorded : sharing.taken) {
        const auto* taken = recorded.event.as<DisclosureTaken>();
        if (taken->clinic != letter.to || taken->disclosure != letter.about)
            continue;
        if (static_cast<qint64>(parts.size()) != taken->parts)
            throw Failure(ErrorCode::NotFound, QStringLiteral("Not all of it has come yet"));
        body.at = {recorded.recorded.wallMs(), 0, base::Moment::Precision::Second};
    }
    body.parts.assign(parts.begin(), parts.end());
    for (const RecordedEvent& recorded : sharing.emergencies) {
        if (recorded.event.id == letter.about)
            body.at = {recorded.recorded.wallMs(), 0, base::Moment::Precision::Second};
    }
    for (const RecordedEvent& recorded : sharing.told) {
        const auto* told = recorded.event.as<record::ConsentTold>();
        if (told->clinic == letter.to && told->change == letter.about)
            body.at = {recorded.recorded.wallMs(), 0, base::Moment::Precision::Second};
    }
    if (body.at.isNull())
        throw Failure(ErrorCode::NotFound, QStringLiteral("Nothing of the kind came here"));
    return sealLetter(inside.keyring, sharing.roster.clinicName(), cardFor(sharing, letter.to),
        LetterKind::Receipt, encodeBody(body));
}

SealedLetter writeEmergency(
    const Vault::Private& inside, const Sharing& sharing, const OutgoingLetter& letter)
{
    for (const RecordedEvent& recorded : sharing.emergencies) {
        if (recorded.event.id != letter.about || recorded.event.origin)
            continue;
        EmergencyBody body;
        body.access = record::encodeEvent(recorded.event);
        for (const RecordedEvent& each : sharing.taken) {
            const auto* taken = each.event.as<DisclosureTaken>();
            if (taken->disclosure == recorded.event.as<EmergencyAccess>()->disclosure)
                body.patient = taken->contract.patient;
        }
        if (const record::Member* by = sharing.roster.find(recorded.author))
            body.by = {by->user, by->name, by->role, by->signingKey};
        body.at = {recorded.recorded.wallMs(), 0, base::Moment::Precision::Second};
        body.commit = recorded.commit;
        return sealLetter(inside.keyring, sharing.roster.clinicName(), cardFor(sharing, letter.to),
            LetterKind::Emergency, encodeBody(body));
    }
    throw Failure(ErrorCode::NotFound, QStringLiteral("There was no such emergency"));
}

SealedLetter writeConsentChange(
    const Vault::Private& inside, const Sharing& sharing, const OutgoingLetter& letter)
{
    const FoundChange found = findChange(sharing, letter.about);
    if (!found)
        throw Failure(ErrorCode::NotFound, QStringLiteral("This consent was not changed"));
    return sealLetter(inside.keyring, sharing.roster.clinicName(),
        cardFor(sharing, found.consent->terms.clinic), LetterKind::ConsentChange, encodeBody(bodyOf(found)));
}

SealedLetter writeDisclosure(const Vault& vault, const Sharing& sharing, const OutgoingLetter& letter)
{
    const RecordedEvent* made = sharing.disclosure(letter.about);
    if (made == nullptr)
        throw Failure(ErrorCode::NotFound, QStringLiteral("There is no such letter"));
    const auto* body = made->event.as<DisclosureMade>();
    if (!sharing.mayStillGo(*body, Vault::Private::of(vault).options.wallClock())) {
        throw Failure(ErrorCode::NotAuthorised,
            QStringLiteral("The consent for this letter has ended or was narrowed: it was not sent"));
    }
    return DisclosurePlan(vault, sharing, made->event.id, *body).write(letter.part);
}

} // namespace

base::Result<Disclosed> disclose(Vault& vault, record::EventId contract)
{
    return guarded([&] {
        Vault::Private& inside = Vault::Private::of(vault);
        const Sharing sharing = Sharing::of(inside);
        const auto found = sharing.consents.find(contract);
        if (found == sharing.consents.end())
            throw Failure(
                ErrorCode::NotFound, QStringLiteral("There is no such consent"), contract.toString());
        const record::Consent& consent = found->second;
        const qint64 nowMs = inside.options.wallClock();
        if (!consent.isInForce(nowMs))
            failNotInForce(consent, nowMs);
        DisclosureMade made;
        made.contract = contract;
        made.patient = consent.terms.patient;
        made.clinic = consent.terms.clinic;
        made.categories = consent.terms.categories;
        made.upTo = cutOf(vault);
        made.breakGlass = consent.terms.breakGlass;
        made.purpose = consent.terms.purpose;
        record::Event event = clinicEvent({}, nowMs);
        const DisclosurePlan plan(vault, sharing, event.id, made);
        made.entries = plan.entries();
        std::vector<base::Hash256> letters;
        for (qint64 part = 1; part <= plan.letters(); ++part)
            letters.push_back(plan.write(part).id());
        made.letters = std::move(letters);
        made.leftOut = plan.leftOut();
        const Disclosed disclosed{
            event.id, made.clinic, plan.entries(), plan.letters(), plan.tooLarge(), made.leftOut};
        const AccessLogged access{AccessLogged::Action::Export, made.patient,
            QStringLiteral("to %1, consent %2").arg(consent.terms.clinicName, contract.toString()),
            made.purpose};
        event.body = std::move(made);
        (void)inside.commit({std::move(event), inside.accessEvent(access)});
        return disclosed;
    });
}

base::Result<std::vector<OutgoingLetter>> outbox(const Vault& vault)
{
    return guarded([&] {
        const Vault::Private& inside = Vault::Private::of(vault);
        const Sharing sharing = Sharing::of(inside);
        const qint64 nowMs = inside.options.wallClock();
        std::vector<OutgoingLetter> letters;
        addEmergencies(sharing, letters);
        addConsentChanges(sharing, letters);
        addReceipts(sharing, nowMs, letters);
        addReceiptsOfChanges(sharing, nowMs, letters);
        addDisclosures(sharing, nowMs, letters);
        return letters;
    });
}

base::Result<std::vector<std::pair<record::ClinicId, base::Hash256>>> settledLetters(const Vault& vault)
{
    return guarded([&] {
        const Vault::Private& inside = Vault::Private::of(vault);
        const Sharing sharing = Sharing::of(inside);
        std::vector<std::pair<record::ClinicId, base::Hash256>> settled;
        for (const RecordedEvent& recorded : sharing.made) {
            const auto* made = recorded.event.as<DisclosureMade>();
            if (!sharing.isAcknowledged(recorded.event.id)
                && sharing.mayStillGo(*made, inside.options.wallClock()))
                continue;
            for (const base::Hash256& letter : made->letters)
                settled.emplace_back(made->clinic, letter);
        }
        return settled;
    });
}

base::Result<SealedLetter> write(const Vault& vault, const OutgoingLetter& letter)
{
    return guarded([&] {
        const Vault::Private& inside = Vault::Private::of(vault);
        const Sharing sharing = Sharing::of(inside);
        switch (letter.kind) {
        case OutgoingLetter::Kind::Receipt:
            return writeReceipt(inside, sharing, letter);
        case OutgoingLetter::Kind::Emergency:
            return writeEmergency(inside, sharing, letter);
        case OutgoingLetter::Kind::ConsentChange:
            return writeConsentChange(inside, sharing, letter);
        case OutgoingLetter::Kind::Disclosure:
            break;
        }
        return writeDisclosure(vault, sharing, letter);
    });
}

} // namespace twinward::ledger
