#include "patient_list_panel_p.h"

#include "fitting_table_p.h"
#include "merge_dialog_p.h"
#include "workbench/flow_layout.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <QAction>
#include <QButtonGroup>
#include <QCheckBox>
#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace twinward::record {

using workbench::Theme;

namespace {

constexpr int settledMs = 1500; // a search is logged once the typing has stopped, not at each letter

} // namespace

PatientListPanel::PatientListPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_session(workspace.session)
    , m_context(workspace.context)
    , m_recent(workspace.session, workspace.context, this)
    , m_lastSeen(workspace.session, this)
    , m_model(&m_lastSeen, this)
{
    setObjectName(QStringLiteral("patientList"));
    build();
    m_searchSettled.setSingleShot(true);
    m_searchSettled.setInterval(settledMs);
    connect(&m_searchSettled, &QTimer::timeout, this, &PatientListPanel::logSearch);
    connect(&m_session, &workbench::Session::patientsChanged, this, &PatientListPanel::refresh);
    connect(&m_lastSeen, &LastSeenList::changed, this, [this] {
        if (m_bySeen->isChecked())
            refresh();
        else
            m_model.showLastSeen();
    });
    connect(&m_context, &workbench::PatientContext::loadFailed, m_failure,
        [this](const base::Error& error) { m_failure->show(error); });
    connect(&m_context, &workbench::PatientContext::chartChanged, m_failure, &workbench::FailureBar::clear);
    connect(&m_recent, &RecentPatients::changed, this, [this] {
        if (!m_listChosen && !m_recent.patients().empty())
            m_listed = Listed::Recent;
        m_recentButton->setChecked(m_listed == Listed::Recent);
        if (m_listed == Listed::Recent && m_field->text().isEmpty())
            refresh();
    });
    retranslate();
    refresh();
}

void PatientListPanel::build()
{
    m_openAction = new QAction(this);
    connect(m_openAction, &QAction::triggered, this, &PatientListPanel::openCurrent);

    m_field = new workbench::SearchField(this);
    m_field->setObjectName(QStringLiteral("patientSearch"));
    connect(m_field, &workbench::SearchField::searchChanged, this, [this] {
        m_searchSettled.start();
        refresh();
    });

    m_recentButton = new QToolButton(this);
    m_allButton = new QToolButton(this);
    auto* group = new QButtonGroup(this);
    for (QToolButton* button : {m_recentButton, m_allButton}) {
        button->setProperty("house", QStringLiteral("button"));
        button->setFocusPolicy(Qt::StrongFocus);
        button->setCheckable(true);
        group->addButton(button);
    }
    m_allButton->setChecked(true);
    m_bySeen = new QCheckBox(this);
    m_bySeen->setObjectName(QStringLiteral("bySeen"));
    connect(m_bySeen, &QCheckBox::toggled, this, &PatientListPanel::refresh);
    connect(group, &QButtonGroup::buttonClicked, this, [this](QAbstractButton* button) {
        m_listChosen = true;
        m_listed = button == m_recentButton ? Listed::Recent : Listed::All;
        refresh();
    });
    m_count = new QLabel(this);
    workbench::setTone(m_count, workbench::Tone::Secondary);

    buildTable();
    m_field->setTarget(m_table);
    m_empty = new workbench::EmptyState(this);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_table);
    m_pages->addWidget(m_empty);
    m_failure = new workbench::FailureBar(this);
    m_came = new CameByLetterBar(m_session, this);
    connect(m_came, &CameByLetterBar::compared, this, [this](PatientId here, PatientId came) {
        m_context.open(here);
        MergeDialog::merge(m_session, here, this, came);
    });

    auto* choice = new workbench::FlowLayout(Theme::instance().px(8));
    choice->addWidget(m_recentButton);
    choice->addWidget(m_allButton);
    choice->addWidget(m_bySeen);
    choice->addWidget(m_count);
    auto* layout = new QVBoxLayout(this);
    const int margin = Theme::instance().px(8);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(margin);
    layout->addWidget(m_field);
    layout->addLayout(choice);
    layout->addWidget(m_failure);
    layout->addWidget(m_came);
    layout->addWidget(m_pages, 1);
    setFocusProxy(m_field);
}

void PatientListPanel::buildTable()
{
    m_table = new FittingTable(this);
    m_table->setObjectName(QStringLiteral("patients"));
    m_table->setModel(&m_model);
    m_table->setColumns(PatientListModel::Name,
        {PatientListModel::Phone, PatientListModel::IdentifierColumn, PatientListModel::SexColumn,
            PatientListModel::LastSeen});
    m_table->horizontalHeader()->setSectionsClickable(true);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int column) {
        if (column == PatientListModel::LastSeen || column == PatientListModel::Name)
            m_bySeen->setChecked(column == PatientListModel::LastSeen);
    });
    m_table->installEventFilter(this);
    connect(m_table, &QTableView::doubleClicked, this, &PatientListPanel::openCurrent);
}

