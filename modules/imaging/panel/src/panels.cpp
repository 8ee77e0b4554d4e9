#include "imaging_panel/panels.h"

#include "archive_panel_p.h"
#include "arrivals_panel_p.h"
#include "giving_panel_p.h"
#include "images_panel_p.h"

#include <QCoreApplication>

namespace twinward::imaging {

namespace {

enum class Needs : quint8 { Nobody, Patient };

template <class Made>
workbench::PanelFactory factory(
    const char* id, const char* title, Needs needs, const QKeySequence& shortcut = {})
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
        factory<ImagesPanel>(
            "images", QT_TRANSLATE_NOOP("Panels", "Images"), Needs::Patient, QKeySequence(Qt::Key_I)),
        factory<ArrivalsPanel>("arrivals", QT_TRANSLATE_NOOP("Panels", "Bring in images"), Needs::Nobody),
        factory<GivingPanel>("giving", QT_TRANSLATE_NOOP("Panels", "Give images out"), Needs::Patient),
        factory<ArchivePanel>("archive", QT_TRANSLATE_NOOP("Panels", "Picture archive"), Needs::Nobody),
    };
}

} // namespace twinward::imaging
