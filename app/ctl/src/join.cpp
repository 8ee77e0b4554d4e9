#include "ask.h"
#include "command.h"
#include "ending.h"
#include "passphrase.h"

#include "sync_net/join.h"
#include "sync_net/pairing.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <QCoreApplication>
#include <QSysInfo>

namespace twinward::ctl {

using base::ErrorCode;
using sync::PairingState;

namespace {

struct JoinOptions
{
    std::string device;
    std::string at;
    std::string codeFile;
    std::string discovery = "local";
    quint16 beaconPort = sync::PairingOptions().beaconPort;
};

class Meeting : public QObject
{
public:
    Meeting(const JoinOptions& given, const ledger::NewDevice& device, const Invocation& invocation)
        : m_invocation(invocation)
        , m_guest(sync::PairingPurpose::Join, device.request.toBytes(), optionsOf(given))
    {
        connect(&m_guest, &sync::PairingGuest::stateChanged, this, &Meeting::onState);
        connect(&m_guest, &sync::PairingGuest::hostsChanged, this, [this] {
            if (m_guest.state() == PairingState::Looking && m_guest.hosts().size() == 1)
                (void)m_guest.meet(m_guest.hosts().front().address);
        });
        connect(&m_guest, &sync::PairingGuest::ended, this, [this](sync::PairingEnd why) {
            m_error = base::Error{ErrorCode::Cancelled, sync::pairingEndText(why), {}, {}};
            QCoreApplication::quit();
        });
    }

    [[nodiscard]] sync::PairingGuest& guest() { return m_guest; }
    [[nodiscard]] const std::optional<base::Error>& error() const { return m_error; }

private:
    static sync::PairingOptions optionsOf(const JoinOptions& given)
    {
        sync::PairingOptions options;
        options.beaconPort = given.beaconPort;
        options.discovery = given.discovery == "this-computer" ? sync::Discovery::ThisComputerOnly
                                                               : sync::Discovery::LocalNetworks;
        return options;
    }

    void onState()
    {
        if (m_guest.state() == PairingState::Done)
            QCoreApplication::quit();
        if (m_guest.state() != PairingState::Comparing)
            return;
        m_ask.askSameWords(
            m_guest.words(), m_invocation, QStringLiteral("Does the other computer show the same six words?"),
            [this] { m_guest.confirmWords(); }, [this] { m_guest.wordsDiffer(); });
    }

    const Invocation& m_invocation;
    sync::PairingGuest m_guest;
    Ask m_ask;
    std::optional<base::Error> m_error;
};

base::Status begin(Meeting& meeting, const JoinOptions& given)
{
    if (!given.codeFile.empty()) {
        const auto code = readCode(given.codeFile);
        return code ? meeting.guest().meetByCode(*code) : base::Status(base::fail(code.error()));
    }
    if (!given.at.empty())
        return meeting.guest().meet(text(given.at));
    std::cerr << "twinctl: looking for a computer that lets others in; Ctrl+C ends it\n";
    meeting.guest().look();
    return {};
}

Exit join(const JoinOptions& given, const Invocation& invocation)
{
    const QString folder = vaultFolder(invocation);
    const QString user = userName(invocation);
    if (ledger::Vault::exists(folder)) {
        return failed({ErrorCode::InvalidInput, QStringLiteral("There is a vault here already"), folder,
                          QStringLiteral("Choose another folder.")},
            invocation);
    }
    const auto passphrase
        = readPassphrase(invocation.passphraseFile, QStringLiteral("Passphrase of %1: ").arg(user));
    if (!passphrase)
        return failed(passphrase.error(), invocation);
    const QString name = given.device.empty() ? QSysInfo::machineHostName() : text(given.device);
    const auto device = ledger::NewDevice::named(name);
    Meeting meeting(given, device, invocation);
    if (const auto begun = begin(meeting, given); !begun)
        return failed(begun.error(), invocation);
    const EndOnSignal ending;
    QCoreApplication::exec();
    if (meeting.guest().state() != PairingState::Done) {
        return failed(
            meeting.error().value_or(base::Error{ErrorCode::Cancelled, QStringLiteral("Cancelled"), {}, {}}),
            invocation);
    }
    const auto vault = sync::completeJoin(folder, meeting.guest().answer(), device,
        meeting.guest().hostAddress(), user, *passphrase, vaultOptions());
    if (!vault)
        return failed(vault.error(), invocation);
    if (invocation.json)
        print(Json{{"joined", true}, {"device", utf8(device.request.device.toString())}});
    else
        print(QStringLiteral("This computer is let in. Now start twinctl serve, and the record comes over."));
    return Exit::Done;
}

} // namespace

void addJoin(CLI::App& app, Invocation& invocation)
{
    auto* command = app.add_subcommand("join",
        "Make this computer one of a clinic's, with a user who works there: by six words compared with the "
        "computer that lets it in, or by the code that one shows");
    auto given = std::make_shared<JoinOptions>();
    command->add_option("--device", given->device, "Name of this computer; its host name unless given");
    command->add_option("--at", given->at, "Address that the other computer shows; looked for unless given")
        ->type_name("ADDRESS");
    command->add_option("--code-file", given->codeFile, "File with the code that the other computer shows")
        ->type_name("FILE")
        ->excludes("--at");
    command->add_option("--discovery", given->discovery, "How far to look")
        ->check(CLI::IsMember({"this-computer", "local"}))
        ->capture_default_str();
    command->add_option("--beacon-port", given->beaconPort, "UDP port, the same on both")
        ->capture_default_str();
    command->callback(
        [given, &invocation] { invocation.run = [given, &invocation] { return join(*given, invocation); }; });
}

} // namespace twinward::ctl
