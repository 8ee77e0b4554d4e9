#include "sync_panel/panels.h"

#include "computers_panel_p.h"

namespace twinward::sync {

QList<workbench::PanelFactory> panels()
{
    return {{QStringLiteral("computers"), QT_TRANSLATE_NOOP("Panels", "Computers"), {}, false,
        [](workbench::Workspace& workspace, QWidget* parent) -> workbench::Panel* {
            return new ComputersPanel(workspace, parent);
        }}};
}

} // namespace twinward::sync
