#pragma once

// The panels this module brings, for the shell to list: the clinic's computers, and other
// clinics.

#include "workbench/panel.h"

namespace twinward::sync {

[[nodiscard]] QList<workbench::PanelFactory> panels();

} // namespace twinward::sync
