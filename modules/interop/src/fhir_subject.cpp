#include "fhir_map_p.h"
#include "fhir_patients_p.h"

namespace twinward::interop::fhir {

namespace {

bool pointsAtPatient(const Reference& reference)
{
    return typeAndIdOf(reference.reference).startsWith(QLatin1String("Patient/"))
        || reference.reference.startsWith(QLatin1String("urn:")) || reference.reference.startsWith(u'#');
}

// Of a list, the first that is or may be a patient; else the first.
Reference firstPatientIn(JsonView list, std::string_view element)
{
    Reference chosen;
    for (const JsonView item : list) {
        const JsonView object = element.empty() ? item : item[element];
        if (!object.isObject())
            continue;
        Reference read = readReference(object);
        if (pointsAtPatient(read))
            return read;
        if (chosen.isEmpty())
            chosen = std::move(read);
    }
    return chosen;
}

// Lists of people, some of whom may be staff: only a plain patient counts.
Reference onlyPatientIn(JsonView list, std::string_view element)
{
    Reference found = firstPatientIn(list, element);
    return typeAndIdOf(found.reference).startsWith(QLatin1String("Patient/")) ? found : Reference();
}

} // namespace

Reference subjectReference(JsonView resource, std::string_view type)
{
    if (type == "Appointment")
        return onlyPatientIn(arrayAt(resource, "participant"), "actor");
    if (type == "AppointmentResponse")
        return onlyPatientIn(resource, {});
    if (type == "Person")
        return onlyPatientIn(arrayAt(resource, "link"), "target");
    for (const char* key :
        {"patient", "subject", "beneficiary", "individual", "for", "candidate", "deliverFor"}) {
        const JsonView found = resource[key];
        if (found.isArray()) {
            if (Reference reference = firstPatientIn(found, {}); !reference.isEmpty())
                return reference;
        } else if (found.isObject()) {
            return readReference(found);
        } else if (found) {
            throw Unusable{found, QStringLiteral("R4 has a reference here")};
        }
    }
    return {};
}

} // namespace twinward::interop::fhir
