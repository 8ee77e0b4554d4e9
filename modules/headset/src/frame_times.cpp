#include "headset/frame_times.h"

#include <algorithm>
#include <cmath>
#include <QStringList>
#include <utility>

namespace twinward::headset {

QString describe(Lateness lateness)
{
    switch (lateness) {
    case Lateness::OnTime:
        return QStringLiteral("in time");
    case Lateness::Graphics:
        return QStringLiteral("the graphics card took longer than a picture may");
    case Lateness::Update:
        return QStringLiteral("preparing the scene took longer than a picture may");
    case Lateness::Drawing:
        return QStringLiteral("drawing kept the processor longer than a picture may");
    case Lateness::Runtime:
        return QStringLiteral("the headset's runtime or the machine was late");
    case Lateness::NotFocused:
        return QStringLiteral("another program is in front");
    }
    return {};
}

int missedBetween(const FrameRecord& frame, const FrameRecord& next)
{
    if (frame.period.count() <= 0 || next.predictedNs <= frame.predictedNs)
        return 0;
    const double periods = static_cast<double>(next.predictedNs - frame.predictedNs)
        / static_cast<double>(frame.period.count());
    // A session that was paused has no pictures to miss.
    return periods > 1000 ? 0 : std::max(0, static_cast<int>(std::lround(periods)) - 1);
}

Lateness causeOf(const FrameRecord& frame)
{
    if (frame.missed == 0)
        return Lateness::OnTime;
    if (!frame.focused)
        return Lateness::NotFocused;
    const Nanoseconds gpu = frame.gpu.value_or(Nanoseconds::zero());
    if (gpu > frame.period)
        return Lateness::Graphics;
    const Nanoseconds processor = frame.update + frame.draw;
    const Lateness larger = frame.update > frame.draw ? Lateness::Update : Lateness::Drawing;
    if (processor > frame.period)
        return larger;
    // Each in time by itself, and one after the other too late.
    if (processor + gpu > frame.period)
        return gpu > processor ? Lateness::Graphics : larger;
    return Lateness::Runtime;
}

FrameTimes::FrameTimes(size_t most)
    : m_ring(std::max<size_t>(most, 2))
    , m_most(m_ring.size())
{ }

void FrameTimes::clear()
{
    const std::lock_guard lock(m_mutex);
    m_first = m_last + 1;
}

std::uint64_t FrameTimes::add(FrameRecord frame)
{
    const std::lock_guard lock(m_mutex);
    if (m_last >= m_first) {
        FrameRecord& before = m_ring[m_last % m_most];
        before.missed = missedBetween(before, frame);
    }
    frame.number = ++m_last;
    m_first = std::max(m_first, m_last >= m_most ? m_last - m_most + 1 : 1);
    m_ring[m_last % m_most] = frame;
    return frame.number;
}

void FrameTimes::complete(const FrameRecord& frame)
{
    const std::lock_guard lock(m_mutex);
    if (frame.number < m_first || frame.number > m_last)
        return;
    FrameRecord& kept = m_ring[frame.number % m_most];
    const FrameRecord before = std::exchange(kept, frame);
    kept.missed = before.missed;
    kept.gpu = before.gpu;
}

void FrameTimes::setGpu(std::uint64_t number, Nanoseconds gpu)
{
    const std::lock_guard lock(m_mutex);
    if (number >= m_first && number <= m_last)
        m_ring[number % m_most].gpu = gpu;
}

std::vector<FrameRecord> FrameTimes::records(std::uint64_t after) const
{
    std::vector<FrameRecord> copies;
    const std::lock_guard lock(m_mutex);
    for (std::uint64_t number = std::max(m_first, after + 1); number <= m_last; ++number)
        copies.push_back(m_ring[number % m_most]);
    return copies;
}

FrameSummary FrameTimes::summary() const
{
    return summarise(records());
}

namespace {

FrameSummary::Spread spread(std::vector<Nanoseconds> times)
{
    if (times.empty())
        return {};
    std::ranges::sort(times);
    const auto rank = [&](size_t hundredths) { return times[(times.size() * hundredths + 99) / 100 - 1]; };
    return {rank(50), rank(99)};
}

} // namespace

FrameSummary summarise(const std::vector<FrameRecord>& frames)
{
    FrameSummary summary;
    std::vector<Nanoseconds> wait;
    std::vector<Nanoseconds> update;
    std::vector<Nanoseconds> draw;
    std::vector<Nanoseconds> gpu;
    for (const FrameRecord& frame : frames) {
        ++summary.frames;
        summary.missed += frame.missed;
        summary.period = frame.period;
        if (frame.missed > 0)
            ++summary.late[causeOf(frame)];
        if (!frame.drawn)
            continue;
        ++summary.drawn;
        wait.push_back(frame.wait);
        update.push_back(frame.update);
        draw.push_back(frame.draw);
        if (frame.gpu)
            gpu.push_back(*frame.gpu);
    }
    summary.wait = spread(std::move(wait));
    summary.update = spread(std::move(update));
    summary.draw = spread(std::move(draw));
    summary.gpu = spread(std::move(gpu));
    return summary;
}

QString describe(const FrameSummary& summary)
{
    if (summary.missed == 0)
        return {};
    QStringList causes;
    for (const auto& [cause, frames] : summary.late)
        causes.append(QStringLiteral("%1 (%2)").arg(describe(cause)).arg(frames));
    return QStringLiteral("pictures missed: %1, in %2 frames; %3")
        .arg(summary.missed)
        .arg(summary.frames)
        .arg(causes.join(QStringLiteral("; ")));
}

} // namespace twinward::headset
