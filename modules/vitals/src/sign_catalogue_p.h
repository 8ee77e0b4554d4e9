#pragma once

// The whole of resources/vitals/signs.json: the signs, and the codes of the answers that are no numbers.

#include "vitals/vital_sign.h"

#include <array>
#include <unordered_map>

namespace twinward::vitals {

struct CodedAnswer
{
    QString key;
    QString name; // English
    record::Coding coding; // SNOMED CT, as written here
    QStringList words; // lower case, as others write it
};

struct SignCatalogue
{
    std::array<SignDefinition, signCount> definitions;
    std::array<double, signCount> molarMass{}; // g/mol; 0 where mass does not matter
    std::unordered_map<QString, Sign> byLoinc;
    QStringList bloodPressurePanels; // LOINC
    std::vector<CodedAnswer> consciousness; // by the enum's number
    record::Coding oxygenTherapy; // the observation's code
    CodedAnswer air;
    CodedAnswer oxygen;
    std::vector<OxygenDevice> devices;
};

[[nodiscard]] const SignCatalogue& signCatalogue();

// The UCUM code the sign's data uses for a unit as written; empty where it is not one of the sign's.
[[nodiscard]] QString canonicalSpelling(const SignDefinition& definition, QStringView unit);

// Codes of this house's own, for what no public code system has.
namespace own_code {
inline const QString system = QStringLiteral("urn:twinward:vitals");
inline const QString spO2Scale = QStringLiteral("news2-spo2-scale");
inline const QString oxygenDevice = QStringLiteral("oxygen-delivery-device");
} // namespace own_code

} // namespace twinward::vitals
