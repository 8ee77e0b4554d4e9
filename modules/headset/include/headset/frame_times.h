#pragma once

// Where each frame's time went, and why one was late. Recorded always: what is only measured when somebody
// looks is never there when it was needed.

#include "headset/quality.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <QString>
#include <vector>

namespace twinward::headset {

using Nanoseconds = std::chrono::nanoseconds;

// Why the frame after this one could not be shown when it should have been.
enum class Lateness {
    OnTime,
    Graphics, // the graphics card was not done within the display's period
    Update, // the stage's update
    Drawing, // the processor's part of drawing: upload, calls, panels
    Runtime, // the program was in time, and the runtime, the compositor or the machine was not
    NotFocused, // another program is in front: the runtime throttles
};
[[nodiscard]] QString describe(Lateness lateness); // plain English, for a log line

struct FrameRecord
{
    std::uint64_t number = 0;
    std::int64_t predictedNs = 0; // the runtime's clock
    Nanoseconds period{};
    Nanoseconds wait{}; // in xrWaitFrame: the slack there is
    Nanoseconds update{}; // actions and the stage's update
    Nanoseconds draw{}; // the processor's part of drawing: matrices, calls, panels
    Nanoseconds submit{}; // in xrEndFrame: some runtimes wait for the graphics card there
    std::optional<Nanoseconds> gpu; // by the graphics card's own clock; comes some frames later
    Quality quality;
    bool drawn = false; // the runtime asked for a picture
    bool focused = false;
    int missed = 0; // pictures the display should have had between this one and the next
};

// Whole display periods that passed between two predicted times beyond the one that should have.
[[nodiscard]] int missedBetween(const FrameRecord& frame, const FrameRecord& next);
// What made it late where it was; surer once the graphics card's time is known.
[[nodiscard]] Lateness causeOf(const FrameRecord& frame);

struct FrameSummary
{
    int frames = 0;
    int drawn = 0;
    int missed = 0;
    Nanoseconds period{}; // of the last frame
    // Of the frames that were drawn: the middle one, and the one that a hundredth are worse than.
    struct Spread
    {
        Nanoseconds median{};
        Nanoseconds worst{}; // 99th percentile, nearest rank
    };
    Spread wait;
    Spread update;
    Spread draw;
    Spread gpu;
    std::map<Lateness, int> late; // frames by cause; those in time are not in it
};

// The last frames, from any thread: the headset's writes, others read copies.
class FrameTimes
{
public:
    explicit FrameTimes(size_t most = 8192);

    void clear();
    // As a frame begins: it gets the number that is returned, and now it is known whether the one before was
    // late.
    std::uint64_t add(FrameRecord frame);
    // As it ends, by its number: all but `missed` and `gpu`.
    void complete(const FrameRecord& frame);
    void setGpu(std::uint64_t number, Nanoseconds gpu);

    // Oldest first; those after `number` where it is given.
    [[nodiscard]] std::vector<FrameRecord> records(std::uint64_t after = 0) const;
    [[nodiscard]] FrameSummary summary() const;

private:
    mutable std::mutex m_mutex;
    std::vector<FrameRecord> m_ring; // frame n is at n % m_most
    size_t m_most;
    std::uint64_t m_first = 1; // number of the oldest that counts
    std::uint64_t m_last = 0; // of the newest; frames are numbered from 1, clear() goes on counting
};

[[nodiscard]] FrameSummary summarise(const std::vector<FrameRecord>& frames);
// One line for the log: how many pictures were missed of how many, and why. Empty where none was.
[[nodiscard]] QString describe(const FrameSummary& summary);

} // namespace twinward::headset
