#pragma once

// What a recorded vital sign should have said: read out of the observation as it stands, and written back
// into it. What a correction does not touch (who sent it, reference range, parts of other codes) is kept.

#include "vitals/vital_record.h"

#include <vector>

namespace twinward::vitals {

struct Correction
{
    base::Moment at; // when it was measured
    std::map<Sign, Entered> values; // numbers only; oxygen flow and fraction go into `oxygen`
    std::optional<Consciousness> consciousness;
    std::optional<OxygenDelivery> oxygen;
    QString method;
    QString note;
};

// The signs that are corrected together with this one: both pressures of one cuff, all that was written of
// the oxygen. `sign` is one the observation was read as.
[[nodiscard]] std::vector<Sign> signsTogether(const record::Observation& observation, Sign sign);

// As it stands; the sample is one that was read from it. Values whose unit is not one of the sign's are left
// out.
[[nodiscard]] Correction correctionOf(const record::Event& event, const Sample& sample);

// The entry's next version. Refused as a new round is: a value that is not possible or in a unit that is not
// the sign's, a diastolic not below its systolic, no time, nothing at all. Its note gets the reason.
[[nodiscard]] base::Result<record::Event> corrected(
    const record::Entry& entry, Sign sign, const Correction& correction, const QString& reason);

} // namespace twinward::vitals
