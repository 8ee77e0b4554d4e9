#pragma once

// A panel as it hangs in the room: what it is and whose, above the panel itself, so that a board never shows
// figures without their patient.

#include "workbench/panel.h"

class QLabel;

namespace twinward::workbench {
class ElidedLabel;
class EmptyState;
} // namespace twinward::workbench

namespace twinward::headset {

class BoardPage : public QWidget
{
    Q_OBJECT

public:
    // Takes the panel, which is the factory's.
    BoardPage(
        const workbench::PanelFactory& factory, workbench::Workspace& workspace, workbench::Panel* panel);

protected:
    void changeEvent(QEvent* event) override;

private:
    void write();

    workbench::Workspace& m_workspace;
    const char* m_words;
    bool m_needsPatient;
    QLabel* m_title;
    workbench::ElidedLabel* m_patient;
    workbench::EmptyState* m_empty;
    workbench::Panel* m_panel;
};

} // namespace twinward::headset
