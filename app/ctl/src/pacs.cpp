#include "command.h"
#include "progress.h"

#include "imaging/storage_server.h"
#include "imaging/waiting.h"

#include <atomic>
#include <CLI/CLI.hpp>
#include <iostream>
#include <mutex>
#include <QDate>
#include <thread>

namespace twinward::ctl {

namespace {

using imaging::PacsClient;
using imaging::PacsNode;
using imaging::TlsFiles;

struct TlsOptions
{
    std::string certificate;
    std::string key;
    std::string trusted;
};

struct PacsOptions
{
    std::string host;
    quint16 port = 104;
    std::string title = "ANY-SCP";
    std::string ourTitle = "TWINWARD";
    int timeoutSeconds = 30;
    TlsOptions tls;

    std::string patient;
    std::string name;
    std::string accession;
    std::string modality;
    std::string study;
    std::string from;
    std::string to;
    std::string moveTo;
};

struct ServeOptions
{
    std::string address = "127.0.0.1";
    quint16 port = 11112; // IANA: dicom
    std::string title = "TWINWARD";
    TlsOptions tls;
};

std::optional<TlsFiles> tlsFrom(const TlsOptions& given)
{
    if (given.certificate.empty() && given.key.empty() && given.trusted.empty())
        return std::nullopt;
    if (given.certificate.empty() || given.key.empty() || given.trusted.empty())
        throw CLI::RequiredError("--tls-certificate, --tls-key and --tls-trust, all three,");
    return TlsFiles{text(given.certificate), text(given.key), text(given.trusted)};
}

PacsNode nodeFrom(const PacsOptions& given)
{
    return {text(given.host), given.port, text(given.title), text(given.ourTitle), tlsFrom(given.tls),
        given.timeoutSeconds};
}

QDate dateFrom(const std::string& given, const char* option)
{
    if (given.empty())
        return {};
    const QDate date = QDate::fromString(text(given), Qt::ISODate);
    if (!date.isValid())
        throw CLI::ValidationError(option, "\"" + given + "\" is not a date like 2026-11-20");
    return date;
}

Exit echo(const PacsOptions& given, const Invocation& invocation)
{
    const auto answered = PacsClient(nodeFrom(given)).echo();
    if (!answered)
        return failed(answered.error(), invocation);
    if (invocation.json)
        print(Json{{"answers", true}});
    else
        print(QStringLiteral("It answers."));
    return Exit::Done;
}

Json studyJson(const imaging::FoundStudy& study)
{
    Json object{{"studyUid", utf8(study.studyUid)}, {"patientId", utf8(study.patient.id)},
        {"patientName", utf8(study.patient.name)}, {"birthDate", utf8(study.patient.birthDate.toString())},
        {"sex", utf8(study.patient.sex)}, {"time", utf8(study.time.toString())},
        {"modalities", Json::array()}, {"description", utf8(study.description)},
        {"accession", utf8(study.accession)}};
    for (const QString& modality : study.modalities)
        object["modalities"].push_back(utf8(modality));
    if (study.series)
        object["series"] = *study.series;
    if (study.instances)
        object["instances"] = *study.instances;
    return object;
}

Exit find(const PacsOptions& given, const Invocation& invocation)
{
    const imaging::StudyQuery query{text(given.patient), text(given.name), text(given.accession),
        text(given.modality), text(given.study), dateFrom(given.from, "--from"), dateFrom(given.to, "--to")};
    const auto found = PacsClient(nodeFrom(given)).find(query);
    if (!found)
        return failed(found.error(), invocation);
    std::vector<QStringList> rows;
    for (const imaging::FoundStudy& study : *found) {
        if (invocation.json)
            print(studyJson(study));
        rows.push_back({study.time.toString(), study.patient.name, study.patient.id,
            study.modalities.join(u' '), study.description, study.studyUid});
    }
    if (!invocation.json)
        printTable({QStringLiteral("TIME"), QStringLiteral("PATIENT"), QStringLiteral("NUMBER"),
                       QStringLiteral("KIND"), QStringLiteral("STUDY"), QStringLiteral("UID")},
            rows);
    return Exit::Done;
}

Exit concludeTransfer(const imaging::Transfer& transfer, const Invocation& invocation)
{
    if (invocation.json)
        print(Json{{"objects", transfer.done}, {"failed", transfer.failed}});
    else
        print(QStringLiteral("%1 objects wait to be filed").arg(transfer.done));
    for (const QString& problem : transfer.problems)
        std::cerr << "twinctl: " << utf8(problem) << '\n';
    return transfer.failed == 0 && transfer.problems.isEmpty() ? Exit::Done : Exit::Failed;
}

Exit get(const PacsOptions& given, const Invocation& invocation)
{
    const PacsNode node = nodeFrom(given);
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    ProgressLine progress(QStringLiteral("Images"));
    const auto brought = given.moveTo.empty()
        ? PacsClient(node).get(
            text(given.study), [&](const QByteArray& object) { return imaging::letWait(**vault, object); },
            progress.function())
        : PacsClient(node).move(text(given.study), text(given.moveTo), progress.function());
    progress.clear();
    return brought ? concludeTransfer(*brought, invocation) : failed(brought.error(), invocation);
}

Exit serve(const ServeOptions& given, const Invocation& invocation)
{
    imaging::StorageSettings settings;
    settings.address = QHostAddress(text(given.address));
    if (settings.address.isNull())
        throw CLI::ValidationError("--address", "\"" + given.address + "\" is not an IP address");
    settings.port = given.port;
    settings.aeTitle = text(given.title);
    settings.tls = tlsFrom(given.tls);
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    std::atomic<quint64> objects = 0;
    std::mutex printing;
    const auto server = imaging::StorageServer::start(settings,
        {[&](const QByteArray& object, const imaging::Sender&) {
             auto kept = imaging::letWait(**vault, object);
             if (kept)
                 ++objects;
             return kept;
         },
            [&](const imaging::Sender& sender, quint64 stored, const QString& problem) {
                const std::lock_guard lock(printing);
                if (invocation.json)
                    print(Json{
                        {"from", utf8(sender.aeTitle)}, {"objects", stored}, {"problem", utf8(problem)}});
                else if (!problem.isEmpty())
                    std::cerr << "twinctl: " << utf8(sender.aeTitle) << ": " << utf8(problem) << '\n';
            }});
    if (!server)
        return failed(server.error(), invocation);
    std::cerr << "twinctl: taking images on " << given.address << " port " << (*server)->port() << " as "
              << given.title << "; Ctrl+C ends it\n";
    ProgressLine progress(QStringLiteral("Images"));
    while (progress.show(objects, 0))
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    progress.clear();
    std::cerr << "twinctl: " << objects << " objects wait to be filed\n";
    return Exit::Done;
}

Json waitingJson(const imaging::WaitingStudy& study)
{
    Json object{{"studyUid", utf8(study.uid)}, {"patientId", utf8(study.patient.id)},
        {"patientName", utf8(study.patient.name)}, {"time", utf8(study.time.toString())},
        {"instances", study.instances}, {"matches", Json::array()}};
    for (const imaging::PatientMatch& match : study.matches)
        object["matches"].push_back(Json{{"id", utf8(match.patient.toString())}, {"score", match.score}});
    return object;
}

Exit listWaiting(const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto waiting = imaging::waitingStudies(**vault);
    if (!waiting)
        return failed(waiting.error(), invocation);
    std::vector<QStringList> rows;
    for (const imaging::WaitingStudy& study : *waiting) {
        if (invocation.json)
            print(waitingJson(study));
        rows.push_back({study.time.toString(), study.patient.name, study.patient.id,
            QString::number(study.instances), study.uid});
    }
    if (!invocation.json)
        printTable({QStringLiteral("TIME"), QStringLiteral("PATIENT"), QStringLiteral("NUMBER"),
                       QStringLiteral("IMAGES"), QStringLiteral("UID")},
            rows);
    return Exit::Done;
}

// What differs is listed and refused unless `confirm` says that a person has seen it.
Exit fileStudy(const PacsOptions& given, const bool& confirm, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto patient = findPatient(**vault, given.patient);
    if (!patient)
        return failed(patient.error(), invocation);
    imaging::FilingDecision decision;
    decision.patient = *patient;
    if (confirm)
        decision.confirmed
            = {imaging::PatientField::Name, imaging::PatientField::BirthDate, imaging::PatientField::Sex};
    ProgressLine progress(QStringLiteral("Filing byte"));
    const auto report = imaging::fileWaiting(
        **vault, text(given.study), decision, progress.function(), text(invocation.purpose));
    progress.clear();
    if (!report)
        return failed(report.error(), invocation);
    for (const imaging::FiledStudy& study : report->studies) {
        if (study.failure)
            return failed(*study.failure, invocation);
    }
    if (invocation.json)
        print(Json{{"added", report->added()}, {"complete", report->isComplete()}});
    else
        print(QStringLiteral("%1 images filed").arg(report->added()));
    return report->isComplete() ? Exit::Done : Exit::Failed;
}

void addTls(CLI::App* command, TlsOptions& tls)
{
    command->add_option("--tls-certificate", tls.certificate, "Our certificate, PEM: switches TLS on");
    command->add_option("--tls-key", tls.key, "Its private key, PEM");
    command->add_option("--tls-trust", tls.trusted, "The other side's certificate or authority, PEM");
}

void addNode(CLI::App* command, PacsOptions& given)
{
    command->add_option("--host", given.host, "Name or address of the archive")->required();
    command->add_option("--port", given.port, "Its DICOM port")->capture_default_str();
    command->add_option("--title", given.title, "Its AE title")->capture_default_str();
    command->add_option("--our-title", given.ourTitle, "AE title we call ourselves")->capture_default_str();
    command->add_option("--timeout", given.timeoutSeconds, "Seconds to wait for each answer")
        ->capture_default_str();
    addTls(command, given.tls);
}

} // namespace

void addPacs(CLI::App& app, Invocation& invocation)
{
    auto* group
        = app.add_subcommand("pacs", "Ask a picture archive (PACS), bring studies, take what is sent");
    group->require_subcommand(1);
    auto given = std::make_shared<PacsOptions>();
    auto* echoing = group->add_subcommand("echo", "Does the archive answer? (C-ECHO)");
    addNode(echoing, *given);
    echoing->callback(
        [given, &invocation] { invocation.run = [given, &invocation] { return echo(*given, invocation); }; });

    auto* finding = group->add_subcommand("find", "Which studies does it hold? (C-FIND)");
    addNode(finding, *given);
    finding->add_option("--patient-number", given->patient, "Patient ID there");
    finding->add_option("--name", given->name, "Family^Given; * stands for anything");
    finding->add_option("--accession", given->accession, "Accession number");
    finding->add_option("--modality", given->modality, "CT, MR, US ...");
    finding->add_option("--study", given->study, "Study Instance UID");
    finding->add_option("--from", given->from, "First day, 2026-11-20");
    finding->add_option("--to", given->to, "Last day");
    finding->callback(
        [given, &invocation] { invocation.run = [given, &invocation] { return find(*given, invocation); }; });

    auto* getting = group->add_subcommand("get", "Bring a study here (C-GET); it waits to be filed");
    addNode(getting, *given);
    getting->add_option("--study", given->study, "Study Instance UID")->required();
    getting->add_option(
        "--move-to", given->moveTo, "Use C-MOVE to this AE title, where 'pacs serve' listens");
    getting->callback(
        [given, &invocation] { invocation.run = [given, &invocation] { return get(*given, invocation); }; });

    auto serving = std::make_shared<ServeOptions>();
    auto* service = group->add_subcommand("serve", "Take what scanners and archives send (C-STORE)");
    service
        ->add_option("--address", serving->address, "Address to listen on; only this computer unless given")
        ->capture_default_str();
    service->add_option("--port", serving->port, "TCP port; 0 takes a free one")->capture_default_str();
    service->add_option("--title", serving->title, "Our AE title")->capture_default_str();
    addTls(service, serving->tls);
    service->callback([serving, &invocation] {
        invocation.run = [serving, &invocation] { return serve(*serving, invocation); };
    });

    auto* waiting = group->add_subcommand("waiting", "Studies that wait for a person to say whose they are");
    waiting->callback([&invocation] { invocation.run = [&invocation] { return listWaiting(invocation); }; });

    auto confirm = std::make_shared<bool>(false);
    auto* filing = group->add_subcommand("file", "File a waiting study under a patient");
    filing->add_option("--study", given->study, "Study Instance UID")->required();
    filing->add_option("--patient", given->patient, "The patient's id here")->required();
    filing->add_flag("--confirm-differences", *confirm, "I have seen what differs: it is this patient");
    filing->callback([given, confirm, &invocation] {
        invocation.run = [given, confirm, &invocation] { return fileStudy(*given, *confirm, invocation); };
    });
}

} // namespace twinward::ctl
