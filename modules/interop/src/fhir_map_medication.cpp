#include "fhir_map_p.h"

namespace twinward::interop::fhir {

namespace {

using record::Medication;

// medication[x]: said here, or in a Medication that is contained or in the same bundle.
record::Concept medicationOf(JsonView resource, const ResourceFinder& find)
{
    if (resource["medicationCodeableConcept"])
        return requiredConcept(resource, "medicationCodeableConcept");
    const Reference reference = referenceAt(resource, "medicationReference");
    if (reference.isEmpty())
        throw Unusable{resource, QStringLiteral("It has no medication, which R4 requires")};
    record::Concept name;
    if (const JsonView medication = find(reference))
        name = conceptAt(medication, "code");
    if (name.isEmpty())
        name.text = reference.display;
    return name;
}

// A drug that is only pointed at, at something that is not here, is listed so that nobody overlooks it.
MappedResource withoutName(JsonView resource)
{
    return mapOther(resource,
        QStringLiteral("The drug is not named, only pointed at: ")
            + referenceAt(resource, "medicationReference").reference.left(100));
}

QString rateText(JsonView holder)
{
    if (const JsonView ratio = objectAt(holder, "rateRatio"))
        return ratioText(ratio);
    if (const auto quantity = quantityAt(holder, "rateQuantity"))
        return quantityText(*quantity);
    return rangeText(objectAt(holder, "rateRange"));
}

// Dose and rate of a Dosage.doseAndRate or of an administration's dosage.
QString doseText(JsonView holder, std::string_view quantityKey)
{
    QString dose;
    if (const auto quantity = quantityAt(holder, quantityKey))
        dose = quantityText(*quantity);
    else
        dose = rangeText(objectAt(holder, "doseRange"));
    const QString rate = rateText(holder);
    if (dose.isEmpty() || rate.isEmpty())
        return dose + rate;
    return dose + QStringLiteral(", ") + rate;
}

QString unitOfTime(const QString& ucum)
{
    // FHIR units of time (https://hl7.org/fhir/R4/valueset-units-of-time.html).
    static const std::pair<const char*, const char*> words[] = {{"s", "seconds"}, {"min", "minutes"},
        {"h", "hours"}, {"d", "days"}, {"wk", "weeks"}, {"mo", "months"}, {"a", "years"}};
    for (const auto& [code, word] : words) {
        if (ucum == QLatin1String(code))
            return QString::fromLatin1(word);
    }
    return ucum;
}

QString frequencyText(JsonView timing)
{
    const record::Concept code = conceptAt(timing, "code");
    if (!code.label().isEmpty())
        return code.label();
    const JsonView repeat = objectAt(timing, "repeat");
    const JsonView frequency = repeat["frequency"];
    const JsonView period = repeat["period"];
    if (!period)
        return {};
    const QString times = frequency ? readDecimal(frequency).toString() : QStringLiteral("1");
    return QStringLiteral("%1 × every %2 %3")
        .arg(times, readDecimal(period).toString(), unitOfTime(textAt(repeat, "periodUnit")));
}

// The first dosage in parts; where there are more (a tapering dose), all of them in words, so that none is
// lost.
void readDosages(JsonView dosages, Medication& medication)
{
    QStringList inWords;
    for (const JsonView dosage : dosages) {
        const QString dose = doseText(arrayAt(dosage, "doseAndRate").first(), "doseQuantity");
        QString frequency = frequencyText(objectAt(dosage, "timing"));
        if (trueAt(dosage, "asNeededBoolean") || dosage["asNeededCodeableConcept"])
            frequency
                += (frequency.isEmpty() ? QString() : QStringLiteral(", ")) + QStringLiteral("as needed");
        const QString route = conceptAt(dosage, "route").label();
        const QString text = textAt(dosage, "text");
        QStringList parts{dose, route, frequency};
        parts.removeAll(QString());
        inWords << (text.isEmpty() ? parts.join(QStringLiteral(", ")) : text);
        if (inWords.size() == 1) {
            medication.dose = dose;
            medication.route = route;
            medication.frequency = frequency.isEmpty() || dose.isEmpty() ? text : frequency;
            if (medication.frequency.isEmpty())
                medication.frequency = frequency;
        }
    }
    inWords.removeAll(QString());
    if (inWords.size() > 1) {
        medication.dose.clear();
        medication.frequency = inWords.join(QStringLiteral("; then "));
    }
}

QString firstReason(JsonView resource)
{
    const QString coded = firstConceptAt(resource, "reasonCode").label();
    return coded.isEmpty() ? readReference(arrayAt(resource, "reasonReference").first()).display : coded;
}

} // namespace

MappedResource mapMedicationRequest(JsonView resource, const ResourceFinder& find)
{
    Medication medication;
    medication.status = requiredText(resource, "status");
    const QString intent = requiredText(resource, "intent");
    medication.code = medicationOf(resource, find);
    readDosages(arrayAt(resource, "dosageInstruction"), medication);
    medication.reason = firstReason(resource);
    medication.end = periodAt(objectAt(resource, "dispenseRequest"), "validityPeriod").end;
    medication.note = notesAt(resource, "note");
    const bool reported = trueAt(resource, "reportedBoolean") || resource["reportedReference"];
    medication.action
        = reported || intent == u"plan" ? Medication::Action::Stated : Medication::Action::Prescribed;

    MappedResource mapped;
    mapped.occurred = firstMoment(resource, {"authoredOn"});
    mapped.enteredInError = medication.status == u"entered-in-error";
    if (medication.code.isEmpty() && !mapped.enteredInError)
        return withoutName(resource);
    if (trueAt(resource, "doNotPerform"))
        return mapOther(resource, QStringLiteral("Not to be given: ") + medication.code.label());
    if (intent == u"proposal" || intent == u"option")
        return mapOther(resource, QStringLiteral("Proposed, not prescribed: ") + medication.code.label());
    mapped.body = std::move(medication);
    return mapped;
}

MappedResource mapMedicationStatement(JsonView resource, const ResourceFinder& find)
{
    Medication medication;
    medication.action = Medication::Action::Stated;
    medication.status = requiredText(resource, "status");
    medication.code = medicationOf(resource, find);
    readDosages(arrayAt(resource, "dosage"), medication);
    medication.reason = firstReason(resource);
    medication.end = periodAt(resource, "effectivePeriod").end;
    medication.note = notesAt(resource, "note");

    MappedResource mapped;
    mapped.occurred = firstMoment(resource, {"effectiveDateTime", "effectivePeriod", "dateAsserted"});
    mapped.enteredInError = medication.status == u"entered-in-error";
    if (medication.code.isEmpty() && !mapped.enteredInError)
        return withoutName(resource);
    if (medication.status == u"not-taken")
        return mapOther(resource, QStringLiteral("Not taken: ") + medication.code.label());
    mapped.body = std::move(medication);
    return mapped;
}

MappedResource mapMedicationAdministration(JsonView resource, const ResourceFinder& find)
{
    Medication medication;
    medication.action = Medication::Action::Given;
    medication.status = requiredText(resource, "status");
    medication.code = medicationOf(resource, find);
    const JsonView dosage = objectAt(resource, "dosage");
    medication.dose = doseText(dosage, "dose");
    if (medication.dose.isEmpty())
        medication.dose = textAt(dosage, "text");
    medication.route = conceptAt(dosage, "route").label();
    medication.reason = firstReason(resource);
    medication.end = periodAt(resource, "effectivePeriod").end;
    medication.note = notesAt(resource, "note");

    MappedResource mapped;
    mapped.occurred = firstMoment(resource, {"effectiveDateTime", "effectivePeriod"});
    mapped.prescription = referenceAt(resource, "request");
    mapped.enteredInError = medication.status == u"entered-in-error";
    if (medication.code.isEmpty() && !mapped.enteredInError)
        return withoutName(resource);
    const bool given = medication.status == u"completed" || medication.status == u"in-progress"
        || medication.status == u"stopped" || medication.status == u"on-hold";
    if (!given && !mapped.enteredInError) {
        return mapOther(resource,
            (medication.status == u"not-done" ? QStringLiteral("Not given: ")
                                              : QStringLiteral("Not known whether given: "))
                + medication.code.label());
    }
    mapped.body = std::move(medication);
    return mapped;
}

} // namespace twinward::interop::fhir
