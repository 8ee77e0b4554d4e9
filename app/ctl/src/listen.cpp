#include "command.h"
#include "progress.h"

#include "interop/hl7_filing.h"
#include "interop/mllp_server.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <QCoreApplication>
#include <QTimer>

namespace twinward::ctl {

namespace {

struct ListenOptions
{
    quint16 port = 2575; // IANA: hl7
    std::string address = "127.0.0.1";
};

Json answerJson(const interop::Hl7Answer& answer)
{
    Json object{{"accepted", answer.code == interop::AckCode::Accepted}, {"waits", answer.waits},
        {"patients", Json::array()}};
    for (const record::PatientId& patient : answer.patients)
        object["patients"].push_back(utf8(patient.toString()));
    if (!answer.why.isEmpty())
        object["why"] = utf8(answer.why);
    return object;
}

Exit listen(const ListenOptions& given, const Invocation& invocation)
{
    const QHostAddress address(text(given.address));
    if (address.isNull())
        throw CLI::ValidationError("--address", "\"" + given.address + "\" is not an IP address");
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    // Nobody is asked here: whoever opens the workstation says later whose these results are.
    interop::Hl7Receiver receiver(**vault, interop::Unmatched::Wait);
    quint64 accepted = 0;
    quint64 refused = 0;
    quint64 waiting = 0;
    interop::MllpServer server(
        [&](const QByteArray& message, const QString&, const interop::MllpServer::Reply& reply) {
            const interop::Hl7Answer answer = receiver.receive(message);
            ++(answer.code == interop::AckCode::Accepted ? accepted : refused);
            if (invocation.json)
                print(answerJson(answer));
            else if (!answer.why.isEmpty())
                std::cerr << (answer.waits ? "waits: " : "refused: ") << utf8(answer.why) << '\n';
            waiting += answer.waits ? 1 : 0;
            reply(answer.acknowledgement);
        });
    if (const auto listening = server.listen(given.port, address); !listening)
        return failed(listening.error(), invocation);
    std::cerr << "twinctl: listening for HL7 v2 on " << given.address << " port " << server.port()
              << "; Ctrl+C ends it\n";
    ProgressLine progress(QStringLiteral("Messages"));
    QTimer tick;
    QObject::connect(&tick, &QTimer::timeout, &server, [&] {
        if (!progress.show(accepted + refused, 0))
            QCoreApplication::quit();
    });
    tick.start(100);
    QCoreApplication::exec();
    server.close();
    progress.clear();
    std::cerr << "twinctl: " << accepted << " messages accepted, " << refused << " refused\n";
    if (waiting > 0)
        std::cerr
            << "twinctl: " << waiting
            << " of them wait, sealed: say in the workstation whose they are (Monitors and laboratories)\n";
    return Exit::Done;
}

} // namespace

void addListen(CLI::App& app, Invocation& invocation)
{
    auto* command = app.add_subcommand("listen",
        "Take HL7 v2 messages over MLLP, as monitors and laboratories send them. A result for a number "
        "nobody here bears waits, sealed, until somebody says in the workstation whose it is");
    auto given = std::make_shared<ListenOptions>();
    command->add_option("--port", given->port, "TCP port; 0 takes a free one")->capture_default_str();
    command->add_option("--address", given->address, "Address to listen on; only this computer unless given")
        ->capture_default_str();
    command->callback([given, &invocation] {
        invocation.run = [given, &invocation] { return listen(*given, invocation); };
    });
}

} // namespace twinward::ctl
