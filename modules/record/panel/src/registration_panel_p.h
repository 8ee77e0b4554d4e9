#pragma once

// Registering a patient: the form, and beside it who may be the same person, while it is being typed.

#include "duplicates_view_p.h"
#include "entry_editor_p.h"
#include "workbench/panel.h"

namespace twinward::record {

class RegistrationPanel : public workbench::Panel
{
    Q_OBJECT

public:
    RegistrationPanel(workbench::Workspace& workspace, QWidget* parent);

    void saveDraft() override { m_editor.saveDraft(); }
    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void startNew();
    void openInstead(PatientId patient);

    workbench::Session& m_session;
    workbench::PatientContext& m_context;
    std::unique_ptr<EntryKind> m_kind;
    EntryEditor m_editor;
    DuplicatesView* m_duplicates;
    QLabel* m_notAllowed;
};

} // namespace twinward::record
