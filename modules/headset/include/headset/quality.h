#pragma once

// How good a frame can be and still be on time. Pure: GPU times in, a step of quality out. Steps go down at
// once when the budget is passed and up slowly when there is room; first sharpness (the part of the picture
// that is drawn), then detail (what a stage refines while nothing moves).

#include <chrono>
#include <optional>

namespace twinward::headset {

struct Quality
{
    float scale = 1; // of width and height, of the largest picture
    int detail = 0; // 0: the coarsest a stage has; each step may cost it half as much again

    friend bool operator==(const Quality&, const Quality&) = default;
};

struct QualityLimits
{
    float lowestScale = 0.4F;
    int highestDetail = 6;
    float budget = 0.8F; // of the display's period: the rest is the compositor's
};

class QualityController
{
public:
    explicit QualityController(QualityLimits limits = {});

    // GPU time of a frame that was drawn with `drawn`, of a display with this period. Frames drawn before the
    // last change took effect are told by `drawn` and don't count.
    void measured(std::chrono::nanoseconds gpu, std::chrono::nanoseconds period, Quality drawn);
    [[nodiscard]] Quality quality() const { return m_quality; }

private:
    void lower(float over);
    void raise(float used);
    void change(Quality to);

    QualityLimits m_limits;
    Quality m_quality;
    float m_before = 0; // load of the frame before this one, drawn alike; 1 is the whole budget
    float m_worst = 0; // of the calm frames
    int m_calm = 0; // frames in a row within the budget
    int m_sinceRaise = 0;
    int m_patience; // calm frames it takes to go up; doubled by each step up that had to be taken back
};

} // namespace twinward::headset
