#include "fhir_patients_p.h"

#include "fhir_map_p.h"

#include <algorithm>

namespace twinward::interop::fhir {

using record::PatientDetails;
using record::PatientId;

namespace {

quint64 placeKey(size_t document, size_t resource)
{
    return static_cast<quint64>(document) << 32 | static_cast<quint64>(resource);
}

QString identifierKey(const record::Identifier& identifier)
{
    return identifier.system + u'|' + identifier.value;
}

bool isStrong(const record::Identifier& identifier)
{
    return !identifier.system.isEmpty() && !identifier.value.isEmpty();
}

// The same identifier is believed only where nothing speaks against it.
bool maySameBe(const PatientDetails& a, const PatientDetails& b)
{
    const bool sex = a.sex == b.sex || a.sex == record::Sex::Unknown || b.sex == record::Sex::Unknown;
    if (!sex || !a.birthDate.isCompatibleWith(b.birthDate))
        return false;
    const bool bornKnown = !a.birthDate.isNull() && !b.birthDate.isNull();
    return bornKnown || a.displayName().compare(b.displayName(), Qt::CaseInsensitive) == 0;
}

// The identity of a patient whose id is no UUID: their number at the sender, with what tells them from
// another sender's patient of the same number.
PatientId derivedIdentity(const Survey::Person& person)
{
    QStringList strong;
    for (const record::Identifier& identifier : person.details.identifiers) {
        if (isStrong(identifier))
            strong << identifierKey(identifier);
    }
    strong.sort();
    QStringList material{person.id};
    material << strong;
    if (strong.isEmpty())
        material << person.details.displayName() << person.details.birthDate.toString()
                 << record::sexName(person.details.sex);
    return PatientId::derived("fhir-r4-patient", material.join(QChar(u'\x1f')).toUtf8());
}

bool hasContainedPatient(const Resource& resource, JsonView& contained)
{
    const JsonView list = resource.json["contained"];
    if (!list.isArray() || resource.type == "Patient")
        return false;
    try {
        const Reference reference = subjectReference(resource.json, resource.type);
        contained = Document::containedIn(resource, reference.reference);
    } catch (const Unusable&) {
        return false; // said when the resource itself is mapped
    }
    return contained["resourceType"].text() == "Patient";
}

Survey::Link linkTo(const Resource& resource, const Document& document)
{
    Survey::Link link{QString::fromUtf8(resource.type.data(), static_cast<qsizetype>(resource.type.size())),
        resource.id, contentHash(resource.json.raw()), std::nullopt, {}, baseOf(resource.fullUrl)};
    try {
        link.reference = subjectReference(resource.json, resource.type).reference;
    } catch (const Unusable&) {
        return link; // said when the resource itself is mapped
    }
    if (const Resource* patient = document.find(link.reference, resource))
        link.patient = static_cast<size_t>(patient - document.resources().data());
    return link;
}

} // namespace

base::Hash256 contentHash(std::string_view resource)
{
    return base::Hash256::of(minified(resource));
}

Survey survey(const Document& document)
{
    Survey found;
    for (size_t i = 0; i < document.resources().size(); ++i) {
        const Resource& resource = document.resources()[i];
        JsonView contained;
        try {
            if (resource.type == "Patient")
                found.people.push_back({i, false, resource.id, resource.fullUrl, mapPatient(resource.json)});
            else if (hasContainedPatient(resource, contained))
                found.people.push_back({i, true, {}, {}, mapPatient(contained)});
        } catch (const Unusable&) {
            continue; // said when the resource itself is mapped
        }
        if ((resource.type == "Encounter" || resource.type == "MedicationRequest") && !resource.id.isEmpty())
            found.links.push_back(linkTo(resource, document));
    }
    return found;
}

Patients::Patients(std::shared_ptr<const record::PatientIndex> index)
    : m_index(std::move(index))
{ }

void Patients::add(const Survey& survey, size_t document)
{
    for (const Survey::Person& person : survey.people) {
        const bool nameless = person.details.names.empty() && person.details.identifiers.empty();
        if (person.contained && nameless)
            continue;
        const PatientId identity = identify(person);
        Known& known = m_known[identity];
        known.registered = known.registered || !person.contained;
        known.details = person.details;
        m_byPlace[placeKey(document, person.resource)] = identity;
        for (const record::Identifier& identifier : person.details.identifiers) {
            auto& bearers = m_byIdentifier[identifierKey(identifier)];
            if (std::find(bearers.begin(), bearers.end(), identity) == bearers.end())
                bearers.push_back(identity);
        }
        if (!person.fullUrl.isEmpty())
            m_byFullUrl.try_emplace(person.fullUrl, identity);
        if (!person.id.isEmpty())
            m_byTypeAndId[QStringLiteral("Patient/") + person.id].push_back(
                {baseOf(person.fullUrl), identity});
    }
}

PatientId Patients::identify(const Survey::Person& person)
{
    const auto uuid = PatientId::fromString(person.id);
    const PatientId own = uuid && !uuid->isNull() ? *uuid : derivedIdentity(person);
    if (m_known.contains(own) || isInVault(own))
        return own;
    const PatientId same = byIdentifiers(person.details);
    return same.isNull() ? own : same;
}

// None where nobody bears one of them, or where they point at more than one person.
PatientId Patients::byIdentifiers(const PatientDetails& details) const
{
    PatientId found;
    const auto take = [&](PatientId candidate) {
        const bool fits = found.isNull() || found == candidate;
        found = candidate;
        return fits;
    };
    for (const record::Identifier& identifier : details.identifiers) {
        if (!isStrong(identifier))
            continue;
        const record::PatientRow* row = m_index->findByIdentifier(identifier.system, identifier.value);
        if (row != nullptr && maySameBe(row->details, details) && !take(row->id))
            return {};
        const auto bearers = m_byIdentifier.find(identifierKey(identifier));
        if (bearers == m_byIdentifier.end())
            continue;
        for (const PatientId bearer : bearers->second) {
            if (!isInVault(bearer) && maySameBe(m_known.at(bearer).details, details) && !take(bearer))
                return {};
        }
    }
    return found;
}

// For a reference that gives nothing but an identifier.
PatientId Patients::byIdentifier(const record::Identifier& identifier) const
{
    const auto bearers = m_byIdentifier.find(identifierKey(identifier));
    const record::PatientRow* row = m_index->findByIdentifier(identifier.system, identifier.value);
    if (bearers == m_byIdentifier.end())
        return row != nullptr ? row->id : PatientId();
    const bool one = bearers->second.size() == 1
        && (row == nullptr || m_index->resolve(bearers->second.front()) == row->id);
    return one ? bearers->second.front() : PatientId();
}

PatientId Patients::identityOf(size_t document, size_t resource) const
{
    const auto found = m_byPlace.find(placeKey(document, resource));
    return found == m_byPlace.end() ? PatientId() : found->second;
}

PatientId Patients::patientOf(const Survey::Link& link, size_t document) const
{
    if (link.patient)
        return identityOf(document, *link.patient);
    return link.reference.isEmpty() ? PatientId()
                                    : elsewhere(link.reference, link.base).value_or(PatientId());
}

bool Patients::isInVault(PatientId patient) const
{
    return m_index->find(patient) != nullptr;
}

bool Patients::isRegistered(PatientId patient) const
{
    const auto known = m_known.find(patient);
    return isInVault(patient) || (known != m_known.end() && known->second.registered);
}

Subject Patients::subjectOf(const Resource& resource, const Document& document, size_t documentNumber) const
{
    if (resource.type == "Patient") {
        const auto place = static_cast<size_t>(&resource - document.resources().data());
        return {Subject::Kind::Patient, identityOf(documentNumber, place), {}, resource.json};
    }
    const Reference reference = subjectReference(resource.json, resource.type);
    if (reference.isEmpty())
        return {};
    Subject subject = resolve(reference, resource, document, documentNumber);
    // A Person is a register's entry, who may be a patient elsewhere.
    if (subject.kind == Subject::Kind::Unknown && resource.type == "Person")
        return {};
    subject.at = reference.at;
    return subject;
}

Subject Patients::resolve(const Reference& reference, const Resource& resource, const Document& document,
    size_t documentNumber) const
{
    const auto patient = [](PatientId id) { return Subject{Subject::Kind::Patient, id, {}, {}}; };
    const auto unknown = [](const QString& why) { return Subject{Subject::Kind::Unknown, {}, why, {}}; };
    const QString& text = reference.reference;
    const auto placeOf
        = [&](const Resource& other) { return static_cast<size_t>(&other - document.resources().data()); };

    if (text.startsWith(u'#')) {
        const JsonView contained = Document::containedIn(resource, text);
        if (!contained)
            return unknown(QStringLiteral("It is about %1, which is not contained in it").arg(text.left(80)));
        if (contained["resourceType"].text() != "Patient")
            return {};
        const PatientId identity = identityOf(documentNumber, placeOf(resource));
        return identity.isNull()
            ? unknown(QStringLiteral("The patient contained in it has neither a name nor an identifier"))
            : patient(identity);
    }
    if (const Resource* found = document.find(text, resource)) {
        if (found->type != "Patient")
            return {};
        const PatientId identity = identityOf(documentNumber, placeOf(*found));
        return identity.isNull() ? unknown(QStringLiteral("Its patient was refused")) : patient(identity);
    }
    const QString typeAndId = typeAndIdOf(text);
    if (!typeAndId.isEmpty() && !typeAndId.startsWith(QLatin1String("Patient/")))
        return {};
    if (const auto found = elsewhere(text, baseOf(resource.fullUrl)))
        return patient(*found);
    if (!reference.identifier.value.isEmpty()) {
        const PatientId found = byIdentifier(reference.identifier);
        return found.isNull() ? unknown(
                   QStringLiteral("It is about the patient %1, whom neither the import nor the vault knows")
                       .arg(identifierKey(reference.identifier).left(120)))
                              : patient(found);
    }
    if (text.isEmpty())
        return unknown(
            QStringLiteral("It names its patient only in words, which is not enough to find them"));
    return unknown(QStringLiteral("It is about %1, who is not in the import, nor surely known in the vault")
                       .arg(text.left(120)));
}

// A patient of another document of the import, or of the vault.
std::optional<PatientId> Patients::elsewhere(const QString& reference, const QString& fromBase) const
{
    if (const auto byUrl = m_byFullUrl.find(reference); byUrl != m_byFullUrl.end())
        return byUrl->second;
    const QString typeAndId = typeAndIdOf(reference);
    const QString base = reference.contains(u':') ? baseOf(reference) : fromBase;
    std::vector<PatientId> candidates;
    std::vector<PatientId> without; // by themselves, with no word of where they came from
    if (const auto named = m_byTypeAndId.find(typeAndId); named != m_byTypeAndId.end()) {
        for (const Named& one : named->second) {
            auto& list = one.base.isEmpty() ? without : candidates;
            // Another server's patient of the same number is another patient.
            const bool sameServer = one.base.isEmpty() || base.isEmpty() || one.base == base;
            if (sameServer && std::find(list.begin(), list.end(), one.patient) == list.end())
                list.push_back(one.patient);
        }
    }
    if (base.isEmpty() && without.size() == 1)
        return without.front();
    candidates.insert(candidates.end(), without.begin(), without.end());
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    if (candidates.size() == 1)
        return candidates.front();
    const QString uuid = uuidOf(reference).isEmpty() ? typeAndId.section(u'/', 1) : uuidOf(reference);
    const auto id = PatientId::fromString(uuid);
    if (id && (isInVault(*id) || m_known.contains(*id)))
        return *id;
    return std::nullopt;
}

} // namespace twinward::interop::fhir
