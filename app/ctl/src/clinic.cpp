// twinctl clinic: this clinic's card, and the clinics it knows.

#include "sharing.h"

#include <CLI/CLI.hpp>
#include <QFile>
#include <QSaveFile>

namespace twinward::ctl {

using base::ErrorCode;

namespace {

Exit card(const std::string& file, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto own = ledger::ownCard(**vault);
    if (!own)
        return failed(own.error(), invocation);
    if (!file.empty()) {
        QSaveFile out(text(file));
        const QByteArray bytes = own->toBytes();
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
            return failed({ErrorCode::Io, QStringLiteral("The card can't be written"), out.errorString(), {}},
                invocation);
    }
    if (invocation.json) {
        print(Json{{"id", utf8(own->id.toString())}, {"name", utf8(own->name)},
            {"fingerprint", utf8(own->fingerprint())}});
    } else {
        print(QStringLiteral("%1, fingerprint %2").arg(own->name, own->fingerprint()));
        print(QStringLiteral("Read it out to the other clinic: they must see the same."));
    }
    return Exit::Done;
}

struct KnowOptions
{
    std::string file;
    std::string fingerprint;
};

Exit know(const KnowOptions& given, const Invocation& invocation)
{
    QFile file(text(given.file));
    if (!file.open(QIODevice::ReadOnly))
        return failed({ErrorCode::NotFound, QStringLiteral("The card can't be read"), text(given.file), {}},
            invocation);
    const auto theirs = ledger::ClinicCard::fromBytes(file.read(ledger::maxCardBytes + 1));
    if (!theirs)
        return failed(
            {ErrorCode::InvalidInput, QStringLiteral("This is not a clinic's card"), text(given.file),
                QStringLiteral("Ask the other clinic for theirs: twinctl clinic card -o FILE.")},
            invocation);
    const auto digits = [](QString words) { return words.remove(u' '); };
    if (!given.fingerprint.empty() && digits(text(given.fingerprint)) != digits(theirs->fingerprint()))
        return failed({ErrorCode::IntegrityBroken, QStringLiteral("The card has another fingerprint"),
                          theirs->fingerprint(),
                          QStringLiteral("Somebody may have changed it on the way: ask for it again.")},
            invocation);
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    if (const auto known = ledger::knowClinic(**vault, *theirs); !known)
        return failed(known.error(), invocation);
    if (invocation.json) {
        print(Json{{"ok", true}, {"id", utf8(theirs->id.toString())}, {"name", utf8(theirs->name)},
            {"fingerprint", utf8(theirs->fingerprint())}, {"compared", !given.fingerprint.empty()}});
    } else {
        print(QStringLiteral("%1 is known here.").arg(theirs->name));
        if (given.fingerprint.empty())
            print(QStringLiteral("Compare its fingerprint with them before anything is sent: %1")
                      .arg(theirs->fingerprint()));
    }
    return Exit::Done;
}

Exit list(const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto clinics = ledger::knownClinics(**vault);
    if (!clinics)
        return failed(clinics.error(), invocation);
    std::vector<QStringList> rows;
    for (const ledger::KnownClinic& clinic : *clinics) {
        if (invocation.json) {
            print(Json{{"id", utf8(clinic.card.id.toString())}, {"name", utf8(clinic.card.name)},
                {"fingerprint", utf8(clinic.card.fingerprint())},
                {"comparedByPerson", clinic.comparedByPerson}});
            continue;
        }
        rows.push_back({clinic.card.name, clinic.card.id.toString().first(16), clinic.card.fingerprint()});
    }
    if (!invocation.json && rows.empty())
        print(QStringLiteral("No other clinic is known here."));
    else if (!invocation.json)
        printTable({QStringLiteral("CLINIC"), QStringLiteral("ID"), QStringLiteral("FINGERPRINT")}, rows);
    return Exit::Done;
}

} // namespace

void addClinic(CLI::App& app, Invocation& invocation)
{
    auto* clinic = app.add_subcommand("clinic", "This clinic's card, and the clinics known here");
    clinic->require_subcommand(1);
    auto* shown = clinic->add_subcommand("card", "Show this clinic's card, and write it to a file");
    auto out = std::make_shared<std::string>();
    shown->add_option("-o,--output", *out, "The file to write")->type_name("FILE");
    shown->callback(
        [out, &invocation] { invocation.run = [out, &invocation] { return card(*out, invocation); }; });
    auto* known = clinic->add_subcommand("know", "Take another clinic's card");
    auto given = std::make_shared<KnowOptions>();
    known->add_option("file", given->file, "Their card")->type_name("FILE")->required();
    known->add_option("--fingerprint", given->fingerprint, "As they read it out: refused where it differs")
        ->type_name("DIGITS");
    known->callback(
        [given, &invocation] { invocation.run = [given, &invocation] { return know(*given, invocation); }; });
    addClinicMeet(*clinic, invocation);
    auto* listed = clinic->add_subcommand("list", "The clinics known here");
    listed->callback([&invocation] { invocation.run = [&invocation] { return list(invocation); }; });
}

} // namespace twinward::ctl
