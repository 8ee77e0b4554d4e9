// How the dialog is laid out, and its words.

#include "add_computer_p.h"
#include "card_view_p.h"
#include "meet_clinic_p.h"
#include "pairing_pieces_p.h"
#include "word_cards_p.h"
#include "workbench/theme.h"

#include <QEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace twinward::sync {

using workbench::Theme;

namespace {
constexpr int secondMs = 1000;
constexpr int hostsHeight = 64; // two rows
} // namespace

MeetClinic::MeetClinic(workbench::Session& session, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_others(OtherComputers::of(session))
    , m_pages(new QStackedLayout)
    , m_failure(new workbench::FailureBar)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("meetClinic"));
    const Theme& theme = Theme::instance();
    setMinimumWidth(theme.px(640));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16));
    all->setSpacing(theme.px(12));
    all->addWidget(m_failure);
    all->addLayout(m_pages);
    for (QWidget* page : {makeFind(), makeCompare(), makeWait(), makeDecide(), makeMet(), makeOver()})
        m_pages->addWidget(page);
    m_ticker.setInterval(secondMs);
    connect(&m_ticker, &QTimer::timeout, this, &MeetClinic::tick);
    retranslate();
    judge();
    m_theirCode->setFocus();
}

QPushButton* MeetClinic::button(const char* name, void (MeetClinic::*slot)())
{
    auto* made = new QPushButton;
    made->setObjectName(QString::fromLatin1(name));
    made->setAutoDefault(false);
    connect(made, &QPushButton::clicked, this, slot);
    return made;
}

QWidget* MeetClinic::makeFind()
{
    const Theme& theme = Theme::instance();
    m_steps = wrappedText("meetSteps");
    m_code = new PairingCodeView;
    m_looking = wrappedText("meetLooking");
    m_hosts = new QListWidget;
    m_hosts->setObjectName(QStringLiteral("meetHosts"));
    m_hosts->setFixedHeight(theme.px(hostsHeight));
    m_looking->setBuddy(m_hosts);
    m_call = button("meetCall", &MeetClinic::callChosen);
    m_theirCode = new QLineEdit;
    m_theirCode->setObjectName(QStringLiteral("meetCode"));
    m_theirCodeLabel = wrappedText("meetCodeLabel");
    m_theirCodeLabel->setBuddy(m_theirCode);
    m_useCode = button("meetUseCode", &MeetClinic::callByCode);
    m_giveUp = new QPushButton;
    m_giveUp->setObjectName(QStringLiteral("meetCancel"));
    m_giveUp->setAutoDefault(false);
    connect(m_giveUp, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_theirCode, &QLineEdit::textChanged, this, &MeetClinic::judge);
    connect(m_theirCode, &QLineEdit::returnPressed, m_useCode, &QPushButton::click);
    connect(m_hosts, &QListWidget::itemActivated, m_call, &QPushButton::click);
    connect(m_hosts, &QListWidget::currentRowChanged, this, &MeetClinic::judge);
    auto* find = new QWidget;
    auto* grid = new QGridLayout(find);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(theme.px(8));
    grid->addWidget(m_looking, 0, 0, 1, 2);
    grid->addWidget(m_hosts, 1, 0);
    grid->addWidget(m_call, 1, 1, Qt::AlignTop);
    grid->addWidget(m_theirCodeLabel, 2, 0, 1, 2);
    grid->addWidget(m_theirCode, 3, 0);
    grid->addWidget(m_useCode, 3, 1);
    return pageOf({m_steps, m_code, find}, {m_giveUp});
}

QWidget* MeetClinic::makeCompare()
{
    m_compareText = wrappedText("meetCompareText");
    m_words = new WordCards;
    m_different = button("meetWordsDiffer", &MeetClinic::differ);
    m_same = button("meetWordsSame", &MeetClinic::same);
    workbench::setKind(m_same, workbench::ButtonKind::Primary);
    return pageOf({m_compareText, m_words}, {m_different, m_same});
}

QWidget* MeetClinic::makeWait()
{
    m_waitText = wrappedText("meetWait");
    m_stop = new QPushButton;
    m_stop->setObjectName(QStringLiteral("meetStop"));
    m_stop->setAutoDefault(false);
    connect(m_stop, &QPushButton::clicked, this, &QDialog::reject);
    return pageOf({m_waitText}, {m_stop});
}

