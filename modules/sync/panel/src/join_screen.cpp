#include "join_screen_p.h"

#include "add_computer_p.h"
#include "ledger_panel/passphrase_field.h"
#include "sync_net/join.h"
#include "sync_panel/door.h"
#include "sync_panel/network.h"
#include "word_cards_p.h"

#include <QCoreApplication>
#include <QListWidget>
#include <QPushButton>
#include <QStackedLayout>

namespace twinward::sync {

ledger::OtherWay joinAClinic()
{
    return {QStringLiteral("joinClinic"),
        [] { return JoinScreen::tr("Join a clinic that is on another computer"); },
        [](const QString& folder, const ledger::VaultOptions& options) -> ledger::DoorScreen* {
            return new JoinScreen(folder, options);
        }};
}

JoinScreen::~JoinScreen()
{
    for (const auto* guest : {&m_finder, &m_guest}) {
        if (*guest == nullptr)
            continue;
        disconnect(guest->get(), nullptr, this, nullptr); // there is nobody left to be told
        (*guest)->cancel();
    }
}

void JoinScreen::startLooking()
{
    m_finder = std::make_unique<PairingGuest>(PairingPurpose::Join, QByteArray(), networkOptions().pairing);
    connect(m_finder.get(), &PairingGuest::hostsChanged, this, &JoinScreen::showHosts);
    m_finder->look();
    showHosts();
}

void JoinScreen::showHosts()
{
    const QString chosen = m_hosts->currentItem() == nullptr ? QString() : m_hosts->currentItem()->text();
    m_hosts->clear();
    for (const FoundHost& host : m_finder->hosts()) {
        if (host.purpose == PairingPurpose::Join)
            m_hosts->addItem(host.address);
    }
    for (int row = 0; row < m_hosts->count(); ++row) {
        if (row == 0 || m_hosts->item(row)->text() == chosen)
            m_hosts->setCurrentRow(row);
    }
    retranslateFind();
    judge();
}

void JoinScreen::judge()
{
    const bool isNamed = !m_name->text().trimmed().isEmpty();
    m_connect->setEnabled(isNamed && m_hosts->currentItem() != nullptr);
    m_useCode->setEnabled(isNamed && !m_code->text().trimmed().isEmpty());
    m_join->setEnabled(
        !m_isCompleting && !m_user->text().trimmed().isEmpty() && !m_passphrase->text().isEmpty());
}

PairingGuest& JoinScreen::newGuest()
{
    m_failure->clear();
    m_end.reset();
    say({}, {});
    m_device = ledger::NewDevice::named(m_name->text().trimmed());
    m_guest = std::make_unique<PairingGuest>(
        PairingPurpose::Join, m_device->request.toBytes(), networkOptions().pairing);
    connect(m_guest.get(), &PairingGuest::stateChanged, this, &JoinScreen::followState);
    connect(m_guest.get(), &PairingGuest::ended, this, &JoinScreen::ended);
    return *m_guest;
}

void JoinScreen::connectToChosen()
{
    if (m_hosts->currentItem() == nullptr)
        return;
    if (auto met = newGuest().meet(m_hosts->currentItem()->text()); !met)
        m_failure->show(met.error());
}

void JoinScreen::connectByCode()
{
    if (auto met = newGuest().meetByCode(m_code->text().trimmed()); !met) {
        m_failure->show(met.error());
        m_code->setFocus();
        m_code->selectAll();
    }
}

void JoinScreen::followState()
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
        m_words->setWords(m_guest->words());
        show(Compare);
        break;
    case PairingState::Done:
        m_finder.reset();
        show(Unlock);
        break;
    }
    retranslate();
}

void JoinScreen::ended(PairingEnd why)
{
    m_end = why;
    say(endText(why), endTodo(why));
    show(Find);
    if (m_finder != nullptr)
        m_finder->look();
}

// Empty: nothing is said.
void JoinScreen::say(const QString& what, const QString& todo)
{
    m_endText->setText(what);
    m_endTodo->setText(todo);
    m_endText->setVisible(!what.isEmpty());
    m_endTodo->setVisible(!todo.isEmpty());
}

void JoinScreen::complete()
{
    if (m_isCompleting || !m_join->isEnabled())
        return;
    m_isCompleting = true;
    m_failure->clear();
    retranslate();
    const auto passphrase = std::make_shared<ledger::Secret>(m_passphrase->secret());
    const auto device = std::make_shared<ledger::NewDevice>(
        ledger::NewDevice{m_device->request, m_device->signingSeed.clone()});
    ledger::runBeside(
        this,
        [folder = m_folder, answer = m_guest->answer(), device, host = m_guest->hostAddress(),
            user = m_user->text().trimmed(), passphrase, options = m_options] {
            return completeJoin(folder, answer, *device, host, user, *passphrase, options);
        },
        [this](base::Result<std::unique_ptr<ledger::Vault>> made) { completed(std::move(made)); });
}

void JoinScreen::completed(base::Result<std::unique_ptr<ledger::Vault>> made)
{
    m_isCompleting = false;
    retranslate();
    if (!made) {
        m_failure->show(made.error(),
            tr("This computer is let in already; only the name and the passphrase are missing."));
        m_passphrase->setFocus();
        m_passphrase->selectAll();
        return;
    }
    m_passphrase->wipe();
    m_vault = std::move(*made);
    emit opened();
}

void JoinScreen::leave()
{
    if (m_guest != nullptr)
        m_guest->cancel();
    emit abandoned();
}

void JoinScreen::show(Page page)
{
    if (m_pages->currentIndex() == page)
        return;
    m_pages->setCurrentIndex(page);
    judge();
    if (page == Find)
        m_connect->isEnabled() ? m_hosts->setFocus() : m_code->setFocus();
    else if (page == Compare)
        m_different->setFocus(Qt::OtherFocusReason); // Enter must not have decided what nobody compared
    else if (page == Wait)
        m_stop->setFocus(Qt::OtherFocusReason);
    else
        m_user->setFocus();
}

} // namespace twinward::sync
