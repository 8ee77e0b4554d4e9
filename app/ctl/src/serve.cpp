#include "admitting.h"
#include "command.h"
#include "ending.h"
#include "reach.h"
#include "sharing.h"

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
    Reach reach;
    std::string address;
    std::vector<std::string> peers;
    std::vector<std::string> neighbours; // CLINIC=ADDRESS
    std::string images;
    bool isPairing = false;
};

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

template <class Trouble> Json troubleJson(const Trouble& trouble)
{
    return Json{{"what", utf8(trouble.what)}, {"where", utf8(trouble.where)}};
}

Json toJson(const sync::NeighbourStatus& neighbour)
{
    Json object{{"name", utf8(neighbour.name)}, {"clinic", utf8(neighbour.clinic.toString())},
        {"state", nameOf(neighbour.state)}, {"address", utf8(neighbour.address)},
        {"lettersWaiting", neighbour.lettersWaiting}};
    if (neighbour.trouble.kind != sync::NeighbourTroubleKind::None)
        object["trouble"] = troubleJson(neighbour.trouble);
    return object;
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
    object["neighbours"] = Json::array();
    for (const sync::NeighbourStatus& neighbour : status.neighbours)
        object["neighbours"].push_back(toJson(neighbour));
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
    for (const sync::NeighbourStatus& neighbour : status.neighbours) {
        line += QStringLiteral("; clinic %1: %2").arg(neighbour.name, QLatin1String(nameOf(neighbour.state)));
        if (neighbour.lettersWaiting > 0)
            line += QStringLiteral(", letters waiting: %1").arg(neighbour.lettersWaiting);
        if (neighbour.trouble.kind != sync::NeighbourTroubleKind::None)
            line += QStringLiteral(" (%1)").arg(neighbour.trouble.what);
    }
    for (const auto& [address, trouble] : status.addressTroubles)
        line += QStringLiteral("; %1: %2").arg(address, trouble.what);
    return line;
}

base::Status addNeighbour(const ledger::Vault& vault, sync::Service& service, const std::string& given)
{
    const size_t sign = given.rfind('=');
    if (sign == std::string::npos)
        throw CLI::ValidationError("--neighbour", "\"" + given + "\" is not CLINIC=ADDRESS");
    const auto clinic = findClinic(vault, given.substr(0, sign));
    if (!clinic)
        return base::fail(clinic.error());
    return service.addNeighbourAddress(clinic->card.id, text(given.substr(sign + 1)));
}

// Nobody, unless it was asked for.
base::Result<std::unique_ptr<Admitting>> admitting(const ServeOptions& given, ledger::Vault& vault,
    const sync::Service& service, const Invocation& invocation)
{
    if (!given.isPairing)
        return nullptr;
    AdmittingOptions options;
    options.address = given.address;
    options.discovery = given.reach.far();
    options.beaconPort = static_cast<quint16>(given.reach.beaconPort + 1);
    options.servicePort = [&service] { return service.status().port; };
    return admitWhileServing(vault, std::move(options), invocation);
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
    options.beaconPort = given.reach.beaconPort;
    options.listenOn = text(given.address);
    options.discovery = given.reach.far();
    sync::Service service(options);
    for (const std::string& peer : given.peers) {
        if (const auto added = service.addAddress(text(peer)); !added)
            return failed(added.error(), invocation);
    }
    for (const std::string& neighbour : given.neighbours) {
        if (const auto added = addNeighbour(**vault, service, neighbour); !added)
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
    const auto host = admitting(given, **vault, service, invocation);
    if (!host)
        return failed(host.error(), invocation);
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
        "Keep this vault and those of the clinic's other computers alike, and carry letters to and from "
        "other "
        "clinics, until it is told to end: finds them on the local network, and says on standard output how "
        "far they are");
    auto given = std::make_shared<ServeOptions>();
    command->add_option("--port", given->port, "TCP port; another where it is taken, any where 0")
        ->capture_default_str();
    command->add_option("--address", given->address, "Address to listen on; all unless given");
    addReach(*command, given->reach, sync::defaultSyncPort);
    command
        ->add_option("--peer", given->peers,
            "Address of another computer that is not on the local network; remembered")
        ->type_name("ADDRESS");
    command
        ->add_option("--neighbour", given->neighbours,
            "Address of another clinic that is known here, where it is not on the local network; remembered")
        ->type_name("CLINIC=ADDRESS");
    command->add_option("--images", given->images, "Which images to fetch; remembered")
        ->check(CLI::IsMember({"on-demand", "everything"}));
    command->add_flag("--pair", given->isPairing,
        "Let one new computer in meanwhile, as twinctl pair does: within ten minutes. It is found by the "
        "UDP port after the one for beacons");
    command->callback([given, &invocation] {
        invocation.run = [given, &invocation] { return serve(*given, invocation); };
    });
}

} // namespace twinward::ctl
