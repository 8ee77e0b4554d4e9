#include "fitting_table_p.h"

#include "workbench/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

namespace twinward::record {

using workbench::Theme;

namespace {

constexpr int widest = 208; // of a column that is not the main one, at 100 %
constexpr int mainAtLeast = 176;
constexpr int cellPadding = 8; // as the headings have it, so that the words stand under them

class PaddedCell : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyleOptionViewItem cell(option);
        initStyleOption(&cell, index);
        painter->save();
        cell.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &cell, painter, cell.widget);
        const int padding = Theme::instance().px(cellPadding);
        const QRect inside = cell.rect.adjusted(padding, 0, -padding, 0);
        painter->setFont(cell.font);
        painter->setPen(cell.palette.color(QPalette::Text));
        painter->drawText(inside, static_cast<int>(cell.displayAlignment) | Qt::TextSingleLine,
            cell.fontMetrics.elidedText(cell.text, cell.textElideMode, inside.width()));
        painter->restore();
    }
};

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
    setItemDelegate(new PaddedCell(this));
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

int FittingTable::widthOf(int column) const
{
    const int wanted = qMax(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column));
    return qMin(wanted + Theme::instance().px(2 * cellPadding), Theme::instance().px(widest));
}

void FittingTable::fit()
{
    if (model() == nullptr || viewport()->width() <= 0)
        return;
    const int columns = model()->columnCount();
    int taken = 0;
    for (int column = 0; column < columns; ++column) {
        setColumnHidden(column, m_never.contains(column));
        if (column == m_main || m_never.contains(column))
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
