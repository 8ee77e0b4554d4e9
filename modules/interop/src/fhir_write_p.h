#pragma once

// An event entered here as an R4 resource, valid by the R4 schema.

#include "json_out_p.h"
#include "record/chart.h"

#include <functional>

namespace twinward::interop::fhir {

struct PatientLink
{
    QString url; // of the other record
    QString type; // R4 link-type: replaces, replaced-by
};

// What a resource has to know of its surroundings.
struct WriteContext
{
    QString patientUrl; // what resources call their patient
    std::function<QString(record::EventId)>
        urlOf; // of another event's resource; empty where it does not go out
    std::function<QByteArray(const record::Event&)>
        contentOf; // of a document; empty where it is not kept here
    std::function<std::vector<PatientLink>(record::PatientId)> linksOf; // to records merged with it
    // The event that stopped a prescription; null where it goes on.
    std::function<const record::RecordedEvent*(record::EventId)> stoppedBy;
};

// The resource type an event is written as; empty for what is no resource (merges, retractions, the roster).
[[nodiscard]] QString resourceTypeOf(const record::Event& event);

// Empty where resourceTypeOf() is.
[[nodiscard]] QByteArray writeResource(
    const record::Event& event, const QString& id, const WriteContext& context);

// Is this a code of UCUM (https://ucum.org), as far as charts use it? What is not is written as words alone.
[[nodiscard]] bool isUcum(QStringView unit);

// ---- data types ----
[[nodiscard]] JsonObject conceptJson(const record::Concept& read);
[[nodiscard]] JsonObject codedJson(const char* system, const QString& code); // a CodeableConcept of one code
[[nodiscard]] JsonObject quantityJson(const record::Quantity& quantity);
[[nodiscard]] JsonObject componentJson(const record::Component& component); // of an Observation
[[nodiscard]] JsonObject referenceJson(const QString& url);
[[nodiscard]] std::vector<QByteArray> notesJson(const QString& note);
// An element that R4 requires and nobody knows: the data-absent-reason extension.
[[nodiscard]] QByteArray unknownJson();
// The status if R4 has it for this kind of resource, else what stands for it.
[[nodiscard]] QString allowedStatus(
    const QString& status, const QStringList& allowed, const QString& otherwise);

// ---- one kind each: everything after resourceType and id ----
void writePatient(JsonObject& resource, const record::Event& event, const WriteContext& context);
void writeObservation(JsonObject& resource, const record::Event& event, const WriteContext& context);
void writeMedication(JsonObject& resource, const record::Event& event, const WriteContext& context);
void writeEncounter(JsonObject& resource, const record::Event& event, const WriteContext& context);
void writeCondition(JsonObject& resource, const record::Event& event, const WriteContext& context);
void writeAllergy(JsonObject& resource, const record::Event& event, const WriteContext& context);
void writeProcedure(JsonObject& resource, const record::Event& event, const WriteContext& context);
void writeImmunisation(JsonObject& resource, const record::Event& event, const WriteContext& context);
void writeDocument(JsonObject& resource, const record::Event& event, const WriteContext& context);
// One resource for each series and import: what an event holds.
void writeImagingStudy(JsonObject& resource, const record::Event& event, const WriteContext& context);
void writeImagingFinding(JsonObject& resource, const record::Event& event, const WriteContext& context);
void writeBasic(JsonObject& resource, const record::Event& event, const WriteContext& context);

} // namespace twinward::interop::fhir
