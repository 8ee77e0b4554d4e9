#pragma once

// `twinward --tour`: makes a clinic of invented people in a temporary folder and walks the main job in it,
// one picture a step.

#include <QString>

namespace twinward::workstation {

// The program's exit status: 0 when the walk went through. Says on standard error what it does and where it
// stopped.
[[nodiscard]] int runTour(const QString& picturesFolder);

} // namespace twinward::workstation
