#include "vitals/correction.h"

#include "sign_catalogue_p.h"
#include "vitals/limits.h"

namespace twinward::vitals {

namespace {

using record::Component;
using record::Observation;
using record::Quantity;

bool isOxygen(const Observation& observation, Sign sign)
{
    return sign == Sign::SupplementalOxygen
        || observation.code.coding.is(
            signCatalogue().oxygenTherapy.system, signCatalogue().oxygenTherapy.code)
        || (!observation.components.empty() && (sign == Sign::OxygenFlow || sign == Sign::OxygenFraction));
}

bool isPressure(Sign sign)
{
    return sign == Sign::SystolicPressure || sign == Sign::DiastolicPressure;
}

std::optional<Entered> enteredIn(Sign sign, const record::Value& value)
{
    const auto* quantity = std::get_if<Quantity>(&value);
    const QString unit
        = quantity != nullptr ? canonicalSpelling(definition(sign), quantity->unit) : QString();
    if (quantity == nullptr || unit.isEmpty() || !quantity->comparator.isEmpty())
        return std::nullopt;
    return Entered{quantity->value, unit};
}

std::optional<Sign> signOf(const Component& component)
{
    return signFromLoinc(component.code.coding.code);
}

OxygenDelivery oxygenIn(const Observation& observation)
{
    OxygenDelivery oxygen;
    const auto* answer = std::get_if<record::Concept>(&observation.value);
    const bool onAir = answer != nullptr && answer->coding.code == signCatalogue().air.coding.code;
    oxygen.source = onAir ? OxygenDelivery::Source::Air : OxygenDelivery::Source::Oxygen;
    for (const Component& component : observation.components) {
        const auto sign = signOf(component);
        const auto entered = sign ? enteredIn(*sign, component.value) : std::nullopt;
        if (entered && sign == Sign::OxygenFlow)
            oxygen.flowLPerMin = entered->value;
        if (entered && sign == Sign::OxygenFraction)
            oxygen.fractionPercent = entered->value;
        const auto* device = std::get_if<QString>(&component.value);
        if (device != nullptr && component.code.coding.is(own_code::system, own_code::oxygenDevice))
            oxygen.device = *device;
    }
    return oxygen;
}

base::Status checkNumber(Sign sign, const Entered& entered)
{
    if (Limits::builtIn().check(sign, entered.value.value(), entered.unit).level
        != LimitVerdict::Level::Impossible)
        return {};
    return base::fail(base::ErrorCode::InvalidInput,
        QStringLiteral("%1 %2 is not possible").arg(entered.value.toString(), entered.unit),
        definition(sign).label, QStringLiteral("Check the value and its unit."));
}

// The same as a round that was charted now: one set of rules, one way of coding.
base::Result<Observation> charted(const record::Entry& entry, const Correction& correction)
{
    ChartedRound round;
    round.patient = entry.event().patient;
    round.at = correction.at;
    round.values = correction.values;
    round.consciousness = correction.consciousness;
    round.oxygen = correction.oxygen;
    auto events = eventsOf(round);
    if (!events)
        return base::fail(events.error());
    return *events->front().as<Observation>();
}

bool replaces(const Component& made, const Component& before)
{
    return made.code.coding.is(before.code.coding.system, before.code.coding.code);
}

// Takes the corrected parts over in their places, adds those that are new and takes out those that are gone;
// parts of other codes stay.
void takeComponents(Observation& observation, const Observation& made, const std::vector<Sign>& together)
{
    std::vector<Component> kept;
    for (const Component& before : observation.components) {
        const auto sign = signOf(before);
        const bool isOurs = (sign && std::find(together.begin(), together.end(), *sign) != together.end())
            || before.code.coding.is(own_code::system, own_code::oxygenDevice);
        if (!isOurs)
            kept.push_back(before);
    }
    for (Component component : made.components) {
        for (const Component& before : observation.components) {
            if (replaces(component, before))
                component.reference = before.reference;
        }
        kept.push_back(std::move(component));
    }
    observation.components = std::move(kept);
}

base::Result<Observation> correctedNumber(Observation observation, Sign sign, const Correction& correction)
{
    const auto entered = correction.values.find(sign);
    if (entered == correction.values.end())
        return base::fail(
            base::ErrorCode::InvalidInput, QStringLiteral("No value was given"), definition(sign).label);
    if (const base::Status status = checkNumber(sign, entered->second); !status)
        return base::fail(status.error());
    observation.value
        = Quantity{entered->second.value, canonicalSpelling(definition(sign), entered->second.unit), {}};
    return observation;
}

base::Result<Observation> correctedBody(const record::Entry& entry, Sign sign, const Correction& correction)
{
    Observation observation = *entry.as<Observation>();
    const bool isOne
        = observation.components.empty() && definition(sign).isNumber && !isOxygen(observation, sign);
    if (isOne)
        return correctedNumber(std::move(observation), sign, correction);
    auto made = charted(entry, correction);
    if (!made)
        return base::fail(made.error());
    if (!isPressure(sign))
        observation.value = made->value;
    takeComponents(observation, *made, signsTogether(observation, sign));
    return observation;
}

} // namespace

std::vector<Sign> signsTogether(const Observation& observation, Sign sign)
{
    if (isOxygen(observation, sign))
        return {Sign::SupplementalOxygen, Sign::OxygenFlow, Sign::OxygenFraction};
    if (isPressure(sign) && !observation.components.empty())
        return {Sign::SystolicPressure, Sign::DiastolicPressure};
    return {sign};
}

Correction correctionOf(const record::Event& event, const Sample& sample)
{
    Correction correction;
    correction.at = event.occurred;
    const auto* observation = event.as<Observation>();
    if (observation == nullptr)
        return correction;
    correction.method = observation->method;
    correction.note = observation->note;
    if (isOxygen(*observation, sample.sign)) {
        correction.oxygen = sample.oxygen ? *sample.oxygen : oxygenIn(*observation);
        return correction;
    }
    if (sample.sign == Sign::Consciousness) {
        correction.consciousness = sample.consciousness();
        return correction;
    }
    if (const auto entered = enteredIn(sample.sign, observation->value))
        correction.values.emplace(sample.sign, *entered);
    for (const Component& component : observation->components) {
        const auto part = signOf(component);
        const auto entered = part ? enteredIn(*part, component.value) : std::nullopt;
        if (entered)
            correction.values.emplace(*part, *entered);
    }
    return correction;
}

base::Result<record::Event> corrected(
    const record::Entry& entry, Sign sign, const Correction& correction, const QString& reason)
{
    if (entry.as<Observation>() == nullptr)
        return base::fail(base::ErrorCode::InvalidInput, QStringLiteral("This entry is not an observation"));
    if (correction.at.isNull())
        return base::fail(
            base::ErrorCode::InvalidInput, QStringLiteral("The time of the observations is missing"));
    auto observation = correctedBody(entry, sign, correction);
    if (!observation)
        return base::fail(observation.error());
    observation->status = QStringLiteral("corrected");
    observation->interpretation.clear(); // it was said of the wrong value
    observation->method = correction.method;
    observation->note = correction.note.isEmpty() ? reason : correction.note + u'\n' + reason;
    record::Event event = record::amend(entry, std::move(*observation));
    event.occurred = correction.at;
    return event;
}

} // namespace twinward::vitals
