#include "timeline_panel/panels.h"

#include "timeline_panel_p.h"

#include <QCoreApplication>

namespace twinward::timeline {

QList<workbench::PanelFactory> panels()
{
    workbench::PanelFactory factory;
    factory.id = QStringLiteral("timeline");
    factory.title = QT_TRANSLATE_NOOP("Panels", "Timeline");
    factory.shortcut = QKeySequence(Qt::Key_T);
    factory.needsPatient = true;
    factory.make = [](workbench::Workspace& workspace, QWidget* parent) -> workbench::Panel* {
        return new TimelinePanel(workspace, parent);
    };
    return {factory};
}

} // namespace twinward::timeline
