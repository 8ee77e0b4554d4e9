#pragma once

// Milliseconds that go on evenly, whatever happens to the clock on the wall: laptops' clocks jump.

#include <chrono>
#include <QtGlobal>

namespace twinward::sync {

[[nodiscard]] inline qint64 steadyMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace twinward::sync
