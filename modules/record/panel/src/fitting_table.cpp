#include "fitting_table_p.h"

#include "workbench/theme.h"

#include <QHeaderView>

namespace twinward::record {

using workbench::Theme;

namespace {

constexpr int widest = 208; // of a column that is not the main one, at 100 %
constexpr int mainAtLeast = 176;

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
    // The words stand under their heading.
    setStyleSheet(QStringLiteral("QTableView::item { padding: 0px %1px; }").arg(theme.px(6)));
    m_soon.start();
}

void FittingTable::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::modelReset, &m_soon, qOverload<>(&QTimer::start));
    connect(model, &QAbstractItemModel::headerDataChanged, &m_soon, qOverload<>(&QTimer::start));
}

void FittingTable::setColumns(int main, const QList<int>& dropped)
{
    m_main = main;
    m_dropped = dropped;
    m_soon.start();
}

void FittingTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    m_soon.start();
}

int FittingTable::widthOf(int column) const
{
    const int wanted = qMax(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column));
    return qMin(wanted + Theme::instance().px(8), Theme::instance().px(widest));
}

void FittingTable::fit()
{
    if (model() == nullptr || viewport()->width() <= 0)
        return;
    const int columns = model()->columnCount();
    int taken = 0;
    for (int column = 0; column < columns; ++column) {
        setColumnHidden(column, false);
        if (column == m_main)
            continue;
        setColumnWidth(column, widthOf(column));
        taken += columnWidth(column);
    }
    for (const int column : m_dropped) {
        if (viewport()->width() - taken >= Theme::instance().px(mainAtLeast))
            break;
        taken -= columnWidth(column);
        setColumnHidden(column, true);
    }
    setColumnWidth(m_main, qMax(viewport()->width() - taken, Theme::instance().px(mainAtLeast) / 2));
}

} // namespace twinward::record
