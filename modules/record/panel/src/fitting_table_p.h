#pragma once

// A table that fits its dock: one column takes what is left, the others are as wide as what they show, and
// where there is too little room the least important go first. Nothing has to be scrolled sideways to be
// read.

#include <QTableView>
#include <QTimer>

namespace twinward::record {

class FittingTable : public QTableView
{
    Q_OBJECT

public:
    explicit FittingTable(QWidget* parent);

    void setModel(QAbstractItemModel* model) override;
    // main: the column that takes what is left. dropped: which go first where there is no room for them.
    // never: which are not shown at all.
    void setColumns(int main, const QList<int>& dropped, const QList<int>& never = {});

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void restyle();
    void fit();
    int narrow(const QList<int>& columns, int wanted);
    [[nodiscard]] int hintOf(int column) const; // what it shows, and its heading

    int m_main = 0;
    QList<int> m_dropped;
    QList<int> m_never;
    QTimer m_soon; // once for all that changed in one turn
};

} // namespace twinward::record
