#include "filling_screen_p.h"

#include "ledger/joining.h"
#include "sync_panel/door.h"
#include "sync_panel/network.h"
#include "words_p.h"
#include "workbench/when_done.h"

#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

namespace twinward::sync {

using workbench::Tone;

namespace {
constexpr int lookMs = 250;
}

ledger::DoorScreen* fillJoined(std::unique_ptr<ledger::Vault> vault)
{
    return new FillingScreen(std::move(vault));
}

FillingScreen::FillingScreen(std::unique_ptr<ledger::Vault> vault, QWidget* parent)
    : DoorScreen(parent)
    , m_vault(std::move(vault))
    , m_service(networkOptions().service)
    , m_state(new QLabel)
    , m_bar(new QProgressBar)
    , m_trouble(new QLabel)
    , m_leave(new QPushButton)
{
    m_state->setObjectName(QStringLiteral("fillingState"));
    m_trouble->setObjectName(QStringLiteral("fillingTrouble"));
    m_leave->setObjectName(QStringLiteral("fillingLeave"));
    m_bar->setTextVisible(false);
    for (QLabel* label : {m_state, m_trouble})
        label->setWordWrap(true);
    workbench::setTone(m_trouble, Tone::Caution);
    column()->addWidget(m_state);
    column()->addWidget(m_bar);
    column()->addWidget(m_trouble);
    column()->addWidget(m_leave, 0, Qt::AlignRight);
    connect(m_leave, &QPushButton::clicked, this, [this] { stopThen(Next::Leave); });
    connect(&m_service, &Service::statusChanged, this, &FillingScreen::look);
    connect(&m_ticker, &QTimer::timeout, this, &FillingScreen::look);
    m_ticker.start(lookMs);
    m_threads.setMaxThreadCount(2);
    const auto ended = std::make_shared<QPromise<void>>();
    ended->start();
    m_threads.start([this, ended] {
        m_service.run(*m_vault);
        ended->finish();
    });
    workbench::whenDone(ended->future(), this, [this] { stopped(); });
    retranslate();
}

FillingScreen::~FillingScreen()
{
    m_service.stop();
    m_threads.waitForDone();
}

// Ready with the enrolment, or with something to look at until that comes.
void FillingScreen::look()
{
    retranslate();
    if (m_next != Next::Undecided || std::exchange(m_isLooking, true))
        return;
    const auto ready = std::make_shared<QPromise<bool>>();
    ready->start();
    m_threads.start([vault = m_vault.get(), ready] {
        const bool isKnown = vault->roster().find(vault->user().user) != nullptr;
        ready->addResult(!ledger::isJoining(*vault) || (isKnown && vault->patients()->size() > 0));
        ready->finish();
    });
    workbench::whenDone(ready->future(), this, [this](bool isReady) {
        m_isLooking = false;
        if (isReady)
            stopThen(Next::Open);
    });
}

void FillingScreen::stopThen(Next next)
{
    if (m_next != Next::Undecided)
        return;
    m_next = next;
    m_leave->setEnabled(false);
    m_service.stop();
}

void FillingScreen::stopped()
{
    m_ticker.stop();
    m_threads.waitForDone(); // a look that takes microseconds
    if (m_next == Next::Open) {
        emit opened();
        return;
    }
    const auto vault = std::make_shared<std::unique_ptr<ledger::Vault>>(std::move(m_vault));
    ledger::runBeside(
        this,
        [vault] {
            vault->reset();
            return true;
        },
        [this](bool) { emit abandoned(); });
}

void FillingScreen::retranslate()
{
    setHeading(tr("The clinic's record is on its way"),
        tr("Charts can be looked at as soon as the first have come. Entries can be made once the clinic's "
           "past "
           "is here too. Keep both computers on and on the same network."));
    m_leave->setText(tr("Stop for now"));
    m_leave->setToolTip(tr("What has come stays; it goes on when somebody unlocks."));
    m_bar->setAccessibleName(tr("How much of the record has come"));
    const SyncStatus status = m_service.status();
    quint64 toCome = 0;
    bool isConnected = false;
    QString trouble = words::trouble(status.trouble);
    for (const Standing& other : status.spread.others)
        toCome = std::max(toCome, other.commitsLackedHere);
    for (const PeerStatus& peer : status.peers) {
        isConnected = isConnected || peer.state == PeerState::Connected;
        if (trouble.isEmpty())
            trouble = words::trouble(peer.trouble);
    }
    m_most = std::max(m_most, toCome);
    const QLocale locale;
    if (m_next == Next::Leave)
        m_state->setText(tr("Stopping: what has come is being stored."));
    else if (m_most != 0)
        m_state->setText(tr("%1 of %2 saves have come.", "times that somebody saved something")
                             .arg(locale.toString(m_most - toCome), locale.toString(m_most)));
    else if (isConnected)
        m_state->setText(tr("The other computer is there."));
    else
        m_state->setText(tr("Calling the clinic's computers."));
    m_bar->setRange(0, m_most == 0 ? 0 : 1000);
    if (m_most != 0)
        m_bar->setValue(static_cast<int>((m_most - toCome) * 1000 / m_most));
    m_trouble->setVisible(!isConnected && !trouble.isEmpty());
    m_trouble->setText(
        tr("%1 It is tried again by itself; what has come is kept.", "what went wrong").arg(trouble));
}

} // namespace twinward::sync
