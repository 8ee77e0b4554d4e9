// twinctl export dicom: studies and what was found on them, as they came or de-identified.

#include "command.h"
#include "dicom_json.h"
#include "find_study.h"
#include "progress.h"

#include "imaging/export.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <map>

namespace twinward::ctl {

namespace {

struct DicomExport
{
    std::string patient;
    std::string study;
    std::string folder;
    std::string what = "images";
    bool deidentify = false;
};

base::Result<imaging::ExportRequest> requestFor(
    const ledger::Vault& vault, const DicomExport& given, const Invocation& invocation)
{
    static const std::map<std::string, imaging::Exported> words{{"images", imaging::Exported::Images},
        {"findings", imaging::Exported::Findings}, {"all", imaging::Exported::Both}};
    auto found = findStudies(vault, given.patient, given.study);
    if (!found)
        return base::fail(found.error());
    imaging::ExportRequest request;
    request.patient = found->patient;
    request.studies = std::move(found->studies);
    request.folder = text(given.folder);
    request.what = words.at(given.what);
    request.identity = given.deidentify ? imaging::Identity::Removed : imaging::Identity::Kept;
    request.purpose = text(invocation.purpose);
    return request;
}

Exit exportDicom(const DicomExport& given, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    auto request = requestFor(**vault, given, invocation);
    if (!request)
        return failed(request.error(), invocation);
    ProgressLine progress(QStringLiteral("Exporting image"));
    const auto report = imaging::exportStudies(**vault, *request, progress.function());
    progress.clear();
    if (!report)
        return failed(report.error(), invocation);
    if (invocation.json) {
        Json object{{"objects", report->objects}, {"findings", report->findings},
            {"withheld", refusalsJson(report->withheld)}, {"warnings", Json::array()},
            {"files", Json::array()}};
        for (const QString& warning : report->warnings)
            object["warnings"].push_back(utf8(warning));
        for (const QString& file : report->files)
            object["files"].push_back(utf8(file));
        print(object);
        return Exit::Done;
    }
    for (const imaging::RefusedObject& each : report->withheld)
        std::cerr << "withheld: " << utf8(each.name) << ": " << utf8(each.why) << '\n';
    for (const QString& warning : report->warnings)
        std::cerr << "twinctl: " << utf8(warning) << '\n';
    print(QStringLiteral("Objects: %1, in %2. They are not encrypted: keep them safe.")
              .arg(report->objects)
              .arg(text(given.folder)));
    return Exit::Done;
}

} // namespace

void addDicomExport(CLI::App& app, Invocation& invocation)
{
    auto* dicom = app.get_subcommand("export")->add_subcommand(
        "dicom", "Images, and what was found on them, as DICOM files");
    auto given = std::make_shared<DicomExport>();
    auto* whose = dicom->add_option_group("whose");
    whose
        ->add_option("--study", given->study,
            "One study's UID. Without --patient every chart is opened until one has it: slow in a large "
            "clinic")
        ->type_name("UID");
    whose->add_option("--patient", given->patient, "One patient's id")->type_name("ID");
    whose->require_option(1, 2);
    dicom
        ->add_option("--what", given->what,
            "images: as they came; findings: what was found on them here, measures as SR (TID 1500), key "
            "images, segmentations as SEG; all: both")
        ->check(CLI::IsMember({"images", "findings", "all"}))
        ->capture_default_str();
    dicom->add_flag("--deidentify", given->deidentify,
        "Take out what tells whose they are (DICOM PS3.15 basic profile); pixels stay as they are");
    dicom->add_option("-o,--output", given->folder, "Folder, made where it is missing")
        ->type_name("DIR")
        ->required();
    dicom->callback([given, &invocation] {
        invocation.run = [given, &invocation] { return exportDicom(*given, invocation); };
    });
}

} // namespace twinward::ctl
