#include "vitals/round.h"

#include "sign_catalogue_p.h"
#include "vitals/limits.h"

namespace twinward::vitals {

namespace {

using record::Concept;
using record::Event;
using record::Observation;
using record::Quantity;

Concept codedAs(const record::Coding& coding)
{
    return {coding, {}};
}

Concept codeOf(Sign sign)
{
    return Concept::loinc(definition(sign).loinc, definition(sign).loincDisplay);
}

Quantity quantityOf(Sign sign, const Entered& entered)
{
    return {entered.value, canonicalSpelling(definition(sign), entered.unit), {}};
}

base::Status checkValue(Sign sign, const Entered& entered)
{
    const QString label = definition(sign).label;
    if (!definition(sign).isNumber || sign == Sign::OxygenFlow || sign == Sign::OxygenFraction)
        return base::fail(
            base::ErrorCode::InvalidInput, QStringLiteral("This sign is not charted as a number"), label);
    const LimitVerdict verdict = Limits::builtIn().check(sign, entered.value.value(), entered.unit);
    if (verdict.level != LimitVerdict::Level::Impossible)
        return {};
    if (verdict.reason == LimitVerdict::Reason::UnknownUnit) {
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("The unit \"%1\" is not one this sign is measured in").arg(entered.unit), label,
            QStringLiteral("Use %1.").arg(definition(sign).entryUnits.join(QStringLiteral(" or "))));
    }
    return base::fail(base::ErrorCode::InvalidInput,
        QStringLiteral("%1 is not possible").arg(entered.value.toString()), label,
        QStringLiteral("Check the value and its unit."));
}

base::Status checkRound(const ChartedRound& round)
{
    if (round.patient.isNull())
        return base::fail(base::ErrorCode::InvalidInput, QStringLiteral("No patient was given"));
    if (round.at.isNull())
        return base::fail(
            base::ErrorCode::InvalidInput, QStringLiteral("The time of the observations is missing"));
    if (round.isEmpty())
        return base::fail(base::ErrorCode::InvalidInput, QStringLiteral("Nothing was charted"), {},
            QStringLiteral("Enter at least one value."));
    for (const auto& [sign, entered] : round.values) {
        if (base::Status status = checkValue(sign, entered); !status)
            return status;
    }
    const auto systolic = round.values.find(Sign::SystolicPressure);
    const auto diastolic = round.values.find(Sign::DiastolicPressure);
    if (systolic != round.values.end() && diastolic != round.values.end()) {
        const QString& unit = definition(Sign::SystolicPressure).unit;
        const auto high
            = convert(Sign::SystolicPressure, systolic->second.value.value(), systolic->second.unit, unit);
        const auto low
            = convert(Sign::DiastolicPressure, diastolic->second.value.value(), diastolic->second.unit, unit);
        if (Limits::builtIn().checkPressures(high.value_or(0), low.value_or(0)).level
            != LimitVerdict::Level::Ok) {
            return base::fail(base::ErrorCode::InvalidInput,
                QStringLiteral("The diastolic pressure must be below the systolic"),
                definition(Sign::DiastolicPressure).label,
                QStringLiteral("Check both, they may have been swapped."));
        }
    }
    return {};
}

base::Status checkOxygen(const OxygenDelivery& oxygen)
{
    const QString label = definition(Sign::SupplementalOxygen).label;
    const bool anything = oxygen.flowLPerMin || oxygen.fractionPercent || !oxygen.device.isEmpty();
    if (oxygen.source == OxygenDelivery::Source::Air && anything)
        return base::fail(
            base::ErrorCode::InvalidInput, QStringLiteral("Air has no flow, fraction or device"), label);
    const auto impossible = [](Sign sign, const std::optional<base::Decimal>& value) {
        return value
            && Limits::builtIn().check(sign, value->value(), definition(sign).unit).level
            == LimitVerdict::Level::Impossible;
    };
    if (impossible(Sign::OxygenFlow, oxygen.flowLPerMin)
        || impossible(Sign::OxygenFraction, oxygen.fractionPercent))
        return base::fail(
            base::ErrorCode::InvalidInput, QStringLiteral("This much oxygen is not possible"), label);
    return {};
}

class RoundWriter
{
public:
    explicit RoundWriter(const ChartedRound& round)
        : m_round(round)
    { }

    std::vector<Event> write()
    {
        for (const Sign sign : allSigns())
            write(sign);
        return std::move(m_events);
    }

private:
    void write(Sign sign)
    {
        if (sign == Sign::SupplementalOxygen) {
            writeOxygen();
        } else if (sign == Sign::SystolicPressure) {
            writePressure();
        } else if (sign == Sign::Consciousness) {
            writeConsciousness();
        } else if (const auto entered = m_round.values.find(sign);
                   entered != m_round.values.end() && sign != Sign::DiastolicPressure) {
            Observation observation = begin(codeOf(sign));
            observation.value = quantityOf(sign, entered->second);
            add(std::move(observation));
        }
    }

