#include "csv_mapping_view_p.h"

#include "csv_words_p.h"
#include "vitals_panel/sign_words.h"
#include "workbench/tables.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"
#include "workbench/widgets.h"

#include <algorithm>
#include <QCheckBox>
#include <QComboBox>
#include <QCryptographicHash>
#include <QHBoxLayout>
#include <QLocale>
#include <QTableView>
#include <QTableWidget>

namespace twinward::interop {

using workbench::Theme;
using workbench::Tone;
using Meaning = CsvColumn::Meaning;

namespace {

constexpr size_t rowsShown = 20;
constexpr int examplesShown = 3;

// The table shows what it holds, whatever hid it: what may hide stands in a cell's own widget.
QWidget* cellOf(QWidget* widget)
{
    auto* cell = new QWidget;
    auto* layout = new QHBoxLayout(cell);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(widget);
    return cell;
}

} // namespace

void CsvMappingView::setTable(const QString& file, std::shared_ptr<const CsvTable> table, CsvMapping proposal)
{
    m_file = file;
    m_table = std::move(table);
    m_mapping = std::move(proposal);
    m_isConfirmed.assign(m_mapping.columns.size(), false);
    m_recalled->hide();
    m_preview.clear();
    buildRows();
    showOrder();
    show();
    retranslate();
    recall();
    decided();
}

void CsvMappingView::clear()
{
    ++*m_generation;
    m_table.reset();
    m_rows.clear();
    m_columns->setRowCount(0);
    m_preview.clear();
    hide();
    emit changed();
}

QString CsvMappingView::memoryKey() const
{
    const QByteArray columns = m_table->header.join(QChar(u'\x1f')).toUtf8();
    return QStringLiteral("interop/csv/")
        + QString::fromLatin1(QCryptographicHash::hash(columns, QCryptographicHash::Sha256).toHex().left(32));
}

void CsvMappingView::recall()
{
    workbench::whenDone(m_session.getPrivate(memoryKey()), this,
        [this, table = m_table](const base::Result<QByteArray>& stored) {
            const bool untouched
                = std::none_of(m_isConfirmed.begin(), m_isConfirmed.end(), [](bool one) { return one; });
            if (table != m_table || !stored || stored->isEmpty() || !untouched)
                return;
            auto mapping = CsvMapping::fromJson(*stored);
            if (!mapping || mapping->columns.size() != m_mapping.columns.size())
                return;
            // Columns mean what they meant; how this file writes its dates it may show itself.
            if (m_mapping.dateOrderIsCertain)
                mapping->dateOrder = m_mapping.dateOrder;
            m_mapping = std::move(*mapping);
            m_isConfirmed.assign(m_mapping.columns.size(), true);
            buildRows();
            showOrder();
            m_recalled->show();
            retranslate();
            decided();
        });
}

void CsvMappingView::remember()
{
    if (const auto mapping = confirmed())
        m_session.putPrivate(memoryKey(), mapping->toJson());
}

void CsvMappingView::buildRows()
{
    m_rows.clear();
    m_columns->setRowCount(0);
    m_columns->setRowCount(static_cast<int>(m_mapping.columns.size()));
    for (int row = 0; row < m_columns->rowCount(); ++row)
        addRow(row);
    m_columns->resizeColumnToContents(Header);
    m_columns->setColumnWidth(Header, std::min(m_columns->columnWidth(Header), Theme::instance().px(200)));
}

void CsvMappingView::addRow(int row)
{
    const CsvColumn& column = m_mapping.columns[static_cast<size_t>(row)];
    Row made{new QComboBox, new QComboBox, new QCheckBox};
    for (size_t i = 0; i < CsvWords::choices().size(); ++i)
        made.meaning->addItem(QString());
    m_columns->setItem(row, Header, new QTableWidgetItem(column.header));
    m_columns->setItem(row, Examples, new QTableWidgetItem(examplesOf(row)));
    m_columns->item(row, Header)->setToolTip(column.header);
    m_columns->item(row, Examples)->setForeground(Theme::instance().color(Theme::Role::Secondary));
    m_columns->setCellWidget(row, MeaningColumn, made.meaning);
    m_columns->setCellWidget(row, UnitColumn, cellOf(made.unit));
    m_columns->setCellWidget(row, Confirmed, made.confirmed);
    m_columns->setRowHeight(row, Theme::instance().rowHeight() + Theme::instance().px(4));
    m_rows.push_back(made);
    made.meaning->setCurrentIndex(CsvWords::indexOf(column));
    fillUnits(row);
    made.confirmed->setChecked(m_isConfirmed[static_cast<size_t>(row)]);
    connect(made.meaning, &QComboBox::activated, this, [this, row] { takeMeaning(row); });
    connect(made.unit, &QComboBox::activated, this, [this, row] { takeUnit(row); });
    connect(made.confirmed, &QCheckBox::toggled, this, [this, row](bool on) { confirm(row, on); });
}

QString CsvMappingView::examplesOf(int column) const
{
    QStringList examples;
    for (const CsvTable::Row& row : m_table->rows) {
        const QString cell = row.cells.value(column);
        if (!cell.isEmpty() && !examples.contains(cell))
            examples << cell.left(40);
        if (examples.size() == examplesShown)
            break;
    }
    return examples.join(QStringLiteral("  ·  "));
}

void CsvMappingView::fillUnits(int row)
{
    const CsvColumn& column = m_mapping.columns[static_cast<size_t>(row)];
    QComboBox* unit = m_rows[static_cast<size_t>(row)].unit;
    const QStringList units
        = CsvWords::units(CsvWords::choices()[static_cast<size_t>(CsvWords::indexOf(column))]);
    unit->clear();
    for (const QString& ucum : units)
        unit->addItem(vitals::unitLabel(ucum), ucum);
    unit->setPlaceholderText(units.isEmpty() ? QString() : tr("Which?"));
    unit->setCurrentIndex(static_cast<int>(units.indexOf(column.unit)));
    unit->setVisible(!units.isEmpty());
    unit->setEnabled(units.size() > 1 || unit->currentIndex() < 0);
}

// Who changes what a column means has looked at it.
void CsvMappingView::takeMeaning(int row)
{
    const Row& widgets = m_rows[static_cast<size_t>(row)];
    const CsvWords::Choice& choice
        = CsvWords::choices()[static_cast<size_t>(widgets.meaning->currentIndex())];
    CsvColumn& column = m_mapping.columns[static_cast<size_t>(row)];
    const QStringList units = CsvWords::units(choice);
    column.meaning = choice.meaning;
    column.sign = choice.sign;
    if (!units.contains(column.unit))
        column.unit = units.size() == 1 ? units.front() : QString();
    fillUnits(row);
    widgets.confirmed->setChecked(units.isEmpty() || !column.unit.isEmpty());
    decided();
}

void CsvMappingView::takeUnit(int row)
{
    const Row& widgets = m_rows[static_cast<size_t>(row)];
    m_mapping.columns[static_cast<size_t>(row)].unit = widgets.unit->currentData().toString();
    widgets.confirmed->setChecked(true);
    decided();
}

void CsvMappingView::confirm(int row, bool isConfirmed)
{
    m_isConfirmed[static_cast<size_t>(row)] = isConfirmed;
    retranslate();
    emit changed();
}

void CsvMappingView::showOrder()
{
    const bool hasDates
        = std::any_of(m_mapping.columns.begin(), m_mapping.columns.end(), [](const CsvColumn& column) {
              return column.meaning == Meaning::Time || column.meaning == Meaning::Date;
          });
    m_order->setVisible(hasDates);
    m_orderLabel->setVisible(hasDates);
    m_order->setCurrentIndex(m_mapping.dateOrderIsCertain ? static_cast<int>(m_mapping.dateOrder) : -1);
}

void CsvMappingView::takeOrder()
{
    m_mapping.dateOrder = static_cast<CsvMapping::DateOrder>(m_order->currentData().toInt());
    m_mapping.dateOrderIsCertain = true;
    decided();
}

void CsvMappingView::decided()
{
    showOrder();
    ++*m_generation;
    m_soon.start();
    emit changed();
}

std::optional<CsvMapping> CsvMappingView::confirmed() const
{
    const bool all = std::all_of(m_isConfirmed.begin(), m_isConfirmed.end(), [](bool one) { return one; });
    if (m_table == nullptr || !all || !m_mapping.missing().empty())
        return std::nullopt;
    return m_mapping;
}

QString CsvMappingView::whatIsMissing() const
{
    if (m_table == nullptr)
        return {};
    if (const auto gaps = m_mapping.missing(); !gaps.empty())
        return CsvWords::missing(gaps.front());
    const auto open = std::count(m_isConfirmed.begin(), m_isConfirmed.end(), false);
    return open == 0 ? QString() : tr("%n column(s) still to be confirmed.", nullptr, static_cast<int>(open));
}

// Reads the whole file, on a thread of its own.
void CsvMappingView::check()
{
    if (m_table == nullptr)
        return;
    const quint64 mine = ++*m_generation;
    if (!m_mapping.missing().empty()) {
        m_preview.clear();
        m_previewTable->hide();
        workbench::setTone(m_previewTitle, Tone::Plain);
        m_previewTitle->setText(tr("What would come in is shown here as soon as the columns are known."));
        return;
    }
    const auto work = [file = m_file, table = m_table, mapping = m_mapping, generation = m_generation, mine](
                          const ledger::Vault& vault) {
        return checkCsvVitals(vault, file, *table, mapping, rowsShown,
            [&](const ledger::Progress&) { return *generation == mine; });
    };
    workbench::whenDone(m_session.runBeside(work), this, [this, mine](const base::Result<CsvCheck>& check) {
        if (*m_generation == mine)
            showCheck(check);
    });
}

void CsvMappingView::showCheck(const base::Result<CsvCheck>& check)
{
    if (!check) {
        workbench::setTone(m_previewTitle, Tone::Danger);
        m_previewTitle->setText(check.error().what);
        return;
    }
    const QLocale locale;
    workbench::setTone(m_previewTitle, check->refused == 0 ? Tone::Plain : Tone::Caution);
    m_previewTitle->setText(check->refused == 0
            ? tr("All %1 rows can come in. The first of them:").arg(locale.toString(check->rows))
            : tr("%1 of %2 rows will be refused. The first rows:")
                  .arg(locale.toString(check->refused), locale.toString(check->rows)));
    m_preview.set(check->first, m_session.patients());
    m_previewTable->setVisible(m_preview.rowCount() > 0);
    workbench::fitColumns(m_previewTable, CsvPreviewModel::Outcome);
}

void CsvMappingView::focusFirst()
{
    const auto open = std::find(m_isConfirmed.begin(), m_isConfirmed.end(), false);
    if (open != m_isConfirmed.end())
        m_rows[static_cast<size_t>(open - m_isConfirmed.begin())].meaning->setFocus();
}

} // namespace twinward::interop
