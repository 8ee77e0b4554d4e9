#pragma once

// The panels this module brings, for the shell to list: the image viewer.

#include "workbench/panel.h"

namespace twinward::imaging {

[[nodiscard]] QList<workbench::PanelFactory> panels();

} // namespace twinward::imaging