    void writePressure()
    {
        Observation observation
            = begin(Concept::loinc(record::loinc::bloodPressure, QStringLiteral("Blood pressure panel")));
        for (const Sign sign : {Sign::SystolicPressure, Sign::DiastolicPressure}) {
            if (const auto entered = m_round.values.find(sign); entered != m_round.values.end())
                observation.components.push_back({codeOf(sign), quantityOf(sign, entered->second), {}});
        }
        if (!observation.components.empty())
            add(std::move(observation));
    }

    void writeConsciousness()
    {
        if (!m_round.consciousness)
            return;
        Observation observation = begin(codeOf(Sign::Consciousness));
        observation.value
            = codedAs(signCatalogue().consciousness[static_cast<size_t>(*m_round.consciousness)].coding);
        add(std::move(observation));
    }

    void writeOxygen()
    {
        if (!m_round.oxygen)
            return;
        const OxygenDelivery& oxygen = *m_round.oxygen;
        const bool onAir = oxygen.source == OxygenDelivery::Source::Air;
        Observation observation = begin(codedAs(signCatalogue().oxygenTherapy));
        observation.value = codedAs((onAir ? signCatalogue().air : signCatalogue().oxygen).coding);
        const auto component = [&observation](Sign sign, const std::optional<base::Decimal>& value) {
            if (value)
                observation.components.push_back(
                    {codeOf(sign), Quantity{*value, definition(sign).unit, {}}, {}});
        };
        component(Sign::OxygenFlow, oxygen.flowLPerMin);
        component(Sign::OxygenFraction, oxygen.fractionPercent);
        if (!oxygen.device.isEmpty()) {
            const Concept device = codedAs(
                {own_code::system, own_code::oxygenDevice, QStringLiteral("Oxygen delivery device")});
            observation.components.push_back({device, oxygen.device, {}});
        }
        add(std::move(observation));
    }

    [[nodiscard]] Observation begin(Concept code) const
    {
        Observation observation;
        observation.group = Observation::Group::Vital;
        observation.code = std::move(code);
        observation.status = QStringLiteral("final");
        observation.method = m_round.method;
        observation.note = m_round.note;
        observation.encounter = m_round.encounter;
        return observation;
    }

    void add(Observation observation)
    {
        Event event;
        event.patient = m_round.patient;
        event.category = record::Category::Vitals;
        event.occurred = m_round.at;
        event.body = std::move(observation);
        m_events.push_back(std::move(event));
    }

    const ChartedRound& m_round;
    std::vector<Event> m_events;
};

QString scaleCode(SpO2Scale scale)
{
    return scale == SpO2Scale::Scale2 ? QStringLiteral("scale-2") : QStringLiteral("scale-1");
}

} // namespace

base::Result<std::vector<Event>> eventsOf(const ChartedRound& round)
{
    if (const base::Status status = checkRound(round); !status)
        return base::fail(status.error());
    if (round.oxygen) {
        if (const base::Status status = checkOxygen(*round.oxygen); !status)
            return base::fail(status.error());
    }
    return RoundWriter(round).write();
}

Event scaleChoice(record::PatientId patient, SpO2Scale scale, base::Moment at, const QString& reason)
{
    Observation observation;
    observation.group = Observation::Group::Other;
    observation.code
        = codedAs({own_code::system, own_code::spO2Scale, QStringLiteral("NEWS2 oxygen saturation scale")});
    observation.value = codedAs({own_code::system, scaleCode(scale),
        scale == SpO2Scale::Scale2 ? QStringLiteral("Scale 2 (target 88-92 %)") : QStringLiteral("Scale 1")});
    observation.status = QStringLiteral("final");
    observation.note = reason;
    Event event;
    event.patient = patient;
    event.category = record::Category::Vitals;
    event.occurred = at;
    event.body = std::move(observation);
    return event;
}

std::optional<SpO2Scale> scaleChosenIn(const Event& event)
{
    const auto* observation = event.as<Observation>();
    if (observation == nullptr || !observation->code.coding.is(own_code::system, own_code::spO2Scale))
        return std::nullopt;
    const auto* chosen = std::get_if<Concept>(&observation->value);
    if (chosen == nullptr)
        return std::nullopt;
    for (const SpO2Scale scale : {SpO2Scale::Scale1, SpO2Scale::Scale2}) {
        if (chosen->coding.is(own_code::system, scaleCode(scale)))
            return scale;
    }
    return std::nullopt;
}

} // namespace twinward::vitals
