#pragma once

// A hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", 2014): wall time that never runs
// backwards and is never behind what this device has seen. It orders commits for showing them; it never
// decides who was right.

#include <compare>
#include <cstdint>
#include <functional>

namespace twinward::base {

class HybridTime
{
public:
    constexpr HybridTime() = default;
    constexpr explicit HybridTime(std::uint64_t packed)
        : m_packed(packed)
    { }
    // 48 bits of milliseconds since 1970, 16 bits of counter.
    constexpr HybridTime(std::uint64_t wallMs, std::uint16_t counter)
        : m_packed(wallMs << 16 | counter)
    { }
    [[nodiscard]] constexpr std::int64_t wallMs() const { return static_cast<std::int64_t>(m_packed >> 16); }
    [[nodiscard]] constexpr std::uint16_t counter() const { return static_cast<std::uint16_t>(m_packed); }
    [[nodiscard]] constexpr std::uint64_t packed() const { return m_packed; }
    friend constexpr auto operator<=>(const HybridTime&, const HybridTime&) = default;

private:
    std::uint64_t m_packed = 0;
};

class HybridClock
{
public:
    using WallClock = std::function<std::int64_t()>; // milliseconds since 1970
    explicit HybridClock(WallClock wall = systemWallClock());
    [[nodiscard]] static WallClock systemWallClock();

    [[nodiscard]] HybridTime next(); // later than everything next() gave or observe() saw
    void observe(HybridTime seen);

private:
    WallClock m_wall;
    HybridTime m_last;
};

} // namespace twinward::base
