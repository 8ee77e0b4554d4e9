#include "imaging_panel/panels.h"

#include "images_panel_p.h"

#include <QCoreApplication>

namespace twinward::imaging {

QList<workbench::PanelFactory> panels()
{
    workbench::PanelFactory factory;
    factory.id = QStringLiteral("images");
    factory.title = QT_TRANSLATE_NOOP("Panels", "Images");
    factory.shortcut = QKeySequence(Qt::Key_I);
    factory.needsPatient = true;
    factory.make = [](workbench::Workspace& workspace, QWidget* parent) -> workbench::Panel* {
        return new ImagesPanel(workspace, parent);
    };
    return {factory};
}

} // namespace twinward::imaging
