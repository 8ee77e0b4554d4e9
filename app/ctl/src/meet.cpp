// twinctl clinic meet: two clinics exchange cards, over the network and with a person at each.

#include "ask.h"
#include "ending.h"
#include "reach.h"

#include "ledger/clinic_card.h"
#include "sync_net/pairing.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <QCoreApplication>
#include <QHostAddress>

namespace twinward::ctl {

using base::ErrorCode;
using ledger::ClinicCard;
using sync::PairingPurpose;
using sync::PairingState;

namespace {

struct MeetOptions
{
    std::string at;
    std::string codeFile;
    bool isLooking = false;
    std::string address;
    Reach reach;
    int minutes = 10;

    [[nodiscard]] bool isGuest() const { return isLooking || !at.empty() || !codeFile.empty(); }
    [[nodiscard]] sync::PairingOptions pairing() const
    {
        sync::PairingOptions options;
        options.listenOn = text(address);
        options.beaconPort = reach.beaconPort;
        options.discovery = reach.far();
        options.openMs = qint64{minutes} * 60'000;
        return options;
    }
};

const QString sameWords = QStringLiteral("Does the other clinic's screen show the same six words?");

base::Error pairingError(sync::PairingEnd why)
{
    return {ErrorCode::Cancelled, sync::pairingEndText(why), {}, {}};
}

// What both sides do: one card goes, another is taken.
class Exchange : public QObject
{
public:
    Exchange(ledger::Vault& vault, QByteArray own, const Invocation& invocation)
        : m_vault(vault)
        , m_own(std::move(own))
        , m_invocation(invocation)
    { }
    [[nodiscard]] base::Error error() const
    {
        return m_error.value_or(base::Error{ErrorCode::Cancelled, QStringLiteral("Cancelled"), {}, {}});
    }
    [[nodiscard]] const std::optional<ClinicCard>& known() const { return m_known; }

protected:
    void end(const base::Error& error)
    {
        if (!m_error)
            m_error = error;
        QCoreApplication::quit();
    }
    base::Status know(const QByteArray& given)
    {
        const auto card = ClinicCard::fromBytes(given);
        if (!card) {
            return base::fail(ErrorCode::InvalidInput,
                QStringLiteral("What the other clinic gave is not a card"), {},
                QStringLiteral("Bring both programs to the same version, and begin again."));
        }
        if (const auto taken = ledger::knowClinic(m_vault, *card); !taken)
            return taken;
        m_known = *card;
        return {};
    }

    ledger::Vault& m_vault;
    QByteArray m_own;
    const Invocation& m_invocation;
    Ask m_ask;
    std::optional<base::Error> m_error;
    std::optional<ClinicCard> m_known;
};

class Host final : public Exchange
{
public:
    Host(ledger::Vault& vault, const QByteArray& own, const MeetOptions& given, const Invocation& invocation)
        : Exchange(vault, own, invocation)
        , m_host(PairingPurpose::ClinicCards, given.pairing())
    {
        connect(&m_host, &sync::PairingHost::stateChanged, this, &Host::onState);
        connect(&m_host, &sync::PairingHost::guestLeft, this, [](sync::PairingEnd why) {
            std::cerr << "twinctl: " << utf8(sync::pairingEndText(why)) << '\n';
        });
        connect(&m_host, &sync::PairingHost::ended, this,
            [this](sync::PairingEnd why) { end(pairingError(why)); });
    }
    base::Status open() { return m_host.open(); }
    [[nodiscard]] bool isDone() const { return m_host.state() == PairingState::Done; }

private:
    void onState()
    {
        if (m_host.state() == PairingState::Looking)
            showCode();
        else if (m_host.state() == PairingState::Comparing)
            m_ask.askSameWords(
                m_host.words(), m_invocation, sameWords, [this] { m_host.confirmWords(); },
                [this] { m_host.wordsDiffer(); });
        else if (m_host.state() == PairingState::Deciding)
            decide();
        else if (m_host.state() == PairingState::Done)
            QCoreApplication::quit();
    }

    void showCode()
    {
        ctl::showCode(m_host,
            QStringLiteral(
                "At the other clinic: twinctl clinic meet --at %1. Or give them this code, which is "
                "good once:\n\n    %2\n"),
            m_shown, m_invocation);
    }

    void decide()
    {
        const auto card = ClinicCard::fromBytes(m_host.offered());
        if (!card) {
            m_host.refuse();
            return;
        }
        m_ask.askYes(
            QStringLiteral("Is \"%1\" the clinic you mean?").arg(card->name), [this] { take(); },
            [this] { m_host.refuse(); });
    }

