// twinctl refer: a patient to another clinic, in one action; and twinctl emergency, at that clinic.

#include "sharing.h"

#include "sync/post.h"

#include <CLI/CLI.hpp>

namespace twinward::ctl {

namespace {

struct ReferOptions : ConsentOptions
{
    std::string folder;
};

QString idsText(const std::vector<record::EventId>& ids)
{
    QStringList words;
    for (const record::EventId id : ids)
        words << id.toString();
    return words.join(QStringLiteral(", "));
}

Exit refer(const ReferOptions& given, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto contract = contractOf(**vault, given,
        {record::Category::Demographics, record::Category::Vitals, record::Category::Clinical,
            record::Category::Imaging},
        invocation);
    if (!contract)
        return failed(contract.error(), invocation);
    const auto id = ledger::grantConsent(**vault, *contract);
    if (!id)
        return failed(id.error(), invocation);
    const auto sent = ledger::disclose(**vault, *id);
    if (!sent)
        return failed(sent.error(), invocation);
    sync::PostReport report;
    if (!given.folder.empty()) {
        const auto own = ledger::ownCard(**vault);
        if (!own)
            return failed(own.error(), invocation);
        sync::FolderCarrier carrier(text(given.folder), own->id);
        if (const auto left = sync::leaveLetters(**vault, carrier, report); !left)
            return failed(left.error(), invocation);
    }
    if (invocation.json) {
        print(Json{{"ok", true}, {"consent", utf8(id->toString())},
            {"disclosure", utf8(sent->disclosure.toString())}, {"entries", sent->entries},
            {"letters", sent->letters}, {"tooLarge", sent->tooLarge}, {"left", report.left}});
        return Exit::Done;
    }
    print(QStringLiteral("Referred to %1: %2; until: %3. Consent %4.")
              .arg(contract->clinicName, categoriesText(contract->categories), momentText(contract->until),
                  id->toString()));
    print(QStringLiteral("Entries: %1, letters: %2. It has arrived when their receipt comes.")
              .arg(sent->entries)
              .arg(sent->letters));
    if (sent->tooLarge > 0)
        print(QStringLiteral(
            "Images and documents too large for a letter, to be handed over on a stick: %1. Of entries: %2.")
                  .arg(sent->tooLarge)
                  .arg(idsText(sent->leftOut)));
    return Exit::Done;
}

Exit openSealed(const std::string& patient, const std::string& reason, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto found = findPatient(**vault, patient);
    if (!found)
        return failed(found.error(), invocation);
    const auto opened = ledger::openEmergency(**vault, *found, text(reason));
    if (!opened)
        return failed(opened.error(), invocation);
    if (invocation.json) {
        print(Json{{"ok", true}, {"entries", opened->entries},
            {"categories", utf8(categoriesText(opened->categories))},
            {"closed", utf8(categoriesText(opened->closed))}});
        return Exit::Done;
    }
    print(QStringLiteral("Opened: %1. Entries: %2. The clinic they came from will be told.")
              .arg(categoriesText(opened->categories))
              .arg(opened->entries));
    if (opened->withoutImages > 0)
        print(QStringLiteral("Entries with images or documents, which are not part of it: %1.")
                  .arg(opened->withoutImages));
    if (!opened->closed.empty())
        print(QStringLiteral("Your role does not read: %1.").arg(categoriesText(opened->closed)));
    return Exit::Done;
}

Exit listEmergencies(const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto log = ledger::sharingLog(**vault);
    if (!log)
        return failed(log.error(), invocation);
    std::vector<QStringList> rows;
    for (const record::RecordedEvent& recorded : log->emergencies) {
        const auto* access = recorded.event.as<record::EmergencyAccess>();
        if (invocation.json) {
            print(Json{{"id", utf8(recorded.event.id.toString())},
                {"patient", utf8(access->patient.toString())}, {"clinic", utf8(access->clinicName)},
                {"who", utf8(access->who)}, {"reason", utf8(access->reason)},
                {"categories", utf8(categoriesText(access->categories))},
                {"occurred", utf8(recorded.event.occurred.toString())},
                {"told", recorded.event.origin != nullptr}});
            continue;
        }
        rows.push_back({recorded.event.occurred.toString(), access->clinicName, access->who,
            access->patient.toString(), access->reason});
    }
    if (!invocation.json && rows.empty())
        print(QStringLiteral("Nothing was opened in an emergency."));
    else if (!invocation.json)
        printTable({QStringLiteral("WHEN"), QStringLiteral("CLINIC"), QStringLiteral("WHO"),
                       QStringLiteral("PATIENT"), QStringLiteral("WHY")},
            rows);
    return Exit::Done;
}

} // namespace

void addRefer(CLI::App& app, Invocation& invocation)
{
    auto* command
        = app.add_subcommand("refer", "Refer a patient to another clinic: consent and letters in one");
    auto given = std::make_shared<ReferOptions>();
    addConsentOptions(*command, *given);
    command->add_option("--to", given->folder, "Leave the letters in this folder at once")->type_name("DIR");
    command->callback([given, &invocation] {
        invocation.run = [given, &invocation] { return refer(*given, invocation); };
    });
}

void addEmergency(CLI::App& app, Invocation& invocation)
{
    auto* emergency = app.add_subcommand("emergency", "Open what came sealed for an emergency");
    emergency->require_subcommand(1);
    auto* opened
        = emergency->add_subcommand("open", "Signed, on record for ever, and told to where it came from");
    auto patient = std::make_shared<std::string>();
    auto reason = std::make_shared<std::string>();
    opened->add_option("patient", *patient, "The patient's id")->type_name("ID")->required();
    opened->add_option("--reason", *reason, "Why it can't wait")->type_name("TEXT")->required();
    opened->callback([patient, reason, &invocation] {
        invocation.run = [patient, reason, &invocation] { return openSealed(*patient, *reason, invocation); };
    });
    auto* listed
        = emergency->add_subcommand("list", "What was opened, here and with what was sent from here");
    listed->callback(
        [&invocation] { invocation.run = [&invocation] { return listEmergencies(invocation); }; });
}

} // namespace twinward::ctl
