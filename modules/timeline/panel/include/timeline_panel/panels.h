#pragma once

// The panels this module brings, for the shell to list.

#include "workbench/panel.h"

namespace twinward::timeline {

[[nodiscard]] QList<workbench::PanelFactory> panels();

} // namespace twinward::timeline
