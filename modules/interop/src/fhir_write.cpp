#include "fhir_write_p.h"

#include "base/unit.h"

namespace twinward::interop::fhir {

namespace {

struct TypeOf
{
    QString operator()(const record::PatientDetails&) const { return QStringLiteral("Patient"); }
    QString operator()(const record::Encounter&) const { return QStringLiteral("Encounter"); }
    QString operator()(const record::Observation&) const { return QStringLiteral("Observation"); }
    QString operator()(const record::Condition&) const { return QStringLiteral("Condition"); }
    QString operator()(const record::Allergy&) const { return QStringLiteral("AllergyIntolerance"); }
    QString operator()(const record::Medication& medication) const
    {
        switch (medication.action) {
        case record::Medication::Action::Given:
            return QStringLiteral("MedicationAdministration");
        case record::Medication::Action::Stated:
            return QStringLiteral("MedicationStatement");
        case record::Medication::Action::Prescribed:
        case record::Medication::Action::Stopped:
            break;
        }
        return QStringLiteral("MedicationRequest");
    }
    QString operator()(const record::Procedure&) const { return QStringLiteral("Procedure"); }
    QString operator()(const record::Immunisation&) const { return QStringLiteral("Immunization"); }
    QString operator()(const record::Note&) const { return QStringLiteral("DocumentReference"); }
    QString operator()(const record::Document&) const { return QStringLiteral("DocumentReference"); }
    QString operator()(const record::OtherResource&) const { return QStringLiteral("Basic"); }
    QString operator()(const record::ImagingSeries&) const { return QStringLiteral("ImagingStudy"); }
    QString operator()(const record::ImagingFinding&) const { return QStringLiteral("Observation"); }
    template <class Rest> QString operator()(const Rest&) const { return {}; }
};

} // namespace

QString resourceTypeOf(const record::Event& event)
{
    return std::visit(TypeOf(), event.body);
}

QByteArray writeResource(const record::Event& event, const QString& id, const WriteContext& context)
{
    const QString type = resourceTypeOf(event);
    if (type.isEmpty())
        return {};
    JsonObject resource;
    resource.text("resourceType", type).text("id", id);
    switch (event.kind()) {
    case record::Kind::PatientDetails:
        writePatient(resource, event, context);
        break;
    case record::Kind::Encounter:
        writeEncounter(resource, event, context);
        break;
    case record::Kind::Observation:
        writeObservation(resource, event, context);
        break;
    case record::Kind::Condition:
        writeCondition(resource, event, context);
        break;
    case record::Kind::Allergy:
        writeAllergy(resource, event, context);
        break;
    case record::Kind::Medication:
        writeMedication(resource, event, context);
        break;
    case record::Kind::Procedure:
        writeProcedure(resource, event, context);
        break;
    case record::Kind::Immunisation:
        writeImmunisation(resource, event, context);
        break;
    case record::Kind::Note:
    case record::Kind::Document:
        writeDocument(resource, event, context);
        break;
    case record::Kind::ImagingSeries:
        writeImagingStudy(resource, event, context);
        break;
    case record::Kind::ImagingFinding:
        writeImagingFinding(resource, event, context);
        break;
    default:
        writeBasic(resource, event, context);
    }
    return resource.json();
}

JsonObject conceptJson(const record::Concept& read)
{
    JsonObject coding;
    coding.text("system", read.coding.system)
        .text("code", read.coding.code)
        .text("display", read.coding.display);
    JsonObject object;
    object.array("coding", {coding.json()}).text("text", read.text);
    return object;
}

JsonObject codedJson(const char* system, const QString& code)
{
    if (code.isEmpty())
        return {};
    return conceptJson({{QString::fromLatin1(system), code, {}}, {}});
}

JsonObject quantityJson(const record::Quantity& quantity)
{
    JsonObject object;
    object.number("value", quantity.value).text("comparator", quantity.comparator);
    if (isUcum(quantity.unit)) {
        const QString shown = base::unitForDisplay(quantity.unit);
        object.text("unit", shown.isEmpty() ? quantity.unit : shown)
            .text("system", record::code_system::ucum)
            .text("code", quantity.unit);
    } else {
        object.text("unit", quantity.unit);
    }
    return object;
}

JsonObject referenceJson(const QString& url)
{
    JsonObject object;
    object.text("reference", url);
    return object;
}

std::vector<QByteArray> notesJson(const QString& note)
{
    JsonObject annotation;
    annotation.text("text", note);
    return {annotation.json()};
}

QByteArray unknownJson()
{
    JsonObject extension;
    extension.text("url", QStringLiteral("http://hl7.org/fhir/StructureDefinition/data-absent-reason"))
        .text("valueCode", QStringLiteral("unknown"));
    return JsonObject().array("extension", {extension.json()}).json();
}

QString allowedStatus(const QString& status, const QStringList& allowed, const QString& otherwise)
{
    return allowed.contains(status) ? status : otherwise;
}

} // namespace twinward::interop::fhir
