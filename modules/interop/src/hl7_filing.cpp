#include "hl7_filing_p.h"

#include "record/event_codec.h"

#include <algorithm>
#include <QDateTime>

namespace twinward::interop {

using namespace record;
using base::ErrorCode;
using base::fail;

namespace {

QString fhirTypeOf(const Body& body)
{
    switch (static_cast<Kind>(body.index())) {
    case Kind::PatientDetails:
    case Kind::MergedInto:
        return QStringLiteral("Patient");
    case Kind::Allergy:
        return QStringLiteral("AllergyIntolerance");
    case Kind::Document:
        return QStringLiteral("DocumentReference");
    default:
        return kindName(static_cast<Kind>(body.index()));
    }
}

QByteArray bodyBytes(const Body& body)
{
    Event bare;
    bare.id = {};
    bare.body = body;
    return encodeEvent(bare);
}

// What is here with what the sender now says laid over it; what the sender leaves out stays.
PatientDetails updated(PatientDetails known, const PatientDetails& said)
{
    if (!said.names.empty())
        known.names = said.names;
    for (const Identifier& identifier : said.identifiers) {
        const bool here
            = std::any_of(known.identifiers.begin(), known.identifiers.end(), [&](const Identifier& k) {
                  return k.value == identifier.value
                      && (k.system == identifier.system || identifier.system.isEmpty());
              });
        if (!here)
            known.identifiers.push_back(identifier);
    }
    if (!said.birthDate.isNull() && !known.birthDate.isComplete())
        known.birthDate = said.birthDate;
    if (said.sex != Sex::Unknown)
        known.sex = said.sex;
    if (!said.phone.isEmpty())
        known.phone = said.phone;
    if (!said.address.isEmpty())
        known.address = said.address;
    if (!said.contacts.empty())
        known.contacts = said.contacts;
    if (said.deceased) {
        known.deceased = true;
        known.deceasedAt = said.deceasedAt.isNull() ? known.deceasedAt : said.deceasedAt;
    }
    return known;
}

// Minutes, for times that say none.
int localOffset()
{
    return QDateTime::currentDateTime().offsetFromUtc() / 60;
}

} // namespace

Hl7Filing::Hl7Filing(ledger::Vault& vault, Unmatched unmatched)
    : m_vault(vault)
    , m_unmatched(unmatched)
    , m_index(vault.patients())
    , m_roster(vault.roster())
{ }

base::Result<Chart> Hl7Filing::chartOf(PatientId patient)
{
    const auto [known, isNew] = m_known.try_emplace(patient);
    if (isNew && m_index->find(patient) != nullptr) {
        auto events = m_vault.read(patient);
        if (!events) {
            m_known.erase(known);
            return fail(events.error());
        }
        known->second = std::move(*events);
    }
    return Chart::fold(patient, known->second, m_roster);
}

bool Hl7Filing::add(Event event, const QByteArray& content, const QString& place, Outcome& outcome)
{
    RecordedEvent recorded;
    recorded.event = event;
    recorded.author = m_vault.user().user;
    recorded.device = m_vault.device();
    // Later than all there is, in the order of the messages: what this batch said already can be amended by
    // it.
    recorded.recorded = base::HybridTime(~std::uint64_t{0} - 1'000'000'000 + m_pending.size());
    if (!m_roster.authorises(recorded)) {
        outcome.refused.push_back(
            {place, QStringLiteral("Your role may not sign this (%1)").arg(fhirTypeOf(event.body))});
        return false;
    }
    m_known[event.patient].push_back(recorded);
    m_pending.push_back({std::move(event), content});
    return true;
}

base::Status Hl7Filing::describe(const Hl7Statements& said, Outcome& outcome)
{
    auto chart = chartOf(outcome.patient);
    if (!chart)
        return fail(chart.error());
    const Entry* here = chart->demographics();
    TypeCount& count = outcome.byType[QStringLiteral("Patient")];
    if (here == nullptr) {
        Event event;
        event.id = EventId::derived("hl7v2-registration", outcome.patient.toBytes());
        event.patient = outcome.patient;
        event.category = Category::Demographics;
        event.occurred = base::Moment::fromDateTime(QDateTime::currentDateTime());
        event.body = said.details;
        if (!add(std::move(event), {}, QStringLiteral("PID"), outcome))
            return fail(ErrorCode::NotAuthorised, QStringLiteral("Your role may not register patients"));
        for (const Identifier& identifier : said.details.identifiers)
            m_registered.emplace_back(identifier, outcome.patient);
        ++count.added;
        return {};
    }
    const PatientDetails& known = *here->as<PatientDetails>();
    PatientDetails numbers;
    numbers.identifiers = said.details.identifiers;
    const PatientDetails now = said.describesPatient ? updated(known, said.details)
        : said.addsNumber                            ? updated(known, numbers)
                                                     : known;
    if (bodyBytes(now) == bodyBytes(known))
        ++count.alreadyHere;
    else if (add(amend(*here, now), {}, QStringLiteral("PID"), outcome))
        ++count.amended;
    return {};
}

base::Status Hl7Filing::merge(const Hl7Statements& said, Outcome& outcome)
{
    for (const Identifier& identifier : said.mergedAway) {
        const std::vector<PatientId> bearers = bearersOf(identifier);
        if (bearers.empty())
            continue; // merged already, or never known here: nothing to merge
        if (bearers.size() > 1) {
            return fail(ErrorCode::InvalidInput,
                QStringLiteral("More than one patient has the identifier that is merged"),
                QStringLiteral("MRG-1"));
        }
        if (bearers.front() == outcome.patient)
            continue;
        Event event;
        event.id = EventId::derived("hl7v2-merge", bearers.front().toBytes() + outcome.patient.toBytes());
        if (m_vault.contains(event.id))
            continue;
        event.patient = bearers.front();
        event.category = Category::Demographics;
        event.occurred = base::Moment::fromDateTime(QDateTime::currentDateTime());
        event.body = MergedInto{outcome.patient, QStringLiteral("Merged by the hospital's system (HL7 A40)")};
        if (add(std::move(event), {}, QStringLiteral("MRG"), outcome))
            ++outcome.byType[QStringLiteral("Patient")].amended;
    }
    return {};
}

base::Status Hl7Filing::file(const Hl7Statement& statement, Outcome& outcome)
{
    auto chart = chartOf(outcome.patient);
    if (!chart)
        return fail(chart.error());
    const QByteArray name = outcome.patient.toBytes() + statement.key;
    const EventId rootId = EventId::derived("hl7v2", name);
    const Entry* here = chart->find(rootId);
    TypeCount& count = outcome.byType[fhirTypeOf(here != nullptr ? here->event().body : statement.body)];
    const QByteArray saidBytes = bodyBytes(statement.body) + base::Hash256::of(statement.content).toBytes();
    if (here == nullptr) {
        if (statement.action == Hl7Statement::Action::Retract) {
            outcome.refused.push_back(
                {statement.place, QStringLiteral("It takes back something that never came")});
            return {};
        }
        Event event;
        event.id = rootId;
        event.patient = outcome.patient;
        event.category = defaultCategory(statement.body);
        event.occurred = statement.occurred;
        event.body = statement.body;
        if (add(std::move(event), statement.content, statement.place, outcome))
            ++count.added;
        return {};
    }
    // The same said again, now or in any version before: a message sent twice.
    const EventId versionId = EventId::derived("hl7v2-version", name + saidBytes);
    const bool said
        = std::any_of(here->versions.begin(), here->versions.end(), [&](const RecordedEvent& version) {
              return version.event.id == versionId
                  || (statement.content.isEmpty()
                      && bodyBytes(version.event.body) == bodyBytes(statement.body));
          });
    const bool sameDocument = !statement.content.isEmpty() && here->as<Document>() != nullptr
        && here->as<Document>()->size == statement.content.size();
    if (said || sameDocument
        || (statement.action == Hl7Statement::Action::Retract && here->state == EntryState::Retracted)) {
        ++count.alreadyHere;
        return {};
    }
    Event event = amend(*here, statement.body);
    event.id = versionId;
    if (statement.action == Hl7Statement::Action::State)
        event.occurred = statement.occurred;
    if (add(std::move(event), statement.content, statement.place, outcome))
        ++count.amended;
    return {};
}

base::Result<Hl7Filing::Outcome> Hl7Filing::take(const Hl7Message& message)
{
    m_doubt.reset();
    const auto said = mapHl7(message, localOffset());
    if (!said)
        return fail(said.error());
    const auto patient = identify(*said);
    if (!patient)
        return fail(patient.error());
    return takeAs(*said, *patient);
}

base::Result<Hl7Filing::Outcome> Hl7Filing::takeFor(PatientId patient, const Hl7Message& message)
{
    m_doubt.reset();
    auto said = mapHl7(message, localOffset());
    if (!said)
        return fail(said.error());
    // What is known of the patient stays as it is, but for the number: unless it is somebody else's.
    said->describesPatient = false;
    said->addsNumber = true;
    std::erase_if(said->details.identifiers, [&](const Identifier& identifier) {
        const std::vector<PatientId> bearers = bearersOf(identifier);
        return std::any_of(
            bearers.begin(), bearers.end(), [&](PatientId bearer) { return bearer != patient; });
    });
    return takeAs(*said, patient);
}

base::Result<Hl7Filing::Outcome> Hl7Filing::takeAs(const Hl7Statements& said, PatientId patient)
{
    Outcome outcome;
    outcome.patient = patient;
    outcome.refused = said.refused;
    const size_t before = m_pending.size();
    base::Status status = describe(said, outcome);
    if (status)
        status = merge(said, outcome);
    for (const Hl7Statement& statement : said.statements) {
        if (status)
            status = file(statement, outcome);
    }
    if (!status) { // the message as a whole, or nothing of it
        forgetPendingAfter(before);
        return fail(status.error());
    }
    return outcome;
}

void Hl7Filing::forgetPendingAfter(size_t kept)
{
    for (size_t i = kept; i < m_pending.size(); ++i) {
        const Event& event = m_pending[i].event;
        std::erase_if(
            m_known[event.patient], [&](const RecordedEvent& known) { return known.event.id == event.id; });
        if (event.kind() == Kind::PatientDetails && event.replaces.empty())
            std::erase_if(
                m_registered, [&](const auto& registered) { return registered.second == event.patient; });
    }
    m_pending.resize(kept);
}

base::Status Hl7Filing::commit()
{
    if (m_pending.empty())
        return {};
    std::vector<Event> events;
    events.reserve(m_pending.size());
    for (Pending& pending : m_pending) {
        if (!pending.content.isEmpty()) {
            auto blob = m_vault.storeBlob(pending.event.patient, pending.event.category, pending.content);
            if (!blob)
                return fail(blob.error());
            std::get<Document>(pending.event.body).blob = *blob;
        }
        events.push_back(std::move(pending.event));
    }
    m_pending.clear();
    m_known.clear();
    m_registered.clear();
    const auto receipt = m_vault.commit(std::move(events));
    m_index = m_vault.patients();
    if (!receipt)
        return fail(receipt.error());
    return {};
}

} // namespace twinward::interop
