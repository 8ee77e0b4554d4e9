#include "fhir_stage_p.h"

#include "fhir_outgoing_p.h"

namespace twinward::interop::fhir {

namespace {

QString typeOf(const Resource& resource)
{
    return QString::fromLatin1(resource.type.data(), static_cast<qsizetype>(resource.type.size()));
}

class DocumentStage
{
public:
    DocumentStage(const Document& document, size_t number, const Patients& patients, const Links& links)
        : m_document(document)
        , m_number(number)
        , m_patients(patients)
        , m_links(links)
    { }

    StagedDocument run()
    {
        m_staged.file = m_document.file();
        m_staged.refused = m_document.refused();
        m_staged.withoutResource = m_document.withoutResource();
        m_staged.events.reserve(m_document.resources().size());
        for (const Resource& resource : m_document.resources()) {
            try {
                add(resource);
            } catch (const Unusable& unusable) {
                m_staged.refused.push_back(
                    {m_document.file(), m_document.placeOf(resource, unusable.at), unusable.why});
            }
        }
        return std::move(m_staged);
    }

private:
    void add(const Resource& resource)
    {
        const Subject subject = m_patients.subjectOf(resource, m_document, m_number);
        if (subject.kind == Subject::Kind::Unknown)
            throw Unusable{subject.at, subject.why};
        const bool ofPatient = subject.kind == Subject::Kind::Patient;
        if (ofPatient && subject.patient.isNull())
            return refuseNameless(resource);
        // What is nobody's is listed, not charted: it need not be what a chart needs.
        MappedResource mapped = ofPatient
            ? mapResource(resource.json, [&](const Reference& other) { return pointedAt(other, resource); })
            : mapOther(resource.json);

        StagedEvent staged;
        staged.type = typeOf(resource);
        staged.id = resource.id;
        staged.content = contentHash(resource.json.raw());
        staged.lastUpdated = lastUpdated(resource);
        staged.place = m_document.placeOf(resource);
        staged.enteredInError = mapped.enteredInError;
        staged.attachment = std::move(mapped.attachment);
        link(mapped, resource);
        staged.event.patient = subject.patient;
        staged.event.id = eventIdOf(subject.patient, staged.type, staged.id, staged.content);
        staged.event.category = ofPatient ? record::defaultCategory(mapped.body) : record::Category::Clinic;
        staged.event.occurred = mapped.occurred;
        staged.event.body = std::move(mapped.body);
        staged.event.source = packed({resource.json.source(), ownName(resource)});
        if (ofPatient)
            registerContained(resource, subject);
        m_staged.events.push_back(std::move(staged));
    }

    // A Patient without an identity: what is wrong with it is what its mapping says.
    void refuseNameless(const Resource& resource)
    {
        static_cast<void>(mapPatient(resource.json));
        throw Unusable{resource.json, QStringLiteral("Nothing tells this patient from others")};
    }

    // The name others call it by, where its own id does not give it.
    static QString ownName(const Resource& resource)
    {
        const QString urn = QStringLiteral("urn:uuid:") + resource.json["id"].string();
        return resource.fullUrl.startsWith(QLatin1String("urn:")) && resource.fullUrl != urn
            ? resource.fullUrl
            : QString();
    }

    static base::Moment lastUpdated(const Resource& resource)
    {
        const JsonView text = resource.json["meta"]["lastUpdated"];
        return base::Moment::fromString(text.string()).value_or(base::Moment());
    }

    // A patient who comes only inside another resource is registered with what is said of them there.
    void registerContained(const Resource& resource, const Subject& subject)
    {
        const QString reference = subject.at["reference"].string();
        if (!reference.startsWith(u'#') || m_patients.isRegistered(subject.patient))
            return;
        const JsonView contained = Document::containedIn(resource, reference);
        StagedEvent staged;
        staged.fromContained = true;
        staged.type = QStringLiteral("Patient");
        staged.id = subject.patient.toString();
        staged.content = contentHash(contained.raw());
        staged.place = m_document.placeOf(resource, contained);
        staged.event.body = mapPatient(contained);
        staged.event.patient = subject.patient;
        staged.event.category = record::Category::Demographics;
        staged.event.id = eventIdOf(subject.patient, staged.type, staged.id, staged.content);
        m_staged.events.push_back(std::move(staged));
    }

    JsonView pointedAt(const Reference& reference, const Resource& from) const
    {
        if (reference.reference.startsWith(u'#'))
            return Document::containedIn(from, reference.reference);
        const Resource* found = m_document.find(reference.reference, from);
        return found != nullptr ? found->json : JsonView();
    }

    void link(MappedResource& mapped, const Resource& resource) const
    {
        if (auto* observation = std::get_if<record::Observation>(&mapped.body))
            observation->encounter = eventOf(mapped.encounter, resource);
        else if (auto* medication = std::get_if<record::Medication>(&mapped.body))
            medication->prescription = eventOf(mapped.prescription, resource);
    }

    std::optional<record::EventId> eventOf(const Reference& reference, const Resource& from) const
    {
        if (const Resource* found = m_document.find(reference.reference, from)) {
            const Subject subject = m_patients.subjectOf(*found, m_document, m_number);
            if (subject.kind != Subject::Kind::Patient)
                return std::nullopt;
            return eventIdOf(subject.patient, typeOf(*found), found->id, contentHash(found->json.raw()));
        }
        const auto found = m_links.find(typeAndIdOf(reference.reference));
        if (found == m_links.end() || found->second.isNull())
            return std::nullopt;
        return found->second;
    }

    const Document& m_document;
    size_t m_number;
    const Patients& m_patients;
    const Links& m_links;
    StagedDocument m_staged;
};

} // namespace

record::EventId eventIdOf(
    record::PatientId patient, const QString& type, const QString& id, const base::Hash256& content)
{
    const QByteArray material
        = patient.toBytes() + type.toUtf8() + '\0' + id.toUtf8() + '\0' + content.toBytes();
    return record::EventId::derived("fhir-r4", material);
}

StagedDocument stage(
    const Document& document, size_t documentNumber, const Patients& patients, const Links& links)
{
    return DocumentStage(document, documentNumber, patients, links).run();
}

void addLinks(Links& links, const Survey& survey, size_t documentNumber, const Patients& patients)
{
    for (const Survey::Link& link : survey.links) {
        const record::PatientId patient = patients.patientOf(link, documentNumber);
        if (patient.isNull())
            continue;
        const record::EventId id = eventIdOf(patient, link.type, link.id, link.content);
        const auto [found, isNew] = links.try_emplace(link.type + u'/' + link.id, id);
        if (!isNew && found->second != id)
            found->second = {};
    }
}

} // namespace twinward::interop::fhir
