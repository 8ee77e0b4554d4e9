#include "fitting_table_p.h"

#include "workbench/theme.h"

#include <QHeaderView>

namespace twinward::record {

using workbench::Theme;

namespace {

constexpr int widest = 208; // of a column that is not the main one, at 100 %
constexpr int mainAtLeast = 176;
constexpr int othersAtLeast = 96; // before anything is cut off at the right

} // namespace

FittingTable::FittingTable(QWidget* parent)
    : QTableView(parent)
{
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTextElideMode(Qt::ElideRight);
    setTabKeyNavigation(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(Theme::instance().px(32));
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &FittingTable::fit);
    connect(&Theme::instance(), &Theme::changed, this, &FittingTable::restyle);
    restyle();
}

void FittingTable::restyle()
{
    const Theme& theme = Theme::instance();
    verticalHeader()->setDefaultSectionSize(theme.rowHeight());
    m_soon.start();
}

void FittingTable::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::modelReset, &m_soon, qOverload<>(&QTimer::start));
    connect(model, &QAbstractItemModel::dataChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(model, &QAbstractItemModel::headerDataChanged, &m_soon, qOverload<>(&QTimer::start));
}

void FittingTable::setColumns(int main, const QList<int>& dropped, const QList<int>& never)
{
    m_main = main;
    m_dropped = dropped;
    m_never = never;
    m_soon.start();
}

void FittingTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    m_soon.start();
}

int FittingTable::hintOf(int column) const
{
    return qMax(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column));
}

void FittingTable::fit()
{
    if (model() == nullptr || viewport()->width() <= 0)
        return;
    const int columns = model()->columnCount();
    const int longest = Theme::instance().px(widest);
    QList<int> cutOff; // their words are in any case, and may be more so; a date never is
    int taken = 0;
    for (int column = 0; column < columns; ++column) {
        setColumnHidden(column, m_never.contains(column));
        if (column == m_main || m_never.contains(column))
            continue;
        const int hint = hintOf(column);
        setColumnWidth(column, qMin(hint, longest));
        taken += columnWidth(column);
        if (hint > longest)
            cutOff.append(column);
    }
    for (const int column : m_dropped) {
        if (viewport()->width() - taken >= Theme::instance().px(mainAtLeast))
            break;
        taken -= columnWidth(column);
        setColumnHidden(column, true);
    }
    const int enough = Theme::instance().px(mainAtLeast);
    taken -= narrow(cutOff, qMin(enough, hintOf(m_main)) - (viewport()->width() - taken));
    setColumnWidth(m_main, qMax(viewport()->width() - taken, enough / 2));
}

// Takes this much from these columns, as far as they have it; how much that was.
int FittingTable::narrow(const QList<int>& columns, int wanted)
{
    int given = 0;
    for (const int column : columns) {
        if (isColumnHidden(column))
            continue;
        const int step = qBound(0, wanted - given, columnWidth(column) - Theme::instance().px(othersAtLeast));
        setColumnWidth(column, columnWidth(column) - step);
        given += step;
    }
    return given;
}

} // namespace twinward::record
