// How the panel is laid out, and its words.

#include "computers_panel_p.h"

#include "workbench/flow_layout.h"
#include "workbench/listen_address.h"
#include "workbench/tables.h"
#include "workbench/theme.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace twinward::sync {

using workbench::Theme;
using workbench::Tone;

ComputersPanel::ComputersPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_session(workspace.session)
    , m_others(OtherComputers::of(workspace.session))
    , m_computers(ComputerColumns, Wrong)
    , m_findings(FindingColumns, What)
    , m_progress(new workbench::ProgressLine)
    , m_transfer(m_session, m_progress, this)
    , m_sentence(new QLabel)
    , m_service(new QLabel)
    , m_failure(new workbench::FailureBar)
    , m_begin(new QPushButton)
    , m_alone(new workbench::EmptyState)
    , m_table(workbench::makeTable(&m_computers))
    , m_about(new QLabel)
    , m_result(new QLabel)
    , m_findingsTitle(new QLabel)
    , m_findingsTable(workbench::makeTable(&m_findings))
{
    setObjectName(QStringLiteral("computers"));
    m_add = addCommand("addComputerNow", &ComputersPanel::addComputer);
    m_keeper = addCommand("takeKeeper", &ComputersPanel::takeKeeper);
    m_remove = addCommand("removeComputer", &ComputersPanel::removeComputer);
    m_main = addCommand("mainComputer", &ComputersPanel::markMain);
    m_call = addCommand("callNow", &ComputersPanel::callNow);
    m_addresses = addCommand("addresses", &ComputersPanel::editAddresses);
    m_write = addCommand("writeBundle", &ComputersPanel::writeBundle);
    m_take = addCommand("takeBundle", &ComputersPanel::takeBundles);
    m_settings = makeSettings();
    layOut();
    m_alone->setAction(m_add);
    connectAll();
    retranslate();
}

QAction* ComputersPanel::addCommand(const char* name, void (ComputersPanel::*slot)())
{
    auto* command = new QAction(this);
    connect(command, &QAction::triggered, this, slot);
    addAction(command);
    m_commands << command;
    auto* button = new QPushButton;
    button->setObjectName(QString::fromLatin1(name));
    connect(button, &QPushButton::clicked, command, &QAction::trigger);
    m_labelled.emplace_back(command, button);
    return command;
}

QWidget* ComputersPanel::makeSettings()
{
    m_isOn = new QCheckBox;
    m_isOn->setObjectName(QStringLiteral("keepInStep"));
    m_images = new QComboBox;
    m_images->setObjectName(QStringLiteral("imagesPolicy"));
    m_images->addItem(QString(), static_cast<int>(BlobPolicy::OnDemand));
    m_images->addItem(QString(), static_cast<int>(BlobPolicy::Everything));
    m_listen = new workbench::ListenAddress;
    m_listen->setObjectName(QStringLiteral("syncListen"));
    m_imagesLabel = new QLabel;
    m_imagesLabel->setBuddy(m_images);
    m_listenLabel = new QLabel;
    m_listenLabel->setBuddy(m_listen);
    auto* page = new QWidget;
    auto* form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(Theme::instance().px(12));
    form->addRow(m_isOn);
    form->addRow(m_imagesLabel, m_images);
    form->addRow(m_listenLabel, m_listen);
    return page;
}

void ComputersPanel::layOut()
{
    const Theme& theme = Theme::instance();
    m_sentence->setObjectName(QStringLiteral("overall"));
    m_service->setObjectName(QStringLiteral("serviceState"));
    m_begin->setObjectName(QStringLiteral("beginAnew"));
    m_table->setObjectName(QStringLiteral("computerTable"));
    m_about->setObjectName(QStringLiteral("computerAbout"));
    m_about->setTextFormat(Qt::PlainText);
    workbench::setTone(m_about, Tone::Secondary);
    m_result->setObjectName(QStringLiteral("bundleResult"));
    m_findingsTable->setObjectName(QStringLiteral("findings"));
    for (QLabel* heading : {m_sentence, m_findingsTitle})
        heading->setProperty("rank", QStringLiteral("heading"));
    for (QLabel* text : {m_sentence, m_service, m_about, m_result})
        text->setWordWrap(true);
    m_result->hide();
    workbench::setKind(m_begin, workbench::ButtonKind::Primary);
    auto* buttons = new workbench::FlowLayout(theme.px(8));
    for (const auto& labelled : m_labelled)
        buttons->addWidget(labelled.second);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8));
    layout->setSpacing(theme.px(8));
    layout->addWidget(m_sentence);
    layout->addWidget(m_service);
    layout->addWidget(m_begin, 0, Qt::AlignLeft);
    layout->addWidget(m_failure);
    layout->addWidget(m_alone, 1);
    layout->addWidget(m_table, 2);
    layout->addWidget(m_about);
    layout->addLayout(buttons);
    layout->addWidget(m_progress);
    layout->addWidget(m_result);
    layout->addWidget(m_findingsTitle);
    layout->addWidget(m_findingsTable, 1);
    layout->addWidget(m_settings);
}

void ComputersPanel::retranslate()
{
    setAccessibleName(tr("Computers"));
    m_begin->setText(tr("It was restored from a backup: go on from here"));
    m_begin->setToolTip(
        tr("What was made here since that backup and reached another computer comes back from there. What "
           "reached none is lost. From now on this computer writes a new chain."));
    m_alone->setText(tr(
        "This is the clinic's only computer. With a second one, everything entered here is there too, and a "
        "broken or stolen laptop loses nothing."));
    m_computers.setHeadings(
        {tr("Computer"), tr("Connection"), tr("It lacks"), tr("Missing here"), tr("What is wrong")});
    m_table->setAccessibleName(tr("The clinic's computers"));
    m_findings.setHeadings({tr("When"), tr("What was found"), tr("Written on"), tr("Brought by")});
    m_findingsTitle->setText(tr("What was not in order"));
    m_findingsTable->setAccessibleName(tr("What was not in order"));
    m_add->setText(tr("Add a computer…"));
    m_keeper->setText(tr("Take in a keeper's request…"));
    m_remove->setText(tr("Remove this computer…"));
    m_call->setText(tr("Call the others now"));
    m_addresses->setText(tr("Addresses…"));
    m_write->setText(tr("Write a bundle for a stick…"));
    m_take->setText(tr("Take a bundle in…"));
    m_isOn->setText(tr("Keep in step with the other computers over the network"));
    m_imagesLabel->setText(tr("Images on this computer"));
    m_images->setItemText(0, tr("Fetched when somebody opens them"));
    m_images->setItemText(1, tr("All of them, as they come"));
    m_images->setAccessibleName(tr("Images on this computer"));
    m_listenLabel->setText(tr("Others may call"));
    m_listen->setAccessibleName(tr("Others may call"));
    showAll();
}

void ComputersPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::sync