QWidget* MeetClinic::makeDecide()
{
    m_question = wrappedText("meetQuestion");
    m_question->setProperty("rank", QStringLiteral("heading"));
    m_card = new CardView("meetTheirCard");
    m_own = new CardView("meetOwnCard");
    m_consequence = wrappedText("meetConsequence");
    m_refuse = button("meetRefuse", &MeetClinic::refuse);
    m_know = button("meetKnow", &MeetClinic::know);
    workbench::setKind(m_know, workbench::ButtonKind::Primary);
    return pageOf({m_question, m_card, m_own, m_consequence}, {m_refuse, m_know});
}

QWidget* MeetClinic::makeMet()
{
    m_metText = wrappedText("meetMet");
    m_close = new QPushButton;
    m_close->setObjectName(QStringLiteral("meetClose"));
    workbench::setKind(m_close, workbench::ButtonKind::Primary);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    return pageOf({m_metText}, {m_close});
}

QWidget* MeetClinic::makeOver()
{
    m_overText = wrappedText("meetOver");
    m_overText->setProperty("rank", QStringLiteral("heading"));
    m_overTodo = wrappedText("meetOverTodo");
    m_leave = button("meetLeave", &MeetClinic::reject);
    m_again = button("meetAgain", &MeetClinic::begin);
    workbench::setKind(m_again, workbench::ButtonKind::Primary);
    return pageOf({m_overText, m_overTodo}, {m_leave, m_again});
}

void MeetClinic::retranslateFind()
{
    m_looking->setText(m_hosts->count() == 0
            ? tr("No other computer on this network is waiting to meet a clinic yet.")
            : tr("Or choose here the address that stands on the &other screen"));
    m_hosts->setAccessibleName(tr("Computers found"));
    m_call->setText(tr("Call it"));
    m_theirCodeLabel->setText(tr("Or &type, or scan, the code that the other screen shows"));
    m_theirCode->setAccessibleName(tr("Code from the other screen"));
    m_useCode->setText(tr("Use the code"));
}

void MeetClinic::retranslate()
{
    setWindowTitle(tr("Meet another clinic"));
    m_steps->setText(
        tr("At the other clinic's computer, choose «Meet another clinic» too. Then one of you calls the "
           "other: it is enough if one does."));
    m_code->show(m_host.get());
    retranslateFind();
    m_giveUp->setText(tr("Cancel"));
    m_leave->setText(tr("Cancel"));
    m_stop->setText(tr("Stop"));
    m_compareText->setText(
        tr("Read these words aloud to whoever sits at the other computer. Are the same six words there, in "
           "the same order?"));
    m_different->setText(tr("They differ"));
    m_same->setText(tr("They are the same"));
    const bool isCalling = m_guest != nullptr && m_guest->state() == PairingState::Connecting;
    m_waitText->setText(isCalling ? tr("Calling the other computer.")
                                  : tr("Waiting for the person at the other computer to say yes."));
    const QString name = m_theirs ? m_theirs->name : QString();
    m_question->setText(tr("Is this the clinic that you want to exchange letters with?"));
    m_card->show(name, tr("Its fingerprint"), m_theirs ? m_theirs->fingerprint() : QString());
    m_own->show(QString(), tr("Your own fingerprint, as the other screen must show it"), m_ownFingerprint);
    m_consequence->setText(
        tr("From then on patients can be referred to it, and it can send letters here. It sees nothing of "
           "anybody whom nobody referred."));
    m_refuse->setText(tr("No"));
    m_know->setText(tr("Yes, it is"));
    m_metText->setText(
        tr("«%1» is known here now. When it is known there too, letters go by themselves whenever the two "
           "can reach each other, or by way of the region's relay.")
            .arg(name));
    m_close->setText(tr("Close"));
    m_overText->setText(m_end ? endText(*m_end) : QString());
    m_overTodo->setText(!m_end                   ? QString()
            : *m_end == PairingEnd::OtherPurpose ? tr("Choose «Meet another clinic» on both computers.")
                                                 : endTodo(*m_end));
    m_again->setText(tr("Try again"));
}

void MeetClinic::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::sync
