#include "command.h"
#include "passphrase.h"

#include <CLI/CLI.hpp>

namespace twinward::ctl {

namespace {

struct NewUser
{
    std::string name;
    std::string role;
    std::string passphraseFile;
};

Exit addUser(const NewUser& given, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto passphrase
        = readOtherNew(given.passphraseFile, QStringLiteral("Passphrase for %1: ").arg(text(given.name)));
    if (!passphrase)
        return failed(passphrase.error(), invocation);
    const auto role = record::roleFromName(text(given.role)).value_or(record::Role::Nurse);
    const auto code = (*vault)->enrolUser(text(given.name), role, *passphrase);
    if (!code)
        return failed(code.error(), invocation);
    const std::string shown(reinterpret_cast<const char*>(code->data()), code->size());
    if (invocation.json) {
        print(Json{{"user", given.name}, {"role", given.role}, {"recoveryCode", shown}});
        return Exit::Done;
    }
    print(QStringLiteral("%1 is enrolled, %2. Recovery code, shown this once:")
              .arg(text(given.name), text(given.role)));
    print(QStringLiteral("\n    %1\n").arg(text(shown)));
    return Exit::Done;
}

Exit removeUser(const std::string& name, const std::string& reason, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const record::Roster roster = (*vault)->roster();
    const record::Member* member = roster.findByName(text(name));
    if (member == nullptr) {
        return failed({base::ErrorCode::NotFound, QStringLiteral("Nobody here has this name"), text(name),
                          QStringLiteral("twinctl user list shows who works here.")},
            invocation);
    }
    const auto removed = (*vault)->removeUser(member->user, text(reason));
    if (!removed)
        return failed(removed.error(), invocation);
    if (invocation.json)
        print(Json{{"ok", true}, {"user", utf8(member->name)}});
    else
        print(
            QStringLiteral("%1 can't unlock this vault any more; what they signed stays.").arg(member->name));
    return Exit::Done;
}

Exit listUsers(const Invocation& invocation)
{
    const auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    std::vector<QStringList> rows;
    for (const record::Member& member : (*vault)->roster().members()) {
        if (invocation.json) {
            print(Json{{"id", utf8(member.user.toString())}, {"name", utf8(member.name)},
                {"role", utf8(record::roleName(member.role))}, {"removed", member.removed.has_value()}});
            continue;
        }
        rows.push_back({member.name, record::roleName(member.role),
            member.removed ? QStringLiteral("removed") : QString(), member.user.toString()});
    }
    if (!invocation.json)
        printTable(
            {QStringLiteral("NAME"), QStringLiteral("ROLE"), QStringLiteral("STATE"), QStringLiteral("ID")},
            rows);
    return Exit::Done;
}

} // namespace

void addUserCommands(CLI::App& app, Invocation& invocation)
{
    auto* user = app.add_subcommand("user", "Who works here");
    user->require_subcommand(1);

    auto* add = user->add_subcommand("add", "Enrol somebody (administrators and the founder)");
    auto given = std::make_shared<NewUser>();
    add->add_option("name", given->name, "Name, as they will type it")->required();
    add->add_option("--role", given->role, "What they may sign")
        ->check(CLI::IsMember({"physician", "nurse", "administrator", "auditor"}))
        ->required();
    add->add_option("--new-passphrase-file", given->passphraseFile,
        "File with their passphrase; without it, it is asked for");
    add->callback([given, &invocation] {
        invocation.run = [given, &invocation] { return addUser(*given, invocation); };
    });

    auto* remove = user->add_subcommand("remove", "Take somebody's access away");
    auto name = std::make_shared<std::string>();
    auto reason = std::make_shared<std::string>();
    remove->add_option("name", *name, "Name")->required();
    remove->add_option("--reason", *reason, "Why, for the record")->required();
    remove->callback([name, reason, &invocation] {
        invocation.run = [name, reason, &invocation] { return removeUser(*name, *reason, invocation); };
    });

    user->add_subcommand("list", "Everybody, with their roles")->callback([&invocation] {
        invocation.run = [&invocation] { return listUsers(invocation); };
    });
}

} // namespace twinward::ctl
