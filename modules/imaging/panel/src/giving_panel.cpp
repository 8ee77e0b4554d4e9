#include "giving_panel_p.h"

#include "study_words_p.h"
#include "workbench/tables.h"
#include "workbench/theme.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace twinward::imaging {

using workbench::Theme;
using workbench::Tone;

namespace {

constexpr std::array choices{Exported::Images, Exported::Findings, Exported::Both};

} // namespace

GivingPanel::GivingPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_context(workspace.context)
    , m_model(3, -1)
    , m_action(new QAction(this))
    , m_title(new QLabel)
    , m_explanation(new QLabel)
    , m_note(new QLabel)
    , m_table(workbench::makeTable(&m_model))
    , m_what(new QComboBox)
    , m_nameless(new QCheckBox)
    , m_folder(new QLineEdit)
    , m_pick(new QPushButton)
    , m_give(new QPushButton)
    , m_progress(new workbench::ProgressLine)
    , m_failure(new workbench::FailureBar)
    , m_result(new QLabel)
    , m_transfer(new workbench::Transfer(workspace.session, m_progress, this))
{
    layOut();
    connect(m_pick, &QPushButton::clicked, this, [this] {
        workbench::pickPaths(this, workbench::Pick::Folder, {},
            [this](const QStringList& paths) { m_folder->setText(paths.value(0)); });
    });
    connect(m_give, &QPushButton::clicked, m_action, &QAction::trigger);
    connect(m_action, &QAction::triggered, this, &GivingPanel::give);
    connect(m_folder, &QLineEdit::textChanged, this, &GivingPanel::judge);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &GivingPanel::judge);
    connect(m_transfer, &workbench::Transfer::busyChanged, this, &GivingPanel::judge);
    connect(&m_context, &workbench::PatientContext::patientChanged, this, [this] {
        m_failure->clear();
        m_result->hide();
        showStudies();
    });
    connect(&m_context, &workbench::PatientContext::chartChanged, this, &GivingPanel::showStudies);
    retranslate();
}

void GivingPanel::layOut()
{
    const Theme& theme = Theme::instance();
    m_table->setObjectName(QStringLiteral("givingStudies"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_what->setObjectName(QStringLiteral("givingWhat"));
    m_nameless->setObjectName(QStringLiteral("givingNameless"));
    m_folder->setObjectName(QStringLiteral("givingFolder"));
    m_give->setObjectName(QStringLiteral("give"));
    m_result->setObjectName(QStringLiteral("givingResult"));
    m_title->setProperty("rank", QStringLiteral("heading"));
    for (QLabel* label : {m_explanation, m_note, m_result})
        label->setWordWrap(true);
    workbench::setTone(m_explanation, Tone::Secondary);
    workbench::setTone(m_note, Tone::Secondary);
    m_result->hide();
    for (size_t i = 0; i < choices.size(); ++i)
        m_what->addItem({});
    auto* how = new QHBoxLayout;
    how->setSpacing(theme.px(8));
    how->addWidget(m_what);
    how->addWidget(m_nameless);
    how->addStretch();
    auto* where = new QHBoxLayout;
    where->setSpacing(theme.px(8));
    where->addWidget(m_folder, 1);
    where->addWidget(m_pick);
    where->addWidget(m_give);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8));
    layout->setSpacing(theme.px(8));
    layout->addWidget(m_title);
    layout->addWidget(m_explanation);
    layout->addWidget(m_note);
    layout->addWidget(m_table, 1);
    layout->addLayout(how);
    layout->addLayout(where);
    layout->addWidget(m_progress);
    layout->addWidget(m_failure);
    layout->addWidget(m_result);
    layout->addStretch();
}

void GivingPanel::focusFirst()
{
    m_table->isVisible() ? m_table->setFocus() : m_folder->setFocus();
}

