#pragma once

// The faces of interop for the shell to list: bringing records in, giving them out, listening to monitors and
// laboratories.

#include "workbench/panel.h"

namespace twinward::interop {

[[nodiscard]] QList<workbench::PanelFactory> panels();

} // namespace twinward::interop
