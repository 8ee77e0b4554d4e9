#pragma once

// Rows of words for a table that is small and read only: a log, a list of connections, of candidates.

#include "workbench/widgets.h"

#include <QAbstractTableModel>

namespace twinward::interop {

class RowsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Row
    {
        QStringList cells;
        workbench::Tone tone = workbench::Tone::Plain; // of the column that tells the outcome
    };
    // toned: the column a row's tone is for; -1 for none.
    explicit RowsModel(int columns, int toned, QObject* parent = nullptr);

    void setHeadings(const QStringList& headings);
    void set(std::vector<Row> rows);
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    int m_columns;
    int m_toned;
    QStringList m_headings;
    std::vector<Row> m_rows;
};

} // namespace twinward::interop
