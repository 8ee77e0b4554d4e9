#include "fhir_versions_p.h"

#include "fhir_outgoing_p.h"

namespace twinward::interop::fhir {

using record::EventId;
using record::PatientId;
using record::RecordedEvent;

namespace {

template <class T> T valueOf(base::Result<T> result)
{
    if (!result)
        throw base::Error(result.error());
    return std::move(*result);
}

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace

KnownVersions::KnownVersions(ledger::Vault& vault)
    : m_vault(vault)
    , m_index(vault.patients())
{ }

KnownVersions::Key KnownVersions::keyOf(PatientId patient, const QString& type, const QString& id)
{
    return Key::derived("fhir-r4-resource", patient.toBytes() + type.toUtf8() + '\0' + id.toUtf8());
}

KnownVersions::Answer KnownVersions::ask(const StagedEvent& staged)
{
    using Kind = Answer::Kind;
    const EventId id = staged.event.id;
    if (m_remembered.contains(id) || m_vault.contains(id))
        return {Kind::AlreadyHere, {}, {}};
    if (staged.id.isEmpty())
        return {};
    // A contract of this clinic's, on its way home: by whom it is changed, a bundle can't say.
    const auto contract
        = staged.type == u"Consent" ? EventId::fromString(staged.id) : std::optional<EventId>();
    if (contract && m_vault.contains(*contract))
        return {Kind::AlreadyHere, {}, {}};
    load(staged.event.patient);
    const auto found = m_versions.find(keyOf(staged.event.patient, staged.type, staged.id));
    if (found == m_versions.end())
        return {};
    const Version& known = found->second;
    if (known.contents.contains(staged.content))
        return {Kind::AlreadyHere, {}, {}};
    if (!staged.lastUpdated.isNull() && !known.lastUpdated.isNull()
        && staged.lastUpdated.utcMs() < known.lastUpdated.utcMs())
        return {Kind::Older, {}, {}};
    return {Kind::Amends, {known.latest}, known.category};
}

void KnownVersions::remember(const StagedEvent& staged)
{
    const record::Event& event = staged.event;
    m_remembered.insert(event.id);
    if (const auto* details = event.as<record::PatientDetails>())
        m_registrations.insert_or_assign(event.patient, Registration{event.id, *details, true});
    if (staged.id.isEmpty() || staged.fromContained)
        return;
    Version& version = m_versions[keyOf(event.patient, staged.type, staged.id)];
    version.latest = event.id;
    version.recorded = base::HybridTime(std::numeric_limits<std::uint64_t>::max());
    version.lastUpdated = staged.lastUpdated;
    version.category = event.category;
    version.contents.insert(staged.content);
}

const KnownVersions::Registration* KnownVersions::registration(PatientId patient)
{
    load(patient);
    const auto found = m_registrations.find(patient);
    return found == m_registrations.end() ? nullptr : &found->second;
}

void KnownVersions::load(PatientId patient)
{
    if (!m_loaded.insert(patient).second)
        return;
    if (patient.isNull())
        loadClinic();
    else if (m_index->find(patient) != nullptr)
        loadPatient(patient);
    // What is part of another record goes out with it, and in other words than by itself.
    if (const PatientId whole = m_index->resolve(patient); !patient.isNull() && whole != patient)
        load(whole);
}

void KnownVersions::loadPatient(PatientId patient)
{
    const std::vector<RecordedEvent> events = valueOf(m_vault.read(patient));
    Sources sources;
    for (auto& [event, source] : valueOf(m_vault.readSources(patient)))
        sources.emplace(event, unpacked(std::move(source)));
    std::vector<EventId> registrations;
    for (const RecordedEvent& recorded : events) {
        if (recorded.event.kind() == record::Kind::PatientDetails)
            registrations.push_back(recorded.event.id);
        if (const auto source = sources.find(recorded.event.id); source != sources.end())
            addSourced(recorded, source->second.resource);
    }
    const record::Chart chart = record::Chart::fold(patient, events, m_vault.roster());
    const record::Entry* entry = chart.demographics();
    if (entry != nullptr && entry->event().patient == patient) {
        const EventId version = entry->event().id;
        m_registrations.insert_or_assign(
            patient, Registration{version, chart.details(), sources.contains(version)});
    }
    addWrittenHere(patient, chart, registrations, sources);
}

void KnownVersions::loadClinic()
{
    for (const RecordedEvent& recorded : valueOf(m_vault.readClinic(record::Category::Clinic))) {
        if (recorded.event.kind() == record::Kind::OtherResource
            || recorded.event.kind() == record::Kind::Retraction)
            addSourced(recorded, unpacked(valueOf(m_vault.readSource(recorded.event.id))).resource);
    }
}

// Events come in no order: the version recorded last is the latest, and in one commit the one that replaces
// the other.
void KnownVersions::addSourced(const RecordedEvent& recorded, const QByteArray& source)
{
    if (!source.startsWith('{'))
        return;
    const auto tree = JsonTree::parse(source, std::numeric_limits<int>::max());
    if (!tree)
        return;
    const JsonView root = tree->root();
    const QString id = root["id"].string();
    if (id.isEmpty())
        return;
    Version& version = m_versions[keyOf(recorded.event.patient, text(root["resourceType"].text()), id)];
    version.contents.insert(contentHash(root.raw()));
    const auto updated
        = base::Moment::fromString(root["meta"]["lastUpdated"].string()).value_or(base::Moment());
    const bool replacesLatest
        = std::find(recorded.event.replaces.begin(), recorded.event.replaces.end(), version.latest)
        != recorded.event.replaces.end();
    if (version.latest.isNull() || replacesLatest || recorded.recorded > version.recorded) {
        version.latest = recorded.event.id;
        version.recorded = recorded.recorded;
        version.lastUpdated = updated;
        version.category = recorded.event.category;
    }
}

void KnownVersions::addWrittenHere(PatientId patient, const record::Chart& chart,
    const std::vector<EventId>& registrations, const Sources& sources)
{
    // Documents' contents are left out: one that was entered here comes back as an amendment only if its
    // words changed.
    const auto noContent = [](const record::Event&, const base::Hash256&) { return QByteArray(); };
    const QString base = addressOf(patient);
    for (const OutgoingResource& resource :
        outgoingResources(chart, registrations, sources, base, noContent)) {
        if (resource.id.isEmpty())
            continue;
        const record::Entry* entry = chart.find(resource.version);
        const PatientId owner = entry != nullptr ? entry->event().patient : patient;
        Version& version = m_versions[keyOf(owner, resource.type, resource.id)];
        version.contents.insert(
            contentHash({resource.json.constData(), static_cast<size_t>(resource.json.size())}));
        if (version.latest.isNull() && entry != nullptr) {
            version.latest = entry->root;
            version.category = entry->event().category;
        }
    }
}

} // namespace twinward::interop::fhir
