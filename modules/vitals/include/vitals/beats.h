#pragma once

// Finds heart beats (QRS complexes) in one ECG lead as it comes: Pan and Tompkins, "A Real-Time QRS Detection
// Algorithm", IEEE Trans Biomed Eng 1985;32:230–236.

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <QtGlobal>
#include <span>
#include <vector>

namespace twinward::vitals {

class BeatDetector
{
public:
    explicit BeatDetector(double samplesPerSecond); // 100 to 2000
    ~BeatDetector();
    BeatDetector(BeatDetector&&) noexcept;
    BeatDetector& operator=(BeatDetector&&) noexcept;

    // The samples that follow those before; NaN is a gap and starts the detector afresh. Gives the beats that
    // became certain, as sample numbers since the beginning; a beat is certain at most two seconds after it
    // happened.
    std::vector<qint64> feed(std::span<const float> samples);
    std::vector<qint64> finish(); // those still held back at the end

private:
    struct State;
    std::unique_ptr<State> m_state;
};

[[nodiscard]] std::vector<qint64> detectBeats(std::span<const float> samples, double samplesPerSecond);

// Detected beats against a person's, one to one, nearest first, at most `tolerance` samples apart (ANSI/AAMI
// EC57: 150 ms).
struct BeatMatch
{
    qint64 found = 0;
    qint64 missed = 0;
    qint64 extra = 0;
    [[nodiscard]] double sensitivity() const;
    [[nodiscard]] double positivePredictiveValue() const;
};
[[nodiscard]] BeatMatch matchBeats(
    std::span<const qint64> reference, std::span<const qint64> detected, qint64 tolerance);

// Heart rate from beats: 60 over the median of the last eight beat-to-beat intervals; none with fewer than
// three, or when the last beat is over three seconds old.
class HeartRateMeter
{
public:
    void beat(double seconds);
    void gap(); // intervals across a gap are not intervals
    [[nodiscard]] std::optional<double> perMinute(double nowSeconds) const;

private:
    std::deque<double> m_intervals;
    std::optional<double> m_last;
};

} // namespace twinward::vitals