    void take()
    {
        if (const auto taken = know(m_host.offered()); !taken) {
            m_error = taken.error();
            m_host.refuse();
            return;
        }
        m_host.answer(m_own);
    }

    sync::PairingHost m_host;
    QString m_shown;
};

class Guest final : public Exchange
{
public:
    Guest(ledger::Vault& vault, const QByteArray& own, const MeetOptions& given, const Invocation& invocation)
        : Exchange(vault, own, invocation)
        , m_guest(PairingPurpose::ClinicCards, own, given.pairing())
    {
        connect(&m_guest, &sync::PairingGuest::stateChanged, this, &Guest::onState);
        connect(&m_guest, &sync::PairingGuest::hostsChanged, this, [this] {
            if (m_guest.state() == PairingState::Looking && m_guest.hosts().size() == 1)
                (void)m_guest.meet(m_guest.hosts().front().address);
        });
        connect(&m_guest, &sync::PairingGuest::ended, this,
            [this](sync::PairingEnd why) { end(pairingError(why)); });
    }

    base::Status open(const MeetOptions& given)
    {
        if (!given.codeFile.empty()) {
            const auto code = readCode(given.codeFile);
            return code ? m_guest.meetByCode(*code) : base::Status(base::fail(code.error()));
        }
        if (!given.at.empty())
            return m_guest.meet(text(given.at));
        std::cerr << "twinctl: looking for a clinic that exchanges cards; Ctrl+C ends it\n";
        m_guest.look();
        return {};
    }
    [[nodiscard]] bool isDone() const { return known().has_value(); }

private:
    void onState()
    {
        if (m_guest.state() == PairingState::Comparing)
            m_ask.askSameWords(
                m_guest.words(), m_invocation, sameWords, [this] { m_guest.confirmWords(); },
                [this] { m_guest.wordsDiffer(); });
        if (m_guest.state() != PairingState::Done)
            return;
        if (const auto taken = know(m_guest.answer()); !taken)
            m_error = taken.error();
        QCoreApplication::quit();
    }

    sync::PairingGuest m_guest;
};

template <class Side> Exit runExchange(Side& side, const base::Status& opened, const Invocation& invocation)
{
    if (!opened)
        return failed(opened.error(), invocation);
    const EndOnSignal ending;
    QCoreApplication::exec();
    if (!side.isDone())
        return failed(side.error(), invocation);
    const ClinicCard& card = *side.known();
    if (invocation.json)
        print(Json{{"ok", true}, {"id", utf8(card.id.toString())}, {"name", utf8(card.name)},
            {"fingerprint", utf8(card.fingerprint())}});
    else
        print(QStringLiteral("%1 is known here, and knows this clinic. Letters go over the network by "
                             "themselves while twinctl serve or the workstation runs at both.")
                  .arg(card.name));
    return Exit::Done;
}

Exit meet(const MeetOptions& given, const Invocation& invocation)
{
    if (!given.address.empty() && QHostAddress(text(given.address)).isNull())
        throw CLI::ValidationError("--address", "\"" + given.address + "\" is not an IP address");
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto own = ledger::ownCard(**vault);
    if (!own)
        return failed(own.error(), invocation);
    if (given.isGuest()) {
        Guest guest(**vault, own->toBytes(), given, invocation);
        return runExchange(guest, guest.open(given), invocation);
    }
    Host host(**vault, own->toBytes(), given, invocation);
    return runExchange(host, host.open(), invocation);
}

} // namespace

void addClinicMeet(CLI::App& clinic, Invocation& invocation)
{
    auto* command = clinic.add_subcommand("meet",
        "Exchange cards with another clinic, by six words compared on both screens, or by a code: one side "
        "waits, the other says where");
    auto given = std::make_shared<MeetOptions>();
    command->add_flag("--look", given->isLooking, "Look for the other clinic on the local network");
    command->add_option("--at", given->at, "Address that the other clinic's screen shows")
        ->type_name("ADDRESS");
    command->add_option("--code-file", given->codeFile, "File with the code that it shows")
        ->type_name("FILE")
        ->excludes("--at");
    command->add_option("--address", given->address, "Address to wait on; all unless given");
    command->add_option("--minutes", given->minutes, "How long to wait")
        ->check(CLI::Range(1, 60))
        ->capture_default_str();
    addReach(*command, given->reach, sync::PairingOptions().beaconPort);
    command->callback(
        [given, &invocation] { invocation.run = [given, &invocation] { return meet(*given, invocation); }; });
}

} // namespace twinward::ctl
