#include "headset/quality.h"

#include <algorithm>
#include <cmath>

namespace twinward::headset {

namespace {

constexpr float scaleSteps = 20; // of one
constexpr float detailCost = 1.5F; // what a step of detail is taken to cost, see Quality::detail
constexpr float room = 0.85F; // a step up must leave the load under this: between it and 1 nothing changes
constexpr int leastPatience = 30; // frames
constexpr int mostPatience = 4000; // frames, some 45 s at 90 Hz

float stepsDown(float scale)
{
    return std::floor(scale * scaleSteps + 1e-3F) / scaleSteps;
}

} // namespace

QualityController::QualityController(QualityLimits limits)
    : m_limits(limits)
    , m_patience(leastPatience)
{ }

void QualityController::measured(std::chrono::nanoseconds gpu, std::chrono::nanoseconds period, Quality drawn)
{
    if (drawn != m_quality || period.count() <= 0)
        return;
    const float load
        = static_cast<float>(gpu.count()) / (static_cast<float>(period.count()) * m_limits.budget);
    const float both = std::min(load, m_before); // one slow frame alone is an accident, not a load
    m_before = load;
    m_sinceRaise = std::min(m_sinceRaise + 1, mostPatience);
    if (load > 1) {
        m_calm = 0;
        m_worst = 0;
        if (both > 1)
            lower(both);
        return;
    }
    m_worst = std::max(m_worst, load);
    if (++m_calm >= m_patience)
        raise(m_worst);
}

void QualityController::lower(float over)
{
    m_patience = m_sinceRaise < leastPatience ? std::min(2 * m_patience, mostPatience) : leastPatience;
    Quality to = m_quality;
    while (to.detail > 0 && over > 1) {
        --to.detail;
        over /= detailCost;
    }
    if (over > 1) {
        const float fitting = stepsDown(to.scale / std::sqrt(over));
        to.scale = std::max(m_limits.lowestScale, std::min(fitting, to.scale - 1 / scaleSteps));
    }
    change(to);
}

void QualityController::raise(float used)
{
    Quality to = m_quality;
    if (to.scale < 1) {
        to.scale = std::min(1.0F, stepsDown(to.scale + 1 / scaleSteps));
        used *= (to.scale * to.scale) / (m_quality.scale * m_quality.scale);
    } else if (to.detail < m_limits.highestDetail) {
        ++to.detail;
        used *= detailCost;
    }
    if (used <= room && to != m_quality) {
        change(to);
        m_sinceRaise = 0;
    }
    m_calm = 0;
    m_worst = 0;
}

void QualityController::change(Quality to)
{
    m_quality = to;
    m_before = 0;
    m_worst = 0;
    m_calm = 0;
}

} // namespace twinward::headset
