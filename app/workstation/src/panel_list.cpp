#include "panel_list_p.h"

#ifdef TWINWARD_WITH_RECORD_PANEL
#include "record_panel/panels.h"
#include "record_panel/patient_banner.h"
#endif
#ifdef TWINWARD_WITH_VITALS_PANEL
#include "vitals_panel/panels.h"
#endif
#ifdef TWINWARD_WITH_TIMELINE_PANEL
#include "timeline_panel/panels.h"
#endif
#ifdef TWINWARD_WITH_INTEROP
#include "transfer_panel_p.h"
#endif
#include "ledger_panel/panels.h"

namespace twinward::workstation {

QList<workbench::PanelFactory> allPanels()
{
    QList<workbench::PanelFactory> all;
#ifdef TWINWARD_WITH_RECORD_PANEL
    all += record::panels();
#endif
#ifdef TWINWARD_WITH_TIMELINE_PANEL
    all += timeline::panels();
#endif
#ifdef TWINWARD_WITH_VITALS_PANEL
    all += vitals::panels();
#endif
#ifdef TWINWARD_WITH_INTEROP
    all.append({QStringLiteral("transfer"), QT_TRANSLATE_NOOP("Panels", "Import and export"), {}, false,
        [](workbench::Workspace& workspace, QWidget* parent) -> workbench::Panel* {
            return new TransferPanel(workspace, parent);
        }});
#endif
    all += ledger::panels();
    return all;
}

QWidget* makeBanner([[maybe_unused]] workbench::Workspace& workspace, [[maybe_unused]] QWidget* parent)
{
#ifdef TWINWARD_WITH_RECORD_PANEL
    return new record::PatientBanner(workspace, parent);
#else
    return nullptr;
#endif
}

} // namespace twinward::workstation
