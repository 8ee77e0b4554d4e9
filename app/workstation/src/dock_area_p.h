#pragma once

// All the docks, and how they stand in each perspective: as the perspective says at first, then as its user
// left it.

#include "panel_dock_p.h"
#include "perspectives_p.h"

#include <map>
#include <QMainWindow>

namespace twinward::workstation {

// Every perspective's layout as its user left it, and the one last used; kept sealed in the vault.
struct Layouts
{
    QString current;
    std::map<QString, QByteArray> states;

    [[nodiscard]] QByteArray encode() const;
    [[nodiscard]] static Layouts decode(const QByteArray& bytes); // empty where it can't be read
};

class DockArea : public QMainWindow
{
    Q_OBJECT

public:
    DockArea(const QList<workbench::PanelFactory>& factories, workbench::Workspace& workspace, QAction* find,
        QWidget* parent = nullptr);

    [[nodiscard]] const QList<PanelDock*>& docks() const { return m_docks; }
    [[nodiscard]] PanelDock* dock(const QString& id) const; // null where there is none
    [[nodiscard]] PanelDock* focused() const; // the one that has the keyboard; null where none has

    void setLayouts(const Layouts& layouts); // shows the current one
    [[nodiscard]] Layouts layouts();
    [[nodiscard]] QString current() const { return m_layouts.current; }
    void showPerspective(const QString& id);
    void reset(); // the current perspective, as it is at first
    enum class Step { Next, Previous };
    void cycle(Step step); // the keyboard goes to the next panel in sight

signals:
    void perspectiveChanged();

private:
    void arrange(const Perspective& perspective);
    struct Placed
    {
        QList<QDockWidget*> tabs; // those of a row that exist
        int share = 1;
    };
    struct Standing
    {
        std::vector<Placed> rows; // never empty
        int share = 1;
        [[nodiscard]] QDockWidget* head() const { return rows.front().tabs.first(); }
    };

    [[nodiscard]] std::vector<Standing> standing(const Perspective& perspective) const;
    void shareOut(const Perspective& perspective);
    void stack(const QList<QDockWidget*>& tabs);
    void hideTheRest(QDockWidget* behind);
    [[nodiscard]] QList<QDockWidget*> present(const QStringList& ids) const;

    QList<PanelDock*> m_docks;
    Layouts m_layouts;
};

} // namespace twinward::workstation
