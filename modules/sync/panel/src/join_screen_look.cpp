// How the screen is laid out, and its words.

#include "join_screen_p.h"

#include "add_computer_p.h"
#include "ledger_panel/passphrase_field.h"
#include "pairing_pieces_p.h"
#include "word_cards_p.h"
#include "workbench/theme.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStackedLayout>
#include <QSysInfo>

namespace twinward::sync {

using workbench::Theme;
using workbench::Tone;

namespace {

constexpr int hostsHeight = 92; // three rows

QVBoxLayout* columnOf(QWidget* page)
{
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::instance().px(8));
    return column;
}

QPushButton* named(const char* name)
{
    auto* button = new QPushButton;
    button->setObjectName(QString::fromLatin1(name));
    return button;
}

} // namespace

JoinScreen::JoinScreen(QString folder, ledger::VaultOptions options, QWidget* parent)
    : DoorScreen(parent)
    , m_folder(std::move(folder))
    , m_options(std::move(options))
    , m_pages(new QStackedLayout)
    , m_failure(new workbench::FailureBar)
    , m_endText(wrappedText("joinEnd"))
    , m_endTodo(wrappedText("joinEndTodo"))
{
    m_failure->setObjectName(QStringLiteral("joinFailure"));
    workbench::setTone(m_endText, Tone::Danger);
    column()->addWidget(m_endText);
    column()->addWidget(m_endTodo);
    column()->addWidget(m_failure);
    column()->addLayout(m_pages);
    for (QWidget* page : {makeFind(), makeCompare(), makeWait(), makeUnlock()})
        m_pages->addWidget(page);
    say({}, {});
    startLooking();
    retranslate();
}

QWidget* JoinScreen::makeFind()
{
    const Theme& theme = Theme::instance();
    m_name = new QLineEdit(QSysInfo::machineHostName());
    m_name->setObjectName(QStringLiteral("computerName"));
    m_name->setMaxLength(120);
    m_looking = wrappedText("looking");
    m_hosts = new QListWidget;
    m_hosts->setObjectName(QStringLiteral("hosts"));
    m_hosts->setFixedHeight(theme.px(hostsHeight));
    m_connect = named("connectToHost");
    m_code = new QLineEdit;
    m_code->setObjectName(QStringLiteral("joinCode"));
    m_useCode = named("useCode");
    m_back = named("joinBack");
    workbench::setKind(m_back, workbench::ButtonKind::Link);
    auto* page = new QWidget;
    QVBoxLayout* all = columnOf(page);
    m_nameLabel = new QLabel;
    m_nameLabel->setBuddy(m_name);
    m_codeLabel = wrappedText("joinCodeLabel");
    m_codeLabel->setBuddy(m_code);
    all->addWidget(m_nameLabel);
    all->addWidget(m_name);
    all->addSpacing(theme.px(8));
    all->addWidget(m_looking);
    all->addWidget(m_hosts);
    all->addWidget(m_connect, 0, Qt::AlignRight);
    all->addSpacing(theme.px(8));
    all->addWidget(m_codeLabel);
    auto* row = new QHBoxLayout;
    row->addWidget(m_code, 1);
    row->addWidget(m_useCode);
    all->addLayout(row);
    all->addSpacing(theme.px(8));
    all->addWidget(m_back, 0, Qt::AlignLeft);
    all->addStretch();
    connect(m_name, &QLineEdit::textChanged, this, &JoinScreen::judge);
    connect(m_code, &QLineEdit::textChanged, this, &JoinScreen::judge);
    connect(m_code, &QLineEdit::returnPressed, m_useCode, &QPushButton::click);
    connect(m_hosts, &QListWidget::itemActivated, m_connect, &QPushButton::click);
    connect(m_hosts, &QListWidget::currentRowChanged, this, &JoinScreen::judge);
    connect(m_connect, &QPushButton::clicked, this, &JoinScreen::connectToChosen);
    connect(m_useCode, &QPushButton::clicked, this, &JoinScreen::connectByCode);
    connect(m_back, &QPushButton::clicked, this, &JoinScreen::leave);
    return page;
}

QWidget* JoinScreen::makeCompare()
{
    m_compareText = wrappedText("compareText");
    m_words = new WordCards;
    m_different = named("wordsDiffer");
    m_same = named("wordsSame");
    workbench::setKind(m_same, workbench::ButtonKind::Primary);
    connect(m_different, &QPushButton::clicked, this, [this] { m_guest->wordsDiffer(); });
    connect(m_same, &QPushButton::clicked, this, [this] { m_guest->confirmWords(); });
    auto* page = new QWidget;
    QVBoxLayout* all = columnOf(page);
    all->addWidget(m_compareText);
    all->addWidget(m_words);
    auto* row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(m_different);
    row->addWidget(m_same);
    all->addLayout(row);
    all->addStretch();
    return page;
}

