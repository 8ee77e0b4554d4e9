#pragma once

// How long the graphics card worked on a frame, by its own clock, some frames later and without waiting.

#include "base_gl/objects.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <vector>

namespace twinward::headset {

class GpuTimer
{
public:
    struct Measured
    {
        std::uint64_t frame = 0;
        std::chrono::nanoseconds time{};
    };

    GpuTimer();
    // Around a frame's drawing; nothing is measured while all timers are still on their way.
    void begin(std::uint64_t frame);
    void end();
    // Those that are known by now, oldest first.
    [[nodiscard]] std::vector<Measured> take();

private:
    struct Pair
    {
        gl::Timestamp from;
        gl::Timestamp to;
        std::uint64_t frame = 0;
    };
    std::array<Pair, 8> m_ring;
    size_t m_next = 0;
    size_t m_underway = 0;
    bool m_open = false;
};

} // namespace twinward::headset
