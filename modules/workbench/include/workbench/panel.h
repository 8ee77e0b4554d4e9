#pragma once

// What a panel is: a widget the shell can dock, tab, float and find in the palette. A panel draws the shared
// state and commits events; it never asks another panel for anything.

#include "workbench/patient_context.h"

#include <functional>
#include <memory>
#include <QKeySequence>
#include <QList>
#include <QWidget>

class QAction;

namespace twinward::workbench {

// What every panel is given; outlives them.
struct Workspace
{
    Session& session;
    PatientContext& context;
};

class Panel : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;
    // Commands this panel adds to the menu and the palette, with their shortcuts; owned by the panel.
    [[nodiscard]] virtual QList<QAction*> commands() const { return {}; }
    // Writes unsaved entries to the user's sealed drafts at once. Called before the vault locks.
    virtual void saveDraft() { }
    // Set the keyboard focus where work in this panel begins.
    virtual void focusFirst() { setFocus(); }
};

// A panel before it is made: what the shell lists, so that heavy modules load when first shown.
struct PanelFactory
{
    QString id; // stable: "timeline", kept in saved perspectives
    const char* title; // QT_TRANSLATE_NOOP("Panels", ...): translated by the shell, again whenever the
                       // language changes
    QKeySequence shortcut;
    bool needsPatient = true; // greyed without one
    std::function<Panel*(Workspace&, QWidget* parent)> make;
    std::function<bool(const Session&)> offered = {}; // none: to everybody who unlocks
};

} // namespace twinward::workbench
