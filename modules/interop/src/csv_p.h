#pragma once

// What reading the mapping and importing by it share.

#include "interop/csv_vitals.h"

#include <array>

namespace twinward::interop {

// The three numbers a date begins with, whatever their order: "31.12.2026", "2026/12/31 08:00". None where it
// does not.
[[nodiscard]] std::optional<std::array<int, 3>> dateNumbers(QStringView text);

// When a row was measured, in this computer's time zone unless it says its own. Null where it can't be read.
[[nodiscard]] base::Moment csvTime(const QString& text, CsvMapping::DateOrder order);

void initialiseInteropTables();

} // namespace twinward::interop
