#include "vitals/score.h"

#include "score_inputs_p.h"

#include <algorithm>

namespace twinward::vitals {

namespace {

constexpr qint64 msPerMinute = 60'000;

bool timedWell(const Sample& sample)
{
    return sample.at.precision() >= base::Moment::Precision::Minute;
}

} // namespace

std::vector<Sign> Score::missing() const
{
    std::vector<Sign> signs;
    for (const ScoreInput& input : inputs) {
        if (input.state == ScoreInput::State::Missing)
            signs.push_back(input.sign);
    }
    return signs;
}

bool Score::isEmpty() const
{
    return std::ranges::all_of(
        inputs, [](const ScoreInput& input) { return input.state == ScoreInput::State::Missing; });
}

const Sample* ScoreInputs::newest(Sign sign) const
{
    const std::span<const Sample> all = m_record.samples(sign);
    const Sample* sample = m_record.latest(sign, m_atMs);
    while (sample != nullptr && !timedWell(*sample))
        sample = sample == all.data() ? nullptr : sample - 1;
    return sample;
}

qint64 ScoreInputs::ageMinutes(const Sample& sample) const
{
    return (m_atMs - sample.atMs) / msPerMinute;
}

std::vector<const Sample*> ScoreInputs::candidates(Sign sign) const
{
    if (const auto typed = m_typed.find(sign); typed != m_typed.end())
        return {&typed->second};
    const Sample* latest = newest(sign);
    if (latest == nullptr || m_atMs - latest->atMs > m_windowMinutes * msPerMinute)
        return {};
    const std::span<const Sample> all = m_record.samples(sign);
    std::vector<const Sample*> found;
    // Sorted by time: those of the same instant lie together, right before and at `latest`.
    for (const Sample* sample = latest; sample->atMs == latest->atMs; --sample) {
        if (timedWell(*sample))
            found.push_back(sample);
        if (sample == all.data())
            break;
    }
    if (latest->conflict) {
        for (const Sample& sample : all) {
            const bool other = sample.root == latest->root && sample.atMs != latest->atMs;
            if (other && sample.atMs <= m_atMs && timedWell(sample))
                found.push_back(&sample);
        }
    }
    return found;
}

ScoreInput ScoreInputs::describe(Sign sign, const Sample* sample, qint64 agedAfterMinutes) const
{
    ScoreInput input;
    input.sign = sign;
    input.unit = definition(sign).unit;
    if (sample == nullptr) {
        if (const Sample* last = newest(sign))
            input.ageMinutes = ageMinutes(*last);
        return input;
    }
    input.value = sample->value;
    input.ageMinutes = std::max<qint64>(0, ageMinutes(*sample));
    input.event = sample->event;
    input.conflict = sample->conflict;
    input.state = *input.ageMinutes > agedAfterMinutes ? ScoreInput::State::Aged : ScoreInput::State::Fresh;
    return input;
}

} // namespace twinward::vitals
