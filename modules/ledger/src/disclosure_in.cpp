// What comes in: letters of every kind, each taken in whole or not at all.

#include "consent_letters_p.h"
#include "disclosure_take_p.h"
#include "record/event_codec.h"

#include <algorithm>

namespace twinward::ledger {

using base::ErrorCode;
using record::AccessLogged;
using record::ClinicKnown;
using record::DisclosureTaken;
using record::RecordedEvent;

namespace {

[[noreturn]] void failBroken(const QString& what)
{
    throw Failure(ErrorCode::IntegrityBroken, what, QStringLiteral("letter"),
        QStringLiteral("Nothing of it was taken in. Ask the other clinic to send it again."));
}

class Taking
{
public:
    Taking(Vault& vault, const SealedLetter& letter)
        : m_vault(vault)
        , m_inside(Vault::Private::of(vault))
        , m_sharing(Sharing::of(m_inside))
        , m_sealed(letter)
        , m_letter(openLetter(m_inside.keyring, m_sharing.clinics, letter))
    {
        m_taken.from = m_letter.from;
        m_taken.clinicName = m_letter.card.name;
    }

    TakenLetter run()
    {
        switch (m_letter.kind) {
        case LetterKind::Disclosure:
            takeEntries();
            break;
        case LetterKind::Contents:
            takeContents();
            break;
        case LetterKind::Receipt:
            takeReceipt();
            break;
        case LetterKind::Emergency:
            takeEmergency();
            break;
        case LetterKind::ConsentChange:
            takeConsentChange();
            break;
        }
        return m_taken;
    }

private:
    template <class Body> Body decoded() const
    {
        auto body = decodeBody<Body>(m_letter.body);
        if (!body)
            failBroken(QStringLiteral("The letter can't be read"));
        return std::move(*body);
    }

    // With the writer's card, where its keys turned since.
    void commit(std::vector<record::Event> events)
    {
        if (m_letter.isNewCard) {
            events.push_back(made(ClinicKnown{
                m_letter.from, m_letter.card.name, m_letter.card.toBytes(), ClinicKnown::How::ByItself}));
        }
        (void)m_inside.commit(std::move(events));
    }

    [[nodiscard]] record::Event made(record::Body body) const
    {
        return clinicEvent(std::move(body), m_inside.options.wallClock());
    }

    DisclosureTaken begin(const DisclosureHead& head)
    {
        DisclosureTaken taken;
        const qint64 nowMs = m_inside.options.wallClock();
        taken.contract = checkHead(head, clinicIdOf(m_inside.keyring), nowMs);
        if (const auto* known = m_sharing.receivedUnder(m_letter.from, head.contractId))
            requireStillAgreed(taken.contract, *known, nowMs);
        taken.clinic = m_letter.from;
        taken.clinicName = m_letter.card.name;
        taken.disclosure = head.disclosure;
        taken.contractId = head.contractId;
        taken.patient = patientFrom(m_letter.from, head.patient);
        taken.letter = m_sealed.id();
        taken.part = head.part;
        taken.parts = head.parts;
        return taken;
    }

    // Was this letter here before? Then it is not asked again whether its consent still holds.
    bool isAgain(const DisclosureHead& head)
    {
        m_taken.kind = TakenLetter::Kind::Disclosure;
        m_taken.about = head.disclosure;
        m_taken.patient = patientFrom(m_letter.from, head.patient);
        m_taken.isAgain = m_sharing.partsTaken(m_letter.from, head.disclosure).contains(head.part);
        return m_taken.isAgain;
    }

    void takeEntries()
    {
        const auto body = decoded<DisclosureBody>();
        if (isAgain(body.head))
            return;
        DisclosureTaken taken = begin(body.head);
        Filing filing(m_vault, m_sharing, m_letter, body.head);
        filing.add(openReleased(body.released, taken.contract.categories, body.head.subjects));
        filing.requireKeys();
        if (!body.emergency.isEmpty() && !taken.contract.breakGlass)
            failBroken(QStringLiteral("The letter holds more than was agreed"));
        const bool isNewPatient = m_vault.patients()->find(filing.patient) == nullptr;
        m_taken.entries = taken.entries = static_cast<qint64>(filing.events.size());
        m_taken.waiting = taken.waiting = filing.waiting;
        m_taken.known = filing.known;
        m_taken.refused = filing.refused;
        taken.sealedForEmergency = !body.emergency.isEmpty();
        const QString detail
            = QStringLiteral("from %1, consent %2").arg(taken.clinicName, taken.contractId.toString());
        const AccessLogged access{
            AccessLogged::Action::Import, filing.patient, detail, taken.contract.purpose};
        record::Event arrival = made(std::move(taken));
        arrival.source = m_sealed.content; // the signed original
        filing.events.push_back(std::move(arrival));
        filing.events.push_back(m_inside.accessEvent(access));
        commit(std::move(filing.events));
        if (isNewPatient)
            m_taken.candidates = candidatesFor(filing.patient, body.head.yours);
    }

