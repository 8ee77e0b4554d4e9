#include "command.h"
#include "passphrase.h"

#include <CLI/CLI.hpp>
#include <QSysInfo>

namespace twinward::ctl {

using base::ErrorCode;
using ledger::Vault;

namespace {

struct InitOptions
{
    std::string clinic;
    std::string role = "physician";
    std::string device;
};

// Once, on standard output, and kept nowhere: whoever runs this must write it down.
void showRecoveryCode(const ledger::Secret& code, const Invocation& invocation, Json object)
{
    const std::string shown(reinterpret_cast<const char*>(code.data()), code.size());
    if (invocation.json) {
        object["recoveryCode"] = shown;
        print(object);
        return;
    }
    print(QStringLiteral("Recovery code, shown this once: print it and lock it away."));
    print(QStringLiteral("\n    %1\n").arg(text(shown)));
}

Exit init(const InitOptions& given, const Invocation& invocation)
{
    const QString folder = vaultFolder(invocation);
    ledger::NewVault setup;
    setup.clinicName = text(given.clinic);
    setup.userName = userName(invocation);
    setup.role = record::roleFromName(text(given.role)).value_or(record::Role::Physician);
    setup.deviceName = given.device.empty() ? QSysInfo::machineHostName() : text(given.device);
    if (Vault::exists(folder)) {
        return failed({ErrorCode::InvalidInput, QStringLiteral("There is a vault here already"), folder,
                          QStringLiteral("Choose another folder; nothing was changed.")},
            invocation);
    }
    const auto passphrase = readNewPassphrase(
        invocation.passphraseFile, QStringLiteral("New passphrase for %1: ").arg(setup.userName));
    if (!passphrase)
        return failed(passphrase.error(), invocation);
    const auto created = Vault::create(folder, setup, *passphrase, vaultOptions());
    if (!created)
        return failed(created.error(), invocation);
    if (!invocation.json) {
        print(QStringLiteral("%1: a new vault in %2 for %3, %4.")
                  .arg(setup.clinicName, folder, setup.userName, record::roleName(setup.role)));
    }
    showRecoveryCode(created->recoveryCode, invocation,
        Json{{"vault", utf8(folder)}, {"clinic", utf8(setup.clinicName)}, {"user", utf8(setup.userName)},
            {"role", utf8(record::roleName(setup.role))}});
    return Exit::Done;
}

Exit changePassphrase(const std::string& newFile, const Invocation& invocation)
{
    const QString user = userName(invocation);
    const auto current
        = readPassphrase(invocation.passphraseFile, QStringLiteral("Passphrase of %1: ").arg(user));
    if (!current)
        return failed(current.error(), invocation);
    auto vault = Vault::unlock(vaultFolder(invocation), user, *current, vaultOptions());
    if (!vault)
        return failed(vault.error(), invocation);
    const auto replacement = readOtherNew(newFile, QStringLiteral("New passphrase for %1: ").arg(user));
    if (!replacement)
        return failed(replacement.error(), invocation);
    const auto changed = (*vault)->changePassphrase(*current, *replacement);
    if (!changed)
        return failed(changed.error(), invocation);
    if (invocation.json)
        print(Json{{"ok", true}, {"user", utf8(user)}});
    else
        print(QStringLiteral("The passphrase of %1 is changed.").arg(user));
    return Exit::Done;
}

Exit recover(const std::string& codeFile, const std::string& newFile, const Invocation& invocation)
{
    const QString user = userName(invocation);
    const auto code = readOther(codeFile, QStringLiteral("Recovery code of %1: ").arg(user));
    if (!code)
        return failed(code.error(), invocation);
    const auto replacement = readOtherNew(newFile, QStringLiteral("New passphrase for %1: ").arg(user));
    if (!replacement)
        return failed(replacement.error(), invocation);
    const auto recovered = Vault::recover(vaultFolder(invocation), user, *code, *replacement, vaultOptions());
    if (!recovered)
        return failed(recovered.error(), invocation);
    if (!invocation.json)
        print(QStringLiteral("%1 has a new passphrase; the old recovery code is void.").arg(user));
    showRecoveryCode(recovered->recoveryCode, invocation, Json{{"ok", true}, {"user", utf8(user)}});
    return Exit::Done;
}

} // namespace

void addVaultCommands(CLI::App& app, Invocation& invocation)
{
    auto* make = app.add_subcommand("init", "Make a vault for a clinic, with its first user");
    auto given = std::make_shared<InitOptions>();
    make->add_option("--clinic", given->clinic, "Name of the clinic")->required();
    make->add_option("--role", given->role, "Role of the first user")
        ->check(CLI::IsMember({"physician", "nurse", "administrator", "auditor"}))
        ->required();
    make->add_option("--device", given->device, "Name of this machine; its host name unless given");
    make->callback(
        [given, &invocation] { invocation.run = [given, &invocation] { return init(*given, invocation); }; });

    auto* change = app.add_subcommand("passphrase", "Change your passphrase");
    auto newFile = std::make_shared<std::string>();
    change->add_option(
        "--new-passphrase-file", *newFile, "File with the new one; without it, it is asked for");
    change->callback([newFile, &invocation] {
        invocation.run = [newFile, &invocation] { return changePassphrase(*newFile, invocation); };
    });

    auto* rescue = app.add_subcommand("recover", "Set a new passphrase with the printed recovery code");
    auto codeFile = std::make_shared<std::string>();
    rescue->add_option("--recovery-code-file", *codeFile, "File with the code; without it, it is asked for");
    rescue->add_option(
        "--new-passphrase-file", *newFile, "File with the new one; without it, it is asked for");
    rescue->callback([codeFile, newFile, &invocation] {
        invocation.run
            = [codeFile, newFile, &invocation] { return recover(*codeFile, *newFile, invocation); };
    });
}

} // namespace twinward::ctl
