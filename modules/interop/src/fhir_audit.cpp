#include "interop/fhir_export.h"
#include "json_out_p.h"

namespace twinward::interop {

namespace {

using Action = record::AccessLogged::Action;

// DICOM (http://dicom.nema.org/resources/ontology/DCM) audit event codes, and the subtype and action FHIR and
// IHE's Basic Audit Log Patterns (BALP 1.1.3, Query, Read, Create, Export, Import, and ITI's Login and
// Logout) give them.
struct AuditCode
{
    const char* typeSystem;
    const char* type;
    const char* typeDisplay;
    const char* subtypeSystem;
    const char* subtype;
    const char* action; // CRUDE
};

constexpr auto dicom = "http://dicom.nema.org/resources/ontology/DCM";
constexpr auto auditEventType = "http://terminology.hl7.org/CodeSystem/audit-event-type";
constexpr auto restful = "http://hl7.org/fhir/restful-interaction";

AuditCode codeOf(Action action)
{
    switch (action) {
    case Action::ReadRecord:
        return {auditEventType, "rest", "RESTful Operation", restful, "read", "R"};
    case Action::Search:
        return {auditEventType, "rest", "RESTful Operation", restful, "search", "E"};
    case Action::Export:
    case Action::Print:
        return {dicom, "110106", "Export", nullptr, nullptr, "R"};
    case Action::Import:
        return {dicom, "110107", "Import", nullptr, nullptr, "C"};
    case Action::Unlock:
    case Action::FailedUnlock:
        return {dicom, "110114", "User Authentication", dicom, "110122", "E"};
    case Action::Lock:
        return {dicom, "110114", "User Authentication", dicom, "110123", "E"};
    }
    return {};
}

QByteArray codingJson(const char* system, const char* code, const char* display = nullptr)
{
    if (code == nullptr)
        return {};
    JsonObject coding;
    coding.text("system", QString::fromLatin1(system)).text("code", QString::fromLatin1(code));
    return coding.text("display", QString::fromLatin1(display)).json();
}

// A failed attempt is logged by whoever got in next, who did not make it: its agent is not known.
QByteArray unknownAgentJson()
{
    return JsonObject().boolean("requestor", true).json();
}

QByteArray agentJson(const record::RecordedEvent& access, const record::Roster& roster)
{
    JsonObject identifier;
    identifier.text("value", access.author.toString());
    JsonObject who;
    who.object("identifier", identifier).text("display", roster.nameOf(access.author));
    JsonObject type;
    type.array("coding",
        {codingJson(
            "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP", "information recipient")});
    JsonObject agent;
    agent.object("type", type).object("who", who).boolean("requestor", true);
    return agent.json();
}

std::vector<QByteArray> entitiesJson(const record::AccessLogged& access)
{
    constexpr auto entityType = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    constexpr auto objectRole = "http://terminology.hl7.org/CodeSystem/object-role";
    std::vector<QByteArray> entities;
    if (!access.patient.isNull()) {
        JsonObject what;
        what.text("reference", QStringLiteral("urn:uuid:") + access.patient.toString());
        JsonObject patient;
        patient.object("what", what)
            .raw("type", codingJson(entityType, "1", "Person"))
            .raw("role", codingJson(objectRole, "1", "Patient"));
        entities.push_back(patient.json());
    }
    if (!access.detail.isEmpty()) {
        const bool query = access.action == Action::Search;
        JsonObject object;
        object.raw("type", codingJson(entityType, "2", "System Object"))
            .raw("role",
                query ? codingJson(objectRole, "24", "Query")
                      : codingJson(objectRole, "4", "Domain Resource"));
        if (query)
            object.text("query", QString::fromLatin1(access.detail.toUtf8().toBase64()));
        else
            object.text("description", access.detail);
        entities.push_back(object.json());
    }
    return entities;
}

} // namespace

QByteArray accessAsAuditEvent(const record::RecordedEvent& recorded, const record::Roster& roster)
{
    const auto* access = recorded.event.as<record::AccessLogged>();
    if (access == nullptr)
        return {};
    const AuditCode code = codeOf(access->action);
    JsonObject purpose;
    if (!access->purpose.isEmpty()) {
        purpose.array("coding",
            {codingJson("http://terminology.hl7.org/CodeSystem/v3-ActReason",
                access->purpose.toLatin1().constData())});
    }
    JsonObject observerIdentifier;
    observerIdentifier.text("value", recorded.device.toString());
    const auto device = roster.devices().find(recorded.device);
    JsonObject observer;
    observer.object("identifier", observerIdentifier)
        .text("display", device != roster.devices().end() ? device->second.name : QString());
    JsonObject source;
    source.text("site", roster.clinicName()).object("observer", observer);

    const auto when = QDateTime::fromMSecsSinceEpoch(recorded.recorded.wallMs(), Qt::UTC);
    JsonObject audit;
    audit.text("resourceType", QStringLiteral("AuditEvent"))
        .text("id", recorded.event.id.toString())
        .raw("type", codingJson(code.typeSystem, code.type, code.typeDisplay))
        .array("subtype", {codingJson(code.subtypeSystem, code.subtype)})
        .text("action", QString::fromLatin1(code.action))
        .text("recorded", when.toString(Qt::ISODateWithMs))
        .text("outcome", access->action == Action::FailedUnlock ? QStringLiteral("4") : QStringLiteral("0"))
        .array("purposeOfEvent", {purpose.json()})
        .array("agent",
            {access->action == Action::FailedUnlock ? unknownAgentJson() : agentJson(recorded, roster)})
        .object("source", source)
        .array("entity", entitiesJson(*access));
    return audit.json();
}

} // namespace twinward::interop
