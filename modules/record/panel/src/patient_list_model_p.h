#pragma once

// The patients of a search as rows of a table. Holds the index it points into, so that a newer one can be
// announced at any time.

#include "workbench/session.h"

#include <QAbstractTableModel>

namespace twinward::record {

class LastSeenList;

class PatientListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, SexColumn, Age, BirthDate, LastSeen, IdentifierColumn, Phone, ColumnCount };

    // lastSeen: null where that column is not shown.
    explicit PatientListModel(const LastSeenList* lastSeen = nullptr, QObject* parent = nullptr);

    void show(workbench::PatientIndexPtr index, std::vector<const PatientRow*> rows);
    [[nodiscard]] PatientId patientAt(int row) const; // none past the end
    [[nodiscard]] int rowOf(PatientId patient) const; // -1 where it is not listed
    void retranslate();
    void showLastSeen(); // some are others now

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const PatientRow& row, int column) const;
    [[nodiscard]] QString spoken(const PatientRow& row) const;

    const LastSeenList* m_lastSeen;
    workbench::PatientIndexPtr m_index;
    std::vector<const PatientRow*> m_rows;
};

} // namespace twinward::record