QWidget* JoinScreen::makeWait()
{
    m_waitText = wrappedText("joinWait");
    m_stop = named("joinStop");
    connect(m_stop, &QPushButton::clicked, this, [this] { m_guest->cancel(); });
    auto* page = new QWidget;
    QVBoxLayout* all = columnOf(page);
    all->addWidget(m_waitText);
    all->addWidget(m_stop, 0, Qt::AlignRight);
    all->addStretch();
    return page;
}

QWidget* JoinScreen::makeUnlock()
{
    m_unlockText = wrappedText("joinUnlock");
    m_user = new QLineEdit;
    m_user->setObjectName(QStringLiteral("joinUser"));
    m_passphrase = new ledger::PassphraseField;
    m_passphrase->setObjectName(QStringLiteral("joinPassphrase"));
    m_busy = wrappedText("joinBusy");
    m_join = named("joinNow");
    workbench::setKind(m_join, workbench::ButtonKind::Primary);
    m_userLabel = new QLabel;
    m_userLabel->setBuddy(m_user);
    m_passphraseLabel = new QLabel;
    m_passphraseLabel->setBuddy(m_passphrase);
    auto* page = new QWidget;
    QVBoxLayout* all = columnOf(page);
    all->addWidget(m_unlockText);
    all->addWidget(m_userLabel);
    all->addWidget(m_user);
    all->addWidget(m_passphraseLabel);
    all->addWidget(m_passphrase);
    auto* row = new QHBoxLayout;
    row->addWidget(m_busy, 1);
    row->addWidget(m_join);
    all->addLayout(row);
    all->addStretch();
    connect(m_user, &QLineEdit::textChanged, this, &JoinScreen::judge);
    connect(m_user, &QLineEdit::returnPressed, m_passphrase, qOverload<>(&QWidget::setFocus));
    connect(m_passphrase, &QLineEdit::textChanged, this, &JoinScreen::judge);
    connect(m_passphrase, &QLineEdit::returnPressed, this, &JoinScreen::complete);
    connect(m_join, &QPushButton::clicked, this, &JoinScreen::complete);
    return page;
}

void JoinScreen::retranslateFind()
{
    m_looking->setText(
        m_hosts->count() == 0 ? tr(
            "Looking on this network for a computer that adds one. There, open Computers and press «Add a "
            "computer». None is found? Then type its code, which works in any network.")
                              : tr("Choose the address that stands on the other screen."));
    workbench::setTone(m_looking, m_hosts->count() == 0 ? Tone::Secondary : Tone::Plain);
    m_hosts->setVisible(m_hosts->count() != 0);
    m_connect->setVisible(m_hosts->count() != 0);
}

void JoinScreen::retranslate()
{
    setHeading(tr("Join a clinic"),
        tr("The clinic's record comes to this computer, sealed, and both are kept alike from then on. "
           "Somebody "
           "who may add computers sits at the one that is in the clinic already."));
    m_nameLabel->setText(tr("&Name of this computer, as others will see it"));
    m_name->setAccessibleName(tr("Name of this computer"));
    m_hosts->setAccessibleName(tr("Computers found"));
    m_connect->setText(tr("Connect"));
    m_codeLabel->setText(tr("Or type, or scan, the code that the other screen shows"));
    m_code->setAccessibleName(tr("Code from the other screen"));
    m_useCode->setText(tr("Use the code"));
    m_back->setText(tr("Back"));
    m_compareText->setText(tr(
        "Are these six words on the other screen too, in the same order? Let its person read them aloud."));
    m_different->setText(tr("They differ"));
    m_same->setText(tr("They are the same"));
    const bool isConnecting = m_guest != nullptr && m_guest->state() == PairingState::Connecting;
    m_waitText->setText(isConnecting
            ? tr("Calling the other computer.")
            : tr("Waiting for the person at the other computer to let this one in."));
    m_stop->setText(tr("Stop"));
    m_unlockText->setText(tr(
        "This computer was let in. Who is going to work here? The name and the passphrase are those used on "
        "the clinic's other computers."));
    m_userLabel->setText(tr("&User"));
    m_user->setAccessibleName(tr("User"));
    m_passphraseLabel->setText(tr("&Passphrase"));
    m_passphrase->setAccessibleName(tr("Passphrase"));
    m_busy->setText(m_isCompleting ? tr("Opening the keys; this takes a moment.") : QString());
    workbench::setTone(m_busy, Tone::Secondary);
    m_join->setText(tr("Join"));
    if (m_end)
        say(endText(*m_end), endTodo(*m_end));
    retranslateFind();
    judge();
}

void JoinScreen::showEvent(QShowEvent* event)
{
    DoorScreen::showEvent(event);
    if (m_pages->currentIndex() == Find)
        m_code->setFocus();
}

} // namespace twinward::sync
