#include "workbench/tables.h"

#include "workbench/theme.h"

#include <algorithm>
#include <QHeaderView>
#include <QTableView>

namespace twinward::workbench {

QTableView* makeTable(QAbstractItemModel* model)
{
    auto* table = new QTableView;
    table->setModel(model);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const auto restyle
        = [table] { table->verticalHeader()->setDefaultSectionSize(Theme::instance().rowHeight()); };
    QObject::connect(&Theme::instance(), &Theme::changed, table, restyle);
    restyle();
    return table;
}

void fitColumns(QTableView* table, int main)
{
    const int widest = Theme::instance().px(260);
    QHeaderView* header = table->horizontalHeader();
    for (int column = 0; column < table->model()->columnCount(); ++column) {
        if (column == main) {
            header->setSectionResizeMode(column, QHeaderView::Stretch);
            continue;
        }
        header->setSectionResizeMode(column, QHeaderView::Interactive);
        table->resizeColumnToContents(column);
        table->setColumnWidth(column, std::min(table->columnWidth(column), widest));
    }
}

} // namespace twinward::workbench
