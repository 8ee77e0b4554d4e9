#pragma once

// Every panel of the workstation, from every module that has a face, in the order the menu shows them.

#include "workbench/panel.h"

namespace twinward::workstation {

[[nodiscard]] QList<workbench::PanelFactory> allPanels();
// Those that hang in the room with somebody who wears the headset.
[[nodiscard]] QList<workbench::PanelFactory> boardPanels();
// What stands across the top of the window: whose chart is open, and what about them can't wait.
[[nodiscard]] QWidget* makeBanner(workbench::Workspace& workspace, QWidget* parent);

} // namespace twinward::workstation
