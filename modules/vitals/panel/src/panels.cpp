#include "vitals_panel/panels.h"

#include "charts_panel_p.h"
#include "early_warning_panel_p.h"
#include "form_panel_p.h"

namespace twinward::vitals {

namespace {

template <class Made>
workbench::PanelFactory factory(const char* id, const char* title, const QKeySequence& shortcut)
{
    return {QString::fromLatin1(id), title, shortcut, true,
        [](workbench::Workspace& workspace, QWidget* parent) -> workbench::Panel* {
            return new Made(workspace, parent);
        }};
}

} // namespace

QList<workbench::PanelFactory> panels()
{
    return {
        factory<FormPanel>(
            "vitals-form", QT_TRANSLATE_NOOP("Panels", "Vitals round"), QKeySequence(Qt::Key_V)),
        factory<ChartsPanel>("vitals-charts", QT_TRANSLATE_NOOP("Panels", "Vitals charts"),
            QKeySequence(Qt::SHIFT | Qt::Key_V)),
        factory<EarlyWarningPanel>("early-warning", QT_TRANSLATE_NOOP("Panels", "Early warning"),
            QKeySequence(Qt::SHIFT | Qt::Key_E)),
    };
}

} // namespace twinward::vitals
