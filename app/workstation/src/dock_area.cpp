#include "dock_area_p.h"

#include "base/cbor.h"

#include <algorithm>
#include <QApplication>
#include <QTimer>

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
    else
        shareOut(wanted);
    emit perspectiveChanged();
}

void DockArea::reset()
{
    m_layouts.states.erase(m_layouts.current);
    arrange(perspective(m_layouts.current));
    shareOut(perspective(m_layouts.current));
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
    const std::vector<Standing> columns = standing(perspective);
    if (columns.empty())
        return;
    const Standing* left = nullptr;
    for (const Standing& column : columns) {
        if (left == nullptr)
            addDockWidget(Qt::LeftDockWidgetArea, column.head());
        else
            splitDockWidget(left->head(), column.head(), Qt::Horizontal);
        left = &column;
    }
    for (const Standing& column : columns) {
        for (size_t row = 0; row < column.rows.size(); ++row) {
            if (row > 0)
                splitDockWidget(
                    column.rows[row - 1].tabs.first(), column.rows[row].tabs.first(), Qt::Vertical);
            column.rows[row].tabs.first()->show();
        }
    }
    for (const Standing& column : columns) {
        for (const Placed& row : column.rows)
            stack(row.tabs);
    }
    hideTheRest(std::ranges::max_element(columns, {}, &Standing::share)->head());
}

// Columns and rows without the panels that do not exist, and without what is then empty.
std::vector<DockArea::Standing> DockArea::standing(const Perspective& perspective) const
{
    std::vector<Standing> columns;
    for (const Column& column : perspective.columns) {
        Standing standing{{}, column.share};
        for (const Row& row : column.rows) {
            if (const QList<QDockWidget*> tabs = present(row.panels); !tabs.isEmpty())
                standing.rows.push_back({tabs, row.share});
        }
        if (!standing.rows.empty())
            columns.push_back(std::move(standing));
    }
    return columns;
}

// Once the window has its size: before, there is nothing to share out.
void DockArea::shareOut(const Perspective& perspective)
{
    QTimer::singleShot(0, this, [this, columns = standing(perspective)] {
        QList<QDockWidget*> heads;
        QList<int> widths;
        for (const Standing& column : columns) {
            heads.append(column.head());
            widths.append(column.share * 100);
            QList<QDockWidget*> fronts;
            QList<int> heights;
            for (const Placed& row : column.rows) {
                fronts.append(row.tabs.first());
                heights.append(row.share * 100);
            }
            resizeDocks(fronts, heights, Qt::Vertical);
        }
        resizeDocks(heads, widths, Qt::Horizontal);
    });
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
