#include "command.h"
#include "progress.h"

#include "sync/bundle.h"
#include "sync/receipts.h"

#include <CLI/CLI.hpp>
#include <QFile>
#include <QSaveFile>

namespace twinward::ctl {

using base::ErrorCode;

namespace {

struct ExportOptions
{
    std::string file;
    std::string device;
};

// What the device with this name says it has; by its newest receipt.
base::Result<std::vector<ledger::ChainHead>> headsOf(ledger::Vault& vault, const QString& name)
{
    const record::Roster roster = vault.roster();
    std::optional<record::DeviceId> found;
    for (const auto& [device, enrolled] : roster.devices()) {
        if (!roster.removedDevices().contains(device)
            && (enrolled.name.compare(name, Qt::CaseInsensitive) == 0 || device.toString() == name))
            found = device;
    }
    if (!found) {
        return base::fail(ErrorCode::NotFound, QStringLiteral("No computer of this clinic has that name"),
            name, QStringLiteral("Leave --for out, and the bundle is for all of them."));
    }
    for (const sync::Receipt& receipt : sync::ReceiptBook(vault).receipts()) {
        if (receipt.device == *found)
            return receipt.holds;
    }
    return std::vector<ledger::ChainHead>(); // nothing was heard from it yet: it lacks everything
}

Exit exportBundle(const ExportOptions& given, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    sync::BundleChoice choice;
    if (!given.device.empty()) {
        auto heads = headsOf(**vault, text(given.device));
        if (!heads)
            return failed(heads.error(), invocation);
        choice.theirs = std::move(*heads);
    }
    ProgressLine progress(QStringLiteral("Commit"));
    choice.progress = progress.function();
    QSaveFile file(text(given.file));
    if (!file.open(QIODevice::WriteOnly))
        return failed({ErrorCode::Io, QStringLiteral("The bundle can't be written"), file.errorString(), {}},
            invocation);
    const auto written = sync::writeBundle(**vault, file, choice);
    progress.clear();
    if (!written)
        return failed(written.error(), invocation);
    if (!file.commit())
        return failed({ErrorCode::Io, QStringLiteral("The bundle can't be written"), file.errorString(), {}},
            invocation);
    if (invocation.json) {
        print(Json{{"commits", written->commits}, {"bytes", written->bytes}, {"devices", written->devices}});
    } else {
        print(QStringLiteral("Commits: %1. Sealed; computers of this clinic that can open it: %2.")
                  .arg(written->commits)
                  .arg(written->devices));
    }
    return Exit::Done;
}

void show(const sync::TakenBundle& taken, const Invocation& invocation)
{
    if (invocation.json) {
        Json object{{"from", utf8(taken.from.toString())}, {"stored", taken.stored}, {"known", taken.known},
            {"events", taken.events}, {"whole", !taken.trouble}, {"needsEarlier", taken.needsEarlier},
            {"outdated", taken.ownChainIsAhead}, {"noted", Json::array()}};
        for (const ledger::Noted& noted : taken.noted) {
            object["noted"].push_back(Json{{"finding", utf8(ledger::findingName(noted.finding))},
                {"device", utf8(noted.chain.device.toString())}, {"commit", noted.seq},
                {"why", utf8(noted.why)}});
        }
        print(object);
        return;
    }
    print(QStringLiteral("New commits: %1, known before: %2.").arg(taken.stored).arg(taken.known));
    for (const ledger::Noted& noted : taken.noted) {
        print(QStringLiteral("Commit %1 of computer %2: %3.")
                  .arg(noted.seq)
                  .arg(noted.chain.device.toString(), noted.why));
    }
    if (taken.needsEarlier)
        print(QStringLiteral("It goes on from an earlier bundle: take that in first, then this one again."));
    if (taken.ownChainIsAhead)
        print(QStringLiteral(
            "This vault is an older copy of one that went on elsewhere: nothing can be entered "
            "until it begins anew."));
}

Exit importBundle(const std::string& path, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    QFile file(text(path));
    if (!file.open(QIODevice::ReadOnly))
        return failed(
            {ErrorCode::NotFound, QStringLiteral("The bundle can't be read"), text(path), {}}, invocation);
    ProgressLine progress(QStringLiteral("Commit"));
    const auto taken = sync::takeBundle(**vault, file, progress.function());
    progress.clear();
    if (!taken)
        return failed(taken.error(), invocation);
    show(*taken, invocation);
    if (taken->trouble)
        return failed(*taken->trouble, invocation);
    return taken->needsEarlier ? Exit::Failed : Exit::Done;
}

} // namespace

void addBundle(CLI::App& app, Invocation& invocation)
{
    auto* bundle = app.add_subcommand("bundle", "Carry commits between this clinic's computers by file");
    bundle->require_subcommand(1);
    auto* out = bundle->add_subcommand("export", "Write a sealed bundle; images are not in it");
    auto given = std::make_shared<ExportOptions>();
    out->add_option("-o,--output", given->file, "The file to write")->type_name("FILE")->required();
    out->add_option("--for", given->device, "The computer it is for: only what it is not known to have")
        ->type_name("NAME");
    out->callback([given, &invocation] {
        invocation.run = [given, &invocation] { return exportBundle(*given, invocation); };
    });
    auto* in = bundle->add_subcommand("import", "Take a bundle in, as far as it is whole");
    auto path = std::make_shared<std::string>();
    in->add_option("file", *path, "The bundle")->type_name("FILE")->required();
    in->callback([path, &invocation] {
        invocation.run = [path, &invocation] { return importBundle(*path, invocation); };
    });
}

} // namespace twinward::ctl
