#include "add_computer_p.h"

#include "pairing_pieces_p.h"
#include "sync_net/join.h"
#include "sync_panel/network.h"
#include "word_cards_p.h"
#include "workbench/when_done.h"

#include <QPushButton>
#include <QStackedLayout>

namespace twinward::sync {

AddComputer::~AddComputer()
{
    if (m_host != nullptr) {
        disconnect(m_host.get(), nullptr, this, nullptr); // there is nobody left to be told
        m_host->cancel();
    }
    m_others.letGo();
}

void AddComputer::begin()
{
    m_failure->clear();
    m_end.reset();
    m_newName.clear();
    m_host = std::make_unique<PairingHost>(PairingPurpose::Join, networkOptions().pairing);
    connect(m_host.get(), &PairingHost::stateChanged, this, &AddComputer::followState);
    connect(m_host.get(), &PairingHost::ended, this, &AddComputer::ended);
    if (auto opened = m_host->open(); !opened) {
        m_failure->show(opened.error(), tr("No computer was added."));
        ended(PairingEnd::Broken);
        return;
    }
    m_ticker.start();
    followState();
    retranslate();
}

// Queued signals may come after the end: what counts is what the host says now.
void AddComputer::followState()
{
    if (m_host == nullptr || m_end)
        return;
    switch (m_host->state()) {
    case PairingState::Idle:
    case PairingState::Looking:
    case PairingState::Connecting:
        show(Invite);
        break;
    case PairingState::Comparing:
        m_words->setWords(m_host->words());
        show(Compare);
        break;
    case PairingState::WaitingForOther:
        show(Wait);
        break;
    case PairingState::Deciding:
        if (const auto asked = joinAsked(m_host->offered()); asked && !m_isAdmitting) {
            m_newName = asked->name;
            show(Decide);
        } else if (!m_isAdmitting) {
            m_host->refuse(); // what came is no request: nobody can be asked about it
        }
        break;
    case PairingState::Done:
        finish();
        break;
    case PairingState::Ended:
        break;
    }
    retranslate();
}

void AddComputer::tick()
{
    if (m_host != nullptr)
        m_code->tick(*m_host);
}

void AddComputer::confirm()
{
    m_host->confirmWords();
}

void AddComputer::differ()
{
    m_host->wordsDiffer();
}

void AddComputer::refuse()
{
    m_host->refuse();
}

// Yes was said: the computer is enrolled first, and only then told.
void AddComputer::let()
{
    if (std::exchange(m_isAdmitting, true))
        return;
    show(Wait);
    retranslate();
    const auto admitted = m_session.run([offered = m_host->offered(), port = m_others.status().port](
                                            ledger::Vault& vault) { return admit(vault, offered, port); });
    workbench::whenDone(admitted, this, [this](const base::Result<QByteArray>& pack) {
        m_isAdmitting = false;
        if (m_end)
            return;
        if (!pack) {
            m_failure->show(pack.error(), tr("No computer was added."));
            m_host->refuse();
            return;
        }
        m_host->answer(*pack);
        followState();
    });
}

void AddComputer::finish()
{
    m_ticker.stop();
    m_others.readAgain();
    show(Added);
}

void AddComputer::ended(PairingEnd why)
{
    m_ticker.stop();
    m_end = why;
    show(Over);
    retranslate();
}

void AddComputer::show(Page page)
{
    if (m_pages->currentIndex() == page && isVisible())
        return;
    m_pages->setCurrentIndex(page);
    // Where two people have to look first, Enter must not have decided already.
    QPushButton* const first[Pages] = {nullptr, m_different, nullptr, m_refuse, m_close, m_again};
    if (first[page] != nullptr)
        first[page]->setFocus(Qt::OtherFocusReason);
}

QString endText(PairingEnd why)
{
    switch (why) {
    case PairingEnd::TimeIsUp:
        return AddComputer::tr("The time is over.");
    case PairingEnd::WordsDiffer:
        return AddComputer::tr("The words are not the same.");
    case PairingEnd::Refused:
        return AddComputer::tr("It was refused.");
    case PairingEnd::TooManyTries:
        return AddComputer::tr("Others tried to get in too often.");
    case PairingEnd::OtherPurpose:
        return AddComputer::tr("One of the two screens wants something else: to exchange cards of clinics.");
    case PairingEnd::OtherVersion:
        return AddComputer::tr("The two computers run different versions of this program.");
    case PairingEnd::NotTheCode:
        return AddComputer::tr("The code is not the one on the other screen, or was used already.");
    case PairingEnd::Broken:
        return AddComputer::tr("The connection between the two computers broke.");
    case PairingEnd::Cancelled:
        return AddComputer::tr("It was broken off.");
    }
    return {};
}

QString endTodo(PairingEnd why)
{
    switch (why) {
    case PairingEnd::WordsDiffer:
        return AddComputer::tr("Somebody may be standing between the two computers. Nothing was given away. "
                               "Try once more in another network, or with a cable between the two; if the "
                               "words differ again, ask for help.");
    case PairingEnd::TooManyTries:
        return AddComputer::tr("Somebody on this network may be playing tricks. Nothing was given away. Use "
                               "the code, or another network.");
    case PairingEnd::OtherPurpose:
        return AddComputer::tr("Choose «Add a computer» on the computer that is in the clinic already, and "
                               "«Join a clinic» on the new one.");
    case PairingEnd::OtherVersion:
        return AddComputer::tr("Bring both to the newer version, then try again.");
    case PairingEnd::NotTheCode:
        return AddComputer::tr("Ask for a new code on the other screen, and type that.");
    case PairingEnd::Broken:
        return AddComputer::tr("Look whether both are on and on the same network, then try again.");
    case PairingEnd::TimeIsUp:
    case PairingEnd::Refused:
    case PairingEnd::Cancelled:
        break;
    }
    return AddComputer::tr("Nothing was changed. Try again when both people are at their screens.");
}

} // namespace twinward::sync
