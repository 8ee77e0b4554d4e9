#include "headset_panel/panels.h"

#include "headset_panel_p.h"

#include <QCoreApplication>

namespace twinward::headset {

QList<workbench::PanelFactory> panels()
{
    workbench::PanelFactory factory;
    factory.id = QStringLiteral("headset");
    factory.title = QT_TRANSLATE_NOOP("Panels", "Headset");
    factory.needsPatient = false;
    factory.make = [](workbench::Workspace& workspace, QWidget* parent) -> workbench::Panel* {
        return new HeadsetPanel(workspace, parent);
    };
    return {factory};
}

} // namespace twinward::headset
