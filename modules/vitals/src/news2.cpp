#include "vitals/news2.h"

#include "patient_factors_p.h"
#include "score_inputs_p.h"

#include <algorithm>
#include <cmath>

namespace twinward::vitals {

namespace {

using Source = OxygenDelivery::Source;

double rounded(double value, int decimals)
{
    const double scale = std::pow(10.0, decimals);
    return std::round(value * scale) / scale;
}

Sample typedSample(const ChartedRound& round, Sign sign, double value)
{
    Sample sample;
    sample.sign = sign;
    sample.at = round.at;
    sample.atMs = round.at.utcMs();
    sample.value = value;
    return sample;
}

std::map<Sign, Sample> typedSamples(const ChartedRound& round)
{
    std::map<Sign, Sample> typed;
    for (const auto& [sign, entered] : round.values) {
        if (const auto value = convert(sign, entered.value.value(), entered.unit, definition(sign).unit))
            typed.emplace(sign, typedSample(round, sign, *value));
    }
    if (round.consciousness) {
        typed.emplace(Sign::Consciousness,
            typedSample(round, Sign::Consciousness, static_cast<double>(*round.consciousness)));
    }
    if (round.oxygen) {
        const double oxygen = round.oxygen->source == Source::Oxygen ? 1 : 0;
        typed.emplace(Sign::SupplementalOxygen, typedSample(round, Sign::SupplementalOxygen, oxygen));
    }
    return typed;
}

NotApplicable applicability(const PatientFactors& factors, int minimumAgeMonths)
{
    if (factors.pregnant)
        return NotApplicable::Pregnant;
    if (!factors.ageMonths)
        return NotApplicable::AgeUnknown;
    return *factors.ageMonths < minimumAgeMonths ? NotApplicable::TooYoung : NotApplicable::Applies;
}

Source sourceOf(const Sample& sample)
{
    return sample.value > 0 ? Source::Oxygen : Source::Air;
}

} // namespace

const News2::Parameter& News2::parameter(Sign sign, SpO2Scale scale, Source oxygen) const
{
    QLatin1String key;
    if (sign == Sign::OxygenSaturation) {
        if (scale == SpO2Scale::Scale1)
            key = QLatin1String("spo2Scale1");
        else
            key = QLatin1String(oxygen == Source::Oxygen ? "spo2Scale2Oxygen" : "spo2Scale2Air");
    }
    const auto found = std::ranges::find_if(m_parameters,
        [sign, key](const Parameter& one) { return one.sign == sign && (key.isEmpty() || one.key == key); });
    Q_ASSERT_X(found != m_parameters.end(), "News2", "not one of NEWS2's signs");
    return *found;
}

News2::Points News2::pointsOf(const Parameter& parameter, size_t step) const
{
    Points points;
    points.points = parameter.steps[step].points;
    points.rule = QStringLiteral("news2.") + parameter.key;
    if (step > 0)
        points.low = parameter.steps[step].from;
    if (step + 1 < parameter.steps.size()) {
        const double past = parameter.steps[step + 1].from;
        points.high = rounded(past - std::pow(10.0, -parameter.decimals), parameter.decimals);
    }
    return points;
}

News2::Points News2::points(Sign sign, double value, SpO2Scale scale, Source oxygen) const
{
    const Parameter& found = parameter(sign, scale, oxygen);
    const double looked = rounded(value, found.decimals);
    size_t step = 0;
    while (step + 1 < found.steps.size() && looked >= found.steps[step + 1].from)
        ++step;
    return pointsOf(found, step);
}

std::vector<News2::Points> News2::ranges(Sign sign, SpO2Scale scale, Source oxygen) const
{
    const Parameter& found = parameter(sign, scale, oxygen);
    std::vector<Points> all;
    for (size_t step = 0; step < found.steps.size(); ++step)
        all.push_back(pointsOf(found, step));
    return all;
}

News2::Counted News2::count(Sign sign, std::span<const Sample* const> candidates, SpO2Scale scale,
    std::span<const Source> sources) const
{
    static constexpr std::array anySource{Source::Air, Source::Oxygen};
    const bool depends = sign == Sign::OxygenSaturation && scale == SpO2Scale::Scale2;
    const bool known = !depends || !sources.empty();
    const std::span<const Source> allowed = depends && known ? sources : std::span<const Source>(anySource);
    Counted counted;
    for (const Sample* sample : candidates) {
        Points least = points(sign, sample->value, scale, allowed.front());
        Points most = least;
        for (const Source source : allowed) {
            const Points one = points(sign, sample->value, scale, source);
            if (one.points < least.points)
                least = one;
            if (one.points > most.points)
                most = one;
        }
        // Conflicting sources: the worse one counts. No source at all: the least is sure, the most is
        // possible.
        Points sure = known ? most : least;
        if (!known && most.points != least.points)
            sure.rule = QStringLiteral("news2.spo2Scale2OxygenUnknown");
        if (counted.sample == nullptr || sure.points > counted.points.points) {
            counted.sample = sample;
            counted.points = sure;
        }
        counted.most = std::max(counted.most, most.points);
    }
    return counted;
}

Score News2::scoreOf(
    const ScoreInputs& inputs, const PatientFactors& factors, SpO2Scale scale, qint64 agedAfterMinutes) const
{
    Score score;
    score.key = QStringLiteral("news2");
    score.atMs = inputs.atMs();
    score.scale = scale;
    score.applies = applicability(factors, m_minimumAgeMonths);
    const bool scored = score.applies == NotApplicable::Applies || score.applies == NotApplicable::AgeUnknown;
    std::vector<Source> sources;
    for (const Sample* sample : inputs.candidates(Sign::SupplementalOxygen))
        sources.push_back(sourceOf(*sample));

    score.complete = true;
    for (const Sign sign : m_signs) {
        const std::vector<const Sample*> candidates = inputs.candidates(sign);
        const Counted counted = count(sign, candidates, scale, sources);
        ScoreInput input = inputs.describe(sign, counted.sample, agedAfterMinutes);
        if (counted.sample == nullptr) {
            score.complete = false;
            score.maximum += parameter(sign, scale, Source::Oxygen).maximum;
        } else if (scored) {
            input.points = counted.points.points;
            input.rule = counted.points.rule;
            input.ruleLow = counted.points.low;
            input.ruleHigh = counted.points.high;
            score.total += input.points;
            score.maximum += counted.most;
            score.singleThree = score.singleThree || input.points == 3;
        }
        score.inputs.push_back(std::move(input));
    }
    if (!scored)
        score.maximum = 0;
    else if (!score.isEmpty())
        score.band = responseTo(score.total, score.singleThree).band;
    return score;
}

const News2Response& News2::responseTo(int total, bool singleThree) const
{
    const News2Response* found = &m_responses.front();
    for (const News2Response& response : m_responses) {
        const bool reached = response.band == Band::LowMedium ? singleThree : total >= response.fromTotal;
        if (reached)
            found = &response;
    }
    return *found;
}

const News2Response& News2::response(const Score& score) const
{
    return responseTo(score.total, score.singleThree);
}

Score News2::score(
    const VitalRecord& record, const PatientFactors& factors, qint64 atMs, const News2Options& options) const
{
    const qint64 window = options.windowMinutes > 0 ? options.windowMinutes : m_windowMinutes;
    const qint64 aged = options.agedAfterMinutes > 0 ? options.agedAfterMinutes : m_agedAfterMinutes;
    return scoreOf(ScoreInputs(record, atMs, window), factors, record.scaleAt(atMs), aged);
}

Score News2::preview(const VitalRecord& record, const PatientFactors& factors, const ChartedRound& typed,
    const News2Options& options) const
{
    const qint64 window = options.windowMinutes > 0 ? options.windowMinutes : m_windowMinutes;
    const qint64 aged = options.agedAfterMinutes > 0 ? options.agedAfterMinutes : m_agedAfterMinutes;
    ScoreInputs inputs(record, typed.at.utcMs(), window);
    inputs.setTyped(typedSamples(typed));
    return scoreOf(inputs, factors, record.scaleAt(typed.at.utcMs()), aged);
}

std::vector<Score> news2History(const record::Chart& chart, const VitalRecord& record, qint64 fromMs,
    qint64 toMs, const News2Options& options)
{
    const News2& news = News2::builtIn();
    const FactorTimeline factors = FactorTimeline::of(chart);
    std::vector<Score> history;
    for (const qint64 atMs : record.rounds(news.signs())) {
        if (atMs >= fromMs && atMs <= toMs)
            history.push_back(news.score(record, factors.at(atMs), atMs, options));
    }
    return history;
}

} // namespace twinward::vitals
