#include "record_panel/panels.h"

#include "details_panel_p.h"
#include "entry_panel_p.h"
#include "patient_list_panel_p.h"
#include "registration_panel_p.h"
#include "summary_panel_p.h"

namespace twinward::record {

namespace {

using workbench::Panel;
using workbench::PanelFactory;
using workbench::Workspace;

template <class P> Panel* make(Workspace& workspace, QWidget* parent)
{
    return new P(workspace, parent);
}

template <std::unique_ptr<EntryKind> (*kind)(), EntryPanel::Begins begins>
Panel* makeEntries(Workspace& workspace, QWidget* parent)
{
    return new EntryPanel(kind(), begins, workspace, parent);
}

} // namespace

QList<PanelFactory> panels()
{
    using Begins = EntryPanel::Begins;
    return {
        {QStringLiteral("patients"), QT_TRANSLATE_NOOP("Panels", "Find a patient"),
            QKeySequence(Qt::CTRL | Qt::Key_F), false, make<PatientListPanel>},
        {QStringLiteral("registration"), QT_TRANSLATE_NOOP("Panels", "Register a patient"),
            QKeySequence(Qt::CTRL | Qt::Key_N), false, make<RegistrationPanel>},
        {QStringLiteral("details"), QT_TRANSLATE_NOOP("Panels", "Personal details"), {}, true,
            make<DetailsPanel>},
        {QStringLiteral("summary"), QT_TRANSLATE_NOOP("Panels", "One-page summary"), QKeySequence(Qt::Key_S),
            true, make<SummaryPanel>},
        {QStringLiteral("problems"), QT_TRANSLATE_NOOP("Panels", "Problems"), QKeySequence(Qt::Key_B), true,
            makeEntries<problemKind, Begins::List>},
        {QStringLiteral("medications"), QT_TRANSLATE_NOOP("Panels", "Medications"), QKeySequence(Qt::Key_M),
            true, makeEntries<medicationKind, Begins::List>},
        {QStringLiteral("allergies"), QT_TRANSLATE_NOOP("Panels", "Allergies"), QKeySequence(Qt::Key_A), true,
            makeEntries<allergyKind, Begins::List>},
        {QStringLiteral("notes"), QT_TRANSLATE_NOOP("Panels", "Notes"), QKeySequence(Qt::Key_N), true,
            makeEntries<noteKind, Begins::NewEntry>},
        {QStringLiteral("visits"), QT_TRANSLATE_NOOP("Panels", "Visits"), QKeySequence(Qt::Key_E), true,
            makeEntries<encounterKind, Begins::List>},
        {QStringLiteral("procedures"), QT_TRANSLATE_NOOP("Panels", "Procedures and immunisations"), {}, true,
            makeEntries<historyKind, Begins::List>},
        {QStringLiteral("documents"), QT_TRANSLATE_NOOP("Panels", "Documents"), {}, true,
            makeEntries<documentKind, Begins::List>},
    };
}

} // namespace twinward::record
