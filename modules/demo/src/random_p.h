#pragma once

// Chance that falls the same way on every platform: the engine is the standard's, which fixes every number it
// gives; the distributions are ours, because the standard leaves its own to each library. No function of libm
// is called.

#include <QtGlobal>
#include <random>
#include <vector>

namespace twinward::demo {

class Random
{
public:
    // One stream of a seed does not tell of another.
    Random(quint64 seed, quint64 stream);

    [[nodiscard]] double uniform(); // 0 up to, not with, 1
    [[nodiscard]] double uniform(double low, double high);
    [[nodiscard]] int between(int low, int high); // both ends belong to it
    [[nodiscard]] bool chance(double probability);
    // Mean 0, standard deviation 1, never beyond 6: the sum of twelve uniform numbers less six.
    [[nodiscard]] double normal();

    template <class T> [[nodiscard]] const T& pick(const std::vector<T>& from)
    {
        return from[static_cast<size_t>(between(0, static_cast<int>(from.size()) - 1))];
    }

private:
    std::mt19937_64 m_engine;
};

} // namespace twinward::demo
