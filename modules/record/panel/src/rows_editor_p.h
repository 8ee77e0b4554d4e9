#pragma once

// Several things of one kind in a form, such as identifiers or contacts: one line each, the last one always
// empty and waiting, so that nothing has to be added or removed by a button.

#include <functional>
#include <QStringList>
#include <QWidget>
#include <vector>

class QLineEdit;
class QVBoxLayout;

namespace twinward::record {

class RowsEditor : public QWidget
{
    Q_OBJECT

public:
    // What a row remembers beside its words, such as an identifier's system.
    struct Row
    {
        QStringList cells;
        QString tag;
    };
    // headings: the translated name of each cell. choices: what the first cell suggests; may be empty.
    using Texts = std::function<QStringList()>;
    RowsEditor(Texts headings, Texts choices, QWidget* parent);

    void setRows(const std::vector<Row>& rows);
    [[nodiscard]] std::vector<Row> rows() const; // those in which something stands besides the first cell
    [[nodiscard]] QList<QLineEdit*> lines() const;

signals:
    void changed();
    void lineAdded(QLineEdit* line);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Line
    {
        QList<QLineEdit*> cells;
        QString tag;
    };
    void addLine(const Row& row);
    void ensureEmptyLine();
    void retranslate();
    void suggest(QLineEdit* cell);

    Texts m_headings;
    Texts m_choices;
    std::vector<Line> m_lines;
    QVBoxLayout* m_layout;
};

} // namespace twinward::record
