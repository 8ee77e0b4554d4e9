#include "command.h"
#include "progress.h"

#include "ledger/witness.h"

#include <CLI/CLI.hpp>
#include <QDateTime>
#include <QTimeZone>

namespace twinward::ctl {

using base::ErrorCode;

namespace {

QString timeOf(base::HybridTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.wallMs(), QTimeZone::utc()).toString(Qt::ISODate);
}

Json asJson(const ledger::ChainWitness& chain)
{
    Json object{{"device", utf8(chain.chain.device.toString())}, {"name", utf8(chain.device)},
        {"epoch", chain.chain.epoch}, {"commits", chain.here}, {"witnessed", chain.witnessed},
        {"by", Json::array()}};
    for (const auto& by : chain.by) {
        object["by"].push_back(Json{{"device", utf8(by.device.toString())}, {"name", utf8(by.name)},
            {"upTo", by.seq}, {"at", utf8(timeOf(by.at))}});
    }
    if (chain.unwitnessedSince)
        object["unwitnessedSince"] = utf8(timeOf(*chain.unwitnessedSince));
    return object;
}

Json asJson(const ledger::Noted& noted)
{
    return Json{{"finding", utf8(ledger::findingName(noted.finding))},
        {"device", utf8(noted.chain.device.toString())}, {"epoch", noted.chain.epoch}, {"commit", noted.seq},
        {"from", utf8(noted.from.isNull() ? QString() : noted.from.toString())},
        {"noticed", utf8(timeOf(noted.noticed))}};
}

void addTo(Json& object, const ledger::WitnessReport& witnesses)
{
    object["witnesses"] = Json::array();
    for (const ledger::ChainWitness& chain : witnesses.chains)
        object["witnesses"].push_back(asJson(chain));
    object["contradictions"] = Json::array();
    for (const ledger::WitnessBreak& each : witnesses.breaks)
        object["contradictions"].push_back(Json{{"where", utf8(each.where)}, {"why", utf8(each.why)}});
    object["noted"] = Json::array();
    for (const ledger::Noted& each : witnesses.noted)
        object["noted"].push_back(asJson(each));
}

void printWitnesses(const ledger::WitnessReport& witnesses)
{
    for (const ledger::ChainWitness& chain : witnesses.chains) {
        QStringList by;
        for (const auto& each : chain.by)
            by.push_back(QStringLiteral("%1 up to %2").arg(each.name).arg(each.seq));
        const QString name = chain.chain.epoch == 1
            ? chain.device
            : QStringLiteral("%1, epoch %2").arg(chain.device).arg(chain.chain.epoch);
        QString line = QStringLiteral("%1: commits %2, signed by others up to %3")
                           .arg(name)
                           .arg(chain.here)
                           .arg(chain.witnessed);
        if (!by.isEmpty())
            line += QStringLiteral(" (%1)").arg(by.join(QStringLiteral(", ")));
        if (chain.unwitnessedSince)
            line += QStringLiteral("; nobody else has signed what came since %1")
                        .arg(timeOf(*chain.unwitnessedSince));
        print(line + u'.');
    }
    for (const ledger::Noted& each : witnesses.noted) {
        print(QStringLiteral("Noted %1: %2, commit %3 of computer %4")
                  .arg(timeOf(each.noticed), ledger::findingName(each.finding))
                  .arg(each.seq)
                  .arg(each.chain.device.toString()));
    }
    for (const ledger::WitnessBreak& each : witnesses.breaks)
        print(QStringLiteral("BROKEN at %1: %2.").arg(each.where, each.why));
}

struct Found
{
    ledger::VerifyReport vault;
    std::optional<ledger::WitnessReport> witnesses; // none where there was no way in
    bool isOutdated = false;

    [[nodiscard]] bool isWhole() const { return vault.ok && !isOutdated && (!witnesses || witnesses->ok); }
};

void printSentences(const Found& found)
{
    if (found.vault.ok) {
        print(QStringLiteral(
            "Whole. Commits: %1, events: %2, blobs: %3. Every page, hash, signature and seal is "
            "as it was written.")
                  .arg(found.vault.commits)
                  .arg(found.vault.events)
                  .arg(found.vault.blobs));
    } else {
        print(QStringLiteral("BROKEN at %1: %2").arg(found.vault.where, found.vault.why));
    }
    if (found.witnesses)
        printWitnesses(*found.witnesses);
    if (found.isOutdated) {
        print(QStringLiteral("BROKEN: this is an older copy of what this computer wrote, or another works "
                             "with a copy of it."));
    }
    if (!found.isWhole()) {
        print(QStringLiteral(
            "Change nothing in the folder. Copy it as it is, and restore from the last good backup."));
    }
}

Exit report(const Found& found, const Invocation& invocation)
{
    if (invocation.json) {
        Json object{{"ok", found.isWhole()}, {"commits", found.vault.commits}, {"events", found.vault.events},
            {"blobs", found.vault.blobs}};
        if (!found.vault.ok) {
            object["where"] = utf8(found.vault.where);
            object["why"] = utf8(found.vault.why);
        }
        if (found.witnesses) {
            object["olderCopy"] = found.isOutdated;
            addTo(object, *found.witnesses);
        }
        print(object);
    } else {
        printSentences(found);
    }
    return found.isWhole() ? Exit::Done : Exit::Broken;
}

// Where unlocking fails because of damage, the pages still tell where.
Exit verifyLocked(const base::Error& error, const Invocation& invocation)
{
    Found found;
    const auto pages = ledger::verifyPages(vaultFolder(invocation));
    if (pages && !pages->ok) {
        found.vault = *pages;
    } else {
        found.vault.where = error.where;
        found.vault.why = error.what;
    }
    return report(found, invocation);
}

Exit verify(const Invocation& invocation)
{
    const auto vault = openVault(invocation);
    if (!vault && vault.error().code == ErrorCode::IntegrityBroken)
        return verifyLocked(vault.error(), invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    ProgressLine progress(QStringLiteral("Verifying"));
    const auto verified = (*vault)->verify(progress.function());
    progress.clear();
    if (!verified)
        return failed(verified.error(), invocation);
    auto witnesses = ledger::checkWitnesses(**vault);
    if (!witnesses && witnesses.error().code != ErrorCode::IntegrityBroken)
        return failed(witnesses.error(), invocation);
    const auto isOutdated = ledger::isOutdated(**vault);
    Found found;
    found.vault = *verified;
    found.isOutdated = isOutdated.value_or(false);
    if (witnesses) {
        found.witnesses = std::move(*witnesses);
    } else if (found.vault.ok) {
        found.vault.ok = false;
        found.vault.where = witnesses.error().where;
        found.vault.why = witnesses.error().what;
    }
    return report(found, invocation);
}

} // namespace

void addVerify(CLI::App& app, Invocation& invocation)
{
    app.add_subcommand(
           "verify", "Check every page, hash, signature and seal, and what other computers signed of it")
        ->callback([&invocation] { invocation.run = [&invocation] { return verify(invocation); }; });
}

} // namespace twinward::ctl
