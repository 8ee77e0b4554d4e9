#include "vitals/vital_sign.h"

#include "base/unit.h"
#include "sign_catalogue_p.h"
#include "tables_p.h"

#include <algorithm>
#include <cmath>

namespace twinward::vitals {

namespace {

constexpr std::array chartOrder{
    Sign::RespiratoryRate,
    Sign::OxygenSaturation,
    Sign::SupplementalOxygen,
    Sign::OxygenFlow,
    Sign::OxygenFraction,
    Sign::SystolicPressure,
    Sign::DiastolicPressure,
    Sign::HeartRate,
    Sign::Consciousness,
    Sign::Temperature,
    Sign::PainScore,
    Sign::GlasgowComaScale,
    Sign::UrineOutput,
    Sign::Glucose,
    Sign::Weight,
    Sign::Height,
};
static_assert(chartOrder.size() == signCount);

SignDefinition definitionFrom(const QJsonObject& object, Sign sign)
{
    SignDefinition found;
    found.sign = sign;
    found.key = tables::text(object, QStringLiteral("key"));
    found.label = tables::text(object, QStringLiteral("label"));
    found.shortLabel = tables::text(object, QStringLiteral("short"));
    found.loinc = tables::text(object, QStringLiteral("loinc"));
    found.loincDisplay = tables::text(object, QStringLiteral("display"));
    found.acceptedLoinc = tables::texts(object, QStringLiteral("accepts"));
    found.unit = tables::text(object, QStringLiteral("unit"));
    found.entryUnits = tables::texts(object, QStringLiteral("entryUnits"));
    found.decimals = tables::integer(object, QStringLiteral("decimals"));
    found.isNumber = object.value(QLatin1String("isNumber")).toBool(true);
    const QJsonObject spellings = tables::object(object, QStringLiteral("spellings"));
    for (auto it = spellings.begin(); it != spellings.end(); ++it)
        found.spellings.insert(it.key(), it.value().toString());
    if (found.isNumber && (found.entryUnits.isEmpty() || found.entryUnits.first() != found.unit))
        throw tables::TableError(QStringLiteral("%1 must list its own unit first").arg(found.key));
    if (!found.loinc.isEmpty() && !found.acceptedLoinc.contains(found.loinc))
        throw tables::TableError(QStringLiteral("%1 must accept the code it writes").arg(found.key));
    return found;
}

CodedAnswer answerFrom(const QJsonObject& object)
{
    CodedAnswer answer;
    answer.key = object.value(QLatin1String("key")).toString();
    answer.name = object.value(QLatin1String("name")).toString();
    answer.coding = {record::code_system::snomed, tables::text(object, QStringLiteral("snomed")),
        tables::text(object, QStringLiteral("display"))};
    if (object.contains(QLatin1String("words")))
        answer.words = tables::texts(object, QStringLiteral("words"));
    return answer;
}

SignCatalogue catalogueFrom(const QByteArray& json)
{
    const QJsonObject top = tables::parse(json, QStringLiteral("signs"));
    SignCatalogue catalogue;
    const std::vector<QJsonObject> signObjects = tables::objects(top, QStringLiteral("signs"));
    if (signObjects.size() != signCount)
        throw tables::TableError(QStringLiteral("There must be %1 signs").arg(signCount));
    for (size_t i = 0; i < signObjects.size(); ++i) {
        SignDefinition found = definitionFrom(signObjects[i], chartOrder[i]);
        catalogue.molarMass[i]
            = tables::optionalNumber(signObjects[i], QStringLiteral("molarMassGPerMol")).value_or(0);
        for (const QString& code : found.acceptedLoinc) {
            if (!catalogue.byLoinc.emplace(code, found.sign).second)
                throw tables::TableError(QStringLiteral("LOINC %1 names two signs").arg(code));
        }
        catalogue.definitions[i] = std::move(found);
    }
    catalogue.bloodPressurePanels = tables::texts(top, QStringLiteral("bloodPressurePanels"));
    for (const QJsonObject& level : tables::objects(top, QStringLiteral("consciousness")))
        catalogue.consciousness.push_back(answerFrom(level));
    if (catalogue.consciousness.size() != 5)
        throw tables::TableError(QStringLiteral("ACVPU has five levels"));
    const QJsonObject oxygen = tables::object(top, QStringLiteral("oxygen"));
    catalogue.oxygenTherapy = answerFrom(oxygen).coding;
    catalogue.air = answerFrom(tables::object(oxygen, QStringLiteral("air")));
    catalogue.oxygen = answerFrom(tables::object(oxygen, QStringLiteral("oxygen")));
    for (const QJsonObject& device : tables::objects(top, QStringLiteral("oxygenDevices"))) {
        catalogue.devices.push_back(
            {tables::text(device, QStringLiteral("key")), tables::text(device, QStringLiteral("name"))});
    }
    return catalogue;
}

// base::convertUnit, and the one conversion that needs the substance. Both units are the sign's.
std::optional<double> convertSpelled(Sign sign, double value, const QString& from, const QString& to)
{
    const double molarMass = signCatalogue().molarMass[static_cast<size_t>(sign)];
    if (molarMass > 0 && from != to) {
        // 1 mmol/L is molarMass mg/L, a tenth of that in a decilitre.
        const double mgPerDlInMmolPerL = molarMass / 10;
        if (from == u"mmol/L" && to == u"mg/dL")
            return value * mgPerDlInMmolPerL;
        if (from == u"mg/dL" && to == u"mmol/L")
            return value / mgPerDlInMmolPerL;
    }
    return base::convertUnit(value, from, to);
}

} // namespace

const SignCatalogue& signCatalogue()
{
    static const SignCatalogue catalogue
        = tables::orDie(tables::guarded<SignCatalogue>(QStringLiteral("signs"),
            [] { return catalogueFrom(tables::builtIn(QStringLiteral("signs.json"))); }));
    return catalogue;
}

QString canonicalSpelling(const SignDefinition& definition, QStringView unit)
{
    QString written = unit.toString();
    if (definition.entryUnits.contains(written) || (!written.isEmpty() && written == definition.unit))
        return written;
    return definition.spellings.value(written);
}

std::span<const Sign> allSigns()
{
    return chartOrder;
}

const std::vector<OxygenDevice>& oxygenDevices()
{
    return signCatalogue().devices;
}

const SignDefinition& definition(Sign sign)
{
    return signCatalogue().definitions[static_cast<size_t>(sign)];
}

std::optional<Sign> signFromKey(QStringView key)
{
    for (const SignDefinition& found : signCatalogue().definitions) {
        if (found.key == key)
            return found.sign;
    }
    return std::nullopt;
}

std::optional<Sign> signFromLoinc(QStringView code)
{
    const auto found = signCatalogue().byLoinc.find(code.toString());
    return found == signCatalogue().byLoinc.end() ? std::nullopt : std::optional<Sign>(found->second);
}

int decimalsIn(Sign sign, QStringView unit)
{
    const SignDefinition& found = definition(sign);
    if (canonicalSpelling(found, unit) == found.unit || unit.isEmpty())
        return found.decimals;
    // One step of the canonical unit, seen in the other one, must still show.
    const auto one = convert(sign, 1, found.unit, unit);
    const auto zero = convert(sign, 0, found.unit, unit);
    if (!one || !zero || *one == *zero)
        return found.decimals;
    const double step = std::abs(*one - *zero) * std::pow(10.0, -found.decimals);
    return std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 0.5)), 0, 6);
}

std::optional<double> convert(Sign sign, double value, QStringView fromUnit, QStringView toUnit)
{
    const SignDefinition& found = definition(sign);
    const QString from = canonicalSpelling(found, fromUnit);
    const QString to = canonicalSpelling(found, toUnit);
    if (!found.isNumber || from.isEmpty() || to.isEmpty())
        return std::nullopt;
    return convertSpelled(sign, value, from, to);
}

QString consciousnessKey(Consciousness level)
{
    return signCatalogue().consciousness[static_cast<size_t>(level)].key;
}

std::optional<Consciousness> consciousnessFromKey(QStringView key)
{
    const std::vector<CodedAnswer>& levels = signCatalogue().consciousness;
    for (size_t i = 0; i < levels.size(); ++i) {
        if (levels[i].key == key)
            return static_cast<Consciousness>(i);
    }
    return std::nullopt;
}

QString consciousnessName(Consciousness level)
{
    return signCatalogue().consciousness[static_cast<size_t>(level)].name;
}

} // namespace twinward::vitals
