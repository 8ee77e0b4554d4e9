#pragma once

// From a document to events: every resource mapped, its patient found, its event named. No vault is written;
// what the vault already holds is for the next stage to ask.

#include "fhir_document_p.h"
#include "fhir_map_p.h"
#include "fhir_patients_p.h"

namespace twinward::interop::fhir {

// A resource ready to be committed, and what is needed to find its earlier versions.
struct StagedEvent
{
    record::Event event; // without `replaces`
    QString type;
    QString id; // the resource's; empty where it has none
    base::Hash256 content; // of the resource, however it is laid out
    base::Moment lastUpdated; // meta.lastUpdated
    QString place;
    QByteArray attachment; // to become the blob of a Document
    bool enteredInError = false;
    bool fromContained = false; // the registration of a patient who came contained in another resource
};

struct StagedDocument
{
    QString file;
    std::vector<StagedEvent> events;
    std::vector<Refusal> refused;
    quint64 withoutResource = 0;
};

// EventIds of the import's encounters and prescriptions by "Encounter/1", for references between documents.
// Null where more than one bears the name.
using Links = std::unordered_map<QString, record::EventId>;

[[nodiscard]] StagedDocument stage(
    const Document& document, size_t documentNumber, const Patients& patients, const Links& links);

// Once every patient is known.
void addLinks(Links& links, const Survey& survey, size_t documentNumber, const Patients& patients);

// The name a resource's event has: the same content of the same resource of the same patient is the same
// event.
[[nodiscard]] record::EventId eventIdOf(
    record::PatientId patient, const QString& type, const QString& id, const base::Hash256& content);

} // namespace twinward::interop::fhir
