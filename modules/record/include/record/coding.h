#pragma once

// Codes and the values they give meaning to, in FHIR's terms (Coding, CodeableConcept, Quantity).

#include "base/decimal.h"

#include <QString>
#include <variant>

namespace twinward::record {

namespace code_system {
inline const QString loinc = QStringLiteral("http://loinc.org");
inline const QString snomed = QStringLiteral("http://snomed.info/sct");
inline const QString rxnorm = QStringLiteral("http://www.nlm.nih.gov/research/umls/rxnorm");
inline const QString atc = QStringLiteral("http://www.whocc.no/atc");
inline const QString cvx = QStringLiteral("http://hl7.org/fhir/sid/cvx");
inline const QString icd10 = QStringLiteral("http://hl7.org/fhir/sid/icd-10");
inline const QString ucum = QStringLiteral("http://unitsofmeasure.org");
} // namespace code_system

// The LOINC codes of what is charted at a bedside.
namespace loinc {
inline const QString heartRate = QStringLiteral("8867-4"); // /min
inline const QString respiratoryRate = QStringLiteral("9279-1"); // /min
inline const QString bodyTemperature = QStringLiteral("8310-5"); // Cel
inline const QString bloodPressure = QStringLiteral("85354-9"); // panel of the next two
inline const QString systolic = QStringLiteral("8480-6"); // mm[Hg]
inline const QString diastolic = QStringLiteral("8462-4"); // mm[Hg]
inline const QString oxygenSaturation = QStringLiteral("2708-6"); // %
inline const QString oxygenSaturationPulse = QStringLiteral("59408-5"); // %, by pulse oximetry
inline const QString inhaledOxygenFlow = QStringLiteral("3151-8"); // L/min
inline const QString inhaledOxygenFraction = QStringLiteral("3150-6"); // %
inline const QString consciousnessAcvpu = QStringLiteral("67775-7"); // level of responsiveness
inline const QString glasgowComaTotal = QStringLiteral("9269-2"); // {score}
inline const QString bodyWeight = QStringLiteral("29463-7"); // kg
inline const QString bodyHeight = QStringLiteral("8302-2"); // cm
inline const QString bodyMassIndex = QStringLiteral("39156-5"); // kg/m2
inline const QString painScore = QStringLiteral("72514-3"); // {score}, 0 to 10
inline const QString urineOutput = QStringLiteral("9187-6"); // mL; 9192-6 is that of 24 hours
inline const QString glucoseCapillary = QStringLiteral("14743-9"); // mmol/L
} // namespace loinc

struct Coding
{
    QString system; // URI
    QString code;
    QString display;

    [[nodiscard]] bool is(const QString& otherSystem, const QString& otherCode) const
    {
        return code == otherCode && system == otherSystem;
    }
    friend bool operator==(const Coding&, const Coding&) = default;
};

// A concept: the first coding and the words it was written in. Further codings stay in the event's source
// document.
struct Concept
{
    Coding coding;
    QString text;

    [[nodiscard]] QString label() const; // text, else display, else code
    [[nodiscard]] bool isEmpty() const
    {
        return text.isEmpty() && coding.code.isEmpty() && coding.display.isEmpty();
    }
    [[nodiscard]] static Concept loinc(const QString& code, const QString& display);
    friend bool operator==(const Concept&, const Concept&) = default;
};

struct Quantity
{
    base::Decimal value;
    QString unit; // UCUM code where the source gave one, else as written
    QString comparator; // "<", ">", "<=", ">=" or empty

    friend bool operator==(const Quantity&, const Quantity&) = default;
};

// What was found: nothing, a quantity, a coded answer, words, yes or no.
using Value = std::variant<std::monostate, Quantity, Concept, QString, bool>;

} // namespace twinward::record
