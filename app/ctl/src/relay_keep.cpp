// twinctl relay keep: rounds by themselves, until it is told to end.

#include "ending.h"
#include "relay.h"

#include "sync_relay/relay_rounds.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QThread>

namespace twinward::ctl {

namespace {

const char* nameOf(sync::RelayState state)
{
    switch (state) {
    case sync::RelayState::Off:
        return "off";
    case sync::RelayState::NotSet:
        return "notSet";
    case sync::RelayState::Paused:
        return "paused";
    case sync::RelayState::Connecting:
        return "connecting";
    case sync::RelayState::Connected:
        return "connected";
    case sync::RelayState::Away:
        return "away";
    }
    return "";
}

Json toJson(const sync::RelayStatus& status)
{
    Json object{{"state", nameOf(status.state)}, {"where", utf8(status.where)},
        {"lettersTaken", status.lettersTaken}, {"lettersLeft", status.lettersLeft},
        {"waitingToGo", status.waitingToGo}, {"waitingToCome", status.waitingToCome}};
    if (status.trouble.kind != sync::RelayTroubleKind::None)
        object["trouble"] = Json{{"what", utf8(status.trouble.what)}, {"where", utf8(status.trouble.where)}};
    return object;
}

QString toLine(const sync::RelayStatus& status)
{
    QString line = QStringLiteral("%1 (%2): letters taken %3, left %4; waiting for a receipt %5, for a "
                                  "clinic that is not known here %6")
                       .arg(QLatin1String(nameOf(status.state)), status.where)
                       .arg(status.lettersTaken)
                       .arg(status.lettersLeft)
                       .arg(status.waitingToGo)
                       .arg(status.waitingToCome);
    if (status.trouble.kind != sync::RelayTroubleKind::None)
        line += QStringLiteral("; %1 (%2)").arg(status.trouble.what, status.trouble.where);
    return line;
}

Exit keep(const RelayOptions& given, const Invocation& invocation)
{
    auto address = addressOf(given);
    if (!address)
        return failed(address.error(), invocation);
    sync::RelayPace pace;
    pace.everyMs = qint64{given.everySeconds} * 1'000;
    const auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    sync::RelayRounds rounds(pace, std::move(*address));
    std::string last;
    QObject::connect(&rounds, &sync::RelayRounds::statusChanged, QCoreApplication::instance(), [&] {
        const sync::RelayStatus status = rounds.status();
        const std::string now = invocation.json ? toJson(status).dump() : utf8(toLine(status));
        if (status.state == sync::RelayState::Off || std::exchange(last, now) == now)
            return;
        if (invocation.json)
            print(toJson(status));
        else
            print(text(now));
        std::fflush(stdout);
    });
    const std::unique_ptr<QThread> thread(QThread::create([&] { rounds.run(**vault); }));
    QObject::connect(thread.get(), &QThread::finished, QCoreApplication::instance(), &QCoreApplication::quit);
    const EndOnSignal ending;
    thread->start();
    QCoreApplication::exec();
    rounds.stop();
    thread->wait();
    return Exit::Done;
}

} // namespace

void addRelayKeep(CLI::App& relay, const std::shared_ptr<RelayOptions>& given, Invocation& invocation)
{
    auto* command = addRelayCommand(relay, "keep",
        "Fetch and leave every few minutes, and soon after something is entered, until it is told to end",
        given, invocation, keep);
    command->add_option("--every", given->everySeconds, "Seconds from one round to the next")
        ->check(CLI::Range(10, 86'400))
        ->capture_default_str();
}

} // namespace twinward::ctl
