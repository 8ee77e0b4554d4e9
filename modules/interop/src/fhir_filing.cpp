#include "fhir_filing_p.h"

#include <algorithm>

namespace twinward::interop::fhir {

namespace {

constexpr size_t eventsPerCommit = 500;

template <class T> void addMissing(std::vector<T>& to, const std::vector<T>& from)
{
    for (const T& one : from) {
        if (std::find(to.begin(), to.end(), one) == to.end())
            to.push_back(one);
    }
}

// What the new document says, and what was known before where it says nothing.
record::PatientDetails joined(record::PatientDetails details, const record::PatientDetails& before)
{
    addMissing(details.names, before.names);
    addMissing(details.identifiers, before.identifiers);
    addMissing(details.contacts, before.contacts);
    if (!details.birthDate.isComplete() && before.birthDate.isComplete())
        details.birthDate = before.birthDate;
    if (details.sex == record::Sex::Unknown)
        details.sex = before.sex;
    if (details.phone.isEmpty())
        details.phone = before.phone;
    if (details.address.isEmpty())
        details.address = before.address;
    details.deceased = details.deceased || before.deceased;
    if (details.deceasedAt.isNull())
        details.deceasedAt = before.deceasedAt;
    return details;
}

} // namespace

Filing::Filing(ledger::Vault& vault, ImportReport& report, size_t refusalsListed)
    : m_vault(vault)
    , m_report(report)
    , m_refusalsListed(refusalsListed)
    , m_known(vault)
    , m_roster(vault.roster())
    , m_user(vault.user().user)
{ }

void Filing::refuse(Refusal refusal)
{
    ++m_report.refusedCount;
    if (m_report.refused.size() < m_refusalsListed)
        m_report.refused.push_back(std::move(refusal));
}

void Filing::take(StagedDocument&& document)
{
    m_report.withoutResource += document.withoutResource;
    for (Refusal& refusal : document.refused)
        refuse(std::move(refusal));
    for (StagedEvent& staged : document.events)
        take(std::move(staged), document.file);
}

void Filing::take(StagedEvent&& staged, const QString& file)
{
    using Kind = KnownVersions::Answer::Kind;
    record::Event& event = staged.event;
    if (staged.fromContained && m_known.registration(event.patient) != nullptr)
        return;
    KnownVersions::Answer answer = m_known.ask(staged);
    if (answer.kind == Kind::AlreadyHere) {
        if (!staged.fromContained)
            ++m_report.byType[staged.type].alreadyHere;
        return;
    }
    if (answer.kind == Kind::Older)
        return refuse(
            {file, staged.place, QStringLiteral("A newer version of this resource is here already")});
    if (event.kind() == record::Kind::PatientDetails)
        joinRegistration(staged, answer);
    event.replaces = answer.replaces;
    if (staged.enteredInError && answer.kind == Kind::Amends) {
        event.body = record::Retraction{QStringLiteral("Marked as entered in error by its sender")};
        event.category = answer.category;
    }
    if (!m_roster.mayAuthor(m_user, event.body, {})) {
        return refuse({file, staged.place,
            QStringLiteral("The role %1 may not sign this").arg(record::roleName(m_vault.user().role))});
    }
    if (auto* document = std::get_if<record::Document>(&event.body);
        document != nullptr && !staged.attachment.isEmpty())
        document->blob = storeContent(event, staged.attachment);

    m_known.remember(staged);
    if (!staged.fromContained)
        m_gains.emplace_back(staged.type, event.replaces.empty() ? Gain::Added : Gain::Amended);
    m_batch.push_back(std::move(event));
    if (m_batch.size() >= eventsPerCommit)
        commit();
}

// A second document about somebody who is registered already adds to what is known of them. Where the last
// word on them is somebody's here, a newer version of the document they came with stands beside it, as a
// conflict.
void Filing::joinRegistration(StagedEvent& staged, KnownVersions::Answer& answer)
{
    using Kind = KnownVersions::Answer::Kind;
    const KnownVersions::Registration* known = m_known.registration(staged.event.patient);
    if (known == nullptr)
        return;
    const bool sameDocument = answer.kind == Kind::Amends && answer.replaces.front() == known->version;
    const bool overruled = answer.kind == Kind::Amends && !known->cameIn;
    if (sameDocument || overruled)
        return;
    answer = {Kind::Amends, {known->version}, record::Category::Demographics};
    staged.event.body = joined(*staged.event.as<record::PatientDetails>(), known->details);
}

void Filing::finish()
{
    commit();
}

void Filing::commit()
{
    if (m_batch.empty())
        return;
    std::set<record::PatientId> gained;
    for (const record::Event& event : m_batch) {
        if (!event.patient.isNull())
            gained.insert(event.patient);
    }
    store(std::move(m_batch));
    m_batch.clear();
    m_patients.merge(gained);
    for (const auto& [type, gain] : m_gains)
        ++(gain == Gain::Added ? m_report.byType[type].added : m_report.byType[type].amended);
    m_gains.clear();
}

void Filing::store(std::vector<record::Event> events)
{
    if (auto receipt = m_vault.commit(std::move(events)); !receipt)
        throw base::Error(receipt.error());
}

base::Hash256 Filing::storeContent(const record::Event& event, const QByteArray& content)
{
    auto blob = m_vault.storeBlob(event.patient, event.category, content);
    if (!blob)
        throw base::Error(blob.error());
    return *blob;
}

} // namespace twinward::interop::fhir
