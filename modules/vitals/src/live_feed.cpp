#include "vitals/live_feed.h"

#include <algorithm>
#include <cmath>

namespace twinward::vitals {

namespace {

constexpr double slowest = 0.1;
constexpr double fastest = 100;
constexpr qint64 heartRateGapMs = 2'500; // points come once a second

// Where the recording pauses for longer than this, intervals between beats are not heart beats.
constexpr double longestIntervalSeconds = 3;

} // namespace

LiveFeed::LiveFeed(std::shared_ptr<const Waveform> recording, Clock clock)
    : m_recording(std::move(recording))
    , m_clock(std::move(clock))
    , m_next(m_recording->channels.size(), 0)
    , m_ecg(m_recording->ecgChannel())
    , m_cleaner(CleaningTable::builtIn().rules(Sign::HeartRate))
    , m_heartRate(heartRateGapMs)
{
    if (m_ecg >= 0) {
        const double rate = m_recording->channels[static_cast<size_t>(m_ecg)].samplesPerSecond;
        if (rate >= 100 && rate <= 2000)
            m_detector.emplace(rate);
    }
}

void LiveFeed::setSpeed(double factor)
{
    advance();
    m_speed = std::clamp(factor, slowest, fastest);
}

void LiveFeed::start()
{
    if (m_running)
        return;
    m_lastClockMs = m_clock();
    if (!m_started) {
        m_started = true;
        m_startMs = m_lastClockMs;
    }
    m_running = true;
}

void LiveFeed::pause()
{
    advance();
    m_running = false;
}

bool LiveFeed::atEnd() const
{
    for (size_t i = 0; i < m_next.size(); ++i) {
        if (m_next[i] < m_recording->channels[i].samples.size())
            return false;
    }
    return true;
}

qint64 LiveFeed::positionMs() const
{
    return m_startMs + static_cast<qint64>(std::llround(m_deliveredMs));
}

std::optional<double> LiveFeed::currentHeartRate() const
{
    return m_meter.perMinute(m_deliveredMs / 1000);
}

// What the clock says has come due; never more than the recording holds.
void LiveFeed::advance()
{
    if (!m_running)
        return;
    const qint64 now = m_clock();
    m_dueMs += static_cast<double>(std::max<qint64>(0, now - m_lastClockMs)) * m_speed;
    m_dueMs = std::min(m_dueMs, static_cast<double>(m_recording->durationMs()));
    m_lastClockMs = now;
}

std::vector<SampleBlock> LiveFeed::poll(qint64 maximumMs)
{
    advance();
    const double until = std::min(m_dueMs, m_deliveredMs + static_cast<double>(maximumMs));
    std::vector<SampleBlock> blocks;
    for (size_t i = 0; i < m_next.size(); ++i) {
        const WaveformChannel& channel = m_recording->channels[i];
        const bool wholly = until >= static_cast<double>(m_recording->durationMs());
        const auto due = wholly ? channel.samples.size()
                                : static_cast<size_t>(std::floor(until / 1000 * channel.samplesPerSecond));
        const size_t last = std::min(due, channel.samples.size());
        if (last <= m_next[i])
            continue;
        SampleBlock block;
        block.channel = static_cast<int>(i);
        block.samplesPerSecond = channel.samplesPerSecond;
        block.firstMs = m_startMs
            + static_cast<qint64>(
                std::llround(static_cast<double>(m_next[i]) / channel.samplesPerSecond * 1000));
        block.samples = std::span(channel.samples).subspan(m_next[i], last - m_next[i]);
        m_next[i] = last;
        if (block.channel == m_ecg && m_detector)
            feedBeats(block);
        blocks.push_back(block);
    }
    m_deliveredMs = std::max(m_deliveredMs, until);
    return blocks;
}

void LiveFeed::feedBeats(const SampleBlock& block)
{
    const double secondsInBlock = static_cast<double>(block.samples.size()) / block.samplesPerSecond;
    const double end = static_cast<double>(block.firstMs - m_startMs) / 1000 + secondsInBlock;
    for (const qint64 sample : m_detector->feed(block.samples)) {
        const double seconds = static_cast<double>(sample) / block.samplesPerSecond;
        meterTo(seconds);
        if (m_lastBeat && isGapBetween(*m_lastBeat, sample))
            m_meter.gap();
        m_lastBeat = sample;
        m_meter.beat(seconds);
        m_beatsMs.push_back(m_startMs + static_cast<qint64>(std::llround(seconds * 1000)));
    }
    // Beats become known a little late: a point is made when none can still come before it.
    meterTo(end - beatLatencySeconds);
}

// An interval between beats that samples are missing from is none.
bool LiveFeed::isGapBetween(qint64 firstSample, qint64 lastSample) const
{
    const WaveformChannel& channel = m_recording->channels[static_cast<size_t>(m_ecg)];
    if (static_cast<double>(lastSample - firstSample) > longestIntervalSeconds * channel.samplesPerSecond)
        return true;
    const auto first = channel.samples.begin() + firstSample;
    return std::any_of(
        first, channel.samples.begin() + lastSample, [](float value) { return std::isnan(value); });
}

// One point for each whole second that has gone by.
void LiveFeed::meterTo(double seconds)
{
    while (m_meteredSeconds + 1 <= seconds) {
        m_meteredSeconds += 1;
        const std::optional<double> rate = m_meter.perMinute(m_meteredSeconds);
        if (rate) {
            const qint64 at = m_startMs + static_cast<qint64>(std::llround(m_meteredSeconds * 1000));
            m_cleaner.append(m_heartRate, {at, *rate, Mark::None});
        }
    }
}

} // namespace twinward::vitals
