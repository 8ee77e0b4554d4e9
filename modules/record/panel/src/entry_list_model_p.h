#pragma once

// The entries of one kind as rows: what stands first, newest first, then what is past, taken back or not
// authorised. The last column says the state in words.

#include "entry_kind_p.h"

#include <QAbstractTableModel>

namespace twinward::record {

class EntryListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Listed { Current, All };

    EntryListModel(const EntryKind& kind, const workbench::Session& session, QObject* parent);

    void show(workbench::ChartPtr chart, Listed listed); // a null chart empties it
    [[nodiscard]] const Entry* at(int row) const; // null past the end
    [[nodiscard]] int rowOf(EventId anyVersion) const; // -1 where it is not listed
    [[nodiscard]] int hidden() const { return m_hidden; } // past ones that are not listed
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] bool stands(const Entry& entry) const;
    [[nodiscard]] bool isHidden(const Entry& entry) const;
    [[nodiscard]] QString stateText(const Entry& entry) const;
    [[nodiscard]] QVariant colour(const Entry& entry, int column) const;

    const EntryKind& m_kind;
    const workbench::Session& m_session;
    workbench::ChartPtr m_chart;
    std::vector<const Entry*> m_rows;
    QStringList m_columns;
    int m_hidden = 0;
};

} // namespace twinward::record
