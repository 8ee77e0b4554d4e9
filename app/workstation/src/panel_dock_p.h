#pragma once

// A dock that makes its panel when it is first seen, so that a heavy module costs nothing until then, and
// says so where a panel needs a patient and none is open.

#include "workbench/panel.h"

#include <QDockWidget>

class QStackedWidget;

namespace twinward::workbench {
class EmptyState;
}

namespace twinward::workstation {

class PanelDock : public QDockWidget
{
    Q_OBJECT

public:
    // find: the command that opens a patient, offered while none is.
    PanelDock(workbench::PanelFactory factory, workbench::Workspace& workspace, QAction* find,
        QWidget* parent = nullptr);

    [[nodiscard]] const workbench::PanelFactory& factory() const { return m_factory; }
    [[nodiscard]] workbench::Panel* panel() const { return m_panel; } // null until it is first shown
    void make(); // the panel, where it was never shown
    void focusPanel(); // shows it, in front, with the keyboard in it
    [[nodiscard]] bool isInFront() const; // seen, not behind another tab

signals:
    void made(twinward::workbench::Panel* panel);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void retranslate();

    workbench::PanelFactory m_factory;
    workbench::Workspace& m_workspace;
    QStackedWidget* m_stack;
    workbench::EmptyState* m_empty;
    workbench::Panel* m_panel = nullptr;
};

} // namespace twinward::workstation
