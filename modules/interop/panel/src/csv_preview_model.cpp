#include "csv_preview_model_p.h"

#include "vitals_panel/sign_words.h"
#include "workbench/format.h"
#include "workbench/theme.h"

namespace twinward::interop {

using workbench::Theme;

void CsvPreviewModel::set(std::vector<CsvCheck::Row> rows, workbench::PatientIndexPtr patients)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_patients = std::move(patients);
    endResetModel();
}

void CsvPreviewModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int CsvPreviewModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CsvPreviewModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString CsvPreviewModel::text(const CsvCheck::Row& row, int column) const
{
    switch (column) {
    case Line:
        return QString::number(row.line);
    case Patient: {
        const record::PatientRow* patient
            = m_patients == nullptr ? nullptr : m_patients->find(row.round.patient);
        return patient == nullptr ? QStringLiteral("–") : workbench::formatName(patient->details);
    }
    case Time:
        return row.round.at.isNull() ? QStringLiteral("–") : workbench::formatMoment(row.round.at);
    case Outcome:
        if (row.refused)
            return row.refused->where.isEmpty()
                ? tr("Refused: %1").arg(row.refused->what)
                : tr("Refused: %1 (%2)").arg(row.refused->what, row.refused->where);
        return row.isEmpty ? tr("Nothing to take") : vitals::roundText(row.round);
    default:
        return {};
    }
}

QVariant CsvPreviewModel::data(const QModelIndex& index, int role) const
{
    const CsvCheck::Row& row = m_rows[static_cast<size_t>(index.row())];
    const Theme& theme = Theme::instance();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(row, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == Line ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ForegroundRole:
        if (index.column() == Outcome && row.refused)
            return theme.color(Theme::Role::Danger);
        if (index.column() == Line || row.isEmpty)
            return theme.color(Theme::Role::Secondary);
        return {};
    default:
        return {};
    }
}

QVariant CsvPreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Line)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString names[] = {tr("Line"), tr("What comes in"), tr("Patient"), tr("Time")};
    return names[section];
}

} // namespace twinward::interop
