#pragma once

// One FHIR R4 resource as the body of one event: a pure function, no vault and no clock. Whatever could be
// mistaken for something it is not (a drug that was not given, a procedure that was not done, an entry made
// in error, a qualifier this program does not know) becomes an OtherResource that says so, never a typed
// body.

#include "fhir_read_p.h"

#include <functional>

namespace twinward::interop::fhir {

struct MappedResource
{
    record::Body body;
    base::Moment occurred;
    Reference encounter; // what the body's EventIds stand for, to be found by who knows the other resources
    Reference prescription;
    QByteArray attachment; // a Document's content where it came inside the resource, decoded
    bool enteredInError = false;
};

// Finds what a reference inside a resource points at, in the same bundle; absent where it can't be found
// there.
using ResourceFinder = std::function<JsonView(const Reference&)>;

// The names R4 gives its resources (http://hl7.org/fhir/R4/resourcelist.html).
[[nodiscard]] bool isResourceType(std::string_view name);

// Throws Unusable.
[[nodiscard]] MappedResource mapResource(JsonView resource, const ResourceFinder& find);

[[nodiscard]] record::PatientDetails mapPatient(JsonView resource);
[[nodiscard]] MappedResource mapObservation(JsonView resource);
[[nodiscard]] MappedResource mapEncounter(JsonView resource);
[[nodiscard]] MappedResource mapCondition(JsonView resource);
[[nodiscard]] MappedResource mapAllergy(JsonView resource);
[[nodiscard]] MappedResource mapProcedure(JsonView resource);
[[nodiscard]] MappedResource mapImmunisation(JsonView resource);
[[nodiscard]] MappedResource mapMedicationRequest(JsonView resource, const ResourceFinder& find);
[[nodiscard]] MappedResource mapMedicationStatement(JsonView resource, const ResourceFinder& find);
[[nodiscard]] MappedResource mapMedicationAdministration(JsonView resource, const ResourceFinder& find);
[[nodiscard]] MappedResource mapDocumentReference(JsonView resource);
[[nodiscard]] MappedResource mapComposition(JsonView resource);
// Any resource by its type and one line. `remark` goes first: "Not given: …".
[[nodiscard]] MappedResource mapOther(JsonView resource, const QString& remark = {});

} // namespace twinward::interop::fhir
