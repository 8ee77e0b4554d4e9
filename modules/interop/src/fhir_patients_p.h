#pragma once

// Who is who in an import: a first look at every document finds the patients and gives each the identity they
// have, or will have, in the vault; then any reference to a patient can be answered, from any thread.
//
// Two records are one person's where both hold the same UUID, or where they bear exactly the same identifier
// and do not disagree about birth date and sex. Nothing weaker joins records here: likely duplicates are for
// a person to judge.

#include "fhir_document_p.h"

#include "record/patient_index.h"

namespace twinward::interop::fhir {

// What the first look at a document found. Small: it is kept for the whole import.
struct Survey
{
    struct Person
    {
        size_t resource = 0; // index in Document::resources()
        bool contained = false; // the resource's contained patient, not the resource itself
        QString id; // of the resource; empty for a contained one
        QString fullUrl;
        record::PatientDetails details;
    };
    struct Link // what other documents' EventIds stand for: encounters and prescriptions
    {
        QString type;
        QString id;
        base::Hash256 content;
        std::optional<size_t> patient; // index of the resource it is about, in the same document
        QString reference; // else what it says
        QString base; // of its own address
    };
    std::vector<Person> people;
    std::vector<Link> links;
};
[[nodiscard]] Survey survey(const Document& document);

// What a resource says of whom it is about.
struct Subject
{
    enum class Kind { Nobody, Patient, Unknown };
    Kind kind = Kind::Nobody;
    record::PatientId patient;
    QString why; // for Unknown
    JsonView at;
};

class Patients
{
public:
    explicit Patients(std::shared_ptr<const record::PatientIndex> index);

    // In the order of the import. document: the number of the document, counted over the whole import.
    void add(const Survey& survey, size_t document);

    [[nodiscard]] Subject subjectOf(
        const Resource& resource, const Document& document, size_t documentNumber) const;
    // The identity given to a patient resource, or to the patient contained in another.
    [[nodiscard]] record::PatientId identityOf(size_t document, size_t resource) const;
    // The patient a link's resource is about; none where that is not known.
    [[nodiscard]] record::PatientId patientOf(const Survey::Link& link, size_t document) const;
    [[nodiscard]] bool isInVault(record::PatientId patient) const;
    // Will the import bring a Patient resource for them, or is one in the vault?
    [[nodiscard]] bool isRegistered(record::PatientId patient) const;

private:
    record::PatientId identify(const Survey::Person& person);
    [[nodiscard]] record::PatientId byIdentifiers(const record::PatientDetails& details) const;
    [[nodiscard]] record::PatientId byIdentifier(const record::Identifier& identifier) const;
    [[nodiscard]] Subject resolve(const Reference& reference, const Resource& resource,
        const Document& document, size_t documentNumber) const;
    [[nodiscard]] std::optional<record::PatientId> elsewhere(
        const QString& reference, const QString& fromBase) const;

    struct Known
    {
        record::PatientDetails details;
        bool registered = false; // by a Patient resource, not only by one contained in another
    };
    struct Named // the import's patients of one "Patient/id"
    {
        QString base;
        record::PatientId patient;
    };
    std::shared_ptr<const record::PatientIndex> m_index;
    std::unordered_map<record::PatientId, Known> m_known;
    std::unordered_map<QString, std::vector<record::PatientId>> m_byIdentifier; // "system|value"
    std::unordered_map<QString, record::PatientId> m_byFullUrl;
    std::unordered_map<QString, std::vector<Named>> m_byTypeAndId;
    std::unordered_map<quint64, record::PatientId> m_byPlace; // document and resource
};

// The hash by which two copies of a resource are the same, however they are laid out.
[[nodiscard]] base::Hash256 contentHash(std::string_view resource);

// The reference by which a resource says whom it is about; empty where it says nothing. `at` in it names the
// place.
[[nodiscard]] Reference subjectReference(JsonView resource, std::string_view type);

} // namespace twinward::interop::fhir
