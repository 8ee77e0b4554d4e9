#pragma once

// The small scores and quantities beside NEWS2: qSOFA, mean arterial pressure, shock index, body mass index.

#include "vitals/score.h"

namespace twinward::vitals {

// Respiratory rate 22 or more, systolic 100 mmHg or less, altered mentation (Glasgow Coma Scale under 15):
// one point each, 2 or more is high. Seymour et al., JAMA 2016;315(8):762–774, p. 766 and table 3. Adults (18
// and over there). ACVPU stands in for a Glasgow Coma Scale that is missing or older: anything but alert is
// altered.
[[nodiscard]] Score qsofa(
    const VitalRecord& record, const PatientFactors& factors, qint64 atMs, qint64 windowMinutes = 12 * 60);

// Diastolic plus a third of the pulse pressure, mm[Hg], from one reading of both (Gauer 1960; the usual
// estimate for a cuff: it overstates in tachycardia). None where systolic and diastolic are not of the same
// instant.
[[nodiscard]] Derived meanArterialPressure(
    const VitalRecord& record, qint64 atMs, qint64 windowMinutes = 12 * 60);
[[nodiscard]] double meanArterialPressure(double systolicMmHg, double diastolicMmHg);

// Heart rate over systolic pressure, no unit (Allgöwer and Burri, Dtsch Med Wochenschr 1967;92:1947–1950). At
// most `apartMinutes` between the two.
[[nodiscard]] Derived shockIndex(
    const VitalRecord& record, qint64 atMs, qint64 windowMinutes = 12 * 60, qint64 apartMinutes = 15);

// kg/m2 (WHO Technical Report Series 894, 2000, p. 6). Adults only: under 18 the centile for age is what
// counts, so none. The height may be up to `heightWindowMinutes` old (2 years), the weight
// `weightWindowMinutes` (90 days).
[[nodiscard]] Derived bodyMassIndex(const VitalRecord& record, const PatientFactors& factors, qint64 atMs,
    qint64 weightWindowMinutes = 90LL * 24 * 60, qint64 heightWindowMinutes = 730LL * 24 * 60);

} // namespace twinward::vitals
