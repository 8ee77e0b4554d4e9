#include "relay.h"

#include "passphrase.h"

#include "ledger/clinic_card.h"
#include "sync_relay/relay_visit.h"

#include <CLI/CLI.hpp>
#include <QFile>

namespace twinward::ctl {

using base::ErrorCode;

base::Result<sync::RelayAddress> addressOf(const RelayOptions& given)
{
    using sync::RelayAddress;
    QByteArray text = QByteArray::fromStdString(given.connect);
    auto source = RelayAddress::Source::Argument;
    if (text.isEmpty()) {
        const QString path = given.connectFile.empty() ? qEnvironmentVariable("TWINWARD_RELAY_FILE")
                                                       : QString::fromStdString(given.connectFile);
        if (path.isEmpty())
            throw CLI::RequiredError("--connect-file (or TWINWARD_RELAY_FILE)");
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            return base::fail(ErrorCode::NotFound, QStringLiteral("The relay's address can't be read"), path);
        }
        text = file.read(64 << 10);
        source = RelayAddress::Source::File;
    }
    auto address = RelayAddress::parse(text, source);
    if (!address || given.passwordFile.empty())
        return address;
    auto password = readOther(given.passwordFile, {});
    if (!password)
        return base::fail(password.error());
    address->setPassword(std::move(*password));
    return address;
}

namespace {

Exit showId(const Invocation& invocation)
{
    const auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto card = ledger::ownCard(**vault);
    if (!card)
        return failed(card.error(), invocation);
    if (invocation.json)
        print(Json{{"id", utf8(card->id.toString())}, {"name", utf8(card->name)}});
    else
        print(card->id.toString());
    return Exit::Done;
}

// A clinic at the relay: its vault, open, and the line.
struct AtRelay
{
    std::unique_ptr<ledger::Vault> vault;
    std::unique_ptr<sync::PostgresCarrier> carrier;
    std::unique_ptr<sync::RelayVisit> visit;
};

base::Result<AtRelay> goToRelay(const RelayOptions& given, const Invocation& invocation)
{
    const auto address = addressOf(given);
    if (!address)
        return base::fail(address.error());
    auto vault = openVault(invocation);
    if (!vault)
        return base::fail(vault.error());
    AtRelay at;
    at.vault = std::move(*vault);
    at.carrier = std::make_unique<sync::PostgresCarrier>(*address);
    at.visit = std::make_unique<sync::RelayVisit>(*at.vault, *at.carrier, address->where());
    if (const auto begun = at.visit->begin(); !begun)
        return base::fail(begun.error());
    return at;
}

void complainOf(const std::vector<base::Error>& troubles, const Invocation& invocation)
{
    for (const base::Error& trouble : troubles)
        complain(trouble, invocation);
}

std::vector<base::Error> troublesOf(const std::vector<sync::PostReport::Refused>& refused)
{
    std::vector<base::Error> all;
    all.reserve(refused.size());
    for (const sync::PostReport::Refused& each : refused)
        all.push_back(each.error);
    return all;
}

Exit pull(const RelayOptions& given, const Invocation& invocation)
{
    const auto at = goToRelay(given, invocation);
    if (!at)
        return failed(at.error(), invocation);
    const auto taken = at->visit->pull();
    if (!taken)
        return failed(taken.error(), invocation);
    const sync::RelayRound& round = taken->own;
    const sync::PostReport& post = taken->others;
    if (invocation.json) {
        print(Json{{"letters", round.lettersTaken}, {"commits", round.commitsStored},
            {"refused", round.troubles.size() + round.noted.size()}, {"fromOthers", post.taken.size()},
            {"settled", post.settled}, {"fromOthersRefused", post.refused.size()},
            {"outdated", round.ownChainIsAhead}});
    } else {
        print(
            QStringLiteral("From this clinic's computers: %1 new commits in %2 letters. From other clinics: "
                           "%3 letters.")
                .arg(round.commitsStored)
                .arg(round.lettersTaken)
                .arg(post.taken.size()));
        if (round.ownChainIsAhead)
            print(QStringLiteral("This vault is an older copy of one that went on elsewhere: nothing can be "
                                 "entered until it begins anew."));
    }
    complainOf(round.troubles, invocation);
    complainOf(troublesOf(post.refused), invocation);
    return round.troubles.empty() && post.refused.empty() ? Exit::Done : Exit::Failed;
}

Exit push(const RelayOptions& given, const Invocation& invocation)
{
    const auto at = goToRelay(given, invocation);
    if (!at)
        return failed(at.error(), invocation);
    const auto left = at->visit->push();
    if (!left)
        return failed(left.error(), invocation);
    if (invocation.json) {
        print(Json{{"letters", left->own.lettersLeft}, {"commits", left->own.commitsLeft},
            {"takenBack", left->own.lettersTakenBack}, {"toOthers", left->lettersToOthers},
            {"notThere", left->notThere.size()}});
    } else {
        print(QStringLiteral(
            "For this clinic's computers: %1 commits in %2 letters. For other clinics: %3 letters.")
                  .arg(left->own.commitsLeft)
                  .arg(left->own.lettersLeft)
                  .arg(left->lettersToOthers));
        if (!left->notThere.empty())
            print(QStringLiteral("Clinics with letters waiting that the relay does not know: %1.")
                      .arg(left->notThere.size()));
    }
    complainOf(troublesOf(left->refused), invocation);
    if (left->full)
        complain(*left->full, invocation);
    return left->refused.empty() && !left->full ? Exit::Done : Exit::Failed;
}

Exit showStatus(const RelayOptions& given, const Invocation& invocation)
{
    const auto address = addressOf(given);
    if (!address)
        return failed(address.error(), invocation);
    sync::PostgresCarrier carrier(*address);
    const auto clinic = carrier.clinic();
    if (!clinic)
        return failed(clinic.error(), invocation);
    const auto standing = carrier.standing();
    if (!standing)
        return failed(standing.error(), invocation);
    if (invocation.json) {
        print(Json{{"clinic", utf8(clinic->toString())}, {"lettersToUs", standing->lettersToUs},
            {"bytesToUs", standing->bytesToUs}, {"lettersFromUs", standing->lettersFromUs},
            {"bytesFromUs", standing->bytesFromUs}});
    } else {
        print(QStringLiteral("Clinic %1 at %2.").arg(clinic->toString(), address->where()));
        print(QStringLiteral("Lying there for it: %1 letters, %2 bytes; from it: %3 letters, %4 bytes.")
                  .arg(standing->lettersToUs)
                  .arg(standing->bytesToUs)
                  .arg(standing->lettersFromUs)
                  .arg(standing->bytesFromUs));
    }
    return Exit::Done;
}

} // namespace

