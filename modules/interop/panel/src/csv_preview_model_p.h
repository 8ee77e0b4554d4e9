#pragma once

// The first rows of a table as an import would take them, or why it would not.

#include "interop/csv_vitals.h"
#include "workbench/session.h"

#include <QAbstractTableModel>

namespace twinward::interop {

class CsvPreviewModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Line, Outcome, Patient, Time, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void set(std::vector<CsvCheck::Row> rows, workbench::PatientIndexPtr patients);
    void clear() { set({}, {}); }
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const CsvCheck::Row& row, int column) const;

    std::vector<CsvCheck::Row> m_rows;
    workbench::PatientIndexPtr m_patients;
};

} // namespace twinward::interop
