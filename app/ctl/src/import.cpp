#include "command.h"
#include "progress.h"

#include "interop/csv_vitals.h"
#include "interop/fhir_import.h"
#include "interop/hl7_filing.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <QFile>

namespace twinward::ctl {

using base::ErrorCode;
using interop::ImportReport;

namespace {

struct ImportOptions
{
    std::vector<std::string> paths;
    bool allOrNothing = false;
    std::string mapping; // CSV alone
    bool propose = false;
};

const char* outcomeName(ImportReport::Outcome outcome)
{
    switch (outcome) {
    case ImportReport::Outcome::Complete:
        return "complete";
    case ImportReport::Outcome::NothingKept:
        return "nothing-kept";
    case ImportReport::Outcome::Cancelled:
        return "cancelled";
    case ImportReport::Outcome::Stopped:
        return "stopped";
    }
    return "";
}

Json reportJson(const ImportReport& report)
{
    Json object{{"outcome", outcomeName(report.outcome)}, {"files", report.filesRead},
        {"patients", report.patients.size()}, {"types", Json::object()},
        {"refusedCount", report.refusedCount}, {"refused", Json::array()}};
    for (const auto& [type, count] : report.byType) {
        object["types"][utf8(type)]
            = Json{{"added", count.added}, {"amended", count.amended}, {"alreadyHere", count.alreadyHere}};
    }
    for (const interop::Refusal& refusal : report.refused)
        object["refused"].push_back(
            Json{{"file", utf8(refusal.file)}, {"place", utf8(refusal.place)}, {"why", utf8(refusal.why)}});
    if (report.stoppedBy)
        object["stoppedBy"] = utf8(report.stoppedBy->message());
    return object;
}

void showReport(const ImportReport& report)
{
    std::vector<QStringList> rows;
    for (const auto& [type, count] : report.byType)
        rows.push_back({type, QString::number(count.added), QString::number(count.amended),
            QString::number(count.alreadyHere)});
    printTable({QStringLiteral("TYPE"), QStringLiteral("ADDED"), QStringLiteral("AMENDED"),
                   QStringLiteral("ALREADY HERE")},
        rows);
    for (const interop::Refusal& refusal : report.refused) {
        QStringList parts{refusal.file, refusal.place, refusal.why};
        parts.removeAll(QString());
        std::cerr << "refused: " << utf8(parts.join(QStringLiteral(": "))) << '\n';
    }
    if (report.refusedCount > 0)
        std::cerr << "twinctl: " << report.refusedCount << " refused\n";
}

Exit conclude(const ImportReport& report, const Invocation& invocation)
{
    if (invocation.json)
        print(reportJson(report));
    else
        showReport(report);
    switch (report.outcome) {
    case ImportReport::Outcome::Complete:
        return Exit::Done;
    case ImportReport::Outcome::NothingKept:
        std::cerr << "twinctl: nothing was imported, because something was refused and --all-or-nothing was "
                     "given\n";
        return Exit::Failed;
    case ImportReport::Outcome::Cancelled:
        std::cerr << "twinctl: cancelled; what is counted was kept, and importing again adds the rest\n";
        return Exit::Failed;
    case ImportReport::Outcome::Stopped:
        return report.stoppedBy ? failed(*report.stoppedBy, invocation) : Exit::Failed;
    }
    return Exit::Failed;
}

using Importer = std::function<base::Result<ImportReport>(
    ledger::Vault&, const interop::ImportRequest&, const ledger::ProgressFn&)>;

Exit bringIn(const ImportOptions& given, const Importer& importer, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    interop::ImportRequest request;
    for (const std::string& path : given.paths)
        request.paths.append(text(path));
    request.policy
        = given.allOrNothing ? interop::ImportPolicy::AllOrNothing : interop::ImportPolicy::SkipBroken;
    request.purpose = text(invocation.purpose);
    ProgressLine progress(QStringLiteral("Importing byte"));
    const auto report = importer(**vault, request, progress.function());
    progress.clear();
    return report ? conclude(*report, invocation) : failed(report.error(), invocation);
}

base::Result<QByteArray> readSmallFile(const QString& path)
{
    constexpr qint64 largest = 1LL << 29;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largest)
        return base::fail(
            ErrorCode::Io, QStringLiteral("The file can't be read: %1").arg(file.errorString()), path);
    return file.readAll();
}

// What the columns seem to mean, for a person to read, change and give back with --mapping.
Exit proposeMapping(const ImportOptions& given, const Invocation& invocation)
{
    const auto bytes = readSmallFile(text(given.paths.front()));
    if (!bytes)
        return failed(bytes.error(), invocation);
    const auto table = interop::readCsv(*bytes);
    if (!table)
        return failed(table.error(), invocation);
    const auto mapping = interop::proposeCsvMapping(*table);
    std::cout << mapping.toJson().toStdString() << std::endl;
    for (const QString& gap : mapping.gaps())
        std::cerr << "twinctl: still to be said: " << utf8(gap) << '\n';
    return Exit::Done;
}

Exit importCsv(const ImportOptions& given, const Invocation& invocation)
{
    if (given.propose)
        return proposeMapping(given, invocation);
    if (given.mapping.empty()) {
        return failed({ErrorCode::InvalidInput,
                          QStringLiteral("What the columns mean must be confirmed by a person first"),
                          text(given.paths.front()),
                          QStringLiteral("Run: twinctl import csv FILE --propose > mapping.json, read and "
                                         "correct it, then add --mapping mapping.json.")},
            invocation);
    }
    const auto bytes = readSmallFile(text(given.mapping));
    if (!bytes)
        return failed(bytes.error(), invocation);
    const auto mapping = interop::CsvMapping::fromJson(*bytes);
    if (!mapping)
        return failed(mapping.error(), invocation);
    return bringIn(
        given,
        [&mapping](
            ledger::Vault& vault, const interop::ImportRequest& request, const ledger::ProgressFn& progress) {
            return interop::importCsvVitals(vault, request, *mapping, progress);
        },
        invocation);
}

CLI::App* addFormat(
    CLI::App& in, const char* name, const char* what, const std::shared_ptr<ImportOptions>& given)
{
    auto* format = in.add_subcommand(name, what);
    format->add_option("paths", given->paths, "Files and folders")->required();
    format->add_flag("--all-or-nothing", given->allOrNothing, "Where anything is refused, keep nothing");
    return format;
}

} // namespace

void addImport(CLI::App& app, Invocation& invocation)
{
    auto* in = app.add_subcommand("import", "Bring records in; the same thing twice adds nothing");
    in->require_subcommand(1);
    auto given = std::make_shared<ImportOptions>();
    const auto runs = [given, &invocation](const Importer& importer) {
        return [given, &invocation, importer] {
            invocation.run = [given, &invocation, importer] { return bringIn(*given, importer, invocation); };
        };
    };
    addFormat(*in, "fhir", "FHIR R4 bundles and resources", given)->callback(runs(interop::importFhir));
    addFormat(*in, "hl7", "HL7 v2 results and admissions", given)->callback(runs(interop::importHl7));
    auto* csv
        = addFormat(*in, "csv", "Vital signs from CSV files, by a mapping that a person confirmed", given);
    csv->add_option("--mapping", given->mapping, "The confirmed mapping")->type_name("FILE");
    csv->add_flag("--propose", given->propose, "Only print what the columns seem to mean");
    csv->callback([given, &invocation] {
        invocation.run = [given, &invocation] { return importCsv(*given, invocation); };
    });
}

} // namespace twinward::ctl
