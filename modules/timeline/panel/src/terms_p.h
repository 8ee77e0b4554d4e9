#pragma once

// The timeline's words on the screen: lanes, states, fields and the codes of FHIR and HL7 a clinic meets, in
// the language that is set.

#include "timeline/item.h"
#include "timeline/wording.h"

#include <QString>

namespace twinward::timeline {

[[nodiscard]] Words words();
[[nodiscard]] QString laneName(Lane lane);
[[nodiscard]] QString fieldName(Field field);
// The detail's text with codes in words and times as people write them; empty where it says nothing to a
// reader.
[[nodiscard]] QString fieldText(const Detail& detail);
// What to call an item that has no words of its own.
[[nodiscard]] QString itemName(const Item& item);
// "20 Nov 2026, 14:05", "2019 to 2021 (only the year is known)", "since 3 Mar 2020", "Date not known".
[[nodiscard]] QString whenText(const record::Event& event, const Item& item);
// "Conflict", "Not authorised", "Retracted", "Amended": the ones it has, most urgent first.
[[nodiscard]] QStringList markNames(Marks marks);
// One sentence for a screen reader.
[[nodiscard]] QString spokenText(const record::Event& event, const Item& item);

} // namespace twinward::timeline