    // Whom the writer once had from here comes first; then whoever looks alike.
    [[nodiscard]] std::vector<record::DuplicateCandidate> candidatesFor(
        record::PatientId patient, const std::vector<record::PatientId>& yours) const
    {
        const auto index = m_vault.patients();
        std::vector<record::DuplicateCandidate> candidates;
        for (const record::PatientId own : yours) {
            if (index->find(own) != nullptr)
                candidates.push_back({index->resolve(own), 1, {QStringLiteral("referral")}});
        }
        const record::PatientRow* row = index->find(patient);
        if (row == nullptr)
            return candidates;
        for (record::DuplicateCandidate& each : record::likelyDuplicates(row->details, *index)) {
            const bool isListed = std::any_of(candidates.begin(), candidates.end(),
                [&each](const auto& other) { return other.patient == each.patient; });
            if (each.patient != patient && !isListed)
                candidates.push_back(std::move(each));
        }
        return candidates;
    }

    void takeContents()
    {
        const auto body = decoded<ContentsBody>();
        if (isAgain(body.head))
            return;
        DisclosureTaken taken = begin(body.head);
        std::vector<BlobContent> contents;
        for (const ContentsBody::Content& content : body.contents) {
            const auto& agreed = taken.contract.categories;
            if (std::find(agreed.begin(), agreed.end(), content.category) == agreed.end())
                failBroken(QStringLiteral("The letter holds more than was agreed"));
            contents.push_back({taken.patient, content.category, content.content});
        }
        const auto names = m_vault.storeBlobs(contents);
        if (!names)
            throw Failure(names.error());
        for (size_t i = 0; i < names->size(); ++i)
            taken.contents.push_back({body.contents[i].name, names->at(i)});
        commit({made(taken)});
        fileWaiting(body.head.disclosure);
    }

    // Entries of letters that came before their images did.
    void fileWaiting(record::EventId disclosure)
    {
        const Sharing now = Sharing::of(m_inside);
        for (const RecordedEvent& each : now.taken) {
            const auto* taken = each.event.as<DisclosureTaken>();
            if (taken->disclosure != disclosure || taken->clinic != m_letter.from || taken->waiting == 0)
                continue;
            const OpenedLetter kept = openKeptLetter(m_inside.keyring, m_inside.readSource(each.event.id));
            const auto body = decodeBody<DisclosureBody>(kept.body);
            if (!body)
                failBroken(QStringLiteral("A letter that was kept can't be read"));
            Filing filing(m_vault, now, kept, body->head);
            filing.add(openReleased(body->released, taken->contract.categories, body->head.subjects));
            filing.requireKeys();
            m_taken.entries += static_cast<qint64>(filing.events.size());
            m_taken.waiting += filing.waiting;
            if (!filing.events.empty())
                (void)m_inside.commit(std::move(filing.events));
        }
    }

    void takeReceipt()
    {
        const auto body = decoded<ReceiptBody>();
        m_taken.kind = TakenLetter::Kind::Receipt;
        m_taken.about = body.about;
        if (const RecordedEvent* disclosure = m_sharing.disclosure(body.about)) {
            const auto* sent = disclosure->event.as<record::DisclosureMade>();
            if (sent->clinic != m_letter.from)
                failBroken(QStringLiteral("A receipt came from a clinic that nothing was sent to"));
            m_taken.patient = sent->patient;
            for (size_t part = 1; part <= sent->letters.size(); ++part) {
                if (std::find(body.parts.begin(), body.parts.end(), static_cast<qint64>(part))
                    == body.parts.end())
                    failBroken(QStringLiteral("A receipt is not for all that was sent"));
            }
        } else if (const FoundChange told = findChange(m_sharing, body.about)) {
            if (told.consent->terms.clinic != m_letter.from)
                failBroken(QStringLiteral("A receipt came from a clinic that nothing was sent to"));
            m_taken.patient = told.consent->terms.patient;
        } else {
            m_taken.patient = emergencyTold(body.about);
        }
        m_taken.isAgain = m_sharing.isAcknowledged(body.about);
        if (m_taken.isAgain)
            return;
        commit({made(record::DisclosureArrived{body.about, m_letter.from, signedPart(m_letter)})});
    }

