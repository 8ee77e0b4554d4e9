#include "command.h"
#include "ending.h"
#include "reach.h"

#include "sync_keeper_serve/keeper_service.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QFile>
#include <QHostAddress>
#include <QSaveFile>
#include <QTimer>

namespace twinward::ctl {

using base::ErrorCode;

namespace {

struct KeeperOptions
{
    std::string folder;
    std::string name;
    std::string file;
    std::string output;
    std::string address;
    Reach reach;
    std::vector<std::string> peers;
    quint16 port = sync::defaultSyncPort;
};

constexpr qint64 maxFileBytes = 16 << 20;

base::Status writeFile(const std::string& path, const QByteArray& bytes)
{
    QSaveFile file(text(path));
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return base::fail(
        ErrorCode::Io, QStringLiteral("The file can't be written"), text(path), file.errorString());
}

base::Result<QByteArray> readFile(const std::string& path)
{
    QFile file(text(path));
    if (!file.open(QIODevice::ReadOnly))
        return base::fail(ErrorCode::NotFound, QStringLiteral("The file can't be read"), text(path));
    return file.read(maxFileBytes);
}

base::Error noneOfOurs(const std::string& path, const QString& todo)
{
    return {ErrorCode::InvalidInput, QStringLiteral("This file is not what it should be"), text(path), todo};
}

Exit ask(const KeeperOptions& given, const Invocation& invocation)
{
    const auto request = sync::askToKeep(text(given.folder), text(given.name));
    if (!request)
        return failed(request.error(), invocation);
    if (const auto written = writeFile(given.output, request->toBytes()); !written)
        return failed(written.error(), invocation);
    if (invocation.json)
        print(Json{{"device", utf8(request->device.toString())}});
    else
        print(QStringLiteral("Take %1 to a computer of the clinic: twinctl keeper admit.")
                  .arg(text(given.output)));
    return Exit::Done;
}

Exit admit(const KeeperOptions& given, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto bytes = readFile(given.file);
    if (!bytes)
        return failed(bytes.error(), invocation);
    const auto request = ledger::JoinRequest::fromBytes(*bytes);
    if (!request)
        return failed(
            noneOfOurs(given.file, QStringLiteral("It is written by twinctl keeper ask.")), invocation);
    const auto pack = sync::admitKeeper(**vault, *request);
    if (!pack)
        return failed(pack.error(), invocation);
    if (const auto written = writeFile(given.output, pack->toBytes()); !written)
        return failed(written.error(), invocation);
    if (invocation.json) {
        print(Json{{"device", utf8(request->device.toString())}, {"name", utf8(request->name)}});
    } else {
        print(QStringLiteral("%1 is admitted without keys. Take %2 back to it, and then delete the file: "
                             "twinctl keeper begin.")
                  .arg(request->name, text(given.output)));
    }
    return Exit::Done;
}

Exit begin(const KeeperOptions& given, const Invocation& invocation)
{
    const auto bytes = readFile(given.file);
    if (!bytes)
        return failed(bytes.error(), invocation);
    const auto pack = sync::KeeperPack::fromBytes(*bytes);
    if (!pack)
        return failed(
            noneOfOurs(given.file, QStringLiteral("It is written by twinctl keeper admit.")), invocation);
    if (const auto made = sync::becomeKeeper(text(given.folder), *pack); !made)
        return failed(made.error(), invocation);
    if (!invocation.json)
        print(QStringLiteral("This computer is a keeper now; it fills with: twinctl keeper serve."));
    return Exit::Done;
}

Json toJson(const sync::KeeperSummary& summary)
{
    return Json{{"commits", summary.commits}, {"contents", summary.blobs}, {"bytes", summary.bytes},
        {"computers", summary.devices}, {"removed", summary.isRemoved}};
}

QString toLine(const sync::KeeperSummary& summary)
{
    const QString line = QStringLiteral("Commits: %1, images and documents: %2, bytes: %3; computers of the "
                                        "clinic: %4.")
                             .arg(summary.commits)
                             .arg(summary.blobs)
                             .arg(summary.bytes)
                             .arg(summary.devices);
    return summary.isRemoved ? line + QStringLiteral(" The clinic has removed this computer.") : line;
}

Exit showStatus(const KeeperOptions& given, const Invocation& invocation)
{
    const auto store = sync::KeeperStore::open(text(given.folder));
    if (!store)
        return failed(store.error(), invocation);
    const auto summary = (*store)->summary();
    if (!summary)
        return failed(summary.error(), invocation);
    if (invocation.json)
        print(toJson(*summary));
    else
        print(toLine(*summary));
    return Exit::Done;
}

sync::ServiceOptions serviceOptions(const KeeperOptions& given)
{
    sync::ServiceOptions options;
    options.port = given.port;
    options.beaconPort = given.reach.beaconPort;
    options.listenOn = text(given.address);
    options.discovery = given.reach.far();
    return options;
}

Exit serve(const KeeperOptions& given, const Invocation& invocation)
{
    if (!given.address.empty() && QHostAddress(text(given.address)).isNull())
        throw CLI::ValidationError("--address", "\"" + given.address + "\" is not an IP address");
    const auto store = sync::KeeperStore::open(text(given.folder));
    if (!store)
        return failed(store.error(), invocation);
    sync::KeeperService service(**store, serviceOptions(given));
    for (const std::string& peer : given.peers) {
        if (const auto added = service.addAddress(text(peer)); !added)
            return failed(added.error(), invocation);
    }
    std::string last;
    QTimer telling; // at most once a second
    telling.setSingleShot(true);
    QObject::connect(&telling, &QTimer::timeout, &service, [&] {
        const auto summary = (*store)->summary();
        if (!summary)
            return;
        Json object = toJson(*summary);
        object["port"] = service.port();
        object["connected"] = service.peers().size();
        const std::string now = object.dump();
        if (std::exchange(last, now) == now)
            return;
        if (invocation.json)
            print(object);
        else
            print(toLine(*summary) + QStringLiteral(" Connected: %1.").arg(service.peers().size()));
        std::fflush(stdout);
    });
    const auto tell = [&] {
        if (!telling.isActive())
            telling.start(1'000);
    };
    QObject::connect(&service, &sync::KeeperService::changed, &telling, tell);
    QObject::connect(&service, &sync::KeeperService::trouble, &telling, [&](const sync::Trouble& trouble) {
        complain({ErrorCode::Io, trouble.what, trouble.where, {}}, invocation);
    });
    if (const auto begun = service.begin(); !begun)
        return failed(begun.error(), invocation);
    tell();
    const EndOnSignal ending;
    QCoreApplication::exec();
    return Exit::Done;
}

using KeeperCommand = Exit (*)(const KeeperOptions&, const Invocation&);

CLI::App* add(CLI::App& keeper, const char* name, const char* what,
    const std::shared_ptr<KeeperOptions>& given, Invocation& invocation, KeeperCommand command)
{
    auto* sub = keeper.add_subcommand(name, what);
    sub->callback([given, &invocation, command] {
        invocation.run = [given, &invocation, command] { return command(*given, invocation); };
    });
    return sub;
}

void addFolder(CLI::App& command, KeeperOptions& given)
{
    command.add_option("folder", given.folder, "The keeper's folder")->type_name("DIR")->required();
}

void addServing(CLI::App& command, KeeperOptions& given)
{
    command.add_option("--port", given.port, "TCP port; another where it is taken, any where 0")
        ->capture_default_str();
    command.add_option("--address", given.address, "Address to listen on; all unless given");
    addReach(command, given.reach, sync::defaultSyncPort);
    command.add_option("--peer", given.peers, "Address of a computer that is not on the local network")
        ->type_name("ADDRESS");
}

} // namespace

void addKeeper(CLI::App& app, Invocation& invocation)
{
    auto* keeper = app.add_subcommand(
        "keeper", "A computer that keeps and passes on the clinic's record without a key to it");
    keeper->require_subcommand(1);
    const auto given = std::make_shared<KeeperOptions>();
    auto* asking = add(*keeper, "ask", "On that computer, first: ask to become one", given, invocation, ask);
    addFolder(*asking, *given);
    asking->add_option("--name", given->name, "What people will see: \"Mini-PC in the ward\"")
        ->type_name("NAME")
        ->required();
    asking->add_option("-o,--output", given->output, "File to take to the clinic's computer")
        ->type_name("FILE")
        ->required();
    auto* admitting = add(
        *keeper, "admit", "On a computer of the clinic: let it in, without keys", given, invocation, admit);
    admitting->add_option("file", given->file, "The file that it wrote")->type_name("FILE")->required();
    admitting->add_option("-o,--output", given->output, "File to take back to it")
        ->type_name("FILE")
        ->required();
    auto* beginning = add(*keeper, "begin", "On that computer, last: become one", given, invocation, begin);
    addFolder(*beginning, *given);
    beginning->add_option("file", given->file, "The file from the clinic's computer")
        ->type_name("FILE")
        ->required();
    auto* serving
        = add(*keeper, "serve", "Keep and pass on, until it is told to end", given, invocation, serve);
    addFolder(*serving, *given);
    addServing(*serving, *given);
    auto* status = add(*keeper, "status", "How much it has", given, invocation, showStatus);
    addFolder(*status, *given);
}

} // namespace twinward::ctl
