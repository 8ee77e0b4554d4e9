#include "fhir_map_p.h"

namespace twinward::interop::fhir {

MappedResource mapEncounter(JsonView resource)
{
    record::Encounter encounter;
    encounter.status = requiredText(resource, "status");
    const JsonView encounterClass = objectAt(resource, "class");
    encounter.encounterClass = textAt(encounterClass, "code");
    if (encounter.encounterClass.isEmpty())
        encounter.encounterClass = textAt(encounterClass, "display");
    if (!encounterClass)
        throw Unusable{resource, QStringLiteral("It has no class, which R4 requires")};
    encounter.type = firstConceptAt(resource, "type");
    encounter.reason = firstConceptAt(resource, "reasonCode");
    const Period period = periodAt(resource, "period");
    encounter.end = period.end;
    QStringList places;
    for (const JsonView location : arrayAt(resource, "location"))
        places << referenceAt(location, "location").display;
    places.removeAll(QString());
    encounter.location = places.join(QStringLiteral(" / "));

    MappedResource mapped;
    mapped.occurred = period.start;
    mapped.enteredInError = encounter.status == u"entered-in-error";
    if (encounter.status == u"cancelled")
        return mapOther(resource, QStringLiteral("Cancelled"));
    mapped.body = std::move(encounter);
    return mapped;
}

MappedResource mapCondition(JsonView resource)
{
    record::Condition condition;
    condition.clinicalStatus = firstCodeAt(resource, "clinicalStatus");
    condition.verificationStatus = firstCodeAt(resource, "verificationStatus");
    condition.code = conceptAt(resource, "code");
    condition.abatement = firstMoment(resource, {"abatementDateTime", "abatementPeriod"});
    condition.note = notesAt(resource, "note");

    MappedResource mapped;
    mapped.occurred = firstMoment(resource, {"onsetDateTime", "onsetPeriod", "recordedDate"});
    mapped.enteredInError = condition.verificationStatus == u"entered-in-error";
    if (condition.code.isEmpty() && !mapped.enteredInError)
        return mapOther(resource, QStringLiteral("Not said which condition it is"));
    mapped.body = std::move(condition);
    return mapped;
}

MappedResource mapAllergy(JsonView resource)
{
    record::Allergy allergy;
    allergy.code = conceptAt(resource, "code");
    allergy.clinicalStatus = firstCodeAt(resource, "clinicalStatus");
    allergy.criticality = textAt(resource, "criticality");
    QStringList reactions;
    for (const JsonView reaction : arrayAt(resource, "reaction")) {
        for (const JsonView manifestation : arrayAt(reaction, "manifestation")) {
            const JsonView coding = arrayAt(manifestation, "coding").first();
            const QString text = textAt(manifestation, "text");
            const QString display = textAt(coding, "display");
            reactions << (!text.isEmpty() ? text : !display.isEmpty() ? display : textAt(coding, "code"));
        }
        // What set it off, where the allergy itself is to a whole class.
        if (allergy.code.isEmpty())
            allergy.code = conceptAt(reaction, "substance");
    }
    reactions.removeAll(QString());
    allergy.reaction = reactions.join(QStringLiteral(", "));
    allergy.note = notesAt(resource, "note");

    MappedResource mapped;
    mapped.occurred = firstMoment(resource, {"onsetDateTime", "onsetPeriod", "recordedDate"});
    const QString verification = firstCodeAt(resource, "verificationStatus");
    mapped.enteredInError = verification == u"entered-in-error";
    if (allergy.code.isEmpty() && !mapped.enteredInError)
        return mapOther(resource, QStringLiteral("Not said what the allergy is to"));
    if (verification == u"refuted")
        return mapOther(resource, QStringLiteral("Refuted"));
    mapped.body = std::move(allergy);
    return mapped;
}

MappedResource mapProcedure(JsonView resource)
{
    record::Procedure procedure;
    procedure.status = requiredText(resource, "status");
    procedure.code = conceptAt(resource, "code");
    procedure.reason = firstConceptAt(resource, "reasonCode");
    procedure.end = periodAt(resource, "performedPeriod").end;
    procedure.note = notesAt(resource, "note");

    MappedResource mapped;
    mapped.occurred = firstMoment(resource, {"performedDateTime", "performedPeriod"});
    mapped.enteredInError = procedure.status == u"entered-in-error";
    if (procedure.status == u"not-done")
        return mapOther(resource, QStringLiteral("Not done"));
    if (procedure.code.isEmpty() && !mapped.enteredInError)
        return mapOther(resource, QStringLiteral("Not said which procedure it is"));
    mapped.body = std::move(procedure);
    return mapped;
}

MappedResource mapImmunisation(JsonView resource)
{
    record::Immunisation immunisation;
    immunisation.status = requiredText(resource, "status");
    immunisation.code = requiredConcept(resource, "vaccineCode");
    immunisation.lotNumber = textAt(resource, "lotNumber");
    immunisation.site = conceptAt(resource, "site").label();
    immunisation.note = notesAt(resource, "note");

    MappedResource mapped;
    mapped.occurred = firstMoment(resource, {"occurrenceDateTime", "recorded"});
    mapped.enteredInError = immunisation.status == u"entered-in-error";
    if (immunisation.status == u"not-done")
        return mapOther(resource, QStringLiteral("Not given"));
    mapped.body = std::move(immunisation);
    return mapped;
}

} // namespace twinward::interop::fhir
