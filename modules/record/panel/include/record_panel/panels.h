#pragma once

// The faces of the record that the shell can dock: finding, registering and reading a patient, and each kind
// of entry.

#include "workbench/panel.h"

namespace twinward::record {

[[nodiscard]] QList<workbench::PanelFactory> panels();

} // namespace twinward::record
