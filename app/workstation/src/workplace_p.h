#pragma once

// What is on the screen from unlock to lock: the banner, the docks, what went wrong. Gone altogether when the
// vault locks, so that nothing of any patient stays behind in a widget.

#include "action_book_p.h"
#include "dock_area_p.h"
#include "workbench/widgets.h"

class QVBoxLayout;

namespace twinward::workstation {

class Workplace : public QWidget
{
    Q_OBJECT

public:
    Workplace(std::unique_ptr<workbench::Session> session, ActionBook& book, QWidget* parent = nullptr);
    ~Workplace() override;

    [[nodiscard]] workbench::Workspace& workspace() { return m_workspace; }
    [[nodiscard]] workbench::Session& session() { return *m_session; }
    [[nodiscard]] DockArea& docks() { return *m_docks; }

    // Reads how the user left the panels and shows them so; ready() follows.
    void start();
    void goToWork(); // the keyboard to the panel work goes on in
    // Writes drafts and layouts and takes every panel down. What is left is the session, to be closed; this
    // must be deleted next.
    [[nodiscard]] std::unique_ptr<workbench::Session> retire();

signals:
    void ready();

private:
    void addActions();
    void addPanelActions();
    void addPerspectiveActions();
    void addHeadsetAction();
    void toggleHeadset();
    QAction* addAction(ActionBook::Group group, const QString& name, std::function<QString()> words,
        const QKeySequence& keys, std::function<void()> run);
    void adoptCommands(workbench::Panel* panel);
    void goToChart();
    void saveDrafts();

    std::unique_ptr<workbench::Session> m_session;
    std::unique_ptr<workbench::PatientContext> m_context;
    workbench::Workspace m_workspace;
    ActionBook& m_book;
    QVBoxLayout* m_layout;
    workbench::FailureBar* m_failure;
    QWidget* m_banner = nullptr;
    DockArea* m_docks = nullptr;
    std::vector<std::unique_ptr<QAction>> m_actions; // this window's, gone with it
};

} // namespace twinward::workstation
