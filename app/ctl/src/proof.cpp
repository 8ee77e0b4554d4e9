#include "command.h"
#include "event_json.h"

#include "ledger/proof.h"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <QDateTime>
#include <QFile>
#include <QSaveFile>
#include <QTimeZone>

namespace twinward::ctl {

using base::ErrorCode;
using ledger::ProvenEvent;

namespace {

constexpr qint64 maxFileBytes = 80 << 20;

QString timeOf(base::HybridTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.wallMs(), QTimeZone::utc()).toString(Qt::ISODate);
}

base::Result<QByteArray> contentOf(const std::string& path, const QString& what)
{
    QFile file(text(path));
    if (!file.open(QIODevice::ReadOnly))
        return base::fail(ErrorCode::NotFound, QStringLiteral("%1 can't be read").arg(what), text(path));
    if (file.size() > maxFileBytes)
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("%1 is too large").arg(what), text(path));
    return file.readAll();
}

// Whose entry it is, for the access log.
base::Result<record::PatientId> patientOf(const QByteArray& proof)
{
    const auto proven = ledger::verifyProof(proof);
    if (!proven)
        return base::fail(proven.error());
    return proven->event.patient;
}

Exit make(const std::string& event, const std::string& output, const Invocation& invocation)
{
    const auto id = record::EventId::fromString(text(event));
    if (!id) {
        return failed({ErrorCode::InvalidInput, QStringLiteral("This is not the id of an entry"), text(event),
                          QStringLiteral("\"twinctl chart --json\" shows the ids.")},
            invocation);
    }
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto proof = ledger::makeProof(**vault, *id);
    if (!proof)
        return failed(proof.error(), invocation);
    const auto patient = patientOf(*proof);
    if (!patient)
        return failed(patient.error(), invocation);
    const auto logged = logRead(**vault, invocation, record::AccessLogged::Action::Export, *patient,
        QStringLiteral("proof of entry %1").arg(id->toString()));
    if (!logged)
        return failed(logged.error(), invocation);
    QSaveFile file(text(output));
    if (!file.open(QIODevice::WriteOnly) || file.write(*proof) != proof->size() || !file.commit()) {
        return failed({ErrorCode::Io, QStringLiteral("The proof can't be written"), file.errorString(), {}},
            invocation);
    }
    const auto proven = ledger::verifyProof(*proof);
    if (invocation.json) {
        print(Json{{"event", utf8(id->toString())}, {"bytes", proof->size()},
            {"cosigners", proven->cosigners.size()}, {"alongside", proven->alongside.size()}});
        return Exit::Done;
    }
    print(QStringLiteral("Written: %1 bytes, signed by its author and by other computers: %2.")
              .arg(proof->size())
              .arg(proven->cosigners.size()));
    print(QStringLiteral("Whoever has the file can read this entry. Entries of the same patient that were "
                         "saved with it and can be read, too: %1.")
              .arg(proven->alongside.size()));
    return Exit::Done;
}

struct VerifyOptions
{
    std::string file;
    std::string event;
    std::vector<std::string> keys;
    std::string keyFile;
};

base::Result<std::vector<ledger::PublicKey>> knownKeys(const VerifyOptions& given)
{
    QString lines;
    for (const std::string& key : given.keys)
        lines += text(key) + u'\n';
    if (!given.keyFile.empty()) {
        const auto content = contentOf(given.keyFile, QStringLiteral("The list of keys"));
        if (!content)
            return base::fail(content.error());
        lines += QString::fromUtf8(*content);
    }
    return ledger::keysFromText(lines);
}

Json entryOf(const ProvenEvent& proven)
{
    Json entry{{"kind", utf8(record::kindName(proven.event.kind()))}, {"body", bodyJson(proven.event.body)}};
    if (!proven.event.occurred.isNull())
        entry["occurred"] = utf8(proven.event.occurred.toString());
    for (const record::EventId& replaced : proven.event.replaces)
        entry["replaces"].push_back(utf8(replaced.toString()));
    return entry;
}

Json asJson(const ProvenEvent& proven, const std::optional<ledger::NamedSigners>& named)
{
    Json object{{"ok", true}, {"event", utf8(proven.event.id.toString())},
        {"patient", utf8(proven.event.patient.toString())}, {"entry", entryOf(proven)},
        {"alongside", proven.alongside.size()}, {"commit", utf8(proven.commit.toString())},
        {"number", proven.seq}, {"recorded", utf8(timeOf(proven.recorded))},
        {"authorKey", proven.authorKey.toHex().toStdString()},
        {"deviceKey", proven.deviceKey.toHex().toStdString()}, {"cosigners", Json::array()}};
    for (const ProvenEvent::Cosigner& cosigner : proven.cosigners) {
        object["cosigners"].push_back(Json{{"key", cosigner.key.toHex().toStdString()},
            {"upTo", cosigner.headSeq}, {"at", utf8(timeOf(cosigner.at))}});
    }
    if (named) {
        object["author"] = utf8(named->author);
        object["computer"] = utf8(named->device);
        object["knownCosigners"] = Json::array();
        for (const QString& name : named->cosigners)
            object["knownCosigners"].push_back(utf8(name));
    }
    return object;
}

