#include "ask.h"
#include "command.h"
#include "ending.h"

#include "sync_net/join.h"
#include "sync_net/pairing.h"
#include "sync_net/service.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <QCoreApplication>
#include <QHostAddress>

namespace twinward::ctl {

using base::ErrorCode;
using sync::PairingState;

namespace {

struct PairOptions
{
    std::string address;
    std::string discovery = "local";
    quint16 beaconPort = sync::PairingOptions().beaconPort;
    quint16 servicePort = sync::defaultSyncPort;
    int minutes = 10;
};

// What the host's person sees and says, until one computer is in or it came to nothing.
class Admitting : public QObject
{
public:
    Admitting(ledger::Vault& vault, const PairOptions& given, const Invocation& invocation)
        : m_vault(vault)
        , m_given(given)
        , m_invocation(invocation)
        , m_host(sync::PairingPurpose::Join, optionsOf(given))
    {
        connect(&m_host, &sync::PairingHost::stateChanged, this, &Admitting::onState);
        connect(&m_host, &sync::PairingHost::guestLeft, this, [](sync::PairingEnd why) {
            std::cerr << "twinctl: " << utf8(sync::pairingEndText(why)) << '\n';
        });
        connect(&m_host, &sync::PairingHost::ended, this, [this](sync::PairingEnd why) {
            m_error = base::Error{ErrorCode::Cancelled, sync::pairingEndText(why), {}, {}};
            QCoreApplication::quit();
        });
    }

    base::Status open() { return m_host.open(); }
    [[nodiscard]] const std::optional<base::Error>& error() const { return m_error; }
    [[nodiscard]] bool isDone() const { return m_host.state() == PairingState::Done; }

private:
    static sync::PairingOptions optionsOf(const PairOptions& given)
    {
        sync::PairingOptions options;
        options.listenOn = text(given.address);
        options.beaconPort = given.beaconPort;
        options.openMs = qint64{given.minutes} * 60'000;
        options.discovery = given.discovery == "off" ? sync::Discovery::Off
            : given.discovery == "this-computer"     ? sync::Discovery::ThisComputerOnly
                                                     : sync::Discovery::LocalNetworks;
        return options;
    }

    void onState()
    {
        switch (m_host.state()) {
        case PairingState::Looking:
            showCode();
            break;
        case PairingState::Comparing:
            compare();
            break;
        case PairingState::Deciding:
            decide();
            break;
        case PairingState::Done:
            QCoreApplication::quit();
            break;
        default:
            break;
        }
    }

    void showCode()
    {
        if (m_shown == m_host.code())
            return;
        m_shown = m_host.code();
        if (m_invocation.json) {
            Json object{{"code", utf8(m_shown)}, {"addresses", Json::array()}};
            for (const QString& address : m_host.addresses())
                object["addresses"].push_back(utf8(address));
            print(object);
        } else {
            print(QStringLiteral("On the new computer: twinctl join, at %1. Or give it this code, which is "
                                 "good once:\n\n    %2\n")
                      .arg(m_host.addresses().join(QStringLiteral(", ")), m_shown));
        }
        std::fflush(stdout);
    }

    void compare()
    {
        m_ask.askSameWords(
            m_host.words(), m_invocation, QStringLiteral("Does the new computer show the same six words?"),
            [this] { m_host.confirmWords(); }, [this] { m_host.wordsDiffer(); });
    }

    void decide()
    {
        const auto request = sync::joinAsked(m_host.offered());
        if (!request) {
            m_host.refuse();
            return;
        }
        m_ask.askYes(
            QStringLiteral("Let the computer \"%1\" into %2?").arg(request->name, m_vault.clinicName()),
            [this] { admit(); }, [this] { m_host.refuse(); });
    }

    void admit()
    {
        const auto answer = sync::admit(m_vault, m_host.offered(), m_given.servicePort);
        if (answer) {
            m_host.answer(*answer);
            return;
        }
        m_host.refuse();
        m_error = answer.error();
    }

    ledger::Vault& m_vault;
    PairOptions m_given;
    const Invocation& m_invocation;
    sync::PairingHost m_host;
    Ask m_ask;
    QString m_shown;
    std::optional<base::Error> m_error;
};

Exit pair(const PairOptions& given, const Invocation& invocation)
{
    if (!given.address.empty() && QHostAddress(text(given.address)).isNull())
        throw CLI::ValidationError("--address", "\"" + given.address + "\" is not an IP address");
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    Admitting admitting(**vault, given, invocation);
    if (const auto opened = admitting.open(); !opened)
        return failed(opened.error(), invocation);
    const EndOnSignal ending;
    QCoreApplication::exec();
    if (!admitting.isDone()) {
        return failed(admitting.error().value_or(
                          base::Error{ErrorCode::Cancelled, QStringLiteral("Cancelled"), {}, {}}),
            invocation);
    }
    if (invocation.json)
        print(Json{{"admitted", true}});
    else
        print(QStringLiteral("It is in. Now start twinctl serve on both, or unlock the workstation here, and "
                             "the record goes over."));
    return Exit::Done;
}

} // namespace

void addPair(CLI::App& app, Invocation& invocation)
{
    auto* command = app.add_subcommand(
        "pair", "Let one new computer into the clinic, by six words compared on both, or by a code");
    auto given = std::make_shared<PairOptions>();
    command->add_option("--address", given->address, "Address to listen on; all unless given");
    command->add_option("--discovery", given->discovery, "How far this can be found")
        ->check(CLI::IsMember({"off", "this-computer", "local"}))
        ->capture_default_str();
    command->add_option("--beacon-port", given->beaconPort, "UDP port, the same on both")
        ->capture_default_str();
    command->add_option("--service-port", given->servicePort, "Where serve listens here")
        ->capture_default_str();
    command->add_option("--minutes", given->minutes, "How long the way in stays open")
        ->check(CLI::Range(1, 60))
        ->capture_default_str();
    command->callback(
        [given, &invocation] { invocation.run = [given, &invocation] { return pair(*given, invocation); }; });
}

} // namespace twinward::ctl
