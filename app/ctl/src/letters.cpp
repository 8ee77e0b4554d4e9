// twinctl letters: to and from a folder or a stick.

#include "sharing.h"

#include "sync/post.h"

#include <CLI/CLI.hpp>

namespace twinward::ctl {

namespace {

using ledger::OutgoingLetter;
using ledger::TakenLetter;

QString kindText(TakenLetter::Kind kind)
{
    switch (kind) {
    case TakenLetter::Kind::Disclosure:
        return QStringLiteral("referral");
    case TakenLetter::Kind::Receipt:
        return QStringLiteral("receipt");
    case TakenLetter::Kind::Emergency:
        return QStringLiteral("emergency");
    case TakenLetter::Kind::ConsentChange:
        return QStringLiteral("consent changed");
    }
    return {};
}

void showTaken(const TakenLetter& taken, const Invocation& invocation)
{
    if (invocation.json) {
        Json object{{"kind", utf8(kindText(taken.kind))}, {"from", utf8(taken.clinicName)},
            {"about", utf8(taken.about.toString())}, {"patient", utf8(taken.patient.toString())},
            {"entries", taken.entries}, {"known", taken.known}, {"refused", taken.refused},
            {"waiting", taken.waiting}, {"candidates", Json::array()}};
        for (const record::DuplicateCandidate& each : taken.candidates)
            object["candidates"].push_back(utf8(each.patient.toString()));
        print(object);
        return;
    }
    print(QStringLiteral("%1 from %2, patient %3, new entries: %4")
              .arg(kindText(taken.kind), taken.clinicName, taken.patient.toString())
              .arg(taken.entries));
    if (taken.waiting > 0)
        print(QStringLiteral("  wait for their images: %1").arg(taken.waiting));
    if (taken.refused > 0)
        print(QStringLiteral("  left out, by somebody whose role there may not: %1").arg(taken.refused));
    for (const record::DuplicateCandidate& each : taken.candidates)
        print(QStringLiteral("  may already be here as %1").arg(each.patient.toString()));
}

// In: what came is taken in and answered. Out: what waits is left.
enum class Direction { In, Out };

Exit carry(Direction direction, const std::string& folder, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto own = ledger::ownCard(**vault);
    if (!own)
        return failed(own.error(), invocation);
    sync::FolderCarrier carrier(text(folder), own->id);
    sync::PostReport report;
    base::Status done;
    if (direction == Direction::In)
        done = sync::collectLetters(**vault, carrier, report);
    if (done)
        done = sync::leaveLetters(**vault, carrier, report);
    if (!done)
        return failed(done.error(), invocation);
    for (const TakenLetter& taken : report.taken)
        showTaken(taken, invocation);
    for (const sync::PostReport::Refused& refused : report.refused)
        complain(refused.error, invocation);
    if (invocation.json)
        print(Json{{"ok", report.refused.empty()}, {"left", report.left}, {"taken", report.taken.size()},
            {"settled", report.settled}, {"refused", report.refused.size()}});
    else
        print(QStringLiteral("Letters left: %1, taken in: %2, receipts: %3, refused: %4.")
                  .arg(report.left)
                  .arg(report.taken.size())
                  .arg(report.settled)
                  .arg(report.refused.size()));
    return report.refused.empty() ? Exit::Done : Exit::Failed;
}

QString kindText(OutgoingLetter::Kind kind)
{
    return kindText(static_cast<TakenLetter::Kind>(kind));
}

Exit list(const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto waiting = ledger::outbox(**vault);
    if (!waiting)
        return failed(waiting.error(), invocation);
    std::vector<QStringList> rows;
    for (const OutgoingLetter& letter : *waiting) {
        if (invocation.json) {
            print(Json{{"kind", utf8(kindText(letter.kind))}, {"to", utf8(letter.clinicName)},
                {"about", utf8(letter.about.toString())}, {"part", letter.part}, {"parts", letter.parts}});
            continue;
        }
        rows.push_back({kindText(letter.kind), letter.clinicName, letter.about.toString(),
            QStringLiteral("%1/%2").arg(letter.part).arg(letter.parts)});
    }
    if (!invocation.json && rows.empty())
        print(QStringLiteral("No letter waits."));
    else if (!invocation.json)
        printTable(
            {QStringLiteral("KIND"), QStringLiteral("TO"), QStringLiteral("ABOUT"), QStringLiteral("PART")},
            rows);
    return Exit::Done;
}

} // namespace

void addLetters(CLI::App& app, Invocation& invocation)
{
    auto* letters
        = app.add_subcommand("letters", "Letters to and from other clinics, by a folder or a stick");
    letters->require_subcommand(1);
    const auto add = [&](const char* name, const char* help, Direction direction) {
        auto* command = letters->add_subcommand(name, help);
        auto folder = std::make_shared<std::string>();
        command->add_option("folder", *folder, "The folder")->type_name("DIR")->required();
        command->callback([folder, direction, &invocation] {
            invocation.run
                = [folder, direction, &invocation] { return carry(direction, *folder, invocation); };
        });
    };
    add("send", "Leave what waits", Direction::Out);
    add("take", "Take in what came for this clinic, and leave the answers", Direction::In);
    auto* listed = letters->add_subcommand("list", "What waits for a receipt, and receipts on offer");
    listed->callback([&invocation] { invocation.run = [&invocation] { return list(invocation); }; });
}

} // namespace twinward::ctl
