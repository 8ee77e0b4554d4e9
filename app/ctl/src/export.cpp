#include "command.h"
#include "progress.h"

#include "interop/fhir_export.h"

#include <CLI/CLI.hpp>

namespace twinward::ctl {

namespace {

struct ExportOptions
{
    std::string patient;
    bool all = false;
    std::string folder;
};

base::Result<interop::ExportReport> write(
    ledger::Vault& vault, const ExportOptions& given, const Invocation& invocation)
{
    const QString purpose = text(invocation.purpose);
    if (given.all) {
        ProgressLine progress(QStringLiteral("Exporting patient"));
        return interop::exportAll(vault, text(given.folder), progress.function(), purpose);
    }
    const auto patient = findPatient(vault, given.patient);
    if (!patient)
        return base::fail(patient.error());
    return interop::exportPatientTo(vault, *patient, text(given.folder), purpose);
}

Exit exportFhir(const ExportOptions& given, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto report = write(**vault, given, invocation);
    if (!report)
        return failed(report.error(), invocation);
    if (invocation.json) {
        Json object{
            {"patients", report->patients}, {"resources", report->resources}, {"files", Json::array()}};
        for (const QString& file : report->files)
            object["files"].push_back(utf8(file));
        print(object);
    } else {
        print(QStringLiteral(
            "Patients: %1, resources: %2, files: %3, in %4. They are not encrypted: keep them safe.")
                  .arg(report->patients)
                  .arg(report->resources)
                  .arg(report->files.size())
                  .arg(text(given.folder)));
    }
    return Exit::Done;
}

} // namespace

void addExport(CLI::App& app, Invocation& invocation)
{
    auto* out = app.add_subcommand("export", "Write records for others to read");
    out->require_subcommand(1);
    auto* fhir = out->add_subcommand("fhir", "FHIR R4: one bundle a patient, <id>.json");
    auto given = std::make_shared<ExportOptions>();
    auto* choice = fhir->add_option_group("whose");
    choice->add_option("--patient", given->patient, "One patient's id")->type_name("ID");
    choice->add_flag("--all", given->all, "Everybody");
    choice->require_option(1);
    fhir->add_option("-o,--output", given->folder, "Folder, made where it is missing")
        ->type_name("DIR")
        ->required();
    fhir->callback([given, &invocation] {
        invocation.run = [given, &invocation] { return exportFhir(*given, invocation); };
    });
}

} // namespace twinward::ctl
