#pragma once

// What decides whether a score may be used, over the whole of a chart: read once, asked at many instants.

#include "vitals/score.h"

namespace twinward::vitals {

class FactorTimeline
{
public:
    [[nodiscard]] static FactorTimeline of(const record::Chart& chart);
    [[nodiscard]] PatientFactors at(qint64 ms) const;

private:
    struct Pregnancy
    {
        qint64 fromMs = 0;
        qint64 toMs = 0;
    };
    base::PartialDate m_birthDate;
    std::vector<Pregnancy> m_pregnancies;
};

} // namespace twinward::vitals
