#include "fhir_map_p.h"

namespace twinward::interop::fhir {

namespace {

const QString inError = QStringLiteral("entered-in-error");

// What a chart shows of the resource. status: the one of its words that may say it was entered in error.
MappedResource charted(record::Body body, const base::Moment& occurred, const QString& status)
{
    MappedResource mapped;
    mapped.body = std::move(body);
    mapped.occurred = occurred;
    mapped.enteredInError = status == inError;
    return mapped;
}

} // namespace

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

    if (encounter.status == u"cancelled")
        return mapOther(resource, QStringLiteral("Cancelled"));
    const QString status = encounter.status;
    return charted(std::move(encounter), period.start, status);
}

MappedResource mapCondition(JsonView resource)
{
    record::Condition condition;
    condition.clinicalStatus = firstCodeAt(resource, "clinicalStatus");
    condition.verificationStatus = firstCodeAt(resource, "verificationStatus");
    condition.code = conceptAt(resource, "code");
    condition.abatement = firstMoment(resource, {"abatementDateTime", "abatementPeriod"});
    condition.note = notesAt(resource, "note");

    const QString status = condition.verificationStatus;
    if (condition.code.isEmpty() && status != inError)
        return mapOther(resource, QStringLiteral("Not said which condition it is"));
    return charted(std::move(condition),
        firstMoment(resource, {"onsetDateTime", "onsetPeriod", "recordedDate"}), status);
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

    const QString status = firstCodeAt(resource, "verificationStatus");
    if (allergy.code.isEmpty() && status != inError)
        return mapOther(resource, QStringLiteral("Not said what the allergy is to"));
    if (status == u"refuted")
        return mapOther(resource, QStringLiteral("Refuted"));
    return charted(
        std::move(allergy), firstMoment(resource, {"onsetDateTime", "onsetPeriod", "recordedDate"}), status);
}

MappedResource mapProcedure(JsonView resource)
{
    record::Procedure procedure;
    procedure.status = requiredText(resource, "status");
    procedure.code = conceptAt(resource, "code");
    procedure.reason = firstConceptAt(resource, "reasonCode");
    procedure.end = periodAt(resource, "performedPeriod").end;
    procedure.note = notesAt(resource, "note");

    const QString status = procedure.status;
    if (status == u"not-done")
        return mapOther(resource, QStringLiteral("Not done"));
    if (procedure.code.isEmpty() && status != inError)
        return mapOther(resource, QStringLiteral("Not said which procedure it is"));
    return charted(
        std::move(procedure), firstMoment(resource, {"performedDateTime", "performedPeriod"}), status);
}

MappedResource mapImmunisation(JsonView resource)
{
    record::Immunisation immunisation;
    immunisation.status = requiredText(resource, "status");
    immunisation.code = requiredConcept(resource, "vaccineCode");
    immunisation.lotNumber = textAt(resource, "lotNumber");
    immunisation.site = conceptAt(resource, "site").label();
    immunisation.note = notesAt(resource, "note");

    const QString status = immunisation.status;
    if (status == u"not-done")
        return mapOther(resource, QStringLiteral("Not given"));
    return charted(
        std::move(immunisation), firstMoment(resource, {"occurrenceDateTime", "recorded"}), status);
}

} // namespace twinward::interop::fhir
