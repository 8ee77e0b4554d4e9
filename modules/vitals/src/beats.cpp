#include "vitals/beats.h"

#include "qrs_filter_p.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace twinward::vitals {

namespace {

// Pan and Tompkins 1985, p. 232-234.
constexpr double learningSeconds = 2;
constexpr double refractorySeconds = 0.200;
constexpr double tWaveSeconds = 0.360; // a peak this soon after a beat may be its T wave
constexpr double searchBackFactor = 1.66; // of the mean interval
constexpr double newPeakWeight = 0.125;
constexpr double foundBackWeight = 0.25;
constexpr size_t meanOf = 8; // intervals
// The paper's second mean takes intervals of 92 to 116 % only; wider here, for an irregular heart.
constexpr double shortestRatio = 0.6;
constexpr double longestRatio = 1.5;
constexpr int unexpectedInARow = 4;

// Not of the paper: where no beat has been found for so long, the threshold comes down to a fifth, so that a
// lead that lost amplitude is found again; never further, so that the noise of an arrest is not taken for
// beats.
constexpr double lostSeconds = 4;
constexpr double lostShare = 0.2;

// A peak of the energy, and the place of the QRS complex under it.
struct Peak
{
    qint64 sample = 0;
    double energy = 0;
    double steepest = 0;
};

} // namespace

struct BeatDetector::State
{
    explicit State(double rate)
        : samplesPerSecond(rate)
        , filter(rate)
        , history(static_cast<size_t>(std::lround(0.5 * rate)) + 1)
    { }

    double samplesPerSecond;
    QrsFilter filter;
    qint64 at = 0; // samples since the beginning
    qint64 begun = 0; // of this stretch without a gap

    struct Trace
    {
        double filtered = 0;
        double slope = 0;
    };
    std::vector<Trace> history; // half a second, a ring

    // The peak that is being climbed.
    Peak rising;
    qint64 risingAt = 0;
    bool climbing = false;
    double valley = 0;

    bool learnt = false;
    std::vector<Peak> learning;
    double signalLevel = 0;
    double noiseLevel = 0;
    std::optional<Peak> last;
    std::deque<qint64> intervals;
    int unexpected = 0; // intervals in a row
    std::vector<Peak> passedOver; // since the last beat
    std::vector<qint64> found;

    [[nodiscard]] qint64 samplesIn(double seconds) const
    {
        return static_cast<qint64>(std::lround(seconds * samplesPerSecond));
    }

    [[nodiscard]] bool isLost() const { return last && at - last->sample > samplesIn(lostSeconds); }

    [[nodiscard]] double threshold() const
    {
        return (isLost() ? lostShare : 1) * (noiseLevel + 0.25 * (signalLevel - noiseLevel));
    }

    [[nodiscard]] double meanInterval() const
    {
        if (intervals.empty())
            return samplesPerSecond;
        return std::accumulate(intervals.begin(), intervals.end(), 0.0)
            / static_cast<double>(intervals.size());
    }

    void restart()
    {
        filter.reset();
        begun = at;
        climbing = false;
        valley = 0;
        learnt = false;
        learning.clear();
        last.reset();
        intervals.clear();
        unexpected = 0;
        passedOver.clear();
    }

    void next(float sample)
    {
        const QrsFilter::Output output = filter.next(sample);
        history[static_cast<size_t>(at) % history.size()] = {output.filtered, output.slope};
        climb(output.energy);
        if (!learnt && at - begun >= samplesIn(learningSeconds))
            learn();
        ++at;
    }

    // A peak is over when the energy has fallen to half of it.
    void climb(double energy)
    {
        if (!climbing) {
            valley = std::min(valley, energy);
            if (energy > 2 * valley && energy > 0) {
                climbing = true;
                rising = {};
                rising.energy = energy;
                risingAt = at;
            }
            return;
        }
        if (energy > rising.energy) {
            rising.energy = energy;
            risingAt = at;
        } else if (energy < rising.energy / 2) {
            finishPeak();
            valley = energy;
        }
    }

    void finishPeak()
    {
        climbing = false;
        // The complex lies where the filtered signal swung furthest within the window that made the peak.
        const qint64 from = std::max(begun, risingAt - filter.energyWidth() - samplesIn(0.02));
        const qint64 oldest = at - static_cast<qint64>(history.size()) + 1;
        double furthest = -1;
        for (qint64 i = std::max(from, oldest); i <= risingAt; ++i) {
            const Trace& trace = history[static_cast<size_t>(i) % history.size()];
            if (std::abs(trace.filtered) > furthest) {
                furthest = std::abs(trace.filtered);
                rising.sample = i;
            }
            rising.steepest = std::max(rising.steepest, std::abs(trace.slope));
        }
        rising.sample = std::max(begun, rising.sample - filter.filterDelay());
        if (learnt)
            judge(rising);
        else
            learning.push_back(rising);
    }

    void learn()
    {
        learnt = true;
        const auto strongest = std::ranges::max_element(learning, {}, &Peak::energy);
        if (strongest == learning.end()) {
            learnt = false;
            begun = at; // silence so far: learn from what comes
            return;
        }
        signalLevel = strongest->energy / 2;
        noiseLevel = 0;
        for (const Peak& peak : std::exchange(learning, {}))
            judge(peak);
    }

    void judge(const Peak& peak)
    {
        searchBack(peak.sample);
        if (last && peak.sample - last->sample < samplesIn(refractorySeconds))
            return; // another peak of the same complex
        const bool soon = last && peak.sample - last->sample < samplesIn(tWaveSeconds);
        const bool tWave = soon && peak.steepest < last->steepest / 2;
        if (peak.energy > threshold() && !tWave) {
            if (isLost()) {
                // What was taken for noise meanwhile were beats of this height.
                signalLevel = peak.energy;
                noiseLevel = std::min(noiseLevel, peak.energy / 4);
            }
            signalLevel += newPeakWeight * (peak.energy - signalLevel);
            accept(peak);
        } else {
            noiseLevel += newPeakWeight * (peak.energy - noiseLevel);
            if (!tWave)
                passedOver.push_back(peak);
        }
    }

