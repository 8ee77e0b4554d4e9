#pragma once

// One line that finds everything: commands, panels, perspectives, patients; a few letters are enough. Shows
// each command's keys, so that it teaches them.

#include "action_book_p.h"
#include "workbench/panel.h"
#include "workbench/widgets.h"

#include <functional>
#include <QFrame>
#include <QStandardItemModel>

class QListView;

namespace twinward::workstation {

class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    CommandPalette(ActionBook& book, QWidget* window);

    // Patients are found while somebody has unlocked; null otherwise.
    void setWorkspace(workbench::Workspace* workspace) { m_workspace = workspace; }
    void open(); // over the window's top; Esc or a click elsewhere closes

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Found
    {
        int score = 0;
        QString text;
        QString keys;
        QString group;
        std::function<void()> run;
    };

    void search(const QString& text);
    [[nodiscard]] std::vector<Found> commands(const QString& text) const;
    [[nodiscard]] std::vector<Found> patients(const QString& text) const;
    void runCurrent();
    void close();
    void restyle();

    ActionBook& m_book;
    workbench::Workspace* m_workspace = nullptr;
    QPointer<QWidget> m_before; // had the keyboard
    workbench::SearchField* m_line;
    QListView* m_list;
    QStandardItemModel m_model;
    std::vector<Found> m_found; // as listed
};

} // namespace twinward::workstation
