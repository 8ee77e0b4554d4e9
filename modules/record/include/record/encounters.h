#pragma once

// Which visit an entry belongs to. Nobody should have to open a visit before charting: the one that is going
// on is found, and where there is none the opening event is given, to be committed together with the first
// entry.

#include "record/chart.h"

namespace twinward::record {

// The visit going on now: the one begun last that has not ended. A stay in hospital (IMP) lasts until it is
// closed; any other visit is over by itself 24 hours after it began, so that a visit nobody closed doesn't
// swallow next month's entries. Null where there is none.
[[nodiscard]] const Entry* currentEncounter(const Chart& chart, base::Moment now);

struct EncounterForCharting
{
    EventId encounter; // for Observation::encounter
    std::optional<Event>
        opening; // to be committed before or with the first entry; none where a visit is going on
};
[[nodiscard]] EncounterForCharting encounterForCharting(const Chart& chart, base::Moment now);

// The visit as it is after closing, at `end`.
[[nodiscard]] Encounter closed(Encounter encounter, base::Moment end);

} // namespace twinward::record
