#pragma once

// Signs, units and rounds in the user's language, for the panels of other modules that name them.

#include "vitals/round.h"

namespace twinward::vitals {

[[nodiscard]] QString signLabel(Sign sign); // "Heart rate"
[[nodiscard]] QString unitLabel(QStringView ucum); // "°C"
// "Heart rate 88 /min · Temperature 37.2 °C · Alert", in chart order and in the units as entered.
[[nodiscard]] QString roundText(const ChartedRound& round);

} // namespace twinward::vitals