    // No beat for too long: the strongest peak passed over since the last one, at half the threshold; and
    // again.
    void searchBack(qint64 now)
    {
        while (last && intervals.size() >= 2
            && static_cast<double>(now - last->sample) >= searchBackFactor * meanInterval()) {
            const auto strongest = std::ranges::max_element(passedOver, {}, &Peak::energy);
            if (strongest == passedOver.end() || strongest->energy <= threshold() / 2)
                return;
            const Peak peak = *strongest;
            signalLevel += foundBackWeight * (peak.energy - signalLevel);
            std::vector<Peak> later;
            std::ranges::copy_if(passedOver, std::back_inserter(later), [this, &peak](const Peak& other) {
                return other.sample - peak.sample >= samplesIn(refractorySeconds);
            });
            accept(peak);
            passedOver = std::move(later);
        }
    }

    void accept(const Peak& peak)
    {
        if (last)
            addInterval(peak.sample - last->sample);
        last = peak;
        passedOver.clear();
        found.push_back(peak.sample);
    }

    // A missed or an extra beat must not change what is expected: such intervals count only once they are the
    // rule.
    void addInterval(qint64 interval)
    {
        const double ratio = static_cast<double>(interval) / meanInterval();
        const bool expected = ratio > shortestRatio && ratio < longestRatio;
        if (intervals.size() >= 2 && !expected) {
            if (++unexpected < unexpectedInARow)
                return;
            intervals.clear();
        }
        unexpected = 0;
        intervals.push_back(interval);
        if (intervals.size() > meanOf)
            intervals.pop_front();
    }

    void finish()
    {
        if (climbing)
            finishPeak();
        if (!learnt && !learning.empty())
            learn();
        searchBack(at);
    }
};

BeatDetector::BeatDetector(double samplesPerSecond)
    : m_state(std::make_unique<State>(std::clamp(samplesPerSecond, 100.0, 2000.0)))
{ }

BeatDetector::~BeatDetector() = default;
BeatDetector::BeatDetector(BeatDetector&&) noexcept = default;
BeatDetector& BeatDetector::operator=(BeatDetector&&) noexcept = default;

std::vector<qint64> BeatDetector::feed(std::span<const float> samples)
{
    bool inGap = false;
    for (const float sample : samples) {
        if (std::isfinite(sample)) {
            m_state->next(sample);
            inGap = false;
            continue;
        }
        if (!inGap)
            m_state->finish();
        inGap = true;
        ++m_state->at;
        m_state->restart();
    }
    return std::exchange(m_state->found, {});
}

std::vector<qint64> BeatDetector::finish()
{
    m_state->finish();
    return std::exchange(m_state->found, {});
}

std::vector<qint64> detectBeats(std::span<const float> samples, double samplesPerSecond)
{
    BeatDetector detector(samplesPerSecond);
    std::vector<qint64> beats = detector.feed(samples);
    const std::vector<qint64> rest = detector.finish();
    beats.insert(beats.end(), rest.begin(), rest.end());
    return beats;
}

double BeatMatch::sensitivity() const
{
    return found + missed == 0 ? 1 : static_cast<double>(found) / static_cast<double>(found + missed);
}

double BeatMatch::positivePredictiveValue() const
{
    return found + extra == 0 ? 1 : static_cast<double>(found) / static_cast<double>(found + extra);
}

BeatMatch matchBeats(std::span<const qint64> reference, std::span<const qint64> detected, qint64 tolerance)
{
    BeatMatch match;
    size_t r = 0;
    size_t d = 0;
    while (r < reference.size() && d < detected.size()) {
        const qint64 apart = std::abs(reference[r] - detected[d]);
        // A nearer partner further on takes precedence.
        const bool nearerReference
            = r + 1 < reference.size() && std::abs(reference[r + 1] - detected[d]) < apart;
        const bool nearerDetected
            = d + 1 < detected.size() && std::abs(reference[r] - detected[d + 1]) < apart;
        if (apart <= tolerance && !nearerReference && !nearerDetected) {
            ++match.found;
            ++r;
            ++d;
        } else if (reference[r] < detected[d]) {
            ++match.missed;
            ++r;
        } else {
            ++match.extra;
            ++d;
        }
    }
    match.missed += static_cast<qint64>(reference.size() - r);
    match.extra += static_cast<qint64>(detected.size() - d);
    return match;
}

namespace {

constexpr size_t intervalsKept = 8;
constexpr size_t intervalsNeeded = 2; // between three beats
constexpr double staleSeconds = 3;

} // namespace

void HeartRateMeter::beat(double seconds)
{
    if (m_last && seconds > *m_last) {
        m_intervals.push_back(seconds - *m_last);
        if (m_intervals.size() > intervalsKept)
            m_intervals.pop_front();
    }
    m_last = seconds;
}

void HeartRateMeter::gap()
{
    m_intervals.clear();
    m_last.reset();
}

std::optional<double> HeartRateMeter::perMinute(double nowSeconds) const
{
    if (m_intervals.size() < intervalsNeeded || !m_last || nowSeconds - *m_last > staleSeconds)
        return std::nullopt;
    std::vector<double> sorted(m_intervals.begin(), m_intervals.end());
    std::ranges::sort(sorted);
    const size_t middle = sorted.size() / 2;
    const double median = sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return 60 / median;
}

} // namespace twinward::vitals
