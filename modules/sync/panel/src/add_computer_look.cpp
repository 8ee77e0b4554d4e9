// How the dialog is laid out, and its words.

#include "add_computer_p.h"

#include "pairing_pieces_p.h"
#include "word_cards_p.h"
#include "workbench/theme.h"

#include <QEvent>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace twinward::sync {

using workbench::Theme;

namespace {

constexpr int secondMs = 1000;

} // namespace

AddComputer::AddComputer(workbench::Session& session, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_others(OtherComputers::of(session))
    , m_pages(new QStackedLayout)
    , m_failure(new workbench::FailureBar)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("addComputer"));
    const Theme& theme = Theme::instance();
    setMinimumWidth(theme.px(640));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16));
    all->setSpacing(theme.px(12));
    all->addWidget(m_failure);
    all->addLayout(m_pages);
    for (QWidget* page : {makeInvite(), makeCompare(), makeWait(), makeDecide(), makeAdded(), makeOver()})
        m_pages->addWidget(page);
    m_ticker.setInterval(secondMs);
    connect(&m_ticker, &QTimer::timeout, this, &AddComputer::tick);
    // The computer that is let in calls this one at once.
    m_others.hold();
    retranslate();
}

QPushButton* AddComputer::button(const char* name, void (AddComputer::*slot)())
{
    auto* made = new QPushButton;
    made->setObjectName(QString::fromLatin1(name));
    made->setAutoDefault(false);
    connect(made, &QPushButton::clicked, this, slot);
    return made;
}

QWidget* AddComputer::makeInvite()
{
    m_steps = wrappedText("pairingSteps");
    m_code = new PairingCodeView;
    m_giveUp = new QPushButton;
    m_giveUp->setObjectName(QStringLiteral("pairingCancel"));
    m_giveUp->setAutoDefault(false);
    connect(m_giveUp, &QPushButton::clicked, this, &QDialog::reject);
    return pageOf({m_steps, m_code}, {m_giveUp});
}

QWidget* AddComputer::makeCompare()
{
    m_compareText = wrappedText("compareText");
    m_words = new WordCards;
    m_different = button("wordsDiffer", &AddComputer::differ);
    m_same = button("wordsSame", &AddComputer::confirm);
    workbench::setKind(m_same, workbench::ButtonKind::Primary);
    return pageOf({m_compareText, m_words}, {m_different, m_same});
}

QWidget* AddComputer::makeWait()
{
    m_waitText = wrappedText("pairingWait");
    return pageOf({m_waitText}, {});
}

QWidget* AddComputer::makeDecide()
{
    m_question = wrappedText("pairingQuestion");
    m_question->setProperty("rank", QStringLiteral("heading"));
    m_consequence = wrappedText("pairingConsequence");
    m_refuse = button("refuseComputer", &AddComputer::refuse);
    m_let = button("letComputerIn", &AddComputer::let);
    workbench::setKind(m_let, workbench::ButtonKind::Primary);
    return pageOf({m_question, m_consequence}, {m_refuse, m_let});
}

QWidget* AddComputer::makeAdded()
{
    m_addedText = wrappedText("pairingAdded");
    m_close = new QPushButton;
    m_close->setObjectName(QStringLiteral("pairingClose"));
    workbench::setKind(m_close, workbench::ButtonKind::Primary);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    return pageOf({m_addedText}, {m_close});
}

QWidget* AddComputer::makeOver()
{
    m_overText = wrappedText("pairingOver");
    m_overText->setProperty("rank", QStringLiteral("heading"));
    m_overTodo = wrappedText("pairingOverTodo");
    m_leave = button("pairingLeave", &AddComputer::reject);
    m_again = button("pairingAgain", &AddComputer::begin);
    workbench::setKind(m_again, workbench::ButtonKind::Primary);
    return pageOf({m_overText, m_overTodo}, {m_leave, m_again});
}

void AddComputer::retranslate()
{
    setWindowTitle(tr("Add a computer"));
    m_steps->setText(
        tr("On the new computer start Twinward and choose «Join a clinic that is on another computer». Then "
           "type or scan this code there. It works once."));
    m_code->show(m_host.get());
    m_giveUp->setText(tr("Cancel"));
    m_leave->setText(tr("Cancel"));
    m_compareText->setText(
        tr("Read these words aloud to whoever sits at the new computer. Are the same six words there, in the "
           "same order?"));
    m_different->setText(tr("They differ"));
    m_same->setText(tr("They are the same"));
    m_waitText->setText(m_isAdmitting
            ? tr("The new computer is being let in.")
            : tr("Waiting for the person at the other computer to say that the words are the same."));
    m_question->setText(tr("Let «%1» into the clinic?").arg(m_newName));
    m_consequence->setText(
        tr("It gets the whole record of %1, sealed: to open it there, somebody who works here has to give "
           "their name and passphrase. Let in only a computer that belongs to the clinic. It can be removed "
           "again at any time.")
            .arg(m_session.clinicName()));
    m_refuse->setText(tr("Refuse"));
    m_let->setText(tr("Let it in"));
    m_addedText->setText(
        tr("«%1» is one of the clinic's computers now. Go on there: it asks for a name and a passphrase, and "
           "the record comes by itself.")
            .arg(m_newName));
    m_close->setText(tr("Close"));
    m_overText->setText(m_end ? endText(*m_end) : QString());
    m_overTodo->setText(m_end ? endTodo(*m_end) : QString());
    m_again->setText(tr("Try again"));
}

void AddComputer::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::sync
