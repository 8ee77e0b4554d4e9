#pragma once

// Signs, units, scores and rounds in the user's language, for the panels of other modules that name them.

#include "vitals/round.h"
#include "vitals/score.h"

#include <QColor>

namespace twinward::vitals {

[[nodiscard]] QString signLabel(Sign sign); // "Heart rate"
[[nodiscard]] QString signShortLabel(Sign sign); // "HR"
[[nodiscard]] QString unitLabel(QStringView ucum); // "°C"
// "Heart rate 88 /min · Temperature 37.2 °C · Alert", in chart order and in the units as entered.
[[nodiscard]] QString roundText(const ChartedRound& round);
// "38.9 °C", "Alert", "Oxygen": the value as charts and tables write it; empty where it is missing.
[[nodiscard]] QString inputText(const ScoreInput& input);
[[nodiscard]] QString bandLabel(Band band); // "medium"

// Ground and figure of a NEWS2 band, as the Royal College's chart key prints them
// (NEWS2 2017, chart 3: white, yellow, orange, red).
struct BandColours
{
    QColor ground;
    QColor figure; // not valid: the text's own colour, on the neutral ground of no points
};
[[nodiscard]] BandColours bandColours(Band band);

} // namespace twinward::vitals
