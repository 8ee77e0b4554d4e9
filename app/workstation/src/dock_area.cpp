#include "dock_area_p.h"

#include "base/cbor.h"

#include <algorithm>
#include <QApplication>

namespace twinward::workstation {

namespace {
// Raised when panels or perspectives change so much that saved layouts no longer fit.
constexpr int layoutVersion = 1;
} // namespace

QByteArray Layouts::encode() const
{
    base::CborWriter writer;
    writer.array(2).text(current).array(states.size() * 2);
    for (const auto& [id, state] : states)
        writer.text(id).bytes(state);
    return writer.data();
}

Layouts Layouts::decode(const QByteArray& bytes)
{
    if (bytes.isEmpty())
        return {};
    base::CborReader reader(bytes);
    Layouts layouts;
    reader.enterArray(16);
    layouts.current = reader.text();
    reader.enterArray(200);
    while (!reader.failed() && reader.hasNext()) {
        const QString id = reader.text();
        layouts.states[id] = reader.bytes();
    }
    reader.leaveArray();
    reader.leaveArray();
    return reader.failed() ? Layouts{} : layouts;
}

DockArea::DockArea(const QList<workbench::PanelFactory>& factories, workbench::Workspace& workspace,
    QAction* find, QWidget* parent)
    : QMainWindow(parent)
{
    setWindowFlags(Qt::Widget);
    setDockNestingEnabled(true);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks | GroupedDragging);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    for (const workbench::PanelFactory& factory : factories) {
        auto* dock = new PanelDock(factory, workspace, find, this);
        dock->hide();
        m_docks.append(dock);
    }
}

PanelDock* DockArea::dock(const QString& id) const
{
    for (PanelDock* dock : m_docks) {
        if (dock->factory().id == id)
            return dock;
    }
    return nullptr;
}

PanelDock* DockArea::focused() const
{
    const QWidget* focus = QApplication::focusWidget();
    for (PanelDock* dock : m_docks) {
        if (dock == focus || dock->isAncestorOf(focus))
            return dock;
    }
    return nullptr;
}

void DockArea::setLayouts(const Layouts& layouts)
{
    m_layouts = layouts;
    const QString wanted = std::exchange(m_layouts.current, QString());
    showPerspective(wanted);
}

Layouts DockArea::layouts()
{
    if (!m_layouts.current.isEmpty())
        m_layouts.states[m_layouts.current] = saveState(layoutVersion);
    return m_layouts;
}

void DockArea::showPerspective(const QString& id)
{
    const Perspective& wanted = perspective(id);
    m_layouts = layouts();
    m_layouts.current = wanted.id;
    arrange(wanted);
    if (const auto state = m_layouts.states.find(wanted.id); state != m_layouts.states.end())
        restoreState(state->second, layoutVersion);
    emit perspectiveChanged();
}

void DockArea::reset()
{
    m_layouts.states.erase(m_layouts.current);
    arrange(perspective(m_layouts.current));
}

QList<QDockWidget*> DockArea::present(const QStringList& ids) const
{
    QList<QDockWidget*> found;
    for (const QString& id : ids) {
        if (PanelDock* each = dock(id))
            found.append(each);
    }
    return found;
}

// Splits first, tabs last: a dock that is split off one that has tabs would only become another tab of it.
// And the heads of all columns before what stands under them: else a column would be split across its
// neighbour.
void DockArea::arrange(const Perspective& perspective)
{
    for (PanelDock* each : m_docks) {
        each->setFloating(false);
        removeDockWidget(each); // hides it and forgets where it stood
    }
    std::vector<std::vector<Placed>> columns;
    QList<QDockWidget*> heads;
    QList<int> widths;
    for (const Column& column : perspective.columns) {
        std::vector<Placed> rows;
        for (const Row& row : column.rows) {
            if (const QList<QDockWidget*> tabs = present(row.panels); !tabs.isEmpty())
                rows.push_back({tabs, row.share});
        }
        if (rows.empty())
            continue;
        QDockWidget* head = rows.front().tabs.first();
        if (heads.isEmpty())
            addDockWidget(Qt::LeftDockWidgetArea, head);
        else
            splitDockWidget(heads.last(), head, Qt::Horizontal);
        heads.append(head);
        widths.append(column.share * 100);
        columns.push_back(std::move(rows));
    }
    if (heads.isEmpty())
        return;
    QList<QDockWidget*> fronts;
    QList<int> heights;
    for (const std::vector<Placed>& rows : columns) {
        for (size_t row = 0; row < rows.size(); ++row) {
            QDockWidget* front = rows[row].tabs.first();
            if (row > 0)
                splitDockWidget(rows[row - 1].tabs.first(), front, Qt::Vertical);
            front->show();
            fronts.append(front);
            heights.append(rows[row].share * 100);
        }
    }
    for (const std::vector<Placed>& rows : columns) {
        for (const Placed& row : rows)
            stack(row.tabs);
    }
    hideTheRest(heads[std::distance(widths.begin(), std::max_element(widths.begin(), widths.end()))]);
    resizeDocks(heads, widths, Qt::Horizontal);
    resizeDocks(fronts, heights, Qt::Vertical);
}

void DockArea::stack(const QList<QDockWidget*>& tabs)
{
    for (qsizetype i = 1; i < tabs.size(); ++i) {
        tabifyDockWidget(tabs[i - 1], tabs[i]);
        tabs[i]->show();
    }
    tabs.first()->raise();
}

// Those not in this perspective wait behind the widest panel until somebody asks for them.
void DockArea::hideTheRest(QDockWidget* behind)
{
    for (PanelDock* each : m_docks) {
        if (each->isVisibleTo(this))
            continue;
        tabifyDockWidget(behind, each);
        each->hide();
    }
    behind->raise();
}

void DockArea::cycle(Step step)
{
    QList<PanelDock*> seen;
    for (PanelDock* each : m_docks) {
        if (each->isInFront())
            seen.append(each);
    }
    if (seen.isEmpty())
        return;
    // In the order they stand on the screen, not in which they were made.
    std::sort(seen.begin(), seen.end(), [](const PanelDock* one, const PanelDock* other) {
        const QPoint a = one->mapToGlobal(QPoint());
        const QPoint b = other->mapToGlobal(QPoint());
        return std::pair(a.x(), a.y()) < std::pair(b.x(), b.y());
    });
    const qsizetype at = seen.indexOf(focused());
    const qsizetype count = seen.size();
    const qsizetype next = step == Step::Next ? (at + 1) % count : (at <= 0 ? count - 1 : at - 1);
    seen[next]->focusPanel();
}

} // namespace twinward::workstation
