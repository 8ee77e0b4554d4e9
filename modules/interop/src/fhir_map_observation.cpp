#include "fhir_map_p.h"
#include "vitals/vital_sign.h"

#include <array>

namespace twinward::interop::fhir {

namespace {

using record::Observation;

// Codes that are vital signs even where the sender left the category out (FHIR R4 vital signs profile, and
// what else this house charts at the bedside).
bool isVitalSign(const record::Coding& coding)
{
    namespace loinc = record::loinc;
    const std::array codes{&loinc::heartRate, &loinc::respiratoryRate, &loinc::bodyTemperature,
        &loinc::bloodPressure, &loinc::systolic, &loinc::diastolic, &loinc::oxygenSaturation,
        &loinc::oxygenSaturationPulse, &loinc::inhaledOxygenFlow, &loinc::inhaledOxygenFraction,
        &loinc::consciousnessAcvpu, &loinc::bodyWeight, &loinc::bodyHeight, &loinc::bodyMassIndex};
    return coding.system == record::code_system::loinc
        && std::any_of(codes.begin(), codes.end(), [&](const QString* code) { return *code == coding.code; });
}

Observation::Group groupOf(JsonView resource, const record::Concept& code)
{
    for (const JsonView category : arrayAt(resource, "category")) {
        for (const JsonView coding : arrayAt(category, "coding")) {
            const QString word = textAt(coding, "code");
            if (word == u"vital-signs")
                return Observation::Group::Vital;
            if (word == u"laboratory" || word == u"LAB")
                return Observation::Group::Laboratory;
        }
    }
    return isVitalSign(code.coding) ? Observation::Group::Vital : Observation::Group::Other;
}

// A sender's own code may stand first (HL7's Observation/f202): of several codings, the one a chart of vital
// signs knows is kept. The others stay in the source.
record::Concept codeOf(JsonView holder)
{
    record::Concept code = requiredConcept(holder, "code");
    if (code.coding.system == record::code_system::loinc)
        return code;
    for (const JsonView coding : arrayAt(objectAt(holder, "code"), "coding")) {
        const QString number = textAt(coding, "code");
        if (textAt(coding, "system") == record::code_system::loinc && vitals::signFromLoinc(number)) {
            code.coding = {record::code_system::loinc, number, textAt(coding, "display")};
            break;
        }
    }
    return code;
}

record::Value sampledData(JsonView data)
{
    const JsonView period = data["period"];
    return QStringLiteral("Waveform: %1 samples, one each %2 ms")
        .arg(textAt(data, "data").split(u' ', Qt::SkipEmptyParts).size())
        .arg(period.isNumber() ? readDecimal(period).toString() : QStringLiteral("?"));
}

// A number that can't be kept exactly as a number is kept as it was written.
QString inWords(JsonView quantity)
{
    const std::string_view raw = quantity["value"].raw();
    QStringList parts{textAt(quantity, "comparator"),
        QString::fromLatin1(raw.data(), static_cast<qsizetype>(raw.size())), textAt(quantity, "unit")};
    parts.removeAll(QString());
    return parts.join(u' ');
}

// value[x] of an observation or of one of its components.
record::Value readValue(JsonView holder)
{
    const JsonView measured = objectAt(holder, "valueQuantity");
    if (measured["value"] && !exactDecimal(measured["value"]))
        return inWords(measured);
    if (auto quantity = quantityAt(holder, "valueQuantity"))
        return *quantity;
    if (holder["valueCodeableConcept"]) {
        const record::Concept read = conceptAt(holder, "valueCodeableConcept");
        return read.isEmpty() ? record::Value() : record::Value(read);
    }
    if (const JsonView integer = holder["valueInteger"])
        return record::Quantity{readDecimal(integer), {}, {}};
    if (const JsonView boolean = holder["valueBoolean"])
        return trueAt(holder, "valueBoolean");
    for (const char* key : {"valueString", "valueTime", "valueDateTime"}) {
        if (const QString text = textAt(holder, key); !text.isEmpty())
            return text;
    }
    if (const JsonView range = objectAt(holder, "valueRange"))
        return rangeText(range);
    if (const JsonView ratio = objectAt(holder, "valueRatio"))
        return ratioText(ratio);
    if (const JsonView data = objectAt(holder, "valueSampledData"))
        return sampledData(data);
    if (holder["valuePeriod"]) {
        const Period period = periodAt(holder, "valuePeriod");
        return QStringLiteral("%1 – %2").arg(period.start.toString(), period.end.toString());
    }
    return {};
}

// The normal range, where there is one in plain bounds; others (by age, by phase) stay in the source.
record::ReferenceRange readReferenceRange(JsonView holder)
{
    record::ReferenceRange read;
    for (const JsonView range : arrayAt(holder, "referenceRange")) {
        const QString type = firstCodeAt(range, "type");
        if (!type.isEmpty() && type != u"normal")
            continue;
        if (const auto low = quantityAt(range, "low"))
            read.low = low->value;
        if (const auto high = quantityAt(range, "high"))
            read.high = high->value;
        read.text = textAt(range, "text");
        break;
    }
    return read;
}

} // namespace

MappedResource mapObservation(JsonView resource)
{
    Observation observation;
    observation.status = requiredText(resource, "status");
    observation.code = codeOf(resource);
    observation.group = groupOf(resource, observation.code);
    observation.value = readValue(resource);
    for (const JsonView component : arrayAt(resource, "component")) {
        observation.components.push_back(
            {codeOf(component), readValue(component), readReferenceRange(component)});
    }
    observation.reference = readReferenceRange(resource);
    const record::Concept interpretation = firstConceptAt(resource, "interpretation");
    observation.interpretation
        = interpretation.coding.code.isEmpty() ? interpretation.label() : interpretation.coding.code;
    observation.method = conceptAt(resource, "method").label();
    if (observation.method.isEmpty())
        observation.method = referenceAt(resource, "device").display;
    observation.note = notesAt(resource, "note");
    const QString absent = conceptAt(resource, "dataAbsentReason").label();
    if (!absent.isEmpty())
        observation.note = QStringLiteral("No value: %1").arg(absent)
            + (observation.note.isEmpty() ? QString() : u'\n' + observation.note);

    MappedResource mapped;
    mapped.enteredInError = observation.status == u"entered-in-error";
    mapped.occurred
        = firstMoment(resource, {"effectiveDateTime", "effectivePeriod", "effectiveInstant", "issued"});
    mapped.encounter = referenceAt(resource, "encounter");
    if (observation.status == u"cancelled")
        return mapOther(resource, QStringLiteral("Cancelled"));
    mapped.body = std::move(observation);
    return mapped;
}

} // namespace twinward::interop::fhir
