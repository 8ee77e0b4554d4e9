#include "command.h"
#include "ending.h"

#include "sync_net/service.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <QCoreApplication>
#include <QHostAddress>
#include <QThread>

namespace twinward::ctl {

namespace {

struct ServeOptions
{
    quint16 port = sync::defaultSyncPort;
    quint16 beaconPort = sync::defaultSyncPort;
    std::string address;
    std::string discovery = "local";
    std::vector<std::string> peers;
    std::string images;
};

sync::Discovery discoveryNamed(const std::string& name)
{
    if (name == "off")
        return sync::Discovery::Off;
    return name == "this-computer" ? sync::Discovery::ThisComputerOnly : sync::Discovery::LocalNetworks;
}

const char* nameOf(sync::SyncState state)
{
    switch (state) {
    case sync::SyncState::Off:
        return "off";
    case sync::SyncState::Alone:
        return "alone";
    case sync::SyncState::Joining:
        return "joining";
    case sync::SyncState::NobodyHere:
        return "nobodyHere";
    case sync::SyncState::Working:
        return "working";
    case sync::SyncState::CaughtUp:
        return "caughtUp";
    case sync::SyncState::Outdated:
        return "outdated";
    case sync::SyncState::Removed:
        return "removed";
    }
    return "";
}

const char* nameOf(sync::PeerState state)
{
    switch (state) {
    case sync::PeerState::NeverSeen:
        return "neverSeen";
    case sync::PeerState::Away:
        return "away";
    case sync::PeerState::Connecting:
        return "connecting";
    case sync::PeerState::Connected:
        return "connected";
    }
    return "";
}

Json troubleJson(const sync::PeerTrouble& trouble)
{
    return Json{{"what", utf8(trouble.what)}, {"where", utf8(trouble.where)}};
}

Json toJson(const sync::SyncStatus& status)
{
    Json object{{"state", nameOf(status.state)}, {"port", status.port}, {"onlyHere", status.spread.onlyHere},
        {"peers", Json::array()}};
    for (const sync::PeerStatus& peer : status.peers) {
        Json one{{"name", utf8(peer.name)}, {"device", utf8(peer.device.toString())},
            {"state", nameOf(peer.state)}, {"address", utf8(peer.address)},
            {"caughtUp", peer.conversation == sync::ConversationState::CaughtUp}};
        for (const sync::Standing& standing : status.spread.others) {
            if (standing.device == peer.device) {
                one["itLacks"] = standing.entriesItLacks;
                one["lackedHere"] = standing.commitsLackedHere;
            }
        }
        if (peer.trouble.kind != sync::TroubleKind::None)
            one["trouble"] = troubleJson(peer.trouble);
        object["peers"].push_back(std::move(one));
    }
    for (const auto& [address, trouble] : status.addressTroubles)
        object["addresses"][utf8(address)] = troubleJson(trouble);
    if (status.trouble.kind != sync::TroubleKind::None)
        object["trouble"] = troubleJson(status.trouble);
    return object;
}

QString toLine(const sync::SyncStatus& status)
{
    QString line = QStringLiteral("%1, port %2").arg(QLatin1String(nameOf(status.state))).arg(status.port);
    for (const sync::PeerStatus& peer : status.peers) {
        line += QStringLiteral("; %1: %2").arg(peer.name, QLatin1String(nameOf(peer.state)));
        if (peer.trouble.kind != sync::TroubleKind::None)
            line += QStringLiteral(" (%1)").arg(peer.trouble.what);
    }
    for (const auto& [address, trouble] : status.addressTroubles)
        line += QStringLiteral("; %1: %2").arg(address, trouble.what);
    return line;
}

Exit serve(const ServeOptions& given, const Invocation& invocation)
{
    if (!given.address.empty() && QHostAddress(text(given.address)).isNull())
        throw CLI::ValidationError("--address", "\"" + given.address + "\" is not an IP address");
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    sync::ServiceOptions options;
    options.port = given.port;
    options.beaconPort = given.beaconPort;
    options.listenOn = text(given.address);
    options.discovery = discoveryNamed(given.discovery);
    sync::Service service(options);
    for (const std::string& peer : given.peers) {
        if (const auto added = service.addAddress(text(peer)); !added)
            return failed(added.error(), invocation);
    }
    if (!given.images.empty()) {
        service.setImages(
            given.images == "everything" ? sync::BlobPolicy::Everything : sync::BlobPolicy::OnDemand);
    }
    std::string last;
    QObject::connect(&service, &sync::Service::statusChanged, QCoreApplication::instance(), [&] {
        const sync::SyncStatus status = service.status();
        const std::string now = invocation.json ? toJson(status).dump() : utf8(toLine(status));
        if (status.state == sync::SyncState::Off || std::exchange(last, now) == now)
            return;
        if (invocation.json)
            print(toJson(status));
        else
            print(text(now));
        std::cout.flush();
        std::fflush(stdout);
    });
    const std::unique_ptr<QThread> thread(QThread::create([&] { service.run(**vault); }));
    QObject::connect(thread.get(), &QThread::finished, QCoreApplication::instance(), &QCoreApplication::quit);
    const EndOnSignal ending;
    thread->start();
    QCoreApplication::exec();
    service.stop();
    thread->wait();
    return Exit::Done;
}

} // namespace

void addServe(CLI::App& app, Invocation& invocation)
{
    auto* command = app.add_subcommand("serve",
        "Keep this vault and those of the clinic's other computers alike, until it is told to end: finds "
        "them "
        "on the local network, and says on standard output how far they are");
    auto given = std::make_shared<ServeOptions>();
    command->add_option("--port", given->port, "TCP port; another where it is taken, any where 0")
        ->capture_default_str();
    command->add_option("--address", given->address, "Address to listen on; all unless given");
    command->add_option("--discovery", given->discovery, "How far to look for the others")
        ->check(CLI::IsMember({"off", "this-computer", "local"}))
        ->capture_default_str();
    command->add_option("--beacon-port", given->beaconPort, "UDP port, the same on all computers")
        ->capture_default_str();
    command
        ->add_option("--peer", given->peers,
            "Address of another computer that is not on the local network; remembered")
        ->type_name("ADDRESS");
    command->add_option("--images", given->images, "Which images to fetch; remembered")
        ->check(CLI::IsMember({"on-demand", "everything"}));
    command->callback([given, &invocation] {
        invocation.run = [given, &invocation] { return serve(*given, invocation); };
    });
}

} // namespace twinward::ctl
