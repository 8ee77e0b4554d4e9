#pragma once

// The signs a nurse charts, in the order of the paper chart: how each is named in LOINC, which units it is
// written in, and how many decimals it is shown with. Everything that reads, charts, scores or draws a sign
// asks here.

#include "record/coding.h"

#include <optional>
#include <QMap>
#include <QString>
#include <QStringList>
#include <span>
#include <vector>

namespace twinward::vitals {

// The order is that of the NEWS2 paper chart (Royal College of Physicians 2017, chart 3), then the rest.
enum class Sign : quint8 {
    RespiratoryRate,
    OxygenSaturation,
    SupplementalOxygen, // air or oxygen: see OxygenDelivery
    OxygenFlow, // L/min
    OxygenFraction, // inspired, %
    SystolicPressure,
    DiastolicPressure,
    HeartRate,
    Consciousness, // ACVPU: see Consciousness
    Temperature,
    PainScore, // 0 to 10
    GlasgowComaScale, // 3 to 15
    UrineOutput, // mL, over the time since it was last measured
    Glucose, // capillary
    Weight,
    Height,
};

inline constexpr int signCount = 16;
[[nodiscard]] std::span<const Sign> allSigns(); // in chart order

// ACVPU, from well to ill. NewConfusion is new or worse confusion (NEWS2, Royal College of Physicians 2017,
// p. 26).
enum class Consciousness : quint8 { Alert, NewConfusion, Voice, Pain, Unresponsive };

// What the patient breathes. Air has neither flow nor fraction nor device.
struct OxygenDelivery
{
    enum class Source : quint8 { Air, Oxygen };
    Source source = Source::Air;
    std::optional<base::Decimal> flowLPerMin;
    std::optional<base::Decimal> fractionPercent; // 21 to 100
    QString device; // a key of oxygenDevices(), or as written

    friend bool operator==(const OxygenDelivery&, const OxygenDelivery&) = default;
};

// The devices of the NEWS2 chart (Royal College of Physicians 2017, chart 3): "N" nasal cannulae, "SM" simple
// mask ...
struct OxygenDevice
{
    QString key; // as the chart writes it
    QString name; // English; panels translate
};
[[nodiscard]] const std::vector<OxygenDevice>& oxygenDevices();

struct SignDefinition
{
    Sign sign = Sign::RespiratoryRate;
    QString key; // "respiratoryRate": names the sign in data files
    QString label; // English: "Respiratory rate"; panels translate
    QString shortLabel; // "RR"
    QString loinc; // written when charted here; empty where the sign is not one observation's code
    QString loincDisplay;
    QStringList acceptedLoinc; // read as this sign, `loinc` among them
    QString unit; // canonical UCUM
    QStringList entryUnits; // UCUM a person may type it in, the canonical one first
    QMap<QString, QString> spellings; // how documents write units, to UCUM: "mmHg" to "mm[Hg]"
    int decimals = 0; // shown and entered, in the canonical unit
    bool isNumber = true; // not ACVPU, not air or oxygen
};

[[nodiscard]] const SignDefinition& definition(Sign sign);
[[nodiscard]] std::optional<Sign> signFromKey(QStringView key);
[[nodiscard]] std::optional<Sign> signFromLoinc(QStringView code);
// Decimals that lose nothing a person would write in that unit: 1 for °F, 1 for kPa.
[[nodiscard]] int decimalsIn(Sign sign, QStringView unit);

// A value of this sign from one unit to another; units as UCUM or one of the sign's spellings. Knows what
// base::convertUnit can't: glucose between mmol/L and mg/dL (molar mass 180.156 g/mol, PubChem CID 5793).
// None where a unit is not one of the sign's: a unit is never guessed.
[[nodiscard]] std::optional<double> convert(
    Sign sign, double value, QStringView fromUnit, QStringView toUnit);

[[nodiscard]] QString consciousnessKey(Consciousness level); // "A", "C", "V", "P", "U"
[[nodiscard]] std::optional<Consciousness> consciousnessFromKey(QStringView key);
[[nodiscard]] QString consciousnessName(
    Consciousness level); // English: "Alert", "New confusion"; panels translate

} // namespace twinward::vitals
