#include "interop_panel/panels.h"

#include "export_panel_p.h"
#include "import_panel_p.h"
#include "listening_panel_p.h"

namespace twinward::interop {

namespace {

template <class Made> workbench::PanelFactory factory(const char* id, const char* title)
{
    return {QString::fromLatin1(id), title, {}, false,
        [](workbench::Workspace& workspace, QWidget* parent) -> workbench::Panel* {
            return new Made(workspace, parent);
        }};
}

} // namespace

QList<workbench::PanelFactory> panels()
{
    return {
        factory<ImportPanel>("import", QT_TRANSLATE_NOOP("Panels", "Import records")),
        factory<ExportPanel>("export", QT_TRANSLATE_NOOP("Panels", "Export records")),
        factory<ListeningPanel>("listening", QT_TRANSLATE_NOOP("Panels", "Monitors and laboratories")),
    };
}

} // namespace twinward::interop
