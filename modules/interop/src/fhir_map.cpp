#include "fhir_map_p.h"

namespace twinward::interop::fhir {

namespace {

constexpr qsizetype longestSummary = 300;

// The words of an element that may be a CodeableConcept, a Coding, a name, a reference or a text.
QString words(JsonView element)
{
    if (element.isArray())
        return words(element.first());
    if (element.isString())
        return element.string();
    if (!element.isObject())
        return {};
    for (const char* key : {"text", "display", "title", "name"}) {
        if (element[key].isString() && !element[key].text().empty())
            return element[key].string();
    }
    if (element["family"].isString()) {
        const QString given = element["given"].first().string();
        return given.isEmpty() ? element["family"].string() : given + u' ' + element["family"].string();
    }
    if (const JsonView coding = element["coding"].first(); coding.isObject())
        return coding["display"].isString() ? coding["display"].string() : coding["code"].string();
    return element["code"].string();
}

// What names a resource of this kind best, in the order to look.
QString labelOf(JsonView resource)
{
    for (const char* key : {"code", "title", "name", "vaccineCode", "medicationCodeableConcept",
             "description", "serviceType", "service", "type", "category", "relationship", "scope",
             "deviceName", "collection", "identifier"}) {
        const QString label = words(resource[key]).simplified();
        if (!label.isEmpty())
            return label;
    }
    return {};
}

base::Moment whenOf(JsonView resource)
{
    return firstMoment(resource,
        {"effectiveDateTime", "effectivePeriod", "effectiveInstant", "performedDateTime", "performedPeriod",
            "occurrenceDateTime", "occurrencePeriod", "started", "onsetDateTime", "period", "servicedDate",
            "whenHandedOver", "billablePeriod", "start", "sent", "date", "authoredOn", "authored",
            "recordedDate", "recorded", "created", "dateTime", "issued", "startDate", "assertedDate",
            "dateAsserted", "statusDate", "occurredDateTime"});
}

// A date this program only sorts by: one it can't read leaves the time unknown, it does not refuse the
// resource.
base::Moment whenOfOther(JsonView resource)
{
    try {
        return whenOf(resource);
    } catch (const Unusable&) {
        return {};
    }
}

// FHIR: a resource with a modifier extension or implicit rules must not be processed by who does not know
// them.
bool hasUnknownModifier(JsonView resource)
{
    return resource.raw().find("\"modifierExtension\"") != std::string_view::npos
        || resource["implicitRules"];
}

MappedResource mapTyped(JsonView resource, std::string_view type, const ResourceFinder& find)
{
    if (type == "Observation")
        return mapObservation(resource);
    if (type == "Encounter")
        return mapEncounter(resource);
    if (type == "Condition")
        return mapCondition(resource);
    if (type == "AllergyIntolerance")
        return mapAllergy(resource);
    if (type == "MedicationRequest")
        return mapMedicationRequest(resource, find);
    if (type == "MedicationStatement")
        return mapMedicationStatement(resource, find);
    if (type == "MedicationAdministration")
        return mapMedicationAdministration(resource, find);
    if (type == "Procedure")
        return mapProcedure(resource);
    if (type == "Immunization")
        return mapImmunisation(resource);
    if (type == "DocumentReference")
        return mapDocumentReference(resource);
    if (type == "Composition")
        return mapComposition(resource);
    return mapOther(resource);
}

} // namespace

MappedResource mapOther(JsonView resource, const QString& remark)
{
    QString summary = labelOf(resource);
    if (!remark.isEmpty())
        summary
            = remark.contains(u':') || summary.isEmpty() ? remark : remark + QStringLiteral(": ") + summary;
    MappedResource mapped;
    mapped.body = record::OtherResource{resource["resourceType"].string(), summary.left(longestSummary)};
    mapped.occurred = whenOfOther(resource);
    return mapped;
}

MappedResource mapResource(JsonView resource, const ResourceFinder& find)
{
    const std::string_view type = resource["resourceType"].text();
    if (type == "Patient") {
        MappedResource mapped;
        mapped.body = mapPatient(resource);
        mapped.occurred = momentAt(objectAt(resource, "meta"), "lastUpdated");
        return mapped;
    }
    MappedResource mapped = mapTyped(resource, type, find);
    if (mapped.enteredInError)
        return [&] {
            MappedResource withdrawn = mapOther(resource, QStringLiteral("Entered in error"));
            withdrawn.enteredInError = true;
            return withdrawn;
        }();
    if (hasUnknownModifier(resource))
        return mapOther(resource, QStringLiteral("Has a qualifier this program does not know"));
    return mapped;
}

} // namespace twinward::interop::fhir
