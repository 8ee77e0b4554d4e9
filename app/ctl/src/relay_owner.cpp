#include "passphrase.h"
#include "relay.h"

#include "sync_relay/relay_owner.h"

#include <CLI/CLI.hpp>

namespace twinward::ctl {

using base::ErrorCode;

namespace {

base::Result<base::Hash256> clinicOf(const RelayOptions& given)
{
    const auto clinic = base::Hash256::fromString(text(given.clinic));
    if (!clinic || clinic->isNull()) {
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("This is no clinic's id"),
            text(given.clinic), QStringLiteral("The clinic finds its own with: twinctl relay id."));
    }
    return *clinic;
}

Exit prepare(const RelayOptions& given, const Invocation& invocation)
{
    const auto address = addressOf(given);
    if (!address)
        return failed(address.error(), invocation);
    const auto version = sync::RelayOwner(*address).prepare();
    if (!version)
        return failed(version.error(), invocation);
    if (invocation.json)
        print(Json{{"version", *version}});
    else
        print(QStringLiteral("The relay is ready; its tables are of version %1.").arg(*version));
    return Exit::Done;
}

Exit addClinic(const RelayOptions& given, const Invocation& invocation)
{
    const auto address = addressOf(given);
    if (!address)
        return failed(address.error(), invocation);
    const auto clinic = clinicOf(given);
    if (!clinic)
        return failed(clinic.error(), invocation);
    auto password
        = readOtherNew(given.newPasswordFile, QStringLiteral("Password for %1: ").arg(text(given.name)));
    if (!password)
        return failed(password.error(), invocation);
    const auto role = sync::RelayOwner(*address).addClinic(
        {*clinic, text(given.name), std::move(*password), given.quotaMiB << 20});
    if (!role)
        return failed(role.error(), invocation);
    if (invocation.json)
        print(Json{{"user", utf8(*role)}});
    else
        print(QStringLiteral("The clinic signs in with user=%1 and the password you chose.").arg(*role));
    return Exit::Done;
}

Exit shutOut(const RelayOptions& given, const Invocation& invocation)
{
    const auto address = addressOf(given);
    if (!address)
        return failed(address.error(), invocation);
    const auto clinic = clinicOf(given);
    if (!clinic)
        return failed(clinic.error(), invocation);
    if (const auto done = sync::RelayOwner(*address).shutOut(*clinic); !done)
        return failed(done.error(), invocation);
    return Exit::Done;
}

Exit listClinics(const RelayOptions& given, const Invocation& invocation)
{
    const auto address = addressOf(given);
    if (!address)
        return failed(address.error(), invocation);
    const auto clinics = sync::RelayOwner(*address).clinics();
    if (!clinics)
        return failed(clinics.error(), invocation);
    std::vector<QStringList> rows;
    for (const sync::RelayClinic& clinic : *clinics) {
        if (invocation.json) {
            print(Json{{"id", utf8(clinic.id.toString())}, {"name", utf8(clinic.name)},
                {"user", utf8(clinic.role)}, {"open", clinic.isOpen}, {"letters", clinic.lettersWaiting},
                {"bytes", clinic.bytesWaiting}});
        }
        rows.push_back({clinic.name, clinic.isOpen ? QStringLiteral("open") : QStringLiteral("shut out"),
            QString::number(clinic.lettersWaiting), QString::number(clinic.bytesWaiting),
            clinic.id.toString()});
    }
    if (!invocation.json) {
        printTable({QStringLiteral("Clinic"), QStringLiteral("Is"), QStringLiteral("Letters for it"),
                       QStringLiteral("Bytes"), QStringLiteral("Id")},
            rows);
    }
    return Exit::Done;
}

Exit prune(const RelayOptions& given, const Invocation& invocation)
{
    const auto address = addressOf(given);
    if (!address)
        return failed(address.error(), invocation);
    const auto gone = sync::RelayOwner(*address).prune(std::chrono::hours(24 * given.days));
    if (!gone)
        return failed(gone.error(), invocation);
    if (invocation.json)
        print(Json{{"deleted", *gone}});
    else
        print(QStringLiteral("Letters deleted: %1.").arg(*gone));
    return Exit::Done;
}

} // namespace

void addRelayOwner(CLI::App& relay, const std::shared_ptr<RelayOptions>& given, Invocation& invocation)
{
    addRelayCommand(relay, "init", "For who runs it: make a database a relay, or bring it up to date", given,
        invocation, prepare);
    auto* in = addRelayCommand(
        relay, "add-clinic", "For who runs it: let a clinic in", given, invocation, addClinic);
    in->add_option("--clinic", given->clinic, "Its id")->type_name("ID")->required();
    in->add_option("--name", given->name, "Its name, for your own lists")->type_name("NAME")->required();
    in->add_option("--new-password-file", given->newPasswordFile,
          "File with the password it will have; without one it is asked for")
        ->type_name("FILE");
    in->add_option("--quota", given->quotaMiB, "How much may wait from it to any one clinic")
        ->type_name("MIB")
        ->check(CLI::Range(quint64{64}, quint64{1} << 24))
        ->capture_default_str();
    auto* out = addRelayCommand(relay, "shut-out",
        "For who runs it: let a clinic in no more, and delete its letters", given, invocation, shutOut);
    out->add_option("--clinic", given->clinic, "Its id")->type_name("ID")->required();
    addRelayCommand(
        relay, "clinics", "For who runs it: who is in, and how much waits", given, invocation, listClinics);
    auto* old = addRelayCommand(
        relay, "prune", "For who runs it: delete letters that nobody answered", given, invocation, prune);
    old->add_option("--days", given->days, "Older than this")
        ->check(CLI::Range(1, 3650))
        ->capture_default_str();
}

} // namespace twinward::ctl
