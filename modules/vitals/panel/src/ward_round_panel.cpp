#include "ward_round_panel_p.h"

#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace twinward::vitals {

using workbench::Theme;
using workbench::Tone;

namespace {

constexpr int clockMs = 30'000;

} // namespace

WardRoundPanel::WardRoundPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_workspace(workspace)
    , m_source(workspace.context)
    , m_list(workspace.session)
    , m_table(new QTableView)
    , m_form(new ChartingForm(workspace, QStringLiteral("ward-round")))
    , m_title(new QLabel)
    , m_counts(new QLabel)
    , m_status(new QLabel)
    , m_order(new QComboBox)
    , m_progress(new workbench::ProgressLine)
    , m_failure(new workbench::FailureBar)
    , m_empty(new workbench::EmptyState)
    , m_split(new QSplitter(Qt::Horizontal))
    , m_addOpen(new QAction(this))
    , m_removeCurrent(new QAction(this))
    , m_search(new QAction(this))
    , m_restart(new QAction(this))
{
    makeActions();
    layOut();
    connect(&m_list, &WardList::changed, this, &WardRoundPanel::takeList);
    connect(&m_list, &WardList::failed, this, [this](const base::Error& error) { m_failure->show(error); });
    connect(&m_list, &WardList::searching, this,
        [this](workbench::Job* job) { m_progress->follow(job, tr("Looking for patients with a bed")); });
    connect(&m_source, &VitalsSource::patientChanged, this, &WardRoundPanel::takePatient);
    connect(&m_source, &VitalsSource::changed, this, [this] {
        if (m_form->patient() == m_workspace.context.patient())
            m_form->setVitals(m_source.current());
    });
    connect(m_form, &ChartingForm::saved, this, &WardRoundPanel::wasSaved);
    connect(m_form, &ChartingForm::left, this, &WardRoundPanel::focusFirst);
    connect(m_order, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_model.setOrder(index == 0 ? WardModel::Order::ByBed : WardModel::Order::ByUrgency);
    });
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (m_model.rowCount() > 0)
            m_model.tick();
    });
    m_clock.start(clockMs);
    takePatient();
    retranslate();
    takeList();
}

void WardRoundPanel::makeActions()
{
    m_removeCurrent->setShortcut(QKeySequence(Qt::Key_Delete));
    m_removeCurrent->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(m_removeCurrent);
    connect(m_addOpen, &QAction::triggered, this, [this] { m_list.add(m_workspace.context.patient()); });
    connect(m_removeCurrent, &QAction::triggered, this,
        [this] { m_list.remove(m_model.patientAt(currentRow())); });
    connect(m_search, &QAction::triggered, &m_list, &WardList::search);
    connect(m_restart, &QAction::triggered, this, [this] {
        m_model.startRound();
        updateCounts();
    });
}

QList<QAction*> WardRoundPanel::commands() const
{
    return {m_addOpen, m_removeCurrent, m_search, m_restart};
}

QWidget* WardRoundPanel::makeList()
{
    const Theme& theme = Theme::instance();
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(theme.px(8), theme.px(8), 0, theme.px(8));
    column->setSpacing(theme.px(4));
    auto* head = new QHBoxLayout;
    m_title->setFont(theme.font(Theme::Type::Heading, QFont::DemiBold));
    head->addWidget(m_title, 1);
    head->addWidget(m_order);
    column->addLayout(head);
    workbench::setTone(m_counts, Tone::Secondary);
    column->addWidget(m_counts);
    column->addWidget(m_progress);
    column->addWidget(m_failure);
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new WardDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(WardModel::Name, QHeaderView::Stretch);
    m_table->setObjectName(QStringLiteral("ward"));
    m_table->installEventFilter(this);
    connect(m_table, &QTableView::doubleClicked, this,
        [this](const QModelIndex& index) { openRow(index.row()); });
    column->addWidget(m_table, 1);
    column->addWidget(m_empty, 1);
    m_status->setObjectName(QStringLiteral("roundStatus"));
    m_status->setWordWrap(true);
    column->addWidget(m_status);
    return side;
}

