#include "sync_panel/panels.h"

#include "clinics_panel_p.h"
#include "computers_panel_p.h"

namespace twinward::sync {

QList<workbench::PanelFactory> panels()
{
    return {{QStringLiteral("computers"), QT_TRANSLATE_NOOP("Panels", "Computers"), {}, false,
                [](workbench::Workspace& workspace, QWidget* parent) -> workbench::Panel* {
                    return new ComputersPanel(workspace, parent);
                }},
        {QStringLiteral("clinics"), QT_TRANSLATE_NOOP("Panels", "Other clinics"), {}, false,
            [](workbench::Workspace& workspace, QWidget* parent) -> workbench::Panel* {
                return new ClinicsPanel(workspace, parent);
            }}};
}

} // namespace twinward::sync