CLI::App* addRelayCommand(CLI::App& relay, const char* name, const char* what,
    const std::shared_ptr<RelayOptions>& given, Invocation& invocation, RelayCommand command)
{
    auto* sub = relay.add_subcommand(name, what);
    sub->add_option("--connect", given->connect, "Where it is, as libpq writes it, without a password")
        ->type_name("ADDRESS");
    sub->add_option("--connect-file", given->connectFile, "File with the same (or TWINWARD_RELAY_FILE)")
        ->type_name("FILE");
    sub->add_option("--password-file", given->passwordFile,
           "File with the password; without one PGPASSFILE or ~/.pgpass is looked into")
        ->type_name("FILE");
    sub->callback([given, &invocation, command] {
        invocation.run = [given, &invocation, command] { return command(*given, invocation); };
    });
    return sub;
}

void addRelay(CLI::App& app, Invocation& invocation)
{
    auto* relay
        = app.add_subcommand("relay", "Exchange sealed letters by way of a regional relay (PostgreSQL)");
    relay->require_subcommand(1);
    const auto given = std::make_shared<RelayOptions>();
    addRelayCommand(*relay, "pull", "Fetch what lies there for this clinic", given, invocation, pull);
    addRelayCommand(*relay, "push", "Leave there what others are not known to have", given, invocation, push);
    addRelayCommand(*relay, "status", "How much lies there", given, invocation, showStatus);
    auto* id = relay->add_subcommand("id", "This clinic's id, for who runs the relay");
    id->callback([&invocation] { invocation.run = [&invocation] { return showId(invocation); }; });

    addRelayKeep(*relay, given, invocation);
    addRelayOwner(*relay, given, invocation);
}

} // namespace twinward::ctl
