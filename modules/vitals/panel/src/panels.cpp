#include "vitals_panel/panels.h"

#include "charts_panel_p.h"
#include "early_warning_panel_p.h"
#include "form_panel_p.h"
#include "live_feed_panel_p.h"
#include "ward_round_panel_p.h"

namespace twinward::vitals {

namespace {

enum class Needs { Patient, Nobody };

template <class Made>
workbench::PanelFactory factory(const char* id, const char* title, const QKeySequence& shortcut, Needs needs)
{
    return {QString::fromLatin1(id), title, shortcut, needs == Needs::Patient,
        [](workbench::Workspace& workspace, QWidget* parent) -> workbench::Panel* {
            return new Made(workspace, parent);
        }};
}

} // namespace

QList<workbench::PanelFactory> panels()
{
    return {
        factory<FormPanel>("vitals-form", QT_TRANSLATE_NOOP("Panels", "Vitals round"),
            QKeySequence(Qt::Key_V), Needs::Patient),
        factory<ChartsPanel>("vitals-charts", QT_TRANSLATE_NOOP("Panels", "Vitals charts"),
            QKeySequence(Qt::SHIFT | Qt::Key_V), Needs::Patient),
        factory<EarlyWarningPanel>("early-warning", QT_TRANSLATE_NOOP("Panels", "Early warning"),
            QKeySequence(Qt::SHIFT | Qt::Key_E), Needs::Patient),
        factory<WardRoundPanel>(
            "ward-round", QT_TRANSLATE_NOOP("Panels", "Ward round"), QKeySequence(Qt::Key_W), Needs::Nobody),
        factory<LiveFeedPanel>(
            "live-feed", QT_TRANSLATE_NOOP("Panels", "Live feed"), QKeySequence(Qt::Key_L), Needs::Nobody),
    };
}

} // namespace twinward::vitals
