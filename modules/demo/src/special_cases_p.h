#pragma once

// The patients whom no clinic is without and every program must get right: they follow the ward in the list.

#include "body_p.h"
#include "chart_writer_p.h"

namespace twinward::demo {

enum class SpecialCase {
    None,
    Conflict,
    NothingRecorded,
    LongName,
    RegisteredTwice,
    RegisteredAgain,
    Corrected
};

// By the place after the ward's last bed.
[[nodiscard]] SpecialCase specialCase(int afterWard);
[[nodiscard]] Laid laidFor(SpecialCase special);
void writeSpecial(SpecialCase special, const Person& person, const Tables& tables, const Calendar& calendar,
    ChartWriter& writer, Random& random);

} // namespace twinward::demo
