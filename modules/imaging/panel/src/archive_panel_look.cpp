// What the picture archive's panel looks like: its pages, their places and their words.

#include "archive_panel_p.h"

#include "node_form_p.h"
#include "reception_page_p.h"
#include "workbench/tables.h"
#include "workbench/theme.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QPushButton>
#include <QTableView>
#include <QTabWidget>
#include <QVBoxLayout>

namespace twinward::imaging {

using workbench::Theme;
using workbench::Tone;

namespace {

// Modalities a clinic asks for; PS3.3 C.7.3.1.1.1. Empty: any.
constexpr std::array modalities{"", "CT", "MR", "CR", "DX", "US", "XA", "MG", "NM", "PT", "ECG"};
// How far back: days; -1 for any time.
constexpr std::array daysBack{-1, 0, 1, 7, 31, 366};

QVBoxLayout* pageLayout(QWidget* page)
{
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, Theme::instance().px(8), 0, 0);
    layout->setSpacing(Theme::instance().px(8));
    return layout;
}

} // namespace

ArchivePanel::ArchivePanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_session(workspace.session)
    , m_context(workspace.context)
    , m_foundModel(4, -1)
    , m_studiesModel(3, -1)
    , m_searchAction(new QAction(this))
    , m_tabs(new QTabWidget)
    , m_name(new QLineEdit)
    , m_number(new QLineEdit)
    , m_modality(new QComboBox)
    , m_days(new QComboBox)
    , m_search(new QPushButton)
    , m_foundNote(new QLabel)
    , m_foundTable(workbench::makeTable(&m_foundModel))
    , m_bring(new QPushButton)
    , m_sendNote(new QLabel)
    , m_studiesTable(workbench::makeTable(&m_studiesModel))
    , m_send(new QPushButton)
    , m_node(new NodeForm)
    , m_test(new QPushButton)
    , m_reception(new ReceptionPage(m_session))
    , m_state(new QLabel)
    , m_progress(new workbench::ProgressLine)
    , m_failure(new workbench::FailureBar)
    , m_transfer(new workbench::Transfer(m_session, m_progress, this))
{
    layOut();
    connectAll();
    retranslate();
    restoreNode();
}

void ArchivePanel::layOut()
{
    const Theme& theme = Theme::instance();
    m_name->setObjectName(QStringLiteral("archiveName"));
    m_number->setObjectName(QStringLiteral("archiveNumber"));
    m_modality->setObjectName(QStringLiteral("archiveModality"));
    m_days->setObjectName(QStringLiteral("archiveDays"));
    m_search->setObjectName(QStringLiteral("archiveSearch"));
    m_foundTable->setObjectName(QStringLiteral("archiveFound"));
    m_bring->setObjectName(QStringLiteral("archiveBring"));
    m_studiesTable->setObjectName(QStringLiteral("archiveStudies"));
    m_send->setObjectName(QStringLiteral("archiveSend"));
    m_test->setObjectName(QStringLiteral("archiveTest"));
    m_state->setObjectName(QStringLiteral("archiveState"));
    m_tabs->setObjectName(QStringLiteral("archiveTabs"));
    for (QLabel* text : {m_foundNote, m_sendNote, m_state})
        text->setWordWrap(true);
    for (QLabel* text : {m_foundNote, m_sendNote})
        workbench::setTone(text, Tone::Secondary);
    for (QPushButton* button : {m_search, m_bring, m_send, m_test})
        workbench::setKind(button, workbench::ButtonKind::Primary);
    m_tabs->addTab(makeSearchPage(), QString());
    m_tabs->addTab(makeSendPage(), QString());
    m_tabs->addTab(m_reception, QString());
    m_tabs->addTab(makeNodePage(), QString());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8));
    layout->setSpacing(theme.px(8));
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_progress);
    layout->addWidget(m_state);
    layout->addWidget(m_failure);
}

QWidget* ArchivePanel::makeSearchPage()
{
    auto* page = new QWidget;
    for (const char* modality : modalities)
        m_modality->addItem(QString(), QString::fromLatin1(modality));
    for (const int days : daysBack)
        m_days->addItem(QString(), days);
    auto* terms = new QHBoxLayout;
    terms->addWidget(m_name, 2);
    terms->addWidget(m_number, 1);
    terms->addWidget(m_modality);
    terms->addWidget(m_days);
    terms->addWidget(m_search);
    auto* actions = new QHBoxLayout;
    actions->addStretch();
    actions->addWidget(m_bring);
    auto* layout = pageLayout(page);
    layout->addLayout(terms);
    layout->addWidget(m_foundNote);
    layout->addWidget(m_foundTable, 1);
    layout->addLayout(actions);
    layout->addStretch();
    m_foundTable->hide();
    return page;
}

QWidget* ArchivePanel::makeSendPage()
{
    auto* page = new QWidget;
    auto* actions = new QHBoxLayout;
    actions->addStretch();
    actions->addWidget(m_send);
    auto* layout = pageLayout(page);
    layout->addWidget(m_sendNote);
    layout->addWidget(m_studiesTable, 1);
    layout->addLayout(actions);
    layout->addStretch();
    return page;
}

QWidget* ArchivePanel::makeNodePage()
{
    auto* page = new QWidget;
    auto* actions = new QHBoxLayout;
    actions->addStretch();
    actions->addWidget(m_test);
    auto* layout = pageLayout(page);
    layout->addWidget(m_node);
    layout->addLayout(actions);
    layout->addStretch();
    return page;
}

void ArchivePanel::retranslate()
{
    setAccessibleName(tr("Picture archive"));
    m_searchAction->setText(tr("Search the picture archive"));
    m_tabs->setTabText(0, tr("Search"));
    m_tabs->setTabText(1, tr("Send"));
    m_tabs->setTabText(2, tr("Take from scanners"));
    m_tabs->setTabText(3, tr("Connection"));
    m_name->setPlaceholderText(tr("Name"));
    m_name->setAccessibleName(tr("Name of the patient"));
    m_number->setPlaceholderText(tr("Patient number"));
    m_number->setAccessibleName(tr("Patient number"));
    m_modality->setAccessibleName(tr("Kind of images"));
    m_modality->setItemText(0, tr("All kinds"));
    for (int i = 1; i < m_modality->count(); ++i)
        m_modality->setItemText(i, m_modality->itemData(i).toString());
    m_days->setAccessibleName(tr("When they were taken"));
    const QStringList when{tr("Any time"), tr("Today"), tr("Since yesterday"), tr("Last 7 days"),
        tr("Last month"), tr("Last year")};
    for (int i = 0; i < m_days->count(); ++i)
        m_days->setItemText(i, when[i]);
    m_search->setText(tr("Search"));
    m_foundNote->setText(m_node->isComplete() ? tr("Search for a patient, or for everything of today.")
                                              : tr("Say first where the archive is, under “Connection”."));
    m_foundModel.setHeadings({tr("Taken"), tr("Study"), tr("Patient there"), tr("Images")});
    m_foundTable->setAccessibleName(tr("Studies in the archive"));
    m_bring->setText(tr("Bring here"));
    m_studiesModel.setHeadings({tr("Taken"), tr("Study"), tr("Images")});
    m_studiesTable->setAccessibleName(tr("Studies of this patient"));
    m_send->setText(tr("Send to the archive"));
    m_test->setText(tr("Test the connection"));
    showStudies();
}

void ArchivePanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::imaging