    // Also of a contract of which nothing came yet: what comes later is then refused.
    void takeConsentChange()
    {
        auto told = toldBy(m_letter);
        if (!told)
            failBroken(QStringLiteral("The letter tells of no change of a consent"));
        m_taken.kind = TakenLetter::Kind::ConsentChange;
        m_taken.about = told->change;
        if (const auto* known = m_sharing.receivedUnder(m_letter.from, told->contract))
            m_taken.patient = known->patient;
        const record::EventId id = eventIdOf(*told);
        m_taken.isAgain = std::any_of(m_sharing.told.begin(), m_sharing.told.end(),
            [id](const RecordedEvent& each) { return each.event.id == id; });
        if (m_taken.isAgain)
            return;
        record::Event event = made(std::move(*told));
        event.id = id;
        commit({std::move(event)});
    }

    [[nodiscard]] record::PatientId emergencyTold(record::EventId about) const
    {
        for (const RecordedEvent& each : m_sharing.emergencies) {
            const auto* access = each.event.as<record::EmergencyAccess>();
            if (each.event.id == about && !each.event.origin && access->granting == m_letter.from)
                return access->patient;
        }
        failBroken(QStringLiteral("A receipt came for something that was not sent"));
    }

    void takeEmergency()
    {
        const auto body = decoded<EmergencyBody>();
        auto event = record::decodeEvent(body.access);
        const auto* told = event ? event->as<record::EmergencyAccess>() : nullptr;
        if (told == nullptr)
            failBroken(QStringLiteral("The letter tells of no emergency"));
        const RecordedEvent* disclosure = m_sharing.disclosure(told->disclosure);
        const auto* sent = disclosure != nullptr ? disclosure->event.as<record::DisclosureMade>() : nullptr;
        if (sent == nullptr || sent->clinic != m_letter.from || told->clinic != m_letter.from)
            failBroken(QStringLiteral("The letter tells of an emergency with something that was not sent"));
        m_taken.kind = TakenLetter::Kind::Emergency;
        m_taken.about = event->id;
        m_taken.patient = sent->patient;
        m_taken.isAgain = m_vault.contains(event->id);
        if (m_taken.isAgain)
            return;
        record::EmergencyAccess access = *told;
        access.contract = sent->contract;
        access.patient = sent->patient;
        access.granting = clinicIdOf(m_inside.keyring);
        access.clinicName = m_letter.card.name;
        access.who = body.by.name;
        access.role = body.by.role;
        const AccessLogged line{AccessLogged::Action::ReadRecord, sent->patient,
            QStringLiteral("emergency at %1, by %2: %3").arg(access.clinicName, access.who, access.reason),
            QStringLiteral("ETREAT")};
        record::Origin origin;
        origin.clinic = m_letter.from;
        origin.clinicName = m_letter.card.name;
        origin.author = body.by.user;
        origin.authorName = body.by.name;
        origin.role = body.by.role;
        origin.recorded = body.at;
        origin.commit = body.commit;
        event->patient = {};
        event->replaces.clear();
        event->body = std::move(access);
        event->origin = std::make_shared<record::Origin>(std::move(origin));
        commit({std::move(*event), m_inside.accessEvent(line)});
    }

    Vault& m_vault;
    Vault::Private& m_inside;
    Sharing m_sharing;
    const SealedLetter& m_sealed;
    OpenedLetter m_letter;
    TakenLetter m_taken;
};

} // namespace

base::Result<TakenLetter> takeLetter(Vault& vault, const SealedLetter& letter)
{
    return guarded([&] { return Taking(vault, letter).run(); });
}

} // namespace twinward::ledger
