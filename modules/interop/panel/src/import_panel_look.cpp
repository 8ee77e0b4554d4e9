// How the import panel is laid out and what it says.

#include "import_panel_p.h"
#include "workbench/theme.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace twinward::interop {

using workbench::Theme;
using workbench::Tone;

ImportPanel::ImportPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_session(workspace.session)
    , m_chooseFiles(new QAction(this))
    , m_chooseFolder(new QAction(this))
    , m_import(new QAction(this))
    , m_title(new QLabel)
    , m_paths(new QLineEdit)
    , m_files(new QPushButton)
    , m_folder(new QPushButton)
    , m_found(new QLabel)
    , m_mapping(new CsvMappingView(m_session))
    , m_policy(new QComboBox)
    , m_missing(new QLabel)
    , m_go(new QPushButton)
    , m_progress(new workbench::ProgressLine)
    , m_failure(new workbench::FailureBar)
    , m_result(new QLabel)
    , m_types(new QTableWidget(0, 4))
    , m_refused(new RefusalList)
    , m_transfer(new workbench::Transfer(m_session, m_progress, this))
{
    setAcceptDrops(true);
    m_paths->setObjectName(QStringLiteral("importPaths"));
    m_paths->setAcceptDrops(false); // the panel takes what is dropped anywhere on it
    m_found->setObjectName(QStringLiteral("importFound"));
    m_policy->setObjectName(QStringLiteral("importPolicy"));
    m_missing->setObjectName(QStringLiteral("importMissing"));
    m_go->setObjectName(QStringLiteral("importGo"));
    m_result->setObjectName(QStringLiteral("importResult"));
    m_types->setObjectName(QStringLiteral("importTypes"));
    m_policy->addItem(QString(), static_cast<int>(ImportPolicy::SkipBroken));
    m_policy->addItem(QString(), static_cast<int>(ImportPolicy::AllOrNothing));
    m_chooseFiles->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_O));
    m_chooseFiles->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_chooseFiles);
    layOut();
    connectAll();
    retranslate();
}

void ImportPanel::layOut()
{
    const Theme& theme = Theme::instance();
    m_title->setProperty("rank", QStringLiteral("heading"));
    workbench::setTone(m_found, Tone::Secondary);
    workbench::setTone(m_missing, Tone::Caution);
    m_missing->setWordWrap(true);
    m_found->setWordWrap(true);
    auto* where = new QHBoxLayout;
    where->addWidget(m_paths, 1);
    where->addWidget(m_files);
    where->addWidget(m_folder);
    auto* go = new QHBoxLayout;
    go->addWidget(m_policy);
    go->addWidget(m_missing, 1);
    go->addWidget(m_go);
    workbench::setKind(m_go, workbench::ButtonKind::Primary);
    m_result->setWordWrap(true);
    m_types->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_types->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_types->setTabKeyNavigation(false);
    m_types->setShowGrid(false);
    m_types->verticalHeader()->hide();
    m_types->horizontalHeader()->setHighlightSections(false);
    m_types->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8));
    layout->setSpacing(theme.px(8));
    layout->addWidget(m_title);
    layout->addLayout(where);
    layout->addWidget(m_found);
    layout->addWidget(m_mapping, 4);
    layout->addLayout(go);
    layout->addWidget(m_progress);
    layout->addWidget(m_failure);
    layout->addWidget(m_result);
    layout->addWidget(m_types, 2);
    layout->addWidget(m_refused, 3);
    layout->addStretch();
    hideResults();
}

void ImportPanel::hideResults()
{
    m_failure->clear();
    m_result->hide();
    m_types->hide();
    m_refused->clear();
}

void ImportPanel::showTypes(const ImportReport& report)
{
    const QLocale locale;
    m_types->setRowCount(static_cast<int>(report.byType.size()));
    int row = 0;
    for (const auto& [type, count] : report.byType) {
        m_types->setItem(row, 0, new QTableWidgetItem(type));
        int column = 0;
        for (const quint64 number : {count.added, count.amended, count.alreadyHere}) {
            auto* item = new QTableWidgetItem(locale.toString(number));
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_types->setItem(row, ++column, item);
        }
        ++row;
    }
    m_types->setVisible(row > 0);
}

void ImportPanel::retranslate()
{
    setAccessibleName(tr("Import records"));
    m_chooseFiles->setText(tr("Choose files to import…"));
    m_chooseFolder->setText(tr("Choose a folder to import…"));
    m_import->setText(tr("Import what was chosen"));
    m_title->setText(tr("Import FHIR R4, HL7 v2 or a table of vital signs"));
    m_paths->setPlaceholderText(tr("Files or a folder"));
    m_paths->setAccessibleName(tr("Files or folder to import"));
    m_files->setText(tr("Files…"));
    m_folder->setText(tr("Folder…"));
    m_policy->setItemText(0, tr("Skip what can't be used, and say what it was"));
    m_policy->setItemText(1, tr("All or nothing"));
    m_policy->setAccessibleName(tr("What to do about entries that can't be used"));
    m_go->setText(tr("Import"));
    m_types->setHorizontalHeaderLabels({tr("Kind"), tr("New"), tr("Changed"), tr("Already here")});
    m_types->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (int column = 1; column < m_types->columnCount(); ++column)
        m_types->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_types->setAccessibleName(tr("What came in"));
    m_types->verticalHeader()->setDefaultSectionSize(Theme::instance().rowHeight());
    judge();
}

void ImportPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::interop
