// twinctl export dicom: studies out, as they came or de-identified.

#include "command.h"
#include "dicom_json.h"
#include "progress.h"

#include "imaging/export.h"
#include "record/chart.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace twinward::ctl {

using base::ErrorCode;

namespace {

struct DicomExport
{
    std::string patient;
    std::string study;
    std::string folder;
    bool deidentify = false;
};

base::Result<std::vector<imaging::Study>> studiesOf(const ledger::Vault& vault, record::PatientId patient)
{
    const auto events = vault.read(patient);
    if (!events)
        return base::fail(events.error());
    return imaging::studiesOf(record::Chart::fold(patient, *events, vault.roster()));
}

// The patient and what of theirs is asked for.
base::Result<imaging::ExportRequest> find(const ledger::Vault& vault, const DicomExport& given)
{
    imaging::ExportRequest request;
    std::vector<record::PatientId> patients;
    if (given.patient.empty()) {
        for (const record::PatientRow* row : vault.patients()->search(QStringView()))
            patients.push_back(row->id);
    } else {
        const auto found = findPatient(vault, given.patient);
        if (!found)
            return base::fail(found.error());
        patients.push_back(*found);
    }
    for (const record::PatientId patient : patients) {
        auto studies = studiesOf(vault, patient);
        if (!studies)
            return base::fail(studies.error());
        if (!given.study.empty())
            std::erase_if(
                *studies, [&](const imaging::Study& each) { return each.uid != text(given.study); });
        if (!studies->empty()) {
            request.patient = patient;
            request.studies = std::move(*studies);
            return request;
        }
    }
    return base::fail(ErrorCode::NotFound, QStringLiteral("There are no such images here"),
        text(given.study.empty() ? given.patient : given.study),
        QStringLiteral("twinctl chart lists what a patient has."));
}

Exit exportDicom(const DicomExport& given, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    auto request = find(**vault, given);
    if (!request)
        return failed(request.error(), invocation);
    request->folder = text(given.folder);
    request->identity = given.deidentify ? imaging::Identity::Removed : imaging::Identity::Kept;
    request->purpose = text(invocation.purpose);
    ProgressLine progress(QStringLiteral("Exporting image"));
    const auto report = imaging::exportStudies(**vault, *request, progress.function());
    progress.clear();
    if (!report)
        return failed(report.error(), invocation);
    if (invocation.json) {
        Json object{{"objects", report->objects}, {"withheld", refusalsJson(report->withheld)},
            {"warnings", Json::array()}, {"files", Json::array()}};
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
    auto* dicom = app.get_subcommand("export")->add_subcommand("dicom", "Images as DICOM files");
    auto given = std::make_shared<DicomExport>();
    auto* whose = dicom->add_option_group("whose");
    whose->add_option("--study", given->study, "One study's UID")->type_name("UID");
    whose->add_option("--patient", given->patient, "One patient's id")->type_name("ID");
    whose->require_option(1, 2);
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
