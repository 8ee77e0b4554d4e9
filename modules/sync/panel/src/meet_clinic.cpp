#include "meet_clinic_p.h"

#include "add_computer_p.h"
#include "pairing_pieces_p.h"
#include "sync_panel/network.h"
#include "word_cards_p.h"
#include "workbench/when_done.h"

#include <QListWidget>
#include <QPushButton>
#include <QStackedLayout>

namespace twinward::sync {

MeetClinic::~MeetClinic()
{
    dropHost();
    dropGuest();
    m_finder.reset();
}

// Whoever is let go may be telling something just now: it goes once that has returned.
void MeetClinic::dropHost()
{
    if (m_host == nullptr)
        return;
    disconnect(m_host.get(), nullptr, this, nullptr);
    m_host->cancel();
    m_host.release()->deleteLater();
}

void MeetClinic::dropGuest()
{
    if (m_guest == nullptr)
        return;
    disconnect(m_guest.get(), nullptr, this, nullptr);
    m_guest->cancel();
    m_guest.release()->deleteLater();
}

void MeetClinic::begin()
{
    m_failure->clear();
    m_end.reset();
    m_theirs.reset();
    m_isKeeping = false;
    dropHost();
    dropGuest();
    const auto card = m_session.run([](ledger::Vault& vault) { return ledger::ownCard(vault); });
    workbench::whenDone(card, this, [this](const base::Result<ledger::ClinicCard>& own) {
        if (!own) {
            m_failure->show(own.error(), tr("Nothing was changed."));
            ended(PairingEnd::Cancelled);
            return;
        }
        m_ownCard = own->toBytes();
        m_ownFingerprint = own->fingerprint();
        openAndLook();
    });
}

// Each waits and looks: which of the two calls is for the people to say.
void MeetClinic::openAndLook()
{
    m_host = std::make_unique<PairingHost>(PairingPurpose::ClinicCards, networkOptions().pairing);
    connect(m_host.get(), &PairingHost::stateChanged, this, &MeetClinic::followHost);
    connect(m_host.get(), &PairingHost::ended, this, &MeetClinic::ended);
    if (auto opened = m_host->open(); !opened) {
        m_failure->show(opened.error(), tr("Nothing was changed."));
        ended(PairingEnd::Broken);
        return;
    }
    if (m_finder == nullptr) {
        m_finder = std::make_unique<PairingGuest>(
            PairingPurpose::ClinicCards, QByteArray(), networkOptions().pairing);
        connect(m_finder.get(), &PairingGuest::hostsChanged, this, &MeetClinic::showHosts);
        m_finder->look();
    }
    m_ticker.start();
    show(Find);
    showHosts();
    retranslate();
}

void MeetClinic::showHosts()
{
    const QString chosen = m_hosts->currentItem() == nullptr ? QString() : m_hosts->currentItem()->text();
    const QStringList own = m_host == nullptr ? QStringList() : m_host->addresses();
    m_hosts->clear();
    for (const FoundHost& host : m_finder->hosts()) {
        if (host.purpose == PairingPurpose::ClinicCards && !own.contains(host.address))
            m_hosts->addItem(host.address);
    }
    for (int row = 0; row < m_hosts->count(); ++row) {
        if (row == 0 || m_hosts->item(row)->text() == chosen)
            m_hosts->setCurrentRow(row);
    }
    retranslateFind();
    judge();
}

void MeetClinic::judge()
{
    m_call->setEnabled(m_hosts->currentItem() != nullptr);
    m_useCode->setEnabled(!m_theirCode->text().trimmed().isEmpty());
}

PairingGuest& MeetClinic::newGuest()
{
    m_failure->clear();
    dropGuest();
    m_guest
        = std::make_unique<PairingGuest>(PairingPurpose::ClinicCards, m_ownCard, networkOptions().pairing);
    connect(m_guest.get(), &PairingGuest::stateChanged, this, &MeetClinic::followGuest);
    connect(m_guest.get(), &PairingGuest::ended, this, &MeetClinic::ended);
    return *m_guest;
}

void MeetClinic::callChosen()
{
    if (m_hosts->currentItem() == nullptr)
        return;
    if (auto met = newGuest().meet(m_hosts->currentItem()->text()); !met)
        m_failure->show(met.error());
    else
        dropHost();
}

void MeetClinic::callByCode()
{
    if (auto met = newGuest().meetByCode(m_theirCode->text().trimmed()); !met) {
        m_failure->show(met.error());
        m_theirCode->setFocus();
        m_theirCode->selectAll();
    } else {
        dropHost();
    }
}

// Queued signals may come after the end: what counts is what the host says now.
void MeetClinic::followHost()
{
    if (m_host == nullptr || m_end)
        return;
    switch (m_host->state()) {
    case PairingState::Idle:
    case PairingState::Looking:
    case PairingState::Connecting:
        m_theirs.reset(); // of who went away again
        show(Find);
        break;
    case PairingState::Comparing:
        compare(m_host->words());
        break;
    case PairingState::WaitingForOther:
        show(Wait);
        break;
    case PairingState::Deciding:
        decide(m_host->offered());
        break;
    case PairingState::Done:
        known();
        break;
    case PairingState::Ended:
        break;
    }
    retranslate();
}

void MeetClinic::followGuest()
{
    if (m_guest == nullptr || m_end)
        return;
    switch (m_guest->state()) {
    case PairingState::Idle:
    case PairingState::Looking:
    case PairingState::Deciding:
    case PairingState::Ended:
        break;
    case PairingState::Connecting:
    case PairingState::WaitingForOther:
        show(Wait);
        break;
    case PairingState::Comparing:
        compare(m_guest->words());
        break;
    case PairingState::Done:
        decide(m_guest->answer());
        break;
    }
    retranslate();
}

void MeetClinic::compare(const QStringList& words)
{
    m_words->setWords(words);
    show(Compare);
}

// Neither name nor fingerprint was known before: a person looks at both.
void MeetClinic::decide(const QByteArray& card)
{
    if (m_isKeeping)
        return;
    m_theirs = ledger::ClinicCard::fromBytes(card);
    if (!m_theirs) {
        refuse();
        ended(PairingEnd::OtherVersion); // what came is no card that this version can read
        return;
    }
    show(Decide);
}

void MeetClinic::same()
{
    m_host != nullptr ? m_host->confirmWords() : m_guest->confirmWords();
}

void MeetClinic::differ()
{
    m_host != nullptr ? m_host->wordsDiffer() : m_guest->wordsDiffer();
}

// Yes was said: the card is kept first, and only then the other told.
void MeetClinic::know()
{
    if (!m_theirs || std::exchange(m_isKeeping, true))
        return;
    m_know->setEnabled(false);
    m_failure->clear();
    const auto kept
        = m_session.run([card = *m_theirs](ledger::Vault& vault) { return ledger::knowClinic(vault, card); });
    workbench::whenDone(kept, this, [this, clinic = m_theirs->id](const base::Status& known) {
        m_isKeeping = false;
        m_know->setEnabled(true);
        if (m_end || !m_theirs || m_theirs->id != clinic) // they left meanwhile
            return;
        if (!known) {
            m_failure->show(known.error(), tr("The other clinic is not known here."));
            return;
        }
        if (m_host == nullptr)
            this->known();
        else
            m_host->answer(m_ownCard);
    });
}

void MeetClinic::refuse()
{
    if (m_host != nullptr)
        m_host->refuse();
    else
        ended(PairingEnd::Refused);
}

void MeetClinic::known()
{
    if (m_pages->currentIndex() == Met)
        return;
    m_ticker.stop();
    m_others.readAgain();
    retranslate();
    show(Met);
    emit met(m_theirs->name);
}

void MeetClinic::ended(PairingEnd why)
{
    m_ticker.stop();
    m_end = why;
    show(Over);
    retranslate();
}

void MeetClinic::tick()
{
    if (m_host != nullptr)
        m_code->tick(*m_host);
}

void MeetClinic::show(Page page)
{
    if (m_pages->currentIndex() == page && isVisible())
        return;
    m_pages->setCurrentIndex(page);
    // Where two people have to look first, Enter must not have decided already.
    QWidget* const first[Pages] = {m_theirCode, m_different, m_stop, m_refuse, m_close, m_again};
    first[page]->setFocus(Qt::OtherFocusReason);
}

} // namespace twinward::sync
