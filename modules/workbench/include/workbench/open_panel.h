#pragma once

// From a panel to another without knowing it: by the id under which the window lists it, such as "clinics".

#include <QString>

class QWidget;

namespace twinward::workbench {

// The panel is brought forward, and its work begins there. False where the window that `from` is in lists
// none of this id, as for who may not use it.
bool openPanel(const QWidget& from, const QString& id);

} // namespace twinward::workbench
