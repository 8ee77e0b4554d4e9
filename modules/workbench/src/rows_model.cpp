#include "workbench/rows_model.h"

#include "workbench/theme.h"

namespace twinward::workbench {

RowsModel::RowsModel(int columns, int toned, QObject* parent)
    : QAbstractTableModel(parent)
    , m_columns(columns)
    , m_toned(toned)
{ }

void RowsModel::setHeadings(const QStringList& headings)
{
    m_headings = headings;
    emit headerDataChanged(Qt::Horizontal, 0, m_columns - 1);
}

void RowsModel::set(std::vector<Row> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int RowsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RowsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_columns;
}

QVariant RowsModel::data(const QModelIndex& index, int role) const
{
    const Row& row = m_rows[static_cast<size_t>(index.row())];
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return row.cells.value(index.column());
    if (role != Qt::ForegroundRole || index.column() != m_toned)
        return {};
    switch (row.tone) {
    case Tone::Good:
        return Theme::instance().color(Theme::Role::Good);
    case Tone::Caution:
        return Theme::instance().color(Theme::Role::Caution);
    case Tone::Danger:
        return Theme::instance().color(Theme::Role::Danger);
    case Tone::Secondary:
        return Theme::instance().color(Theme::Role::Secondary);
    case Tone::Plain:
        break;
    }
    return {};
}

QVariant RowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal && role == Qt::DisplayRole ? m_headings.value(section) : QVariant();
}

} // namespace twinward::workbench
