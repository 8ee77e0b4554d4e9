#pragma once

// A disk that loses power: an SQLite VFS that writes through to the real files and remembers what was there
// before, until it is synced. After the cut nothing more is written, and what was not synced is lost sector
// by sector, by chance.

#include <cstdint>
#include <random>

namespace twinward::test {

inline constexpr const char* powerCutVfs = "power-cut";
void registerPowerCutVfs(); // once

// The power goes with the n-th write, truncation or sync from now.
void cutPowerAfter(int operations);
[[nodiscard]] bool powerIsCut();
// What the disk holds when the power is back: each unsynced sector as it was before, or as it was written.
void restorePower(std::mt19937& random);

} // namespace twinward::test
