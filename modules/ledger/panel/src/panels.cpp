#include "ledger_panel/panels.h"

#include "audit_panel_p.h"
#include "backup_panel_p.h"
#include "people_panel_p.h"
#include "sharing_panel_p.h"
#include "verify_panel_p.h"

namespace twinward::ledger {

QList<workbench::PanelFactory> panels()
{
    using workbench::Panel;
    using workbench::Workspace;
    return {
        {QStringLiteral("people"), QT_TRANSLATE_NOOP("Panels", "People"), {}, false,
            [](Workspace& workspace, QWidget* parent) -> Panel* {
                return new PeoplePanel(workspace, parent);
            }},
        {QStringLiteral("audit"), QT_TRANSLATE_NOOP("Panels", "Access log"), {}, false,
            [](Workspace& workspace, QWidget* parent) -> Panel* { return new AuditPanel(workspace, parent); },
            [](const workbench::Session& session) { return session.mayRead(record::Category::Access); }},
        {QStringLiteral("sharing"), QT_TRANSLATE_NOOP("Panels", "Sharing"), {}, true,
            [](Workspace& workspace, QWidget* parent) -> Panel* {
                return new SharingPanel(workspace, parent);
            }},
        {QStringLiteral("verify"), QT_TRANSLATE_NOOP("Panels", "Check the record"), {}, false,
            [](Workspace& workspace, QWidget* parent) -> Panel* {
                return new VerifyPanel(workspace, parent);
            }},
        {QStringLiteral("backup"), QT_TRANSLATE_NOOP("Panels", "Backups"), {}, false,
            [](Workspace& workspace, QWidget* parent) -> Panel* {
                return new BackupPanel(workspace, parent);
            }},
    };
}

} // namespace twinward::ledger