void show(const ProvenEvent& proven, const std::optional<ledger::NamedSigners>& named)
{
    const auto line = [](const QString& head, const QString& value) {
        print(QStringLiteral("%1 %2").arg(head, -12).arg(value));
    };
    print(QStringLiteral("The proof holds."));
    line(QStringLiteral("Entry"), proven.event.id.toString());
    line(QStringLiteral("Says"),
        QStringLiteral("%1 %2").arg(summary(proven.event), text(entryOf(proven).dump())));
    line(QStringLiteral("Recorded"),
        QStringLiteral("%1, commit %2").arg(timeOf(proven.recorded)).arg(proven.seq));
    line(QStringLiteral("Author"), named ? named->author : QString::fromLatin1(proven.authorKey.toHex()));
    line(QStringLiteral("Computer"), named ? named->device : QString::fromLatin1(proven.deviceKey.toHex()));
    for (const ProvenEvent::Cosigner& cosigner : proven.cosigners) {
        line(QStringLiteral("Cosigned by"),
            QStringLiteral("%1, up to commit %2, on %3")
                .arg(QString::fromLatin1(cosigner.key.toHex()))
                .arg(cosigner.headSeq)
                .arg(timeOf(cosigner.at)));
    }
    if (named && !named->cosigners.isEmpty())
        line(QStringLiteral("Known"), named->cosigners.join(QStringLiteral(", ")));
    if (proven.cosigners.empty())
        print(QStringLiteral(
            "No other computer has signed it: it rests on its author and their computer alone."));
    if (!named) {
        print(QStringLiteral("Whose the keys are is not checked: give --keys with the list that the clinic "
                             "handed you itself."));
    }
}

Exit verify(const VerifyOptions& given, const Invocation& invocation)
{
    const auto content = contentOf(given.file, QStringLiteral("The proof"));
    if (!content)
        return failed(content.error(), invocation);
    const auto keys = knownKeys(given);
    if (!keys)
        return failed(keys.error(), invocation);
    const auto proven = ledger::verifyProof(*content);
    if (!proven)
        return failed(proven.error(), invocation);
    if (!given.event.empty() && proven->event.id.toString() != text(given.event)) {
        return failed({ErrorCode::IntegrityBroken, QStringLiteral("It is the proof of another entry"),
                          proven->event.id.toString(), {}},
            invocation);
    }
    std::optional<ledger::NamedSigners> named;
    if (!keys->empty()) {
        const auto signers = ledger::namedSigners(*proven, *keys);
        if (!signers)
            return failed(signers.error(), invocation);
        named = *signers;
    }
    if (invocation.json)
        print(asJson(*proven, named));
    else
        show(*proven, named);
    return Exit::Done;
}

Exit keys(const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto all = ledger::publicKeys(**vault);
    if (!invocation.json) {
        print(ledger::keysAsText(all).trimmed());
        return Exit::Done;
    }
    for (const ledger::PublicKey& each : all) {
        print(Json{{"kind", each.kind == ledger::PublicKey::Kind::Person ? "person" : "computer"},
            {"name", utf8(each.name)}, {"key", each.key.toHex().toStdString()}});
    }
    return Exit::Done;
}

} // namespace

void addProof(CLI::App& app, Invocation& invocation)
{
    auto* proof = app.add_subcommand("proof", "Prove one entry of the record to somebody outside");
    proof->require_subcommand(1);
    auto* making = proof->add_subcommand("make", "Write the proof of an entry; whoever has it can read it");
    auto event = std::make_shared<std::string>();
    auto output = std::make_shared<std::string>();
    making->add_option("event", *event, "The entry's id")->type_name("EVENT")->required();
    making->add_option("-o,--output", *output, "The file to write")->type_name("FILE")->required();
    making->callback([event, output, &invocation] {
        invocation.run = [event, output, &invocation] { return make(*event, *output, invocation); };
    });
    auto* checking = proof->add_subcommand("verify", "Check a proof; needs no vault and no passphrase");
    auto given = std::make_shared<VerifyOptions>();
    checking->add_option("file", given->file, "The proof")->type_name("FILE")->required();
    checking->add_option("--event", given->event, "Refuse unless it proves this entry")->type_name("EVENT");
    checking->add_option("--key", given->keys, "A public key you know, as 64 hexadecimal digits; any number")
        ->type_name("KEY");
    checking->add_option("--keys", given->keyFile, "A list of them, as \"twinctl proof keys\" shows it")
        ->type_name("FILE");
    checking->callback([given, &invocation] {
        invocation.run = [given, &invocation] { return verify(*given, invocation); };
    });
    proof->add_subcommand("keys", "Show the public keys of this clinic's people and computers")
        ->callback([&invocation] { invocation.run = [&invocation] { return keys(invocation); }; });
}

} // namespace twinward::ctl
