#include "record_panel/patient_chooser.h"

#include "workbench/format.h"
#include "workbench/tables.h"
#include "workbench/theme.h"

#include <QEvent>
#include <QTableView>
#include <QVBoxLayout>

namespace twinward::record {

using workbench::Theme;

namespace {

enum Column { Name, Born, SexColumn, Numbers, ColumnCount };
constexpr size_t listedAtMost = 100;

QString numbersOf(const PatientDetails& details)
{
    QStringList numbers;
    for (const Identifier& identifier : details.identifiers)
        numbers << identifier.value;
    return numbers.join(QStringLiteral(", "));
}

} // namespace

PatientChooser::PatientChooser(workbench::Session& session, QWidget* parent)
    : QWidget(parent)
    , m_index(session.patients())
    , m_model(ColumnCount, -1)
    , m_search(new workbench::SearchField)
    , m_table(workbench::makeTable(&m_model))
    , m_nobody(new QLabel)
{
    m_search->setObjectName(QStringLiteral("chooserSearch"));
    m_table->setObjectName(QStringLiteral("chooserCandidates"));
    m_search->setTarget(m_table);
    m_nobody->setWordWrap(true);
    workbench::setTone(m_nobody, workbench::Tone::Secondary);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::instance().px(8));
    layout->addWidget(m_search);
    layout->addWidget(m_nobody);
    layout->addWidget(m_table, 1);
    connect(m_search, &workbench::SearchField::searchChanged, this, &PatientChooser::search);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &PatientChooser::chosenChanged);
    connect(m_table, &QTableView::activated, this, &PatientChooser::accepted);
    retranslate();
}

void PatientChooser::setCandidates(std::vector<PatientId> candidates)
{
    m_candidates = std::move(candidates);
    search(m_search->text().trimmed());
}

void PatientChooser::focusFirst()
{
    m_search->setFocus();
}

void PatientChooser::search(const QString& text)
{
    m_listed.clear();
    if (text.isEmpty()) {
        m_listed = m_candidates;
        std::erase_if(m_listed, [this](PatientId id) { return m_index->find(id) == nullptr; });
    } else {
        for (const PatientRow* row : m_index->search(text, listedAtMost))
            m_listed.push_back(row->id);
    }
    std::vector<workbench::RowsModel::Row> rows;
    for (const PatientId id : m_listed) {
        const PatientDetails& details = m_index->find(id)->details;
        rows.push_back({{workbench::formatName(details), workbench::formatDate(details.birthDate),
            workbench::formatSex(details.sex), numbersOf(details)}});
    }
    m_nobody->setText(text.isEmpty() ? tr("Nobody here resembles them. Search for the patient.")
                                     : tr("No patient matches what you typed."));
    m_nobody->setVisible(rows.empty());
    m_model.set(std::move(rows));
    workbench::fitColumns(m_table, Name);
    emit chosenChanged();
}

PatientId PatientChooser::chosen() const
{
    const int row = m_table->currentIndex().row();
    return row < 0 || row >= static_cast<int>(m_listed.size()) ? PatientId()
                                                               : m_listed[static_cast<size_t>(row)];
}

const PatientRow* PatientChooser::chosenRow() const
{
    return m_index->find(chosen());
}

void PatientChooser::retranslate()
{
    m_search->setAccessibleName(tr("Find the patient"));
    m_search->setPlaceholderText(tr("Name, identifier, birth date or phone"));
    m_model.setHeadings({tr("Name"), tr("Born"), tr("Sex"), tr("Numbers")});
    m_table->setAccessibleName(tr("Patients it may be"));
    search(m_search->text().trimmed());
}

void PatientChooser::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::record