void WardRoundPanel::layOut()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(makeList());
    m_split->addWidget(m_form);
    m_split->setStretchFactor(0, 2);
    m_split->setStretchFactor(1, 3);
    m_split->setSizes({Theme::instance().px(680), Theme::instance().px(780)});
    column->addWidget(m_split);
    m_order->addItems({QString(), QString()});
}

int WardRoundPanel::currentRow() const
{
    return m_table->currentIndex().row();
}

void WardRoundPanel::focusFirst()
{
    m_table->setFocus(Qt::OtherFocusReason);
    if (!m_table->currentIndex().isValid() && m_model.rowCount() > 0)
        m_table->selectRow(std::max(0, m_model.nextToDo(-1)));
}

bool WardRoundPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && currentRow() >= 0) {
            openRow(currentRow());
            return true;
        }
    }
    return Panel::eventFilter(watched, event);
}

void WardRoundPanel::takeList()
{
    const record::PatientId current = m_model.patientAt(currentRow());
    m_model.setPatients(m_list.patients());
    const int row = m_model.rowOf(current.isNull() ? m_charting : current);
    if (row >= 0)
        m_table->selectRow(row);
    else if (m_table->hasFocus())
        focusFirst();
    const bool isEmpty = m_model.rowCount() == 0;
    m_table->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    updateCounts();
}

// The form here is for patients of the round alone; somebody opened elsewhere is not charted by mistake.
void WardRoundPanel::takePatient()
{
    const record::PatientId patient = m_workspace.context.patient();
    const bool isOurs = !patient.isNull() && patient == m_charting;
    m_form->setPatient(isOurs ? patient : record::PatientId());
    m_form->setVisible(isOurs);
    m_addOpen->setEnabled(!patient.isNull());
}

void WardRoundPanel::openRow(int row)
{
    const record::PatientId patient = m_model.patientAt(row);
    if (patient.isNull())
        return;
    m_table->selectRow(row);
    m_charting = patient;
    if (m_workspace.context.patient() == patient) {
        takePatient();
        m_form->setVitals(m_source.current());
    } else {
        m_workspace.context.open(patient);
    }
    m_form->focusFirst();
}

void WardRoundPanel::wasSaved(record::PatientId patient)
{
    m_model.setDone(patient);
    const int row = m_model.rowOf(patient);
    const int next = m_model.nextToDo(row);
    updateCounts();
    const QString name = m_model.data(m_model.index(row, WardModel::Name), Qt::DisplayRole).toString();
    if (next >= 0) {
        m_status->setText(tr("Saved on this computer: %1. Now the next patient.").arg(name));
        workbench::setTone(m_status, Tone::Good);
        openRow(next);
        return;
    }
    m_status->setText(tr("The round is complete: %1 charted.").arg(m_model.doneCount()));
    workbench::setTone(m_status, Tone::Good);
    focusFirst();
}

void WardRoundPanel::updateCounts()
{
    m_title->setText(tr("Ward round"));
    m_counts->setText(m_model.rowCount() == 0 ? QString()
                                              : tr("%1 of %2 charted · %3 due", "counts of patients")
                                                    .arg(m_model.doneCount())
                                                    .arg(m_model.rowCount())
                                                    .arg(m_model.dueCount()));
}

void WardRoundPanel::retranslate()
{
    setAccessibleName(tr("Ward round"));
    m_table->setAccessibleName(tr("Patients of the ward round"));
    m_order->setItemText(0, tr("By bed"));
    m_order->setItemText(1, tr("By urgency"));
    m_order->setAccessibleName(tr("Order"));
    m_addOpen->setText(tr("Add the open patient to the round"));
    m_removeCurrent->setText(tr("Take this patient off the round"));
    m_search->setText(tr("Look for patients with a bed"));
    m_restart->setText(tr("Begin a new round"));
    m_empty->setText(tr("Nobody has a bed. Open an inpatient visit with a ward and bed, or add the open "
                        "patient to the round."));
    m_empty->setAction(m_addOpen);
    updateCounts();
}

void WardRoundPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        m_model.setPatients(m_list.patients());
    }
}

} // namespace twinward::vitals
