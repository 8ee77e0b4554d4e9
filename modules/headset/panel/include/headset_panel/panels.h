#pragma once

// The panel this module brings, for the shell to list.

#include "workbench/panel.h"

namespace twinward::headset {

[[nodiscard]] QList<workbench::PanelFactory> panels();

} // namespace twinward::headset
