#include "fhir_write_p.h"

namespace twinward::interop::fhir {

namespace {

constexpr auto categorySystem = "http://terminology.hl7.org/CodeSystem/observation-category";
constexpr auto interpretationSystem = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

struct WriteValue
{
    JsonObject& holder;
    void operator()(std::monostate) const { }
    void operator()(const record::Quantity& quantity) const
    {
        holder.object("valueQuantity", quantityJson(quantity));
    }
    void operator()(const record::Concept& coded) const
    {
        holder.object("valueCodeableConcept", conceptJson(coded));
    }
    void operator()(const QString& words) const { holder.text("valueString", words); }
    void operator()(bool yes) const { holder.boolean("valueBoolean", yes); }
};

QString unitOf(const record::Value& value)
{
    const auto* quantity = std::get_if<record::Quantity>(&value);
    return quantity != nullptr ? quantity->unit : QString();
}

std::vector<QByteArray> rangeJson(const record::ReferenceRange& range, const record::Value& value)
{
    JsonObject object;
    if (range.low)
        object.object("low", quantityJson({*range.low, unitOf(value), {}}));
    if (range.high)
        object.object("high", quantityJson({*range.high, unitOf(value), {}}));
    return {object.text("text", range.text).json()};
}

JsonObject category(record::Observation::Group group)
{
    switch (group) {
    case record::Observation::Group::Vital:
        return codedJson(categorySystem, QStringLiteral("vital-signs"));
    case record::Observation::Group::Laboratory:
        return codedJson(categorySystem, QStringLiteral("laboratory"));
    case record::Observation::Group::Other:
        break;
    }
    return {};
}

// A code of the value set goes as one; words go as words.
JsonObject interpretationJson(const QString& interpretation)
{
    static const QStringList codes{QStringLiteral("H"), QStringLiteral("L"), QStringLiteral("HH"),
        QStringLiteral("LL"), QStringLiteral("N"), QStringLiteral("A"), QStringLiteral("AA"),
        QStringLiteral("HU"), QStringLiteral("LU"), QStringLiteral("U"), QStringLiteral("D"),
        QStringLiteral("B"), QStringLiteral("W"), QStringLiteral("S"), QStringLiteral("R"),
        QStringLiteral("I"), QStringLiteral("POS"), QStringLiteral("NEG"), QStringLiteral("IND")};
    if (codes.contains(interpretation))
        return codedJson(interpretationSystem, interpretation);
    return JsonObject().text("text", interpretation);
}

} // namespace

JsonObject componentJson(const record::Component& component)
{
    JsonObject object;
    object.object("code", conceptJson(component.code));
    std::visit(WriteValue{object}, component.value);
    object.array("referenceRange", rangeJson(component.reference, component.value));
    return object;
}

void writeObservation(JsonObject& resource, const record::Event& event, const WriteContext& context)
{
    static const QStringList statuses{QStringLiteral("registered"), QStringLiteral("preliminary"),
        QStringLiteral("final"), QStringLiteral("amended"), QStringLiteral("corrected"),
        QStringLiteral("cancelled"), QStringLiteral("entered-in-error"), QStringLiteral("unknown")};
    const auto& observation = *event.as<record::Observation>();
    resource.text("status", allowedStatus(observation.status, statuses, QStringLiteral("final")))
        .array("category", {category(observation.group).json()})
        .object("code", conceptJson(observation.code))
        .object("subject", referenceJson(context.patientUrl));
    if (observation.encounter)
        resource.object("encounter", referenceJson(context.urlOf(*observation.encounter)));
    resource.text("effectiveDateTime", event.occurred.toString());
    std::visit(WriteValue{resource}, observation.value);
    resource.array("interpretation", {interpretationJson(observation.interpretation).json()})
        .array("note", notesJson(observation.note))
        .object("method", JsonObject().text("text", observation.method))
        .array("referenceRange", rangeJson(observation.reference, observation.value));
    std::vector<QByteArray> components;
    for (const record::Component& component : observation.components)
        components.push_back(componentJson(component).json());
    resource.array("component", components);
}

} // namespace twinward::interop::fhir
