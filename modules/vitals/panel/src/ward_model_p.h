#pragma once

// The ward round as a table: bed, name, last NEWS2 and where it is heading, when the next set is due, done or
// not.

#include "vitals_panel/ward_list.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QStyledItemDelegate>

namespace twinward::vitals {

class WardModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Bed, Name, News2Total, Trend, LastSet, Due, ColumnCount };
    enum class Order { ByBed, ByUrgency };
    static constexpr int bandRole = Qt::UserRole + 1; // int of Band, for the delegate
    static constexpr int toneRole = Qt::UserRole + 2; // int of workbench::Tone

    using QAbstractTableModel::QAbstractTableModel;

    void setPatients(const std::vector<WardPatient>& patients);
    void setOrder(Order order);
    void setDone(record::PatientId patient);
    void startRound(); // nobody is done
    void tick() { emit dataChanged(index(0, LastSet), index(rowCount() - 1, Due)); }

    [[nodiscard]] record::PatientId patientAt(int row) const;
    [[nodiscard]] int rowOf(record::PatientId patient) const; // -1
    // The row after this one, round the end, whose patient is not done; -1 when all are.
    [[nodiscard]] int nextToDo(int row) const;
    [[nodiscard]] int doneCount() const;
    [[nodiscard]] int dueCount() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void arrange();
    [[nodiscard]] QString text(const WardPatient& patient, int column) const;
    [[nodiscard]] static QString trendText(const WardRow& row);
    [[nodiscard]] static QString dueText(const WardRow& row);

    std::vector<WardPatient> m_given; // by bed
    std::vector<WardPatient> m_patients;
    QSet<record::PatientId> m_done;
    Order m_order = Order::ByBed;
};

// Paints the score on its band's ground and due in its tone.
class WardDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace twinward::vitals
