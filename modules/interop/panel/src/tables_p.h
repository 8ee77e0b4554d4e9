#pragma once

// How tables of this module look: whole rows, the house's row height, one column that takes what is left.

class QAbstractItemModel;
class QTableView;

namespace twinward::interop {

// Its owner is the layout it is put into.
[[nodiscard]] QTableView* makeTable(QAbstractItemModel* model);
// Each column as wide as what it shows, within reason; `main` takes the rest.
void fitColumns(QTableView* table, int main);

} // namespace twinward::interop
