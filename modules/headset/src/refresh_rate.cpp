#include "headset/refresh_rate.h"

#include <algorithm>

namespace twinward::headset {

namespace {

constexpr int lateFrames = 30; // a third of a second at 90 Hz: the quality has had its chance
constexpr int leastPatience = 900; // frames, 10 s at 90 Hz: a change of rate is seen
constexpr int mostPatience = 16 * leastPatience;
constexpr int detailToSpare = 2; // steps: what a higher rate may cost without blurring the picture

} // namespace

RefreshRateController::RefreshRateController(std::vector<float> offered, float start, QualityLimits limits)
    : m_limits(limits)
    , m_rates(std::move(offered))
    , m_sinceRaise(mostPatience)
    , m_patience(leastPatience)
{
    std::erase_if(m_rates, [start](float rate) { return !(rate > 0) || rate >= start - 0.5F; });
    m_rates.push_back(start);
    std::ranges::sort(m_rates);
    m_at = m_rates.size() - 1;
}

bool RefreshRateController::holds(size_t rate, std::chrono::nanoseconds gpu) const
{
    return static_cast<double>(gpu.count()) * static_cast<double>(m_rates[rate])
        <= 1e9 * static_cast<double>(m_limits.budget);
}

void RefreshRateController::measured(std::chrono::nanoseconds gpu, Quality drawn)
{
    m_sinceRaise = std::min(m_sinceRaise + 1, mostPatience);
    const bool isLeast = drawn.detail == 0 && drawn.scale <= m_limits.lowestScale;
    const bool isRoomy = drawn.scale >= 1 && drawn.detail >= detailToSpare;
    m_late = isLeast && !holds(m_at, gpu) ? m_late + 1 : 0;
    m_roomy = isRoomy && holds(m_at, gpu) ? m_roomy + 1 : 0;
    if (m_late >= lateFrames)
        goDown(gpu);
    if (m_roomy >= m_patience && m_at + 1 < m_rates.size()) {
        change(m_at + 1);
        m_sinceRaise = 0;
    }
}

// At once to the highest rate that this frame would have held, so that the wearer sees one change only.
void RefreshRateController::goDown(std::chrono::nanoseconds gpu)
{
    if (m_at == 0) {
        m_late = 0;
        return;
    }
    size_t to = m_at - 1;
    while (to > 0 && !holds(to, gpu))
        --to;
    m_patience = m_sinceRaise < m_patience ? std::min(2 * m_patience, mostPatience) : leastPatience;
    change(to);
}

void RefreshRateController::change(size_t to)
{
    m_at = to;
    m_late = 0;
    m_roomy = 0;
}

} // namespace twinward::headset
