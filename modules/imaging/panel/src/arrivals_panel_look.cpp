// What the panel of arriving images looks like: its parts, their places and their words.

#include "arrivals_panel_p.h"

#include "workbench/tables.h"
#include "workbench/theme.h"

#include <QAction>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace twinward::imaging {

using workbench::Theme;
using workbench::Tone;

namespace {

enum Column { Taken, What, Whose, Count, From, Outcome, Columns };
constexpr int refusedHeight = 160;

} // namespace

ArrivalsPanel::ArrivalsPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_session(workspace.session)
    , m_model(Columns, Outcome)
    , m_refusedModel(2, -1)
    , m_chooseFiles(new QAction(this))
    , m_chooseFolder(new QAction(this))
    , m_match(new QAction(this))
    , m_dismiss(new QAction(this))
    , m_title(new QLabel)
    , m_hint(new QLabel)
    , m_files(new QPushButton)
    , m_folder(new QPushButton)
    , m_progress(new workbench::ProgressLine)
    , m_failure(new workbench::FailureBar)
    , m_listTitle(new QLabel)
    , m_none(new QLabel)
    , m_table(workbench::makeTable(&m_model))
    , m_matchButton(new QPushButton)
    , m_dismissButton(new QPushButton)
    , m_refusedTitle(new QLabel)
    , m_refusedTable(workbench::makeTable(&m_refusedModel))
    , m_transfer(new workbench::Transfer(m_session, m_progress, this))
{
    setAcceptDrops(true);
    layOut();
    connectAll();
    retranslate();
    loadWaiting();
}

void ArrivalsPanel::layOut()
{
    const Theme& theme = Theme::instance();
    m_files->setObjectName(QStringLiteral("arrivalFiles"));
    m_folder->setObjectName(QStringLiteral("arrivalFolder"));
    m_table->setObjectName(QStringLiteral("arrivals"));
    m_refusedTable->setObjectName(QStringLiteral("arrivalsRefused"));
    m_matchButton->setObjectName(QStringLiteral("arrivalMatch"));
    m_dismissButton->setObjectName(QStringLiteral("arrivalDismiss"));
    for (QLabel* title : {m_title, m_listTitle, m_refusedTitle})
        title->setProperty("rank", QStringLiteral("heading"));
    for (QLabel* text : {m_hint, m_none}) {
        text->setWordWrap(true);
        workbench::setTone(text, Tone::Secondary);
    }
    workbench::setTone(m_refusedTitle, Tone::Caution);
    workbench::setKind(m_matchButton, workbench::ButtonKind::Primary);
    m_refusedTable->setMaximumHeight(theme.px(refusedHeight));
    auto* sources = new QHBoxLayout;
    sources->addWidget(m_hint, 1);
    sources->addWidget(m_files);
    sources->addWidget(m_folder);
    auto* actions = new QHBoxLayout;
    actions->addWidget(m_dismissButton);
    actions->addStretch();
    actions->addWidget(m_matchButton);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8));
    layout->setSpacing(theme.px(8));
    layout->addWidget(m_title);
    layout->addLayout(sources);
    layout->addWidget(m_progress);
    layout->addWidget(m_failure);
    layout->addSpacing(theme.px(4));
    layout->addWidget(m_listTitle);
    layout->addWidget(m_none);
    layout->addWidget(m_table, 1);
    layout->addLayout(actions);
    layout->addWidget(m_refusedTitle);
    layout->addWidget(m_refusedTable);
    layout->addStretch();
}

void ArrivalsPanel::retranslate()
{
    setAccessibleName(tr("Bring in images"));
    m_title->setText(tr("Bring in images"));
    m_hint->setText(
        tr("Drop a disc, a folder, a zip or single images here, or choose them. Images that a scanner or an "
           "archive sends appear below by themselves."));
    m_chooseFiles->setText(tr("Choose image files…"));
    m_chooseFolder->setText(tr("Choose a folder or disc of images…"));
    m_files->setText(tr("Files…"));
    m_folder->setText(tr("Folder or disc…"));
    m_listTitle->setText(tr("Studies to be filed"));
    m_none->setText(tr("Nothing waits to be filed."));
    m_match->setText(tr("Say whose images these are…"));
    m_matchButton->setText(tr("Say whose it is…"));
    m_dismiss->setText(tr("Don't file these images…"));
    m_dismissButton->setText(tr("Don't file…"));
    m_model.setHeadings({tr("Taken"), tr("Study"), tr("Patient as written in the images"), tr("Images"),
        tr("From"), tr("Filed")});
    m_table->setAccessibleName(tr("Studies to be filed"));
    m_refusedModel.setHeadings({tr("File"), tr("Why")});
    m_refusedTable->setAccessibleName(tr("Files that could not be read"));
    showArrivals();
    showRefused();
}

} // namespace twinward::imaging
