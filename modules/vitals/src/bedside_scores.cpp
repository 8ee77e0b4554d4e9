#include "vitals/bedside_scores.h"

#include "score_inputs_p.h"

#include <algorithm>

namespace twinward::vitals {

namespace {

constexpr int adultMonths = 18 * 12;
constexpr qint64 msPerMinute = 60'000;

// Seymour et al., JAMA 2016;315:762-774.
constexpr double qsofaRespiratoryRate = 22;
constexpr double qsofaSystolic = 100;
constexpr double qsofaComaScale = 15;

ScoreInput criterion(const ScoreInputs& inputs, Sign sign, const QString& rule, double value,
    bool met, // NOLINT
    const Sample* sample)
{
    ScoreInput input = inputs.describe(sign, sample, 60);
    input.value = value;
    input.points = met ? 1 : 0;
    input.rule = rule;
    return input;
}

// The candidate for which `worse` holds against all others; none where there is none.
template <class Compare> const Sample* worst(const ScoreInputs& inputs, Sign sign, Compare worse)
{
    const std::vector<const Sample*> candidates = inputs.candidates(sign);
    if (candidates.empty())
        return nullptr;
    return *std::ranges::min_element(
        candidates, [&worse](const Sample* a, const Sample* b) { return worse(a->value, b->value); });
}

ScoreInput missing(const ScoreInputs& inputs, Sign sign)
{
    return inputs.describe(sign, nullptr, 0);
}

ScoreInput mentation(const ScoreInputs& inputs)
{
    const Sample* coma = worst(inputs, Sign::GlasgowComaScale, std::less<>());
    const Sample* level = worst(inputs, Sign::Consciousness, std::greater<>());
    if (coma == nullptr && level == nullptr)
        return missing(inputs, Sign::GlasgowComaScale);
    const bool useLevel = coma == nullptr || (level != nullptr && level->atMs > coma->atMs);
    if (useLevel) {
        const bool altered = level->consciousness() != Consciousness::Alert;
        ScoreInput input = criterion(
            inputs, Sign::Consciousness, QStringLiteral("qsofa.consciousness"), level->value, altered, level);
        input.ruleLow = static_cast<double>(Consciousness::NewConfusion);
        return input;
    }
    ScoreInput input = criterion(inputs, Sign::GlasgowComaScale, QStringLiteral("qsofa.glasgowComaScale"),
        coma->value, coma->value < qsofaComaScale, coma);
    input.ruleHigh = qsofaComaScale - 1;
    return input;
}

struct Pressures
{
    const Sample* systolic = nullptr;
    const Sample* diastolic = nullptr;
};

// The newest reading of both: systolic and diastolic of the same observation, or else of the same instant.
Pressures newestPressures(const VitalRecord& record, const ScoreInputs& inputs)
{
    for (const Sample* systolic : inputs.candidates(Sign::SystolicPressure)) {
        for (const Sample* diastolic : inputs.candidates(Sign::DiastolicPressure)) {
            if (systolic->event == diastolic->event)
                return {systolic, diastolic};
        }
    }
    const Sample* systolic = record.latest(Sign::SystolicPressure, inputs.atMs());
    const Sample* diastolic = record.latest(Sign::DiastolicPressure, inputs.atMs());
    const bool together = systolic != nullptr && diastolic != nullptr && systolic->atMs == diastolic->atMs
        && !inputs.candidates(Sign::SystolicPressure).empty();
    return together ? Pressures{systolic, diastolic} : Pressures{};
}

} // namespace

Score qsofa(const VitalRecord& record, const PatientFactors& factors, qint64 atMs, qint64 windowMinutes)
{
    const ScoreInputs inputs(record, atMs, windowMinutes);
    Score score;
    score.key = QStringLiteral("qsofa");
    score.atMs = atMs;
    if (!factors.ageMonths)
        score.applies = NotApplicable::AgeUnknown;
    else if (*factors.ageMonths < adultMonths)
        score.applies = NotApplicable::TooYoung;

    if (const Sample* rate = worst(inputs, Sign::RespiratoryRate, std::greater<>())) {
        score.inputs.push_back(criterion(inputs, Sign::RespiratoryRate,
            QStringLiteral("qsofa.respiratoryRate"), rate->value, rate->value >= qsofaRespiratoryRate, rate));
        score.inputs.back().ruleLow = qsofaRespiratoryRate;
    } else {
        score.inputs.push_back(missing(inputs, Sign::RespiratoryRate));
    }
    if (const Sample* pressure = worst(inputs, Sign::SystolicPressure, std::less<>())) {
        score.inputs.push_back(
            criterion(inputs, Sign::SystolicPressure, QStringLiteral("qsofa.systolicPressure"),
                pressure->value, pressure->value <= qsofaSystolic, pressure));
        score.inputs.back().ruleHigh = qsofaSystolic;
    } else {
        score.inputs.push_back(missing(inputs, Sign::SystolicPressure));
    }
    score.inputs.push_back(mentation(inputs));

    score.complete = score.missing().empty();
    if (score.applies == NotApplicable::TooYoung) {
        for (ScoreInput& input : score.inputs)
            input.points = 0;
        return score;
    }
    for (const ScoreInput& input : score.inputs)
        score.total += input.points;
    score.maximum = score.total + static_cast<int>(score.missing().size());
    if (!score.isEmpty())
        score.band = score.total >= 2 ? Band::High : Band::Low;
    return score;
}

double meanArterialPressure(double systolicMmHg, double diastolicMmHg)
{
    return diastolicMmHg + (systolicMmHg - diastolicMmHg) / 3;
}

Derived meanArterialPressure(const VitalRecord& record, qint64 atMs, qint64 windowMinutes)
{
    const ScoreInputs inputs(record, atMs, windowMinutes);
    const Pressures pressures = newestPressures(record, inputs);
    Derived derived;
    derived.key = QStringLiteral("map");
    derived.unit = definition(Sign::SystolicPressure).unit;
    derived.inputs = {inputs.describe(Sign::SystolicPressure, pressures.systolic, 60),
        inputs.describe(Sign::DiastolicPressure, pressures.diastolic, 60)};
    if (pressures.systolic != nullptr && pressures.diastolic != nullptr)
        derived.value = meanArterialPressure(pressures.systolic->value, pressures.diastolic->value);
    return derived;
}

Derived shockIndex(const VitalRecord& record, qint64 atMs, qint64 windowMinutes, qint64 apartMinutes)
{
    const ScoreInputs inputs(record, atMs, windowMinutes);
    const Sample* rate = worst(inputs, Sign::HeartRate, std::greater<>());
    const Sample* pressure = worst(inputs, Sign::SystolicPressure, std::less<>());
    Derived derived;
    derived.key = QStringLiteral("shockIndex");
    derived.unit = QStringLiteral("1");
    derived.decimals = 2;
    derived.inputs
        = {inputs.describe(Sign::SystolicPressure, pressure, 60), inputs.describe(Sign::HeartRate, rate, 60)};
    const bool both = rate != nullptr && pressure != nullptr && pressure->value > 0;
    if (both && std::abs(rate->atMs - pressure->atMs) <= apartMinutes * msPerMinute)
        derived.value = rate->value / pressure->value;
    return derived;
}

Derived bodyMassIndex(const VitalRecord& record, const PatientFactors& factors, qint64 atMs,
    qint64 weightWindowMinutes, qint64 heightWindowMinutes)
{
    // Weight and height are often known to the day only, which is exact enough here: no
    // ScoreInputs::candidates.
    const auto within = [&record, atMs](Sign sign, qint64 windowMinutes) {
        const Sample* sample = record.latest(sign, atMs);
        const bool recent = sample != nullptr && atMs - sample->atMs <= windowMinutes * msPerMinute
            && sample->at.precision() >= base::Moment::Precision::Day;
        return recent ? sample : nullptr;
    };
    const Sample* weight = within(Sign::Weight, weightWindowMinutes);
    const Sample* height = within(Sign::Height, heightWindowMinutes);
    const ScoreInputs inputs(record, atMs, weightWindowMinutes);
    Derived derived;
    derived.key = QStringLiteral("bmi");
    derived.unit = QStringLiteral("kg/m2");
    derived.decimals = 1;
    derived.inputs = {inputs.describe(Sign::Weight, weight, 60LL * 24),
        inputs.describe(Sign::Height, height, heightWindowMinutes)};
    const bool adult = factors.ageMonths && *factors.ageMonths >= adultMonths;
    if (adult && weight != nullptr && height != nullptr && height->value > 0) {
        const double metres = height->value / 100;
        derived.value = weight->value / (metres * metres);
    }
    return derived;
}

} // namespace twinward::vitals
