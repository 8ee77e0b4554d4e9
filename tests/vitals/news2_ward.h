#pragma once

// NEWS2 of a ward's patient, as both NEWS2 tests ask for it.

#include "vitals/news2.h"
#include "vitals_chart.h"

namespace twinward::vitals::test {

inline const PatientFactors adult{.ageMonths = 65 * 12};

inline Score scoreAt(const Ward& ward, qint64 ms, const PatientFactors& factors = adult)
{
    return News2::builtIn().score(ward.read(), factors, ms);
}

inline const ScoreInput& inputOf(const Score& score, Sign sign)
{
    return *std::ranges::find(score.inputs, sign, &ScoreInput::sign);
}

} // namespace twinward::vitals::test
