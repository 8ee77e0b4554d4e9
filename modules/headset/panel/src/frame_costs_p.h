#pragma once

// What frames cost, in the figures that are shown: percentiles, the budget, misses by cause.

#include "headset/frame_times.h"

#include <array>

namespace twinward::headset {

// Of the frames drawn: what the processor and the graphics card took, whichever was longer.
struct FrameCosts
{
    int drawn = 0;
    int missed = 0;
    double budgetMs = 0; // the display's period
    std::array<double, 3> percentilesMs{}; // 50, 95, 99, nearest rank
    std::map<Lateness, int> late;
};
[[nodiscard]] double costMs(const FrameRecord& frame);
[[nodiscard]] FrameCosts costsOf(const std::vector<FrameRecord>& frames);

} // namespace twinward::headset
