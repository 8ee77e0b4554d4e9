// How the panel is laid out, and its words.

#include "clinics_panel_p.h"

#include "pairing_pieces_p.h"
#include "workbench/flow_layout.h"
#include "workbench/tables.h"
#include "workbench/theme.h"

#include <QAction>
#include <QEvent>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace twinward::sync {

using workbench::Theme;
using workbench::Tone;

ClinicsPanel::ClinicsPanel(workbench::Workspace& workspace, QWidget* parent)
    : Panel(parent)
    , m_session(workspace.session)
    , m_computers(OtherComputers::of(workspace.session))
    , m_clinics(OtherClinics::of(workspace.session))
    , m_model(ClinicColumns, ClinicTrouble)
    , m_progress(new workbench::ProgressLine)
    , m_transfer(m_session, m_progress, this)
    , m_sentence(wrappedText("lettersState"))
    , m_failure(new workbench::FailureBar)
    , m_none(new workbench::EmptyState)
    , m_table(workbench::makeTable(&m_model))
    , m_about(wrappedText("clinicAbout"))
    , m_result(wrappedText("clinicsResult"))
    , m_relayTitle(new QLabel)
    , m_relayState(wrappedText("relayState"))
    , m_relayTrouble(wrappedText("relayTrouble"))
{
    setObjectName(QStringLiteral("clinics"));
    m_meet = addCommand("meetClinicNow", Where::WithClinics, &ClinicsPanel::meet);
    m_leave = addCommand("leaveLetters", Where::WithClinics, &ClinicsPanel::leaveLetters);
    m_take = addCommand("takeLetters", Where::WithClinics, &ClinicsPanel::takeLetters);
    m_call = addCommand("callClinics", Where::WithClinics, &ClinicsPanel::callNow);
    m_addresses = addCommand("clinicAddresses", Where::WithClinics, &ClinicsPanel::editAddresses);
    m_writeCard = addCommand("writeCard", Where::WithClinics, &ClinicsPanel::writeCard);
    m_takeCard = addCommand("takeCard", Where::WithClinics, &ClinicsPanel::takeCard);
    m_setRelay = addCommand("setRelay", Where::WithRelay, &ClinicsPanel::setRelay);
    m_tryRelay = addCommand("tryRelay", Where::WithRelay, &ClinicsPanel::tryRelay);
    m_turnRelay = addCommand("turnRelay", Where::WithRelay, &ClinicsPanel::turnRelay);
    layOut();
    m_none->setAction(m_meet);
    connectAll();
    retranslate();
}

QAction* ClinicsPanel::addCommand(const char* name, Where where, void (ClinicsPanel::*slot)())
{
    auto* command = new QAction(this);
    connect(command, &QAction::triggered, this, slot);
    addAction(command);
    m_commands << command;
    auto* button = new QPushButton;
    button->setObjectName(QString::fromLatin1(name));
    connect(button, &QPushButton::clicked, command, &QAction::trigger);
    m_labelled.push_back({command, button, where});
    return command;
}

QWidget* ClinicsPanel::makeRelay()
{
    const Theme& theme = Theme::instance();
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, theme.px(4), 0, 0);
    column->setSpacing(theme.px(8));
    auto* buttons = new workbench::FlowLayout(theme.px(8));
    for (const Labelled& each : m_labelled) {
        if (each.where == Where::WithRelay)
            buttons->addWidget(each.button);
    }
    column->addWidget(m_relayTitle);
    column->addWidget(m_relayState);
    column->addWidget(m_relayTrouble);
    column->addLayout(buttons);
    workbench::setTone(m_relayTrouble, Tone::Caution);
    return page;
}

void ClinicsPanel::layOut()
{
    const Theme& theme = Theme::instance();
    m_table->setObjectName(QStringLiteral("clinicTable"));
    for (QLabel* heading : {m_sentence, m_relayTitle})
        heading->setProperty("rank", QStringLiteral("heading"));
    workbench::setTone(m_about, Tone::Secondary);
    m_about->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_result->hide();
    auto* buttons = new workbench::FlowLayout(theme.px(8));
    for (const Labelled& each : m_labelled) {
        if (each.where == Where::WithClinics)
            buttons->addWidget(each.button);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8));
    layout->setSpacing(theme.px(8));
    layout->addWidget(m_sentence);
    layout->addWidget(m_failure);
    layout->addWidget(m_none, 1);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_about);
    layout->addLayout(buttons);
    layout->addWidget(m_progress);
    layout->addWidget(m_result);
    layout->addWidget(makeRelay());
}

void ClinicsPanel::retranslate()
{
    setAccessibleName(tr("Other clinics"));
    m_none->setText(
        tr("No other clinic is known here. Once two clinics have met, patients can be referred from one to "
           "the other, and letters go by themselves."));
    m_model.setHeadings({tr("Clinic"), tr("Connection"), tr("Waits for it"), tr("What is wrong")});
    m_table->setAccessibleName(tr("The clinics that are known here"));
    m_meet->setText(tr("Meet another clinic…"));
    m_leave->setText(tr("Leave letters on a stick…"));
    m_take->setText(tr("Take letters from a stick…"));
    m_call->setText(tr("Call them now"));
    m_addresses->setText(tr("Addresses…"));
    m_writeCard->setText(tr("Write this clinic's card…"));
    m_takeCard->setText(tr("Take a clinic's card…"));
    m_relayTitle->setText(tr("Regional relay"));
    m_tryRelay->setText(tr("Try now"));
    showAll();
}

void ClinicsPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::sync
