#include "workbench/open_panel.h"

#include <QAction>
#include <QWidget>

namespace twinward::workbench {

// The window has a command of this name for each panel; a floating panel's is its window's parent's.
bool openPanel(const QWidget& from, const QString& id)
{
    const QString name = QStringLiteral("panel/") + id;
    for (const QWidget* at = &from; at != nullptr; at = at->parentWidget()) {
        for (QAction* action : at->actions()) {
            if (action->objectName() != name)
                continue;
            action->trigger();
            return true;
        }
    }
    return false;
}

} // namespace twinward::workbench
