#pragma once

// What can be entered at a clinic, one of everything, and what of it goes out.

#include "fhir_data.h"
#include "fhir_samples.h"
#include "interop/fhir_export.h"

namespace twinward::interop::test {

inline record::Event entry(
    record::PatientId patient, record::Body body, const char* when = "2024-03-01T08:30:00+02:00")
{
    record::Event event;
    event.patient = patient;
    event.category = record::defaultCategory(body);
    event.occurred = base::Moment::fromString(QString::fromLatin1(when)).value_or(base::Moment());
    event.body = std::move(body);
    return event;
}

inline record::Event registration()
{
    record::PatientDetails details;
    details.names = {{QStringLiteral("王"), {QStringLiteral("小明")}, {}, QStringLiteral("王小明"),
        QStringLiteral("official")}};
    details.identifiers
        = {{QStringLiteral("urn:mrn"), QStringLiteral("9"), QStringLiteral("Medical record number")},
            {QStringLiteral("Village card"), QStringLiteral("\"12\""), {}}};
    details.birthDate = *base::PartialDate::fromString(u"1980-05");
    details.sex = record::Sex::Male;
    details.phone = QStringLiteral("555 1");
    details.address = QStringLiteral("Hill 3\nKunming");
    details.contacts = {{QStringLiteral("Li"), QStringLiteral("mother"), QStringLiteral("556")}};
    return entry(record::PatientId::random(), details);
}

inline record::Observation bloodPressure(record::EventId visit)
{
    using record::Concept;
    record::Observation observation;
    observation.group = record::Observation::Group::Vital;
    observation.code = Concept::loinc(record::loinc::bloodPressure, QStringLiteral("Blood pressure"));
    const auto pressure = [](double value) {
        return record::Quantity{base::Decimal(value, 0), QStringLiteral("mm[Hg]"), {}};
    };
    observation.components
        = {{Concept::loinc(record::loinc::systolic, QStringLiteral("Systolic")), pressure(120), {}},
            {Concept::loinc(record::loinc::diastolic, QStringLiteral("Diastolic")), pressure(80), {}}};
    observation.status = QStringLiteral("final");
    observation.encounter = visit;
    return observation;
}

inline record::Observation creatinine()
{
    record::Observation observation;
    observation.group = record::Observation::Group::Laboratory;
    observation.code = record::Concept::loinc(QStringLiteral("2160-0"), QStringLiteral("Creatinine"));
    observation.value = record::Quantity{base::Decimal(1.0, 2), QStringLiteral("mg/dL"), QStringLiteral("<")};
    observation.reference = {base::Decimal(0.6, 1), base::Decimal(1.2, 1), {}};
    observation.interpretation = QStringLiteral("N");
    observation.note = QStringLiteral("Second \"tube\"\n\x01");
    return observation;
}

inline record::Medication prescription()
{
    record::Medication medication;
    medication.code = {{}, QStringLiteral("Aspirin")};
    medication.dose = QStringLiteral("75 mg");
    medication.route = QStringLiteral("by mouth");
    medication.frequency = QStringLiteral("once a day");
    medication.status = QStringLiteral("active");
    medication.reason = QStringLiteral("Angina");
    return medication;
}

inline record::Medication dose(record::EventId ordered)
{
    record::Medication medication = prescription();
    medication.action = record::Medication::Action::Given;
    medication.status = QStringLiteral("completed");
    medication.prescription = ordered;
    return medication;
}

// One of everything that can be entered at a clinic.
inline std::vector<record::Event> oneOfEverything()
{
    const record::Event person = registration();
    const auto of = [&](record::Body body, const char* when = "2024-03-01T08:30:00+02:00") {
        return entry(person.patient, std::move(body), when);
    };
    const record::Event visit = of(record::Encounter{QStringLiteral("IMP"), {},
        {{}, QStringLiteral("Chest pain")}, QStringLiteral("in-progress"), {}, QStringLiteral("Ward A / 3")});
    const record::Event ordered = of(prescription());
    record::Medication stated = prescription();
    stated.action = record::Medication::Action::Stated;
    stated.dose = QStringLiteral("half a tablet");
    record::Observation words;
    words.code = {{}, QStringLiteral("Urine")};
    words.value = QStringLiteral("clear");
    record::Observation answer;
    answer.code = {{}, QStringLiteral("Smokes")};
    answer.value = false;
    record::Observation level;
    level.group = record::Observation::Group::Vital;
    level.code = record::Concept::loinc(record::loinc::consciousnessAcvpu, QStringLiteral("Consciousness"));
    level.value = record::Concept{
        {record::code_system::snomed, QStringLiteral("248234008"), QStringLiteral("Alert")}, {}};
    return {person, visit, of(bloodPressure(visit.id)), of(creatinine()), of(words), of(answer), of(level),
        of(record::Condition{{{record::code_system::icd10, QStringLiteral("I20.9"), QStringLiteral("Angina")},
                                 {}},
               QStringLiteral("active"), QStringLiteral("confirmed"), {}, QStringLiteral("n")},
            "2019"),
        of(record::Allergy{{{}, QStringLiteral("Penicillin")}, QStringLiteral("active"),
            QStringLiteral("high"), QStringLiteral("Rash, wheeze"), {}}),
        ordered, of(dose(ordered.id)), of(dose(record::EventId::random()), ""), of(stated),
        of(record::Procedure{{{}, QStringLiteral("Appendectomy")}, {},
            *base::Moment::fromString(u"2024-03-01T10:00:00Z"), {}, {}}),
        of(record::Immunisation{{{record::code_system::cvx, QStringLiteral("19"), QStringLiteral("BCG")}, {}},
               QStringLiteral("completed"), QStringLiteral("L1"), QStringLiteral("left arm"), {}},
            ""),
        of(record::Note{QStringLiteral("Round"), QStringLiteral("Better.\nEats.")}),
        of(record::Document{{{}, QStringLiteral("Letter")}, QStringLiteral("Letter"),
            QStringLiteral("application/pdf"), {}, 1000}),
        of(record::OtherResource{QStringLiteral("ORU"), QStringLiteral("Something of a laboratory's")})};
}

inline Json exported(VaultFixture& clinic, record::PatientId patient)
{
    const auto bundle = exportPatient(*clinic.vault, patient);
    if (!bundle)
        qFatal("no export: %s", qPrintable(bundle.error().message()));
    return parsed(*bundle);
}

inline std::vector<Json> ofType(const Json& bundle, const std::string& type)
{
    std::vector<Json> found;
    for (const Json& one : bundle["entry"]) {
        if (one["resource"]["resourceType"] == type)
            found.push_back(one["resource"]);
    }
    return found;
}

inline void collectReferences(const Json& json, std::vector<std::string>& references)
{
    if (json.is_object() && json.contains("reference") && json["reference"].is_string())
        references.push_back(json["reference"]);
    if (json.is_structured()) {
        for (const Json& inner : json)
            collectReferences(inner, references);
    }
}

// A value as text: a string's words, anything else as JSON writes it.
inline QString said(const Json& json)
{
    return QString::fromStdString(json.is_string() ? json.get<std::string>() : json.dump());
}

} // namespace twinward::interop::test
