#include "panel_list_p.h"

#include "arriving_alert_p.h"
#include "early_warning_alert_p.h"
#include "headset_panel/panels.h"
#include "imaging_panel/panels.h"
#include "interop_panel/panels.h"
#include "ledger_panel/panels.h"
#include "record_panel/panels.h"
#include "record_panel/patient_banner.h"
#include "sync_panel/panels.h"
#include "timeline_panel/panels.h"
#include "vitals_panel/panels.h"

namespace twinward::workstation {

QList<workbench::PanelFactory> allPanels()
{
    QList<workbench::PanelFactory> all;
    all += record::panels();
    all += timeline::panels();
    all += vitals::panels();
    all += imaging::panels();
    all += headset::panels();
    all += interop::panels();
    all += sync::panels();
    all += ledger::panels();
    return all;
}

QList<workbench::PanelFactory> boardPanels()
{
    // In the order they hang, those that exist.
    static const QStringList ids{QStringLiteral("vitals-charts"), QStringLiteral("timeline"),
        QStringLiteral("prediction"), QStringLiteral("twin")};
    QList<workbench::PanelFactory> boards;
    for (const QString& id : ids) {
        for (const workbench::PanelFactory& factory : allPanels()) {
            if (factory.id == id)
                boards.append(factory);
        }
    }
    return boards;
}

QWidget* makeBanner(workbench::Workspace& workspace, QWidget* parent)
{
    auto* banner = new record::PatientBanner(workspace, parent);
    new EarlyWarningAlert(workspace, banner);
    new ArrivingAlert(workspace, banner);
    return banner;
}

} // namespace twinward::workstation
