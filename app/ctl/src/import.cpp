#include "command.h"
#include "progress.h"

#include "interop/fhir_import.h"

#include <iostream>

namespace twinward::ctl {

using interop::ImportReport;

namespace {

struct ImportOptions
{
    std::vector<std::string> paths;
    bool allOrNothing = false;
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
    for (const interop::Refusal& refusal : report.refused)
        std::cerr << "refused: "
                  << utf8(QStringList{refusal.file, refusal.place, refusal.why}
                              .filter(QRegularExpression(QStringLiteral(".")))
                              .join(QStringLiteral(": ")))
                  << '\n';
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

Exit importFhir(const ImportOptions& given, const Invocation& invocation)
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
    const auto report = interop::importFhir(**vault, request, progress.function());
    progress.clear();
    return report ? conclude(*report, invocation) : failed(report.error(), invocation);
}

} // namespace

void addImport(CLI::App& app, Invocation& invocation)
{
    auto* in = app.add_subcommand("import", "Bring records in; the same thing twice adds nothing");
    in->require_subcommand(1);
    auto* fhir = in->add_subcommand("fhir", "FHIR R4 bundles and resources: files and folders");
    auto given = std::make_shared<ImportOptions>();
    fhir->add_option("paths", given->paths, "Files and folders")->required();
    fhir->add_flag("--all-or-nothing", given->allOrNothing, "Where anything is refused, keep nothing");
    fhir->callback([given, &invocation] {
        invocation.run = [given, &invocation] { return importFhir(*given, invocation); };
    });
}

} // namespace twinward::ctl