void PatientListPanel::focusFirst()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

std::vector<const PatientRow*> PatientListPanel::rowsToShow() const
{
    const workbench::PatientIndexPtr index = m_session.patients();
    const QString text = m_field->text().trimmed();
    if (!text.isEmpty() || m_listed == Listed::All)
        return index->search(text);
    std::vector<const PatientRow*> rows;
    for (const PatientId& id : m_recent.patients()) {
        const PatientRow* row = index->find(index->resolve(id));
        if (row != nullptr && std::find(rows.begin(), rows.end(), row) == rows.end())
            rows.push_back(row);
    }
    return rows;
}

// Who was seen last comes first; who never was, or is not known to have been, keeps the order of names.
void PatientListPanel::sortBySeen(std::vector<const PatientRow*>& rows) const
{
    std::vector<std::pair<qint64, const PatientRow*>> seen;
    seen.reserve(rows.size());
    for (const PatientRow* row : rows) {
        const base::Moment last = m_lastSeen.of(row->id);
        seen.emplace_back(last.isNull() ? std::numeric_limits<qint64>::min() : last.utcMs(), row);
    }
    std::stable_sort(
        seen.begin(), seen.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::transform(seen.begin(), seen.end(), rows.begin(), [](const auto& each) { return each.second; });
}

void PatientListPanel::refresh()
{
    const PatientId before = m_model.patientAt(m_table->currentIndex().row());
    const bool searching = !m_field->text().trimmed().isEmpty();
    std::vector<const PatientRow*> rows = rowsToShow();
    if (m_bySeen->isChecked())
        sortBySeen(rows);
    const size_t listed = rows.size();
    m_model.show(m_session.patients(), std::move(rows));
    // While somebody types, the best match is the current one; otherwise the list must not jump under the
    // hand.
    const int kept = searching && m_field->hasFocus() ? 0 : std::max(0, m_model.rowOf(before));
    if (listed > 0)
        m_table->setCurrentIndex(m_model.index(kept, PatientListModel::Name));
    m_pages->setCurrentWidget(listed > 0 ? static_cast<QWidget*>(m_table) : m_empty);
    m_openAction->setEnabled(listed > 0);
    showCounts(listed);
}

void PatientListPanel::showCounts(size_t listed)
{
    const QLocale locale;
    const size_t all = m_session.patients()->size();
    m_count->setText(listed == all ? tr("%n patient(s)", nullptr, static_cast<int>(all))
                                   : tr("%1 of %2", "patients listed, patients in all")
                                         .arg(locale.toString(static_cast<qulonglong>(listed)),
                                             locale.toString(static_cast<qulonglong>(all))));
    if (all == 0)
        m_empty->setText(tr(
            "Nobody is registered yet. Register the first patient with Ctrl+N, or import existing records."));
    else if (!m_field->text().trimmed().isEmpty())
        m_empty->setText(tr("Nobody matches «%1». Check the spelling or search by birth date or identifier; "
                            "register a new patient with Ctrl+N.")
                             .arg(m_field->text().trimmed()));
    else
        m_empty->setText(tr("You have not opened anybody yet."));
}

void PatientListPanel::openCurrent()
{
    const PatientId patient = m_model.patientAt(m_table->currentIndex().row());
    if (patient.isNull())
        return;
    logSearch();
    m_context.open(patient);
}

// Who looked for whom is part of the record of accesses, whether or not somebody was found.
void PatientListPanel::logSearch()
{
    m_searchSettled.stop();
    const QString text = m_field->text().trimmed();
    if (text.isEmpty() || text == m_loggedSearch)
        return;
    m_loggedSearch = text;
    workbench::whenDone(m_session.run([text](ledger::Vault& vault) {
        return vault.logAccess({{AccessLogged::Action::Search, {}, text, QStringLiteral("TREAT")}});
    }),
        this, [this](const base::Status& logged) {
            if (!logged)
                m_failure->show(logged.error());
        });
}

bool PatientListPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            openCurrent();
            return true;
        }
        const bool leavesTop = key->key() == Qt::Key_Up && m_table->currentIndex().row() <= 0;
        if (m_table->hasFocus() && (key->key() == Qt::Key_Escape || leavesTop)) {
            focusFirst();
            return true;
        }
    }
    return Panel::eventFilter(watched, event);
}

void PatientListPanel::retranslate()
{
    m_openAction->setText(tr("Open the selected patient"));
    m_field->setPlaceholderText(tr("Name, identifier, birth date or phone"));
    m_field->setAccessibleName(tr("Find a patient"));
    m_recentButton->setText(tr("&Opened last"));
    m_allButton->setText(tr("&All patients"));
    m_bySeen->setText(tr("&Last seen first"));
    m_table->setAccessibleName(tr("Patients"));
    m_model.retranslate();
    showCounts(static_cast<size_t>(m_model.rowCount()));
}

void PatientListPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Panel::changeEvent(event);
}

} // namespace twinward::record
