#include "rows_editor_p.h"

#include "workbench/theme.h"

#include <QCompleter>
#include <QEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace twinward::record {

namespace {

void retire(QWidget* line)
{
    line->hide(); // it goes when the event that may have come from it has ended
    line->deleteLater();
}

} // namespace

RowsEditor::RowsEditor(Texts headings, Texts choices, QWidget* parent)
    : QWidget(parent)
    , m_headings(std::move(headings))
    , m_choices(std::move(choices))
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(workbench::Theme::instance().px(4));
    ensureEmptyLine();
}

void RowsEditor::setRows(const std::vector<Row>& rows)
{
    for (const Line& line : m_lines) {
        if (!line.cells.isEmpty())
            retire(line.cells.front()->parentWidget());
    }
    m_lines.clear();
    for (const Row& row : rows)
        addLine(row);
    ensureEmptyLine();
}

void RowsEditor::addLine(const Row& row)
{
    auto* widget = new QWidget(this);
    auto* layout = new QHBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(workbench::Theme::instance().px(8));
    Line line{{}, row.tag};
    const qsizetype count = m_headings().size();
    for (qsizetype i = 0; i < count; ++i) {
        auto* cell = new QLineEdit(row.cells.value(i), widget);
        // A line that comes later still comes right after the one before it.
        if (QLineEdit* before = i > 0 ? line.cells.back()
                : m_lines.empty()     ? nullptr
                                      : m_lines.back().cells.back())
            setTabOrder(before, cell);
        line.cells << cell;
        layout->addWidget(cell, 1);
        connect(cell, &QLineEdit::textChanged, this, [this] {
            ensureEmptyLine();
            emit changed();
        });
        emit lineAdded(cell);
    }
    if (!line.cells.isEmpty()) {
        suggest(line.cells.front());
        if (m_lines.empty())
            setFocusProxy(line.cells.front());
    }
    m_lines.push_back(std::move(line));
    m_layout->addWidget(widget);
    retranslate();
}

void RowsEditor::ensureEmptyLine()
{
    const bool waiting = !m_lines.empty()
        && std::all_of(m_lines.back().cells.begin(), m_lines.back().cells.end(),
            [](const QLineEdit* cell) { return cell->text().trimmed().isEmpty(); });
    if (!waiting)
        addLine({});
}

std::vector<RowsEditor::Row> RowsEditor::rows() const
{
    std::vector<Row> rows;
    for (const Line& line : m_lines) {
        Row row{{}, line.tag};
        bool says = false;
        for (const QLineEdit* cell : line.cells) {
            row.cells << cell->text().trimmed();
            says = says || (!row.cells.back().isEmpty() && (row.cells.size() > 1 || m_choices().isEmpty()));
        }
        if (says)
            rows.push_back(std::move(row));
    }
    return rows;
}

QList<QLineEdit*> RowsEditor::lines() const
{
    QList<QLineEdit*> cells;
    for (const Line& line : m_lines)
        cells << line.cells;
    return cells;
}

void RowsEditor::suggest(QLineEdit* cell)
{
    const QStringList choices = m_choices();
    if (choices.isEmpty())
        return;
    auto* completer = new QCompleter(choices, cell);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    cell->setCompleter(completer);
}

void RowsEditor::retranslate()
{
    const QStringList headings = m_headings();
    for (const Line& line : m_lines) {
        for (qsizetype i = 0; i < line.cells.size() && i < headings.size(); ++i) {
            line.cells[i]->setPlaceholderText(headings[i]);
            line.cells[i]->setAccessibleName(headings[i]);
        }
    }
}

void RowsEditor::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace twinward::record
