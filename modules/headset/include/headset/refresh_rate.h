#pragma once

// How many pictures a second to ask of a headset whose rate can be chosen. Pure: GPU times in, a rate out. It
// begins at the runtime's own, goes down when the least quality is still too much for it, and comes back,
// never above where it began, when there has been room for long.

#include "headset/quality.h"

#include <vector>

namespace twinward::headset {

class RefreshRateController
{
public:
    // offered: in Hz, in any order; start: what the runtime shows now.
    RefreshRateController(std::vector<float> offered, float start, QualityLimits limits = {});

    // GPU time of a frame that was drawn with `drawn` while the display had the rate asked for.
    void measured(std::chrono::nanoseconds gpu, Quality drawn);
    [[nodiscard]] float hz() const { return m_rates[m_at]; } // to be asked for

private:
    void goDown(std::chrono::nanoseconds gpu);
    void change(size_t to);
    [[nodiscard]] bool holds(size_t rate, std::chrono::nanoseconds gpu) const;

    QualityLimits m_limits;
    std::vector<float> m_rates; // rising, none above the start
    size_t m_at;
    int m_late = 0; // frames in a row that were too much at the least quality
    int m_roomy = 0; // frames in a row with quality to spare
    int m_sinceRaise;
    int m_patience; // roomy frames it takes to go up; doubled by each step up that had to be taken back
};

} // namespace twinward::headset
