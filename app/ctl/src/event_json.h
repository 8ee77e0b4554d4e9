#pragma once

// An event as JSON for scripts: every field of its body under the names that FHIR uses where it has them.

#include "command.h"
#include "record/chart.h"

namespace twinward::ctl {

// `chart` tells the state of the entry that the event is a version of.
[[nodiscard]] Json eventJson(
    const record::RecordedEvent& recorded, const record::Chart& chart, const record::Roster& roster);

[[nodiscard]] Json bodyJson(const record::Body& body); // what it says, alone

// "current", "conflict", "amended" (something newer stands in its place), "retracted".
[[nodiscard]] QString stateOf(const record::RecordedEvent& recorded, const record::Chart& chart);

// "prescribed", "given", "stopped", "stated".
[[nodiscard]] QString actionName(record::Medication::Action action);

// One line for a person: "Heart rate 88 /min".
[[nodiscard]] QString summary(const record::Event& event);

// UTC, to the millisecond.
[[nodiscard]] QString recordedAt(base::HybridTime time);

} // namespace twinward::ctl
