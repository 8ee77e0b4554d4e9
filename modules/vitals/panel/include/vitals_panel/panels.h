#pragma once

// The faces of vitals for the shell to list: charting form, charts, early-warning score, ward round, live
// feed.

#include "workbench/panel.h"

namespace twinward::vitals {

[[nodiscard]] QList<workbench::PanelFactory> panels();

} // namespace twinward::vitals
