#pragma once

// What an import refused: reason, place and file of each, to read, to copy and to save.

#include "interop/fhir_import.h"
#include "workbench/widgets.h"

#include <QAbstractTableModel>

class QPushButton;
class QTableView;

namespace twinward::interop {

class RefusalModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Reason, Place, File, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void set(std::vector<Refusal> refusals);
    [[nodiscard]] const std::vector<Refusal>& refusals() const { return m_refusals; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void retranslate() { emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1); }
    // Tab-separated, a line each, for the rows given.
    [[nodiscard]] QString text(const QList<int>& rows) const;
    [[nodiscard]] QString text() const; // of all, under the headings

private:
    std::vector<Refusal> m_refusals;
};

class RefusalList : public QWidget
{
    Q_OBJECT

public:
    explicit RefusalList(QWidget* parent = nullptr); // hidden until there is something
    // total: more than are listed where there are very many.
    void show(std::vector<Refusal> refusals, quint64 total);
    void clear();
    [[nodiscard]] const RefusalModel& model() const { return m_model; }
    // Writes the list off the GUI's thread.
    void saveTo(const QString& path);

signals:
    void saved(const QString& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    void copy();
    void askWhere();
    void retranslate();

    RefusalModel m_model;
    quint64 m_total = 0;
    QLabel* m_title;
    QTableView* m_table;
    QPushButton* m_copy;
    QPushButton* m_save;
    QLabel* m_saved;
    workbench::FailureBar* m_failure;
    QAction* m_copyAction;
};

} // namespace twinward::interop
