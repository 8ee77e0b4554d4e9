#include "fhir_write_p.h"

namespace twinward::interop::fhir {

namespace {

QByteArray periodJson(const base::Moment& start, const base::Moment& end)
{
    return JsonObject().text("start", start.toString()).text("end", end.toString()).json();
}

QStringList words(std::initializer_list<const char*> list)
{
    QStringList all;
    for (const char* word : list)
        all << QString::fromLatin1(word);
    return all;
}

} // namespace

void writeEncounter(JsonObject& resource, const record::Event& event, const WriteContext& context)
{
    static const QStringList statuses = words({"planned", "arrived", "triaged", "in-progress", "onleave",
        "finished", "cancelled", "entered-in-error", "unknown"});
    const auto& encounter = *event.as<record::Encounter>();
    JsonObject kind;
    kind.text("system", QStringLiteral("http://terminology.hl7.org/CodeSystem/v3-ActCode"))
        .text("code", encounter.encounterClass.isEmpty() ? QStringLiteral("AMB") : encounter.encounterClass);
    JsonObject location;
    location.text("display", encounter.location);
    resource.text("status", allowedStatus(encounter.status, statuses, QStringLiteral("unknown")))
        .object("class", kind)
        .array("type", {conceptJson(encounter.type).json()})
        .object("subject", referenceJson(context.patientUrl))
        .raw("period", periodJson(event.occurred, encounter.end))
        .array("reasonCode", {conceptJson(encounter.reason).json()})
        .array("location", {JsonObject().object("location", location).json()});
}

void writeCondition(JsonObject& resource, const record::Event& event, const WriteContext& context)
{
    const auto& condition = *event.as<record::Condition>();
    resource
        .object("clinicalStatus",
            codedJson("http://terminology.hl7.org/CodeSystem/condition-clinical", condition.clinicalStatus))
        .object("verificationStatus",
            codedJson(
                "http://terminology.hl7.org/CodeSystem/condition-ver-status", condition.verificationStatus))
        .object("code", conceptJson(condition.code))
        .object("subject", referenceJson(context.patientUrl))
        .text("onsetDateTime", event.occurred.toString())
        .text("abatementDateTime", condition.abatement.toString())
        .array("note", notesJson(condition.note));
}

void writeAllergy(JsonObject& resource, const record::Event& event, const WriteContext& context)
{
    const auto& allergy = *event.as<record::Allergy>();
    JsonObject manifestation;
    manifestation.text("text", allergy.reaction);
    JsonObject reaction;
    reaction.array("manifestation", {manifestation.json()});
    resource
        .object("clinicalStatus",
            codedJson(
                "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", allergy.clinicalStatus))
        .text(
            "criticality", allowedStatus(allergy.criticality, words({"low", "high", "unable-to-assess"}), {}))
        .object("code", conceptJson(allergy.code))
        .object("patient", referenceJson(context.patientUrl))
        .text("recordedDate", event.occurred.toString())
        .array("note", notesJson(allergy.note))
        .array("reaction", {reaction.json()});
}

void writeProcedure(JsonObject& resource, const record::Event& event, const WriteContext& context)
{
    static const QStringList statuses = words({"preparation", "in-progress", "not-done", "on-hold", "stopped",
        "completed", "entered-in-error", "unknown"});
    const auto& procedure = *event.as<record::Procedure>();
    resource.text("status", allowedStatus(procedure.status, statuses, QStringLiteral("unknown")))
        .object("code", conceptJson(procedure.code))
        .object("subject", referenceJson(context.patientUrl));
    if (procedure.end.isNull())
        resource.text("performedDateTime", event.occurred.toString());
    else
        resource.raw("performedPeriod", periodJson(event.occurred, procedure.end));
    resource.array("reasonCode", {conceptJson(procedure.reason).json()})
        .array("note", notesJson(procedure.note));
}

void writeImmunisation(JsonObject& resource, const record::Event& event, const WriteContext& context)
{
    const auto& immunisation = *event.as<record::Immunisation>();
    resource
        .text("status",
            allowedStatus(immunisation.status, words({"completed", "entered-in-error", "not-done"}),
                QStringLiteral("completed")))
        .object("vaccineCode", conceptJson(immunisation.code))
        .object("patient", referenceJson(context.patientUrl));
    if (event.occurred.isNull())
        resource.raw("_occurrenceDateTime", unknownJson());
    resource.text("occurrenceDateTime", event.occurred.toString())
        .text("lotNumber", immunisation.lotNumber)
        .object("site", JsonObject().text("text", immunisation.site))
        .array("note", notesJson(immunisation.note));
}

void writeBasic(JsonObject& resource, const record::Event& event, const WriteContext& context)
{
    const auto* other = event.as<record::OtherResource>();
    if (other == nullptr)
        return;
    JsonObject code;
    code.text("text", other->summary.isEmpty() ? other->resourceType : other->summary);
    resource.object("code", code);
    if (!context.patientUrl.isEmpty())
        resource.object("subject", referenceJson(context.patientUrl));
    resource.text("created", event.occurred.isNull() ? QString() : event.occurred.toString().left(10));
}

} // namespace twinward::interop::fhir
