#pragma once

// What each column of a table means: guessed, shown with examples, and confirmed by a person one column after
// the other, while the first rows show what would come in and what would be refused.

#include "csv_preview_model_p.h"

#include <atomic>
#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QTableView;
class QTableWidget;

namespace twinward::interop {

class CsvMappingView : public QWidget
{
    Q_OBJECT

public:
    explicit CsvMappingView(workbench::Session& session, QWidget* parent = nullptr);
    ~CsvMappingView() override;

    // Another table and what its columns seem to mean. What this user confirmed for the same columns before
    // is confirmed again.
    void setTable(const QString& file, std::shared_ptr<const CsvTable> table, CsvMapping proposal);
    void clear();
    [[nodiscard]] bool isActive() const { return m_table != nullptr; }
    // None until every column was confirmed and nothing is missing.
    [[nodiscard]] std::optional<CsvMapping> confirmed() const;
    [[nodiscard]] QString whatIsMissing() const; // translated; empty where nothing is
    void remember(); // the confirmed mapping, for the next file with these columns
    void focusFirst();

signals:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Column { Header, Examples, MeaningColumn, UnitColumn, Confirmed, ColumnCount };
    static constexpr CsvMapping::DateOrder orders[] = {CsvMapping::DateOrder::YearMonthDay,
        CsvMapping::DateOrder::DayMonthYear, CsvMapping::DateOrder::MonthDayYear};
    struct Row // of a column's decision
    {
        QComboBox* meaning = nullptr;
        QComboBox* unit = nullptr;
        QCheckBox* confirmed = nullptr;
    };

    void layOut();
    void buildRows();
    void addRow(int row);
    void recall();
    void takeMeaning(int row);
    void takeUnit(int row);
    void fillUnits(int row);
    void confirm(int row, bool isConfirmed);
    void takeOrder();
    void showOrder();
    void decided();
    void check();
    void showCheck(const base::Result<CsvCheck>& check);
    void retranslate();
    [[nodiscard]] QString examplesOf(int column) const;
    [[nodiscard]] QString memoryKey() const;

    workbench::Session& m_session;
    QString m_file;
    std::shared_ptr<const CsvTable> m_table;
    CsvMapping m_mapping;
    std::vector<bool> m_isConfirmed;
    std::vector<Row> m_rows;
    std::shared_ptr<std::atomic<quint64>> m_generation; // a check of an older one stops
    CsvPreviewModel m_preview;
    QTimer m_soon;
    QLabel* m_title;
    QLabel* m_recalled;
    QTableWidget* m_columns;
    QLabel* m_orderLabel;
    QComboBox* m_order;
    QLabel* m_previewTitle;
    QTableView* m_previewTable;
};

} // namespace twinward::interop
