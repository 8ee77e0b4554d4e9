#include "command.h"
#include "passphrase.h"
#include "progress.h"

#include "demo/fill.h"

#include <CLI/CLI.hpp>

namespace twinward::ctl {

namespace {

struct DemoOptions
{
    int patients = 200;
    quint64 seed = 1;
    std::string now;
};

std::string validTime(const std::string& given)
{
    const auto time = base::Moment::fromString(text(given));
    return time && time->precision() >= base::Moment::Precision::Minute
        ? std::string()
        : "\"" + given + "\" is not a time like 2026-11-20T08:30:00+02:00";
}

Exit makeDemo(const DemoOptions& given, const Invocation& invocation)
{
    demo::FillRequest request;
    request.folder = vaultFolder(invocation);
    request.userName = userName(invocation);
    request.passphraseMs = vaultOptions().passphraseMs;
    request.plan.patients = given.patients;
    request.plan.seed = given.seed;
    request.plan.now = given.now.empty() ? base::Moment::fromDateTime(QDateTime::currentDateTime())
                                         : base::Moment::fromString(text(given.now)).value_or(base::Moment());
    const auto passphrase = readNewPassphrase(
        invocation.passphraseFile, QStringLiteral("New passphrase for everybody in the demo clinic: "));
    if (!passphrase)
        return failed(passphrase.error(), invocation);
    ProgressLine progress(QStringLiteral("Inventing patient"));
    const auto report = demo::fill(request, *passphrase, progress.function());
    progress.clear();
    if (!report)
        return failed(report.error(), invocation);
    if (invocation.json) {
        Json object{{"vault", utf8(request.folder)}, {"patients", report->patients},
            {"events", report->events}, {"commits", report->commits},
            {"users", Json::array({utf8(request.userName)})}};
        for (const demo::DemoUser& user : demo::Clinic::colleagues())
            object["users"].push_back(utf8(user.name));
        print(object);
        return Exit::Done;
    }
    print(QStringLiteral("A demo clinic in %3. Invented patients: %1, events: %2.")
              .arg(report->patients)
              .arg(report->events)
              .arg(request.folder));
    print(QStringLiteral("Users, all with the same passphrase: %1, physician").arg(request.userName));
    for (const demo::DemoUser& user : demo::Clinic::colleagues())
        print(QStringLiteral("  %1, %2").arg(user.name, record::roleName(user.role)));
    return Exit::Done;
}

} // namespace

void addDemo(CLI::App& app, Invocation& invocation)
{
    auto* command
        = app.add_subcommand("demo", "Make a vault with an invented clinic, to show and to learn on");
    auto given = std::make_shared<DemoOptions>();
    command->add_option("--patients", given->patients, "How many; the first eight lie on the ward")
        ->check(CLI::Range(1, 1'000'000));
    command->add_option("--seed", given->seed, "The same seed invents the same people");
    command->add_option("--now", given->now, "The time it is in the clinic; this machine's unless given")
        ->type_name("TIME")
        ->check(validTime);
    command->callback([given, &invocation] {
        invocation.run = [given, &invocation] { return makeDemo(*given, invocation); };
    });
}

} // namespace twinward::ctl
