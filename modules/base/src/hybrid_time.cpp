#include "base/hybrid_time.h"

#include <chrono>

namespace twinward::base {

HybridClock::HybridClock(WallClock wall)
    : m_wall(std::move(wall))
{ }

HybridClock::WallClock HybridClock::systemWallClock()
{
    return [] {
        using namespace std::chrono;
        return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    };
}

HybridTime HybridClock::next()
{
    const HybridTime wall(static_cast<std::uint64_t>(m_wall()), 0);
    // A full counter carries into the milliseconds, which is what "later" asks for.
    m_last = wall > m_last ? wall : HybridTime(m_last.packed() + 1);
    return m_last;
}

void HybridClock::observe(HybridTime seen)
{
    if (seen > m_last)
        m_last = seen;
}

} // namespace twinward::base
