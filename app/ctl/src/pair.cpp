#include "admitting.h"
#include "ending.h"
#include "reach.h"

#include "sync_net/service.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QHostAddress>

namespace twinward::ctl {

using base::ErrorCode;

namespace {

struct PairOptions
{
    std::string address;
    Reach reach;
    quint16 servicePort = sync::defaultSyncPort;
    int minutes = 10;
};

// Whoever has the vault open can let a computer in, too.
base::Error withOtherWay(base::Error error)
{
    if (error.code == ErrorCode::Busy) {
        error.todo = QStringLiteral("Let the new computer in where it is open: end twinctl serve and start "
                                    "it as twinctl serve --pair, or choose \"Add a computer\" in the "
                                    "workstation.");
    }
    return error;
}

AdmittingOptions admittingOptions(const PairOptions& given)
{
    AdmittingOptions options;
    options.address = given.address;
    options.discovery = given.reach.far();
    options.beaconPort = given.reach.beaconPort;
    options.minutes = given.minutes;
    options.servicePort = [port = given.servicePort] { return port; };
    options.over = [](const Admitting&) { QCoreApplication::quit(); };
    return options;
}

Exit pair(const PairOptions& given, const Invocation& invocation)
{
    if (!given.address.empty() && QHostAddress(text(given.address)).isNull())
        throw CLI::ValidationError("--address", "\"" + given.address + "\" is not an IP address");
    auto vault = openVault(invocation);
    if (!vault)
        return failed(withOtherWay(vault.error()), invocation);
    Admitting admitting(**vault, admittingOptions(given), invocation);
    if (const auto opened = admitting.open(); !opened)
        return failed(opened.error(), invocation);
    const EndOnSignal ending;
    QCoreApplication::exec();
    if (!admitting.isDone())
        return failed(admitting.error(), invocation);
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
    addReach(*command, given->reach, sync::PairingOptions().beaconPort);
    command->add_option("--service-port", given->servicePort, "Where serve listens here")
        ->capture_default_str();
    command->add_option("--minutes", given->minutes, "How long the way in stays open")
        ->check(CLI::Range(1, 60))
        ->capture_default_str();
    command->callback(
        [given, &invocation] { invocation.run = [given, &invocation] { return pair(*given, invocation); }; });
}

} // namespace twinward::ctl
