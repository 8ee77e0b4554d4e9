#include "random_p.h"

namespace twinward::demo {

namespace {

// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): spreads neighbouring seeds apart.
quint64 spread(quint64 value)
{
    value += 0x9E3779B97F4A7C15U;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31);
}

} // namespace

Random::Random(quint64 seed, quint64 stream)
    : m_engine(spread(spread(seed) ^ stream))
{ }

double Random::uniform()
{
    return static_cast<double>(m_engine() >> 11) * 0x1.0p-53;
}

double Random::uniform(double low, double high)
{
    return low + (high - low) * uniform();
}

int Random::between(int low, int high)
{
    return low + static_cast<int>(uniform() * (high - low + 1));
}

bool Random::chance(double probability)
{
    return uniform() < probability;
}

double Random::normal()
{
    double sum = -6;
    for (int term = 0; term < 12; ++term)
        sum += uniform();
    return sum;
}

} // namespace twinward::demo
