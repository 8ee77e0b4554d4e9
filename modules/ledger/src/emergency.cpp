// Breaking the glass: what came sealed for an emergency becomes entries, together with the signed word of who
// opened it and why.

#include "disclosure_take_p.h"

#include <algorithm>

namespace twinward::ledger {

using base::ErrorCode;
using record::AccessLogged;
using record::Category;
using record::DisclosureTaken;
using record::EmergencyAccess;
using record::RecordedEvent;

namespace {

constexpr qsizetype maxReasonChars = 2'000;

// Of each clinic the newest disclosure that holds a part for emergencies, and is still agreed to.
std::map<record::ClinicId, record::EventId> newestSealed(
    const Sharing& sharing, const std::vector<record::PatientId>& subjects, qint64 nowMs)
{
    std::map<record::ClinicId, record::EventId> newest;
    for (const RecordedEvent& each : sharing.taken) { // oldest first
        const auto* taken = each.event.as<DisclosureTaken>();
        const auto* consent = sharing.receivedUnder(taken->clinic, taken->contractId);
        const bool isAgreed = consent != nullptr && consent->terms.breakGlass
            && consent->stateAt(nowMs) == record::ConsentState::InForce;
        if (taken->sealedForEmergency && isAgreed
            && std::find(subjects.begin(), subjects.end(), taken->patient) != subjects.end())
            newest.insert_or_assign(taken->clinic, taken->disclosure);
    }
    return newest;
}

class Breaking
{
public:
    Breaking(Vault& vault, record::PatientId patient, const QString& reason)
        : m_vault(vault)
        , m_inside(Vault::Private::of(vault))
        , m_sharing(Sharing::of(m_inside))
        , m_patient(patient)
        , m_reason(reason.trimmed().left(maxReasonChars))
    { }

    EmergencyOpened run()
    {
        if (m_reason.isEmpty())
            throw Failure(ErrorCode::InvalidInput, QStringLiteral("An emergency needs its reason"), {},
                QStringLiteral("Say why it can't wait for the patient's consent."));
        const auto index = m_vault.patients();
        const auto subjects = index->mergedWith(index->resolve(m_patient));
        const auto newest = newestSealed(m_sharing, subjects, m_inside.options.wallClock());
        if (newest.empty()) {
            throw Failure(ErrorCode::NotFound,
                QStringLiteral(
                    "Nothing of this patient came sealed for an emergency, or the consent has ended"));
        }
        for (const auto& [clinic, disclosure] : newest)
            openFrom(clinic, disclosure);
        if (m_opened.categories.empty() && !m_opened.closed.empty()) {
            throw Failure(ErrorCode::NotAuthorised,
                QStringLiteral("What came sealed for an emergency your role does not read"), {},
                QStringLiteral("Ask a physician."));
        }
        (void)m_inside.commit(std::move(m_events));
        return m_opened;
    }

private:
    void openFrom(const record::ClinicId& clinic, record::EventId disclosure)
    {
        EmergencyAccess access;
        std::set<Category> opened;
        for (const RecordedEvent& each : m_sharing.taken) {
            const auto* taken = each.event.as<DisclosureTaken>();
            if (taken->clinic != clinic || taken->disclosure != disclosure || !taken->sealedForEmergency)
                continue;
            access.disclosure = disclosure;
            access.contract = taken->contractId;
            access.granting = clinic;
            access.patient = taken->patient;
            openLetter(each.event.id, *taken, opened);
        }
        access.categories.assign(opened.begin(), opened.end());
        for (const Category category : opened) {
            if (std::find(m_opened.categories.begin(), m_opened.categories.end(), category)
                == m_opened.categories.end())
                m_opened.categories.push_back(category);
        }
        const record::Member* member = m_sharing.roster.find(m_inside.identity.user);
        access.clinic = clinicIdOf(m_inside.keyring);
        access.clinicName = m_sharing.roster.clinicName();
        access.who = member != nullptr ? member->name : QString();
        access.role = member != nullptr ? member->role : record::Role::Auditor;
        access.reason = m_reason;
        m_events.push_back(m_inside.accessEvent({AccessLogged::Action::ReadRecord, access.patient,
            QStringLiteral("emergency: %1").arg(m_reason), QStringLiteral("ETREAT")}));
        m_events.push_back(clinicEvent(std::move(access), m_inside.options.wallClock()));
        m_opened.accesses.push_back(m_events.back().id);
    }

    void openLetter(record::EventId arrival, const DisclosureTaken& taken, std::set<Category>& opened)
    {
        const OpenedLetter kept = openKeptLetter(m_inside.keyring, m_inside.readSource(arrival));
        const auto body = decodeBody<DisclosureBody>(kept.body);
        const auto rest
            = body ? decodeBody<Released>(openForClinic(m_inside.keyring, body->emergency)) : std::nullopt;
        if (!rest)
            throw Failure(
                ErrorCode::IntegrityBroken, QStringLiteral("The part for an emergency can't be read"));
        std::vector<ForeignEvent> foreign
            = openReleased(*rest, record::heldBack(taken.contract), body->head.subjects);
        std::erase_if(foreign, [&](const ForeignEvent& each) {
            const Category category = each.event.category;
            if (m_inside.mayRead(category)) {
                opened.insert(category);
                return false;
            }
            if (std::find(m_opened.closed.begin(), m_opened.closed.end(), category) == m_opened.closed.end())
                m_opened.closed.push_back(category);
            return true;
        });
        Filing filing(m_vault, m_sharing, kept, body->head);
        filing.add(std::move(foreign));
        m_opened.entries += static_cast<qint64>(filing.events.size());
        m_opened.withoutImages += filing.waiting;
        std::move(filing.events.begin(), filing.events.end(), std::back_inserter(m_events));
    }

    Vault& m_vault;
    Vault::Private& m_inside;
    Sharing m_sharing;
    record::PatientId m_patient;
    QString m_reason;
    std::vector<record::Event> m_events;
    EmergencyOpened m_opened;
};

} // namespace

base::Result<EmergencyOpened> openEmergency(Vault& vault, record::PatientId patient, const QString& reason)
{
    return guarded([&] { return Breaking(vault, patient, reason).run(); });
}

} // namespace twinward::ledger