// What was chosen stays chosen when something is added to the chart.
void GivingPanel::showStudies()
{
    QStringList chosen;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        chosen << m_studies[static_cast<size_t>(index.row())].uid;
    m_studies = m_context.chart() == nullptr ? std::vector<Study>() : studiesOf(*m_context.chart());
    m_note->setText(m_context.patient().isNull() ? tr("Open a patient to give their images out.")
                                                 : tr("This patient has no images."));
    m_note->setVisible(m_studies.empty());
    m_table->setVisible(!m_studies.empty());
    m_model.set(StudyWords::rows(m_studies));
    workbench::fitColumns(m_table, 1);
    for (size_t row = 0; row < m_studies.size(); ++row) {
        if (chosen.contains(m_studies[row].uid) || m_studies.size() == 1)
            m_table->selectionModel()->select(m_model.index(static_cast<int>(row), 0),
                QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    judge();
}

void GivingPanel::give()
{
    const QString folder = m_folder->text().trimmed();
    if (folder.isEmpty())
        return m_folder->setFocus();
    ExportRequest request;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        request.studies.push_back(m_studies[static_cast<size_t>(index.row())]);
    if (request.studies.empty() || m_transfer->isBusy())
        return;
    request.patient = m_context.patient();
    request.folder = folder;
    request.what = choices[static_cast<size_t>(std::max(0, m_what->currentIndex()))];
    request.identity = m_nameless->isChecked() ? Identity::Removed : Identity::Kept;
    m_failure->clear();
    m_result->hide();
    m_transfer->start(
        tr("Writing the images"),
        [request](ledger::Vault& vault, const ledger::ProgressFn& progress) {
            return exportStudies(vault, request, progress);
        },
        [this](const base::Result<ExportedStudies>& given) { show(given); });
}

void GivingPanel::show(const base::Result<ExportedStudies>& given)
{
    if (!given) {
        if (given.error().code != base::ErrorCode::Cancelled)
            m_failure->show(given.error(), tr("Files written before this are whole."));
        return;
    }
    QStringList lines;
    if (given->objects == 0)
        lines << tr("There was nothing to give out.");
    else
        lines << tr("%n file(s) written. Whoever has them can read them: they are not sealed.", nullptr,
            static_cast<int>(given->objects));
    if (given->findings > 0)
        lines << tr("%n of them hold(s) what was found here.", nullptr, static_cast<int>(given->findings));
    for (const RefusedObject& each : given->withheld)
        lines << tr("Withheld: %1: %2").arg(each.name, each.why);
    lines << given->warnings;
    const bool isPlain = given->objects > 0 && given->withheld.empty() && given->warnings.isEmpty();
    workbench::setTone(m_result, isPlain ? Tone::Good : Tone::Caution);
    constexpr qsizetype most = 12; // lines
    const qsizetype more = lines.size() - most;
    if (more > 0) {
        lines = lines.first(most);
        lines << tr("and %n more", nullptr, static_cast<int>(more));
    }
    m_result->setText(lines.join(u'\n'));
    m_result->show();
}

void GivingPanel::judge()
{
    const bool chosen = m_table->selectionModel()->hasSelection();
    m_give->setEnabled(chosen && !m_transfer->isBusy() && !m_folder->text().trimmed().isEmpty());
    m_give->setToolTip(chosen ? QString() : tr("Choose one or more studies first"));
    m_action->setEnabled(m_give->isEnabled());
}

void GivingPanel::retranslate()
{
    setAccessibleName(tr("Give images out"));
    m_action->setText(tr("Give the chosen studies out as DICOM"));
    m_title->setText(tr("Give images out as DICOM"));
    m_explanation->setText(
        tr("Images go out exactly as they came. Findings go out as reports (DICOM SR), key images and "
           "segmentations (DICOM SEG) that other programs read."));
    m_model.setHeadings({tr("Taken"), tr("Study"), tr("Images")});
    m_table->setAccessibleName(tr("Studies of the open patient"));
    const QStringList words{tr("Images"), tr("Findings"), tr("Images and findings")};
    for (int i = 0; i < static_cast<int>(words.size()); ++i)
        m_what->setItemText(i, words[i]);
    m_what->setAccessibleName(tr("What to give out"));
    m_nameless->setText(tr("Take out what tells whose they are"));
    m_nameless->setToolTip(
        tr("By DICOM's basic profile (PS3.15 E). What is written in the pictures themselves stays."));
    m_folder->setPlaceholderText(tr("Folder to write into"));
    m_folder->setAccessibleName(tr("Folder to write into"));
    m_pick->setText(tr("Folder…"));
    m_give->setText(tr("Give out"));
    showStudies();
}

void GivingPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::imaging
