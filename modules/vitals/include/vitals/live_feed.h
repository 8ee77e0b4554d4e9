#pragma once

// Replays a recording as if it came from a monitor now, at its own pace or faster. It holds no timer: whoever
// draws asks now and then what has come since, by a clock that a test can turn.

#include "vitals/beats.h"
#include "vitals/cleaning.h"
#include "vitals/series.h"
#include "vitals/waveform.h"

#include <functional>

namespace twinward::vitals {

// Samples of one channel that came since the last poll, evenly spaced.
struct SampleBlock
{
    int channel = 0;
    qint64 firstMs = 0; // on the feed's time line
    double samplesPerSecond = 0;
    std::span<const float> samples; // lives as long as the feed; NaN: a gap
};

class LiveFeed
{
public:
    using Clock = std::function<qint64()>; // milliseconds since 1970, never backwards

    // The recording must have a channel. Its first sample comes at the clock's time of start().
    LiveFeed(std::shared_ptr<const Waveform> recording, Clock clock);

    void setSpeed(double factor); // 0.1 to 100; from now on
    void start();
    void pause();
    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] bool atEnd() const;
    [[nodiscard]] const Waveform& recording() const { return *m_recording; }

    // What has come since the last call: never more than `maximumMs` of the recording at once (a machine that
    // slept catches up in steps).
    std::vector<SampleBlock> poll(qint64 maximumMs = 5'000);

    // On the feed's time line: start time plus time in the recording.
    [[nodiscard]] qint64 positionMs() const;

    // One point a second while there is a rate, cleaned; gaps where there is none. Empty without an ECG
    // channel.
    [[nodiscard]] const Series& heartRate() const { return m_heartRate; }
    [[nodiscard]] std::optional<double> currentHeartRate() const;
    [[nodiscard]] const std::vector<qint64>& beatsMs() const { return m_beatsMs; }

private:
    void advance();
    void feedBeats(const SampleBlock& block);
    void meterTo(double seconds);
    [[nodiscard]] bool isGapBetween(qint64 firstSample, qint64 lastSample) const;

    static constexpr double beatLatencySeconds = 2.5;

    std::shared_ptr<const Waveform> m_recording;
    Clock m_clock;
    double m_speed = 1;
    bool m_running = false;
    qint64 m_startMs = 0;
    bool m_started = false;
    qint64 m_lastClockMs = 0;
    double m_dueMs = 0; // of the recording: what should have been delivered by now
    double m_deliveredMs = 0;
    std::vector<size_t> m_next; // a channel's next sample
    int m_ecg = -1;
    std::optional<BeatDetector> m_detector;
    HeartRateMeter m_meter;
    LiveCleaner m_cleaner;
    Series m_heartRate;
    std::optional<qint64> m_lastBeat; // its sample
    double m_meteredSeconds = 0; // of the recording: the last second that has its point, or had no rate
    std::vector<qint64> m_beatsMs;
};

} // namespace twinward::vitals
