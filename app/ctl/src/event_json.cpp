#include "event_json.h"

#include <QDateTime>

namespace twinward::ctl {

using namespace record;

namespace {

// Left out where empty, so that a line says only what is known.
void put(Json& object, const char* key, const QString& value)
{
    if (!value.isEmpty())
        object[key] = utf8(value);
}

void put(Json& object, const char* key, const base::Moment& value)
{
    if (!value.isNull())
        object[key] = utf8(value.toString());
}

Json conceptJson(const Concept& value)
{
    Json object = Json::object();
    put(object, "system", value.coding.system);
    put(object, "code", value.coding.code);
    put(object, "display", value.coding.display);
    put(object, "text", value.text);
    return object;
}

void put(Json& object, const char* key, const Concept& value)
{
    if (!value.isEmpty())
        object[key] = conceptJson(value);
}

// The number as it was written: 1.00 stays 1.00, which a JSON number would not promise.
Json quantityJson(const Quantity& value)
{
    Json object{{"value", utf8(value.value.toString())}};
    put(object, "unit", value.unit);
    put(object, "comparator", value.comparator);
    return object;
}

void put(Json& object, const Value& value)
{
    struct Visitor
    {
        Json& object;
        void operator()(std::monostate) const { }
        void operator()(const Quantity& quantity) const { object["valueQuantity"] = quantityJson(quantity); }
        void operator()(const Concept& coded) const { object["valueCodeableConcept"] = conceptJson(coded); }
        void operator()(const QString& words) const { object["valueString"] = utf8(words); }
        void operator()(bool answer) const { object["valueBoolean"] = answer; }
    };
    std::visit(Visitor{object}, value);
}

void put(Json& object, const ReferenceRange& range)
{
    Json found = Json::object();
    if (range.low)
        found["low"] = utf8(range.low->toString());
    if (range.high)
        found["high"] = utf8(range.high->toString());
    put(found, "text", range.text);
    if (!found.empty())
        object["referenceRange"] = found;
}

Json detailsJson(const PatientDetails& details)
{
    Json object{{"name", utf8(details.displayName())}, {"birthDate", utf8(details.birthDate.toString())},
        {"sex", utf8(sexName(details.sex))}};
    for (const HumanName& name : details.names) {
        Json shown{{"text", utf8(name.display())}};
        put(shown, "use", name.use);
        object["names"].push_back(shown);
    }
    for (const Identifier& identifier : details.identifiers) {
        Json shown{{"system", utf8(identifier.system)}, {"value", utf8(identifier.value)}};
        put(shown, "type", identifier.type);
        object["identifiers"].push_back(shown);
    }
    put(object, "phone", details.phone);
    put(object, "address", details.address);
    for (const Contact& contact : details.contacts) {
        Json shown{{"name", utf8(contact.name)}};
        put(shown, "relationship", contact.relationship);
        put(shown, "phone", contact.phone);
        object["contacts"].push_back(shown);
    }
    if (details.deceased)
        object["deceased"] = true;
    put(object, "deceasedAt", details.deceasedAt);
    return object;
}

QString groupName(Observation::Group group)
{
    switch (group) {
    case Observation::Group::Vital:
        return QStringLiteral("vital-signs");
    case Observation::Group::Laboratory:
        return QStringLiteral("laboratory");
    case Observation::Group::Other:
        return QStringLiteral("other");
    }
    return {};
}

struct BodyJson
{
    Json operator()(const PatientDetails& body) const { return detailsJson(body); }
    Json operator()(const MergedInto& body) const
    {
        return {{"mergedInto", utf8(body.patient.toString())}, {"reason", utf8(body.reason)}};
    }
    Json operator()(const Encounter& body) const
    {
        Json object = Json::object();
        put(object, "class", body.encounterClass);
        put(object, "type", body.type);
        put(object, "reason", body.reason);
        put(object, "status", body.status);
        put(object, "end", body.end);
        put(object, "location", body.location);
        return object;
    }
    Json operator()(const Observation& body) const
    {
        Json object{{"group", utf8(groupName(body.group))}};
        put(object, "code", body.code);
        put(object, body.value);
        put(object, body.reference);
        for (const Component& component : body.components) {
            Json part = Json::object();
            put(part, "code", component.code);
            put(part, component.value);
            put(part, component.reference);
            object["components"].push_back(part);
        }
        put(object, "interpretation", body.interpretation);
        put(object, "status", body.status);
        put(object, "method", body.method);
        put(object, "note", body.note);
        if (body.encounter)
            object["encounter"] = utf8(body.encounter->toString());
        return object;
    }
    Json operator()(const Condition& body) const
    {
        Json object = Json::object();
        put(object, "code", body.code);
        put(object, "clinicalStatus", body.clinicalStatus);
        put(object, "verificationStatus", body.verificationStatus);
        put(object, "abatement", body.abatement);
        put(object, "note", body.note);
        return object;
    }
    Json operator()(const Allergy& body) const
    {
        Json object = Json::object();
        put(object, "code", body.code);
        put(object, "clinicalStatus", body.clinicalStatus);
        put(object, "criticality", body.criticality);
        put(object, "reaction", body.reaction);
        put(object, "note", body.note);
        return object;
    }
    Json operator()(const Medication& body) const
    {
        Json object{{"action", utf8(actionName(body.action))}};
        put(object, "code", body.code);
        put(object, "dose", body.dose);
        put(object, "route", body.route);
        put(object, "frequency", body.frequency);
        put(object, "reason", body.reason);
        put(object, "status", body.status);
        put(object, "end", body.end);
        if (body.prescription)
            object["prescription"] = utf8(body.prescription->toString());
        put(object, "note", body.note);
        return object;
    }
    Json operator()(const Procedure& body) const
    {
        Json object = Json::object();
        put(object, "code", body.code);
        put(object, "status", body.status);
        put(object, "end", body.end);
        put(object, "reason", body.reason);
        put(object, "note", body.note);
        return object;
    }
    Json operator()(const Immunisation& body) const
    {
        Json object = Json::object();
        put(object, "code", body.code);
        put(object, "status", body.status);
        put(object, "lotNumber", body.lotNumber);
        put(object, "site", body.site);
        put(object, "note", body.note);
        return object;
    }
    Json operator()(const Note& body) const
    {
        return {{"title", utf8(body.title)}, {"text", utf8(body.text)}};
    }
    Json operator()(const Document& body) const
    {
        Json object{
            {"title", utf8(body.title)}, {"contentType", utf8(body.contentType)}, {"size", body.size}};
        put(object, "type", body.type);
        return object;
    }
    Json operator()(const OtherResource& body) const
    {
        return {{"resourceType", utf8(body.resourceType)}, {"summary", utf8(body.summary)}};
    }
    Json operator()(const ImagingSeries& body) const
    {
        Json object{{"study", utf8(body.studyUid)}, {"series", utf8(body.seriesUid)},
            {"modality", utf8(body.modality)}, {"number", body.seriesNumber},
            {"instances", body.instances.size()}};
        put(object, "studyDescription", body.studyDescription);
        put(object, "seriesDescription", body.seriesDescription);
        put(object, "bodyPart", body.bodyPart);
        put(object, "accession", body.accession);
        return object;
    }
    Json operator()(const ImagingFinding& body) const
    {
        Json object{{"study", utf8(body.studyUid)}, {"series", utf8(body.seriesUid)},
            {"instance", utf8(body.sopInstanceUid)}, {"frame", body.frame}};
        put(object, "text", body.text);
        for (const Component& component : body.values) {
            Json part = Json::object();
            put(part, "code", component.code);
            put(part, component.value);
            object["values"].push_back(part);
        }
        return object;
    }
    Json operator()(const Retraction& body) const { return {{"reason", utf8(body.reason)}}; }
    // The clinic's own are in no patient's chart; twinctl user and audit show them.
    Json operator()(const ClinicFounded& body) const { return {{"name", utf8(body.name)}}; }
    Json operator()(const UserEnrolled& body) const { return {{"name", utf8(body.name)}}; }
    Json operator()(const UserRemoved& body) const { return {{"reason", utf8(body.reason)}}; }
    Json operator()(const DeviceEnrolled& body) const { return {{"name", utf8(body.name)}}; }
    Json operator()(const DeviceRemoved& body) const { return {{"reason", utf8(body.reason)}}; }
    Json operator()(const AccessLogged& body) const { return {{"detail", utf8(body.detail)}}; }
    // What passes between clinics neither: twinctl consent, clinic and letters show it.
    Json operator()(const ConsentContract& body) const { return {{"clinic", utf8(body.clinicName)}}; }
    Json operator()(const ConsentWithdrawn& body) const { return {{"reason", utf8(body.reason)}}; }
    Json operator()(const DisclosureMade& body) const { return {{"entries", body.entries}}; }
    Json operator()(const DisclosureArrived& body) const
    {
        return {{"disclosure", utf8(body.disclosure.toString())}};
    }
    Json operator()(const DisclosureTaken& body) const { return {{"clinic", utf8(body.clinicName)}}; }
    Json operator()(const EmergencyAccess& body) const { return {{"reason", utf8(body.reason)}}; }
    Json operator()(const ClinicKnown& body) const { return {{"name", utf8(body.name)}}; }
    Json operator()(const ConsentTold& body) const { return {{"clinic", utf8(body.clinicName)}}; }
};

// Who wrote it where it came from; "author" is who took it in.
Json originJson(const Origin& origin)
{
    Json object{{"clinic", utf8(origin.clinicName)}, {"clinicId", utf8(origin.clinic.toString())},
        {"author", utf8(origin.authorName)}, {"role", utf8(roleName(origin.role))},
        {"commit", utf8(origin.commit.toString())}};
    put(object, "recorded", origin.recorded);
    put(object, "earlier", origin.earlier);
    if (origin.inLetter == Origin::Letter::Missing)
        object["inNoLetter"] = true;
    else if (!origin.contract.isNull())
        object["consent"] = utf8(origin.contract.toString());
    if (!origin.ended.isNull())
        put(object, origin.isWithdrawn ? "consentWithdrawn" : "consentEnded", origin.ended);
    return object;
}

} // namespace

Json eventJson(const RecordedEvent& recorded, const Chart& chart, const Roster& roster)
{
    const Event& event = recorded.event;
    Json object{{"id", utf8(event.id.toString())}, {"kind", utf8(kindName(event.kind()))},
        {"state", utf8(stateOf(recorded, chart))}};
    put(object, "occurred", event.occurred);
    object["recorded"] = utf8(recordedAt(recorded.recorded));
    object["author"] = utf8(roster.nameOf(recorded.author));
    if (!roster.authorises(recorded))
        object["notAuthorised"] = true;
    if (event.origin)
        object["origin"] = originJson(*event.origin);
    object["device"] = utf8(recorded.device.toString());
    object["commit"] = utf8(recorded.commit.toString());
    if (const Entry* entry = chart.find(event.id))
        object["root"] = utf8(entry->root.toString());
    for (const EventId& replaced : event.replaces)
        object["replaces"].push_back(utf8(replaced.toString()));
    if (event.category == Category::Sensitive)
        object["sensitive"] = true;
    object["body"] = bodyJson(event.body);
    return object;
}

Json bodyJson(const record::Body& body)
{
    return std::visit(BodyJson{}, body);
}

QString stateOf(const RecordedEvent& recorded, const Chart& chart)
{
    const Entry* entry = chart.find(recorded.event.id);
    if (entry == nullptr)
        return QStringLiteral("current");
    if (entry->state == EntryState::Retracted)
        return QStringLiteral("retracted");
    const bool last
        = std::find(entry->heads.begin(), entry->heads.end(), recorded.event.id) != entry->heads.end();
    if (!last)
        return QStringLiteral("amended");
    return entry->state == EntryState::Conflict ? QStringLiteral("conflict") : QStringLiteral("current");
}

QString recordedAt(base::HybridTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.wallMs(), Qt::UTC).toString(Qt::ISODateWithMs);
}

} // namespace twinward::ctl
