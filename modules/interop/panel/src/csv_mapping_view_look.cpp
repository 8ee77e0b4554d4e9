// How the mapping of a table's columns is laid out and what it says.

#include "csv_mapping_view_p.h"
#include "csv_words_p.h"
#include "workbench/tables.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileInfo>
#include <QHeaderView>
#include <QTableView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace twinward::interop {

using workbench::Theme;
using workbench::Tone;

namespace {
constexpr int checkAfterMs = 150;
} // namespace

CsvMappingView::CsvMappingView(workbench::Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_generation(std::make_shared<std::atomic<quint64>>(0))
    , m_title(new QLabel)
    , m_recalled(new QLabel)
    , m_columns(new QTableWidget(0, ColumnCount))
    , m_orderLabel(new QLabel)
    , m_order(new QComboBox)
    , m_previewTitle(new QLabel)
    , m_previewTable(workbench::makeTable(&m_preview))
{
    m_columns->setObjectName(QStringLiteral("csvColumns"));
    m_order->setObjectName(QStringLiteral("csvDateOrder"));
    m_previewTable->setObjectName(QStringLiteral("csvPreview"));
    m_previewTitle->setObjectName(QStringLiteral("csvVerdict"));
    for (const CsvMapping::DateOrder order : orders)
        m_order->addItem(QString(), static_cast<int>(order));
    layOut();
    m_soon.setSingleShot(true);
    m_soon.setInterval(checkAfterMs);
    connect(&m_soon, &QTimer::timeout, this, &CsvMappingView::check);
    connect(m_order, &QComboBox::activated, this, &CsvMappingView::takeOrder);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        for (size_t i = 0; i < m_rows.size(); ++i) {
            if (now != nullptr
                && (now == m_rows[i].meaning || now == m_rows[i].unit || now == m_rows[i].confirmed))
                m_columns->scrollTo(m_columns->model()->index(static_cast<int>(i), Header));
        }
    });
    hide();
    retranslate();
}

CsvMappingView::~CsvMappingView()
{
    ++*m_generation;
}

void CsvMappingView::layOut()
{
    const Theme& theme = Theme::instance();
    for (QLabel* title : {m_title, m_previewTitle})
        title->setProperty("rank", QStringLiteral("heading"));
    workbench::setTone(m_recalled, Tone::Secondary);
    m_recalled->setWordWrap(true);
    m_columns->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_columns->setSelectionMode(QAbstractItemView::NoSelection);
    m_columns->setFocusPolicy(Qt::NoFocus); // the choices in it take the keyboard
    m_columns->setShowGrid(false);
    m_columns->setTabKeyNavigation(false);
    m_columns->verticalHeader()->hide();
    m_columns->horizontalHeader()->setHighlightSections(false);
    m_columns->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_columns->horizontalHeader()->setSectionResizeMode(Examples, QHeaderView::Stretch);
    auto* order = new QHBoxLayout;
    order->addWidget(m_orderLabel);
    order->addWidget(m_order);
    order->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.px(4));
    layout->addWidget(m_title);
    layout->addWidget(m_recalled);
    layout->addWidget(m_columns, 3);
    layout->addLayout(order);
    layout->addSpacing(theme.px(4));
    layout->addWidget(m_previewTitle);
    layout->addWidget(m_previewTable, 2);
}

void CsvMappingView::retranslate()
{
    m_title->setText(tr("What the columns of %1 mean").arg(QFileInfo(m_file).fileName()));
    m_recalled->setText(
        tr("You have confirmed these columns before. Look at the rows below once more before you import."));
    m_columns->setHorizontalHeaderLabels(
        {tr("Column in the file"), tr("Examples"), tr("Means"), tr("Unit"), tr("Confirmed by you")});
    m_columns->setAccessibleName(tr("Columns of the file"));
    m_orderLabel->setText(tr("Dates are written"));
    m_order->setAccessibleName(tr("Order of dates"));
    m_order->setPlaceholderText(tr("Day or month first?"));
    for (int i = 0; i < m_order->count(); ++i)
        m_order->setItemText(i, CsvWords::order(orders[i]));
    m_previewTable->setAccessibleName(tr("First rows as they would come in"));
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        const QString header = m_mapping.columns[i].header;
        for (int choice = 0; choice < row.meaning->count(); ++choice)
            row.meaning->setItemText(
                choice, CsvWords::meaning(CsvWords::choices()[static_cast<size_t>(choice)]));
        row.meaning->setAccessibleName(tr("Meaning of %1").arg(header));
        row.unit->setAccessibleName(tr("Unit of %1").arg(header));
        row.confirmed->setText(m_isConfirmed[i] ? tr("Confirmed") : tr("Guessed"));
        row.confirmed->setAccessibleName(tr("Confirmed: %1").arg(header));
    }
    m_columns->setColumnWidth(MeaningColumn, Theme::instance().px(220));
    m_columns->setColumnWidth(UnitColumn, Theme::instance().px(112));
    m_columns->setColumnWidth(Confirmed, Theme::instance().px(136));
    m_preview.retranslate();
}

void CsvMappingView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::interop
